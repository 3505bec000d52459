export * from './types';
export { findNativeMiniZinc, type FindOptions } from './find';
export { openNativeSolver, type OpenNativeOptions } from './solver';
