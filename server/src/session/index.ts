export * from './types';
export { openSession } from './session';
