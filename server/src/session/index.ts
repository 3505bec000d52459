export * from './types';
export { openSession } from './session';
export { conflictDiagnostics } from '../explain';
export { ownModelDefaults } from './ownModel';
export { OwnModelError } from './problem';
