export { exportLp } from './lp';
export type { Export } from './types';
