export { openGlpkSolver } from './solver';
