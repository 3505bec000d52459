export { explain, withoutRepairs } from './explain';
export { conflictDiagnostics, loopValues } from './diagnostics';
export type * from './types';
