export { explain } from './explain';
export { conflictDiagnostics, loopValues } from './diagnostics';
export type * from './types';
