import { intFunction, type Functionals, type Relation, type Relations } from '../table';
import { extremum } from '../integers';
import { compareFloats } from '../floats';
import { all, type Truth } from '../truth';

/** All-different and its like, orders of arrays, extrema, sorting, precedence of values. */

function eachPair(holds: (a: number, b: number) => boolean, as: 'ints' | 'bools' = 'ints'): Relation {
  return (scope, [array]) => {
    const values = scope[as](array).map(Number);
    return values.every((value, index) => index === 0 || holds(values[index - 1] ?? NaN, value));
  };
}

function monotone(values: readonly number[]): Truth {
  return all(values.slice(1).map((value, index) => compareFloats('le', values[index] ?? NaN, value)));
}

const distinct = (values: readonly number[]): boolean => new Set(values).size === values.length;

/** Lexicographic order; a proper prefix comes first. Negative: a comes first. */
function order(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function lexicographic(holds: (order: number) => boolean, as: 'ints' | 'bools' = 'ints'): Relation {
  return (scope, [a, b]) => holds(order(scope[as](a).map(Number), scope[as](b).map(Number)));
}

/** No `later` before the first `earlier`. */
function precedes(earlier: number, later: number, values: readonly number[]): boolean {
  const first = values.indexOf(later);
  return first < 0 || values.slice(0, first).includes(earlier);
}

export const orderingRelations: Relations = {
  fzn_all_different_int: (scope, [array]) => distinct(scope.ints(array)),
  fzn_all_different_set: (scope, [array]) => {
    const keys = scope.sets(array).map((set) => [...set].sort((a, b) => a - b).join());
    return new Set(keys).size === keys.length;
  },
  fzn_alldifferent_except_0: (scope, [array]) => distinct(scope.ints(array).filter((value) => value !== 0)),
  fzn_alldifferent_except: (scope, [array, set]) => {
    const excepted = scope.set(set);
    return distinct(scope.ints(array).filter((value) => !excepted.has(value)));
  },
  fzn_all_equal_int: eachPair((a, b) => a === b),
  fzn_increasing_int: eachPair((a, b) => a <= b),
  fzn_increasing_bool: eachPair((a, b) => a <= b, 'bools'),
  fzn_strictly_increasing_int: eachPair((a, b) => a < b),
  fzn_decreasing_int: eachPair((a, b) => a >= b),
  fzn_decreasing_bool: eachPair((a, b) => a >= b, 'bools'),
  fzn_strictly_decreasing_int: eachPair((a, b) => a > b),
  fzn_increasing_float: (scope, [array]) => monotone(scope.floats(array)),
  fzn_decreasing_float: (scope, [array]) => monotone(scope.floats(array).reverse()),
  fzn_lex_less_int: lexicographic((difference) => difference < 0),
  fzn_lex_lesseq_int: lexicographic((difference) => difference <= 0),
  fzn_lex_less_bool: lexicographic((difference) => difference < 0, 'bools'),
  fzn_lex_lesseq_bool: lexicographic((difference) => difference <= 0, 'bools'),
  fzn_member_int: (scope, [array, value]) => scope.ints(array).includes(scope.int(value)),
  fzn_member_bool: (scope, [array, value]) => scope.bools(array).includes(scope.bool(value)),
  fzn_sort: (scope, [array, sorted]) =>
    order(
      scope.ints(array).sort((a, b) => a - b),
      scope.ints(sorted),
    ) === 0,
  fzn_value_precede_int: (scope, [earlier, later, array]) =>
    precedes(scope.int(earlier), scope.int(later), scope.ints(array)),
  fzn_value_precede_chain_int: (scope, [chain, array]) => {
    const order = scope.ints(chain);
    const values = scope.ints(array);
    return order.every((value, i) => i === 0 || precedes(order[i - 1] ?? NaN, value, values));
  },
};

/** The index from 1 of the first best value. */
function argument(best: (...values: number[]) => number): Functionals[string] {
  return intFunction((scope, [array]) => {
    const values = scope.ints(array);
    const found = extremum(values, (a, b) => best(a, b));
    return found === undefined ? undefined : values.indexOf(found) + 1;
  });
}

export const orderingFunctions: Functionals = {
  fzn_maximum_int: intFunction((scope, [, array]) => extremum(scope.ints(array), (a, b) => Math.max(a, b)), 0),
  fzn_minimum_int: intFunction((scope, [, array]) => extremum(scope.ints(array), (a, b) => Math.min(a, b)), 0),
  fzn_arg_max_int: argument(Math.max),
  fzn_arg_min_int: argument(Math.min),
};
