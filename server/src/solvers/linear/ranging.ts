import { inverseOf } from './inverse';
import { valueOf, type LinearProgram, type Row } from './program';
import type { Ends, Tightness } from './sensitivity';

/**
 * How far the numbers of a linear program can move before its optimal basis is another (Bertsimas, Tsitsiklis 1997,
 * *Introduction to Linear Optimization*, section 5.1: ranging). Only for an optimum that is no more tight than it must be
 * (see `isDegenerate`): there the tight rows and bounds are the basis. Infinity: without end.
 */
export interface Ranging {
  /** By row: how far it can be relaxed and tightened with its price still right; undefined for a row without a side. */
  readonly rows: readonly (RowRange | undefined)[];
  /** By column: between which coefficients of the objective the solution stays the best. */
  readonly columns: readonly CoefficientRange[];
}

/** Never less than 0, in units of the right-hand side. Of an equation, `relax` is to the side where more is gained. */
export interface RowRange {
  readonly relax: number;
  readonly tighten: number;
}

export interface CoefficientRange {
  readonly coefficient: number;
  readonly low: number;
  readonly high: number;
}

/** Free columns that are still inverted, and multiplications in all. */
const MOST_FREE = 300;
const MOST_STEPS = 100_000_000;

/** @returns undefined where the solution is no vertex of its tight rows and bounds, or the program is too large */
export function rangingOf(
  program: LinearProgram,
  values: ArrayLike<number>,
  duals: ArrayLike<number>,
  costs: ArrayLike<number>,
  tight: Tightness,
): Ranging | undefined {
  const { columns, rows, objective } = program;
  const free = [...columns.keys()].filter((column) => !isTight(tight.columns[column]));
  const basis = [...rows.keys()].filter((row) => isTight(tight.rows[row]));
  const nonzeros = rows.reduce((sum, { terms }) => sum + terms.length, 0);
  if (free.length !== basis.length || free.length > MOST_FREE || free.length * nonzeros > MOST_STEPS) return undefined;
  const placeOf = new Map(free.map((column, place) => [column, place]));
  const inverse = inverseOf(basis.map((row) => dense(rows[row], placeOf)));
  if (!inverse) return undefined;
  const sign = objective?.direction === 'maximize' ? 1 : -1;

  const rowRange = (row: Row, index: number): RowRange | undefined => {
    const ends = tight.rows[index];
    const activity = valueOf(row.terms, values);
    if (!isTight(ends)) {
      const slack = Math.min(row.high - activity, activity - row.low);
      return slack === Infinity ? undefined : { relax: Infinity, tighten: clean(slack) };
    }
    const place = basis.indexOf(index);
    // Per unit of the right-hand side the free columns move along a column of the inverse.
    const step = new Float64Array(columns.length);
    free.forEach((column, j) => (step[column] = inverse[j]?.[place] ?? 0));
    let up = Infinity;
    let down = Infinity;
    const limit = (value: number, moves: number, low: number, high: number): void => {
      if (Math.abs(moves) <= NOISE) return;
      up = Math.min(up, (moves > 0 ? high - value : low - value) / moves);
      down = Math.min(down, (moves > 0 ? value - low : value - high) / moves);
    };
    for (const column of free) {
      const { low = -Infinity, high = Infinity } = columns[column] ?? {};
      limit(values[column] ?? 0, step[column] ?? 0, low, high);
    }
    rows.forEach((other, otherIndex) => {
      if (!isTight(tight.rows[otherIndex]))
        limit(valueOf(other.terms, values), valueOf(other.terms, step), other.low, other.high);
    });
    const dual = sign * (duals[index] ?? 0);
    const upIsBetter = ends.low && ends.high ? dual > 0 : ends.high;
    return upIsBetter ? { relax: clean(up), tighten: clean(down) } : { relax: clean(down), tighten: clean(up) };
  };

  const coefficients = new Map(objective?.terms.map(({ column, coefficient }) => [column, coefficient]));
  const columnRange = (column: number): CoefficientRange => {
    const coefficient = coefficients.get(column) ?? 0;
    let up = Infinity;
    let down = Infinity;
    /** A price that must not change its sign, and how it moves per unit of the coefficient. */
    const keep = (price: number, moves: number, ends: Ends | undefined): void => {
      if (!ends || ends.low === ends.high || Math.abs(moves) <= NOISE) return;
      // At its upper end more of it must be worth something, at its lower end less.
      const wanted = ends.high ? sign : -sign;
      const room = Math.max(0, (wanted * price) / Math.abs(moves));
      if (wanted * moves < 0) up = Math.min(up, room);
      else down = Math.min(down, room);
    };
    const place = placeOf.get(column);
    if (place === undefined) keep(costs[column] ?? 0, 1, tight.columns[column]);
    else {
      const moves = inverse[place] ?? new Float64Array();
      basis.forEach((row, index) => keep(duals[row] ?? 0, moves[index] ?? 0, tight.rows[row]));
      const ofColumns = new Float64Array(columns.length);
      basis.forEach((row, index) => {
        const factor = moves[index] ?? 0;
        if (factor !== 0)
          for (const term of rows[row]?.terms ?? [])
            ofColumns[term.column] = (ofColumns[term.column] ?? 0) - factor * term.coefficient;
      });
      columns.forEach((_, other) => {
        if (!placeOf.has(other)) keep(costs[other] ?? 0, ofColumns[other] ?? 0, tight.columns[other]);
      });
    }
    return { coefficient, low: coefficient - clean(down), high: coefficient + clean(up) };
  };
  return { rows: rows.map(rowRange), columns: [...columns.keys()].map(columnRange) };
}

/** Moves smaller than this are rounding. */
const NOISE = 1e-9;

function clean(distance: number): number {
  return distance <= NOISE ? 0 : distance;
}

function isTight(ends: Ends | undefined): ends is Ends {
  return ends !== undefined && (ends.low || ends.high);
}

function dense(row: Row | undefined, placeOf: ReadonlyMap<number, number>): Float64Array {
  const entries = new Float64Array(placeOf.size);
  for (const { column, coefficient } of row?.terms ?? []) {
    const place = placeOf.get(column);
    if (place !== undefined) entries[place] = coefficient;
  }
  return entries;
}
