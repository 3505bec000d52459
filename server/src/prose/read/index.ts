export { readProblem } from './readProblem';
export { filled, placeholder, provedFor, sameMeaning, type Proved, type Read } from './certainty';
