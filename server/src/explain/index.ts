export { explain, withoutRepairs } from './explain';
export { conflictDiagnostics, loopValues } from './diagnostics';
export { deadlineIn, limitOf } from './deadline';
export { changesTitle, softenTitle, titleWith } from './title';
export type * from './types';
