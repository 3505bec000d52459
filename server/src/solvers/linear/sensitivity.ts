import { valueOf, type Column, type LinearProgram, type Row } from './program';

/**
 * What an optimal basis of a linear program says about small changes of it (Bertsimas, Tsitsiklis 1997, *Introduction to
 * Linear Optimization*, chapter 5). Everywhere a *dual* is the change of the objective's best value per unit by which
 * the right-hand side of a row grows, in the objective's own sign, whether it is minimised or maximised.
 */

/** Where a row or column stands at a solution: at its lower end, its upper end, both or neither. */
export interface Ends {
  readonly low: boolean;
  readonly high: boolean;
}

/** How a solution stands to the rows and columns. */
export interface Tightness {
  readonly rows: readonly Ends[];
  readonly columns: readonly Ends[];
}

const tolerance = 1e-7;

/** Which rows and bounds are tight at a solution, up to rounding. */
export function tightness({ columns, rows }: LinearProgram, values: ArrayLike<number>): Tightness {
  const ends = ({ low, high }: Row | Column, value: number, size: number): Ends => ({
    low: value - low <= tolerance * size,
    high: high - value <= tolerance * size,
  });
  return {
    columns: columns.map((column, index) => ends(column, values[index] ?? 0, 1 + Math.abs(values[index] ?? 0))),
    rows: rows.map((row) => {
      const size = row.terms.reduce((most, term) => Math.max(most, Math.abs(valueOf([term], values))), 1);
      return ends(row, valueOf(row.terms, values), size);
    }),
  };
}

/**
 * The reduced cost of each column: the change of the objective's best value per unit by which the bound that the column
 * stands at grows; 0 for a column between its bounds.
 */
export function reducedCosts({ columns, rows, objective }: LinearProgram, duals: ArrayLike<number>): Float64Array {
  const costs = new Float64Array(columns.length);
  // What is left of a difference of large numbers is noise.
  const sizes = new Float64Array(columns.length).fill(1);
  const add = (column: number, value: number): void => {
    costs[column] = (costs[column] ?? 0) + value;
    sizes[column] = Math.max(sizes[column] ?? 1, Math.abs(value));
  };
  for (const { column, coefficient } of objective?.terms ?? []) add(column, coefficient);
  rows.forEach(({ terms }, index) => {
    const dual = duals[index] ?? 0;
    if (dual !== 0) for (const { column, coefficient } of terms) add(column, -coefficient * dual);
  });
  return costs.map((cost, column) => (Math.abs(cost) <= 1e-9 * (sizes[column] ?? 1) ? 0 : cost));
}

/**
 * By how much, at most, the duals leave room for a better solution than this one: what they promise for every distance
 * that is left to the end of a row or bound where more would be gained (weak duality). Infinity where such an end is
 * missing: then the duals prove nothing.
 */
export function dualityGap(
  { columns, rows, objective }: LinearProgram,
  values: ArrayLike<number>,
  duals: ArrayLike<number>,
  costs: ArrayLike<number>,
): number {
  const sign = objective?.direction === 'maximize' ? 1 : -1;
  const noise = 1e-9 * (objective?.terms ?? []).reduce((most, term) => Math.max(most, Math.abs(term.coefficient)), 1);
  const room = ({ low, high }: Row | Column, value: number, dual: number): number => {
    if (Math.abs(dual) <= noise) return 0;
    return Math.abs(dual) * Math.abs(sign * dual > 0 ? high - value : value - low);
  };
  let gap = 0;
  rows.forEach((row, index) => (gap += room(row, valueOf(row.terms, values), duals[index] ?? 0)));
  columns.forEach((column, index) => (gap += room(column, values[index] ?? 0, costs[index] ?? 0)));
  return gap;
}

/** Steps of the elimination that are worth their time; beyond, a solution counts as degenerate. */
const mostSteps = 50_000_000;

/**
 * Whether the tight rows and bounds may depend on each other: then there can be several duals, and none of them need be
 * what a change of its row is worth. Tight columns stand for themselves, so what is left is whether the tight rows are
 * independent over the other columns, by Gaussian elimination.
 */
export function isDegenerate({ columns, rows }: LinearProgram, tight: Tightness): boolean {
  const placeOf = new Map<number, number>();
  columns.forEach((_, index) => {
    if (!isTight(tight.columns[index])) placeOf.set(index, placeOf.size);
  });
  const chosen = rows.filter((_, index) => isTight(tight.rows[index]));
  if (chosen.length > placeOf.size) return true;
  if (chosen.length ** 2 * placeOf.size > mostSteps) return true;
  const matrix = chosen.map(({ terms }) => {
    const entries = new Float64Array(placeOf.size);
    const size = terms.reduce((most, { coefficient }) => Math.max(most, Math.abs(coefficient)), 0);
    for (const { column, coefficient } of terms) {
      const place = placeOf.get(column);
      if (place !== undefined) entries[place] = coefficient / size;
    }
    return entries;
  });
  return matrix.some((row, index) => {
    const pivot = row.reduce((best, entry, place) => (Math.abs(entry) > Math.abs(row[best] ?? 0) ? place : best), 0);
    const value = row[pivot] ?? 0;
    if (Math.abs(value) < tolerance) return true;
    for (const other of matrix.slice(index + 1)) {
      const factor = (other[pivot] ?? 0) / value;
      if (factor !== 0) row.forEach((entry, place) => (other[place] = (other[place] ?? 0) - factor * entry));
    }
    return false;
  });
}

function isTight(ends: Ends | undefined): boolean {
  return ends !== undefined && (ends.low || ends.high);
}

/**
 * The program of small steps from a solution, where one row is widened by one unit on both sides: what the best step
 * gains is what the row is worth for a small enough change, also where the solution is degenerate. It always has a best
 * step, since the solution was one.
 */
export function stepsWithin(
  { columns, rows, objective }: LinearProgram,
  tight: Tightness,
  widened: number,
): LinearProgram {
  const around = ({ low, high }: Ends, by: number): { readonly low: number; readonly high: number } => ({
    low: low ? -by : -Infinity,
    high: high ? by : Infinity,
  });
  const nowhere: Ends = { low: false, high: false };
  return {
    columns: columns.map((column, index) => ({ ...column, ...around(tight.columns[index] ?? nowhere, 0) })),
    rows: rows.flatMap((row, index) => {
      const ends = tight.rows[index] ?? nowhere;
      return ends.low || ends.high ? [{ ...row, ...around(ends, index === widened ? 1 : 0) }] : [];
    }),
    objective: objective && { ...objective, constant: 0 },
  };
}
