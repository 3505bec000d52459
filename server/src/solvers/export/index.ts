export { exportLp } from './lp';
export { exportSmtLib } from './smtlib';
export type { Export } from './types';
