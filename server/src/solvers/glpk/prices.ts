import {
  dualityGap,
  isDegenerate,
  rangingOf,
  reducedCosts,
  stepsWithin,
  tightness,
  valueOf,
  type LinearObjective,
  type LinearProgram,
  type Ranging,
} from '../linear';
import type { RawResult } from './engine';
import { withoutNoise } from './rounding';

/** What the rows and bounds of an LP are worth at its optimum. */
export interface Prices {
  /** By row: the change of the best objective per unit by which the right-hand side grows. */
  readonly duals: readonly number[];
  /** By column: the same for the bound it stands at. */
  readonly reducedCosts: readonly number[];
  /**
   * By row: what the objective gains, never less than 0, per unit by which the row is relaxed, if by little enough. Not
   * known for every row of a large degenerate optimum: undefined.
   */
  readonly shadowPrices: readonly (number | undefined)[];
  /** How far the numbers can move; undefined for a degenerate optimum, and for a large program. */
  readonly ranging: Ranging | undefined;
}

/** Programs solved for the prices of one degenerate optimum: so many, and fewer of large ones. */
const mostPrograms = 200;
const mostNonzeros = 500_000;

/**
 * The prices of an optimum by the duals that GLPK gave with it; undefined where these do not prove, as computed without
 * GLPK, that it is one. Where the optimum is degenerate, duals are not unique and say too much or too little: there the
 * price of a row is computed as the best small step that relaxing it allows.
 */
export function pricesOf(
  program: LinearProgram,
  objective: LinearObjective,
  values: readonly number[],
  duals: readonly number[],
  run: (program: LinearProgram) => RawResult,
  outOfTime: () => boolean,
): Prices | undefined {
  const costs = reducedCosts(program, duals);
  const gap = dualityGap(program, values, duals, costs);
  if (!(gap <= 1e-6 * (1 + Math.abs(valueOf(objective.terms, values))))) return undefined;
  const prices = { duals, reducedCosts: Array.from(costs) };
  const tight = tightness(program, values);
  if (!isDegenerate(program, tight)) {
    const ranging = rangingOf(program, values, duals, costs, tight);
    return { ...prices, shadowPrices: duals.map(Math.abs), ranging };
  }

  const sign = objective.direction === 'maximize' ? 1 : -1;
  const nonzeros = program.rows.reduce((sum, { terms }) => sum + terms.length, 0);
  let left = Math.min(mostPrograms, Math.floor(mostNonzeros / nonzeros));
  const shadowPrices = tight.rows.map(({ low, high }, row) => {
    if (!low && !high) return 0;
    if (left === 0 || outOfTime()) return undefined;
    left--;
    const steps = run(stepsWithin(program, tight, row));
    return steps.status === 'optimal' ? withoutNoise(Math.max(0, sign * steps.objective)) : undefined;
  });
  return { ...prices, shadowPrices, ranging: undefined };
}
