export { explain, withoutRepairs } from './explain';
export { conflictDiagnostics, loopValues } from './diagnostics';
export { deadlineIn, limitOf } from './deadline';
export { changesTitle, titleWith } from './title';
export type * from './types';
