export { lowerLinear, type Lowered } from './lower';
export { holds, valueOf, type Column, type LinearObjective, type LinearProgram, type Row, type Term } from './program';
