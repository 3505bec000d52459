export { exportDimacs } from './dimacs';
export { exportLp } from './lp';
export { exportMps } from './mps';
export { exportSmtLib } from './smtlib';
export type { Export } from './types';
