export * from './types';
export { blamed } from './blame';
export { openCompiler } from './compiler';
export { readSources } from './sources';
export { openMiniZincPool, type MiniZincPool } from './pool';
export type { MiniZincJob, MiniZincMessage, MiniZincRun } from './messages';
