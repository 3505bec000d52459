export * from './types';
export { openCompiler } from './compiler';
export { readSources } from './sources';
