export type { MiniZincSolverId } from './engines';
export { openMiniZincSolver } from './solver';
