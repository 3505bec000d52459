import { EvaluationError } from '../scope';
import { intFunction, type Functionals, type Relation, type Relations } from '../table';

/** Relations between numbers of occurrences: among, count, global cardinality, number of values. MiniZinc manual, "Counting constraints". */

function occurrences(values: readonly number[], value: number): number {
  return values.reduce((count, other) => (other === value ? count + 1 : count), 0);
}

/** `fzn_count_*(array, value, c)`: c stands in the relation to the number of occurrences. */
function count(holds: (c: number, occurrences: number) => boolean): Relation {
  return (scope, [array, value, c]) => holds(scope.int(c), occurrences(scope.ints(array), scope.int(value)));
}

/** `fzn_at_least_int(n, array, value)` and its like. */
function bounded(holds: (occurrences: number, n: number) => boolean): Relation {
  return (scope, [n, array, value]) => holds(occurrences(scope.ints(array), scope.int(value)), scope.int(n));
}

function cardinality(closed: boolean): Relation {
  return (scope, [array, cover, counts]) => {
    const values = scope.ints(array);
    const covered = scope.ints(cover);
    const expected = scope.ints(counts);
    return (
      covered.every((value, index) => occurrences(values, value) === expected[index]) &&
      (!closed || values.every((value) => covered.includes(value)))
    );
  };
}

function boundedCardinality(closed: boolean): Relation {
  return (scope, [array, cover, low, high]) => {
    const values = scope.ints(array);
    const covered = scope.ints(cover);
    const lows = scope.ints(low);
    const highs = scope.ints(high);
    return (
      covered.every((value, index) => {
        const number = occurrences(values, value);
        return number >= (lows[index] ?? 0) && number <= (highs[index] ?? Infinity);
      }) &&
      (!closed || values.every((value) => covered.includes(value)))
    );
  };
}

export const countingRelations: Relations = {
  fzn_count_neq: count((c, number) => c !== number),
  fzn_count_leq: count((c, number) => c <= number),
  fzn_count_lt: count((c, number) => c < number),
  fzn_count_geq: count((c, number) => c >= number),
  fzn_count_gt: count((c, number) => c > number),
  fzn_at_least_int: bounded((number, n) => number >= n),
  fzn_at_most_int: bounded((number, n) => number <= n),
  fzn_exactly_int: bounded((number, n) => number === n),
  fzn_global_cardinality: cardinality(false),
  fzn_global_cardinality_closed: cardinality(true),
  fzn_global_cardinality_low_up: boundedCardinality(false),
  fzn_global_cardinality_low_up_closed: boundedCardinality(true),
  /** Each run of `length` values sums to something between low and high. */
  fzn_sliding_sum: (scope, [low, high, length, array]) => {
    const values = scope.ints(array);
    const run = scope.int(length);
    for (let start = 0; start + run <= values.length; start++) {
      const sum = values.slice(start, start + run).reduce((a, b) => a + b, 0);
      if (sum < scope.int(low) || sum > scope.int(high)) return false;
    }
    return true;
  },
  fzn_bin_packing: (scope, [capacity, bins, weights]) => {
    const loads = loadsOf(scope.ints(bins), scope.ints(weights));
    return [...loads.values()].every((load) => load <= scope.int(capacity));
  },
  fzn_bin_packing_capa: (scope, [capacities, bins, weights]) => {
    const limits = scope.ints(capacities);
    const loads = loadsOf(scope.ints(bins), scope.ints(weights));
    return [...loads].every(([bin, load]) => load <= (limits[bin - 1] ?? -Infinity));
  },
  fzn_bin_packing_load: (scope, [loads, bins, weights]) => {
    const expected = scope.ints(loads);
    const found = loadsOf(scope.ints(bins), scope.ints(weights));
    return (
      [...found.keys()].every((bin) => bin >= 1 && bin <= expected.length) &&
      expected.every((load, i) => load === (found.get(i + 1) ?? 0))
    );
  },
  fzn_knapsack: (scope, [weights, profits, amounts, weight, profit]) => {
    const numbers = scope.ints(amounts);
    const total = (each: readonly number[]): number =>
      numbers.reduce((sum, number, i) => sum + number * (each[i] ?? 0), 0);
    return (
      numbers.every((number) => number >= 0) &&
      total(scope.ints(weights)) === scope.int(weight) &&
      total(scope.ints(profits)) === scope.int(profit)
    );
  },
};

function loadsOf(bins: readonly number[], weights: readonly number[]): Map<number, number> {
  if (bins.length !== weights.length) throw new EvaluationError('bins and weights differ in number');
  const loads = new Map<number, number>();
  bins.forEach((bin, index) => loads.set(bin, (loads.get(bin) ?? 0) + (weights[index] ?? 0)));
  return loads;
}

export const countingFunctions: Functionals = {
  fzn_count_eq: intFunction((scope, [array, value]) => occurrences(scope.ints(array), scope.int(value))),
  fzn_among: intFunction((scope, [, array, set]) => {
    const counted = scope.set(set);
    return scope.ints(array).filter((value) => counted.has(value)).length;
  }, 0),
  fzn_nvalue: intFunction((scope, [, array]) => new Set(scope.ints(array)).size, 0),
};
