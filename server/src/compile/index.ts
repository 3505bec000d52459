export * from './types';
export { openCompiler } from './compiler';
