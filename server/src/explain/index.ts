export { explain, withoutRepairs } from './explain';
export { conflictDiagnostics, loopValues } from './diagnostics';
export { titleWith } from './title';
export type * from './types';
