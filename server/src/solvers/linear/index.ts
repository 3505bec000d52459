export { lowerLinear, type Lowered } from './lower';
export { holds, valueOf, type Column, type LinearObjective, type LinearProgram, type Row, type Term } from './program';
export { rangingOf, type CoefficientRange, type Ranging, type RowRange } from './ranging';
export {
  isDegenerate,
  dualityGap,
  reducedCosts,
  stepsWithin,
  tightness,
  type Ends,
  type Tightness,
} from './sensitivity';
