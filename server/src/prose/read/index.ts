export { readProblem } from './readProblem';
