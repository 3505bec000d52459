export { explainUnbounded, findHints } from './hints';
export type * from './types';
