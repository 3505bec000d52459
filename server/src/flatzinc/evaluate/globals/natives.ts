import type { Value } from '../../types';
import type { Scope } from '../scope';
import type { Args, Relation, Relations } from '../table';
import { countingRelations } from './counting';
import { orderingRelations } from './ordering';
import { schedulingRelations } from './scheduling';
import { structureRelations } from './structure';

/**
 * The predicates of Gecode's and Chuffed's own libraries of globals, which those engines propagate themselves: each is
 * a global of the standard library in another order of arguments, or with arrays that start at an offset.
 */
const standard: Relations = {
  ...countingRelations,
  ...orderingRelations,
  ...schedulingRelations,
  ...structureRelations,
};

function ints(values: readonly number[]): Value {
  return { kind: 'array', elements: values.map((value) => ({ kind: 'int', value })) };
}

/** A global of the standard library, its arguments taken from these places. */
function as(name: string, places?: readonly number[]): Relation {
  return (scope, args) => {
    const relation = standard[`fzn_${name}`];
    if (relation === undefined) throw new Error(`there is no global ${name}`);
    return relation(scope, places === undefined ? args : places.map((place) => args[place]));
  };
}

/** Indices that count from `offset`, counted from 1. */
function fromOne(scope: Scope, array: Value | undefined, offset: Value | undefined): Value {
  const first = scope.int(offset);
  return ints(scope.ints(array).map((index) => index - first + 1));
}

function tour(name: 'circuit' | 'subcircuit', array: number, offset: number): Relation {
  const relation = as(name);
  return (scope, args) => relation(scope, [fromOne(scope, args[array], args[offset])]);
}

/** `f[i] = j` exactly if `g[j] = i`, the arrays indexed from `foff` and `goff`. */
const inverseOffsets: Relation = (scope, [f, foff, g, goff]) =>
  as('inverse')(scope, [fromOne(scope, f, foff), fromOne(scope, g, goff)]);

/** Sets as lists of elements counted from 1. */
function setsFromOne(scope: Scope, sets: Value | undefined, offset: Value | undefined): ReadonlySet<number>[] {
  const first = scope.int(offset);
  return scope.sets(sets).map((set) => new Set([...set].map((element) => element - first + 1)));
}

/** j in `f[i]` exactly if i in `g[j]`. */
const inverseSets: Relation = (scope, [f, g, foff, goff]) => {
  const [first, second] = [setsFromOne(scope, f, goff), setsFromOne(scope, g, foff)];
  return (
    first.every((set, i) => [...set].every((j) => second[j - 1]?.has(i + 1) === true)) &&
    second.every((set, j) => [...set].every((i) => first[i - 1]?.has(j + 1) === true))
  );
};

/** `x[i] = j` exactly if i in `y[j]`. */
const channel: Relation = (scope, [x, xoff, y, yoff]) => {
  const values = scope.ints(fromOne(scope, x, yoff));
  const sets = setsFromOne(scope, y, xoff);
  return (
    values.every((j, i) => sets[j - 1]?.has(i + 1) === true) &&
    sets.every((set, j) => [...set].every((i) => values[i - 1] === j + 1))
  );
};

/** The union of the sets that `indices` chooses; the array counts from 1. */
const unionOfChosen: Relation = (scope, [indices, sets, union]) => {
  const all = scope.sets(sets);
  const chosen = [...scope.set(indices)].map((index) => all[index - 1]);
  if (chosen.includes(undefined)) return false;
  return same(new Set(chosen.flatMap((set) => [...(set ?? [])])), scope.set(union));
};

/** `t` holds the values of x at the indices in `s`. */
const range: Relation = (scope, [x, xoff, s, t]) => {
  const values = scope.ints(x);
  const first = scope.int(xoff);
  const taken = [...scope.set(s)].map((index) => values[index - first]);
  return taken.every((value) => value !== undefined) && same(new Set(taken), scope.set(t));
};

function same<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((element) => b.has(element));
}

const setWeights: Relation = (scope, [elements, weights, set, total]) => {
  const known = scope.ints(elements);
  const weight = scope.ints(weights);
  const sum = [...scope.set(set)].reduce((all, element) => all + (weight[known.indexOf(element)] ?? 0), 0);
  return sum === scope.int(total);
};

const precedeSets: Relation = (scope, [array, earlier, later]) => {
  const sets = scope.sets(array);
  const first = (element: number, without: number): number =>
    sets.findIndex((set) => set.has(element) && !set.has(without));
  const [s, t] = [scope.int(earlier), scope.int(later)];
  const late = first(t, s);
  const early = first(s, t);
  return late < 0 || (early >= 0 && early < late);
};

/** The machine of each task, counted from 0, keeps within its bound; with `upper` false, at least it where it works. */
const machines: Relation = (scope, [start, duration, resource, machine, bounds, upper]) => {
  const [starts, durations, resources, at] = [start, duration, resource, machine].map((each) => scope.ints(each)) as [
    number[],
    number[],
    number[],
    number[],
  ];
  const limits = scope.ints(bounds);
  const isUpper = scope.bool(upper);
  const busy = (task: number, time: number): boolean =>
    (starts[task] ?? 0) <= time && time < (starts[task] ?? 0) + (durations[task] ?? 0);
  const times = new Set(starts.flatMap((time, task) => [time, time + (durations[task] ?? 0)]));
  return limits.every((limit, place) =>
    [...times].every((time) => {
      const tasks = starts.map((_, task) => task).filter((task) => at[task] === place && busy(task, time));
      const use = tasks.reduce((sum, task) => sum + (resources[task] ?? 0), 0);
      return tasks.length === 0 || (isUpper ? use <= limit : use >= limit);
    }),
  );
};

function firstBest(
  best: (...values: number[]) => number,
  offset: (scope: Scope, args: Args) => number,
  place: number,
): Relation {
  return (scope, args) => {
    const values = scope.array(args[0]).map((value) => scope.int(value));
    return scope.int(args[place]) - offset(scope, args) === values.indexOf(values.reduce((a, b) => best(a, b)));
  };
}

/** No value v above 1 comes before the first v - 1. */
const seqPrecede: Relation = (scope, [array]) => {
  let highest = 0;
  for (const value of scope.ints(array)) {
    if (value > highest + 1) return false;
    highest = Math.max(highest, value);
  }
  return true;
};

function extremum(best: (...values: number[]) => number): Relation {
  return (scope, [result, array]) => scope.int(result) === scope.ints(array).reduce((a, b) => best(a, b));
}

/** The sum of Booleans stands in a relation to a number. */
function booleanSum(holds: (sum: number, c: number) => boolean): Relation {
  return (scope, [array, c]) => holds(scope.bools(array).filter(Boolean).length, scope.int(c));
}

/** The automaton takes the word and its transitions cost c together. */
const costRegular: Relation = (scope, [array, states, symbols, transitions, costs, initial, final, cost]) => {
  const alphabet = scope.int(symbols);
  const [next, price] = [scope.ints(transitions), scope.ints(costs)];
  let [state, total] = [scope.int(initial), 0];
  for (const symbol of scope.ints(array)) {
    const place = (state - 1) * alphabet + symbol - 1;
    if (symbol < 1 || symbol > alphabet || state < 1 || state > scope.int(states)) return false;
    [state, total] = [next[place] ?? 0, total + (price[place] ?? 0)];
  }
  return scope.set(final).has(state) && total === scope.int(cost);
};

const binPackingLoad: Relation = (scope, [loads, bins, weights, first]) =>
  as('bin_packing_load')(scope, [loads, fromOne(scope, bins, first), weights]);

export const nativeRelations: Relations = {
  gecode_all_different_int: as('all_different_int'),
  gecode_array_int_lt: as('lex_less_int'),
  gecode_array_int_lq: as('lex_lesseq_int'),
  gecode_array_bool_lt: as('lex_less_bool'),
  gecode_array_bool_lq: as('lex_lesseq_bool'),
  gecode_array_set_element_union: unionOfChosen,
  gecode_array_set_partition: as('partition_set'),
  gecode_bin_packing_load: binPackingLoad,
  gecode_circuit: tour('circuit', 1, 0),
  gecode_count: (scope, [array, value, c]) => {
    const counted = scope.int(value);
    return scope.ints(array).filter((each) => each === counted).length === scope.int(c);
  },
  gecode_cumulatives: (scope, args) => (args.length === 6 ? machines : as('cumulative'))(scope, args),
  gecode_int_set_channel: channel,
  gecode_inverse_offsets: inverseOffsets,
  gecode_inverse_set: inverseSets,
  gecode_link_set_to_booleans: (scope, [set, booleans, first]) => {
    const elements = scope.set(set);
    const offset = scope.int(first);
    const flags = scope.bools(booleans);
    const listed = flags.flatMap((flag, index) => (flag ? [index + offset] : []));
    return same(new Set(listed), elements);
  },
  gecode_maximum_arg_int: firstBest(Math.max, () => 0, 1),
  gecode_minimum_arg_int: firstBest(Math.min, () => 0, 1),
  gecode_member_bool: as('member_bool'),
  gecode_member_int: as('member_int'),
  gecode_nooverlap: as('diffn', [0, 2, 1, 3]),
  gecode_precede: (scope, args) =>
    args.length === 2
      ? as('value_precede_chain_int', [1, 0])(scope, args)
      : as('value_precede_int', [1, 2, 0])(scope, args),
  gecode_precede_set: precedeSets,
  gecode_range: range,
  gecode_regular: as('regular'),
  gecode_schedule_unary: as('disjunctive'),
  gecode_set_weights: setWeights,
  gecode_table_bool: as('table_bool'),
  chuffed_array_int_maximum: extremum(Math.max),
  chuffed_array_int_minimum: extremum(Math.min),
  chuffed_circuit: tour('circuit', 0, 1),
  chuffed_cost_regular: costRegular,
  chuffed_cumulative: as('cumulative'),
  chuffed_cumulative_vars: as('cumulative'),
  chuffed_disjunctive_strict: as('disjunctive_strict'),
  chuffed_maximum_arg_bool: firstBest(Math.max, (scope, [, offset]) => scope.int(offset), 2),
  chuffed_regular: as('regular'),
  chuffed_seq_precede: seqPrecede,
  chuffed_subcircuit: tour('subcircuit', 0, 1),
  chuffed_table_int: as('table_int'),
  chuffed_value_precede: as('value_precede_int'),
  inverse_offsets: inverseOffsets,
  bool_sum_eq: booleanSum((sum, c) => sum === c),
  bool_sum_ne: booleanSum((sum, c) => sum !== c),
  bool_sum_le: booleanSum((sum, c) => sum <= c),
  bool_sum_lt: booleanSum((sum, c) => sum < c),
  bool_sum_ge: booleanSum((sum, c) => sum >= c),
  bool_sum_gt: booleanSum((sum, c) => sum > c),
};
