export * from './types';
export { openSession } from './session';
export { conflictDiagnostics } from '../explain';
