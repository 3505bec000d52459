import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCompiler } from '../../server/src/compile';
import { evaluate, type Assignment, type Value } from '../../server/src/flatzinc';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { model, set } from '../flatzinc/build';

const compiler = openCompiler();
const solver = openZ3Solver();
afterAll(() => Promise.all([compiler.dispose(), solver.dispose()]));

const file = resolve('model.mzn');

/** A global over the array x of `length` integers in low..high. */
interface Global {
  /** As the user writes it; `s(a, b)` are the elements from a to b, counted from 1. */
  readonly text: string;
  readonly over: readonly [length: number, low: number, high: number];
  /** As the evaluator knows it; `X` is the array, `X[k]` its element from 1, `X[a..b]` a slice. */
  readonly says: readonly [id: string, ...args: unknown[]];
}

const globals: readonly Global[] = [
  { text: 'all_different(x)', over: [3, 1, 3], says: ['fzn_all_different_int', 'X'] },
  { text: 'all_different_except_0(x)', over: [3, 0, 2], says: ['fzn_alldifferent_except_0', 'X'] },
  { text: 'alldifferent_except(x, {0, 2})', over: [3, 0, 3], says: ['fzn_alldifferent_except', 'X', set(0, 2)] },
  { text: 'all_equal(x)', over: [3, 0, 2], says: ['fzn_all_equal_int', 'X'] },
  {
    text: 'cumulative(x, [2, 1, 2], [2, 1, 1], 2)',
    over: [3, 0, 3],
    says: ['fzn_cumulative', 'X', [2, 1, 2], [2, 1, 1], 2],
  },
  {
    text: 'cumulative([x[1], 1], [x[2], x[3]], [x[4], 1], x[5])',
    over: [5, 0, 2],
    says: ['fzn_cumulative', ['X[1]', 1], ['X[2]', 'X[3]'], ['X[4]', 1], 'X[5]'],
  },
  { text: 'disjunctive(x, [2, 0, 1])', over: [3, 0, 3], says: ['fzn_disjunctive', 'X', [2, 0, 1]] },
  {
    text: 'disjunctive(s(1, 2), s(3, 4))',
    over: [4, 0, 2],
    says: ['fzn_disjunctive', 'X[1..2]', 'X[3..4]'],
  },
  { text: 'disjunctive_strict(x, [2, 0, 1])', over: [3, 0, 3], says: ['fzn_disjunctive_strict', 'X', [2, 0, 1]] },
  {
    text: 'diffn(s(1, 2), s(3, 4), [1, 2], [2, 1])',
    over: [4, 0, 2],
    says: ['fzn_diffn', 'X[1..2]', 'X[3..4]', [1, 2], [2, 1]],
  },
  {
    text: 'diffn([x[1], 1], [x[2], 1], [x[3], 1], [x[4], 1])',
    over: [4, 0, 2],
    says: ['fzn_diffn', ['X[1]', 1], ['X[2]', 1], ['X[3]', 1], ['X[4]', 1]],
  },
  {
    text: 'diffn_nonstrict([x[1], 1], [x[2], 1], [x[3], 1], [x[4], 1])',
    over: [4, 0, 2],
    says: ['fzn_diffn_nonstrict', ['X[1]', 1], ['X[2]', 1], ['X[3]', 1], ['X[4]', 1]],
  },
  { text: 'circuit(x)', over: [4, 1, 4], says: ['fzn_circuit', 'X'] },
  { text: 'circuit(x)', over: [3, 0, 4], says: ['fzn_circuit', 'X'] },
  { text: 'subcircuit(x)', over: [4, 1, 4], says: ['fzn_subcircuit', 'X'] },
  { text: 'subcircuit(x)', over: [3, 0, 4], says: ['fzn_subcircuit', 'X'] },
  {
    text: 'table(x, [|1, 2, 3|3, 2, 1|2, 2, 2|])',
    over: [3, 1, 3],
    says: ['fzn_table_int', 'X', [1, 2, 3, 3, 2, 1, 2, 2, 2]],
  },
  {
    text: 'regular(x, 3, 2, [|1, 2|3, 2|0, 3|], 1, {2, 3})',
    over: [4, 1, 2],
    says: ['fzn_regular', 'X', 3, 2, [1, 2, 3, 2, 0, 3], 1, set(2, 3)],
  },
  {
    text: 'regular(x, 3, 2, [|1, 2|3, 2|0, 3|], 1, {2, 3})',
    over: [3, 0, 3],
    says: ['fzn_regular', 'X', 3, 2, [1, 2, 3, 2, 0, 3], 1, set(2, 3)],
  },
  { text: 'inverse(s(1, 3), s(4, 6))', over: [6, 1, 3], says: ['fzn_inverse', 'X[1..3]', 'X[4..6]'] },
  {
    text: 'global_cardinality(s(1, 3), [1, 2], s(4, 5))',
    over: [5, 0, 2],
    says: ['fzn_global_cardinality', 'X[1..3]', [1, 2], 'X[4..5]'],
  },
  {
    text: 'global_cardinality_closed(s(1, 3), [1, 2], s(4, 5))',
    over: [5, 0, 2],
    says: ['fzn_global_cardinality_closed', 'X[1..3]', [1, 2], 'X[4..5]'],
  },
  {
    text: 'global_cardinality_low_up(x, [1, 3], [1, 0], [2, 1])',
    over: [4, 0, 3],
    says: ['fzn_global_cardinality_low_up', 'X', [1, 3], [1, 0], [2, 1]],
  },
  {
    text: 'global_cardinality_low_up_closed(x, [1, 3], [1, 0], [2, 3])',
    over: [4, 0, 3],
    says: ['fzn_global_cardinality_low_up_closed', 'X', [1, 3], [1, 0], [2, 3]],
  },
  { text: 'count(s(1, 3), x[4]) = x[5]', over: [5, 0, 2], says: ['fzn_count_eq', 'X[1..3]', 'X[4]', 'X[5]'] },
  { text: 'count_neq(s(1, 3), 1, x[4])', over: [4, 0, 3], says: ['fzn_count_neq', 'X[1..3]', 1, 'X[4]'] },
  { text: 'count_leq(s(1, 3), 1, x[4])', over: [4, 0, 3], says: ['fzn_count_leq', 'X[1..3]', 1, 'X[4]'] },
  { text: 'count_lt(s(1, 3), x[4], 2)', over: [4, 0, 3], says: ['fzn_count_lt', 'X[1..3]', 'X[4]', 2] },
  { text: 'count_geq(s(1, 3), x[4], 2)', over: [4, 0, 3], says: ['fzn_count_geq', 'X[1..3]', 'X[4]', 2] },
  { text: 'count_gt(s(1, 3), 1, x[4])', over: [4, 0, 3], says: ['fzn_count_gt', 'X[1..3]', 1, 'X[4]'] },
  { text: 'at_least(2, x, 1)', over: [4, 0, 2], says: ['fzn_at_least_int', 2, 'X', 1] },
  { text: 'at_most(2, x, 1)', over: [4, 0, 2], says: ['fzn_at_most_int', 2, 'X', 1] },
  { text: 'exactly(2, x, 1)', over: [4, 0, 2], says: ['fzn_exactly_int', 2, 'X', 1] },
  { text: 'among(x[1], s(2, 4), {1, 3})', over: [4, 0, 3], says: ['fzn_among', 'X[1]', 'X[2..4]', set(1, 3)] },
  { text: 'nvalue(x[1], s(2, 4))', over: [4, 0, 3], says: ['fzn_nvalue', 'X[1]', 'X[2..4]'] },
  { text: 'bin_packing(3, x, [2, 1, 3])', over: [3, 1, 3], says: ['fzn_bin_packing', 3, 'X', [2, 1, 3]] },
  {
    text: 'bin_packing_capa([3, 2], x, [2, 1, 2])',
    over: [3, 0, 3],
    says: ['fzn_bin_packing_capa', [3, 2], 'X', [2, 1, 2]],
  },
  {
    text: 'bin_packing_load(s(1, 2), s(3, 4), [2, 1])',
    over: [4, 0, 3],
    says: ['fzn_bin_packing_load', 'X[1..2]', 'X[3..4]', [2, 1]],
  },
  { text: 'lex_less(s(1, 2), s(3, 4))', over: [4, 0, 2], says: ['fzn_lex_less_int', 'X[1..2]', 'X[3..4]'] },
  { text: 'lex_lesseq(s(1, 2), s(3, 4))', over: [4, 0, 2], says: ['fzn_lex_lesseq_int', 'X[1..2]', 'X[3..4]'] },
  { text: 'lex_less(s(1, 2), s(3, 5))', over: [5, 0, 1], says: ['fzn_lex_less_int', 'X[1..2]', 'X[3..5]'] },
  { text: 'lex_lesseq(s(1, 3), s(4, 5))', over: [5, 0, 1], says: ['fzn_lex_lesseq_int', 'X[1..3]', 'X[4..5]'] },
  { text: 'sort(s(1, 3), s(4, 6))', over: [6, 0, 2], says: ['fzn_sort', 'X[1..3]', 'X[4..6]'] },
  { text: 'value_precede(1, 2, x)', over: [4, 1, 3], says: ['fzn_value_precede_int', 1, 2, 'X'] },
  { text: 'value_precede_chain([2, 1, 3], x)', over: [3, 1, 3], says: ['fzn_value_precede_chain_int', [2, 1, 3], 'X'] },
  { text: 'increasing(x)', over: [3, 0, 2], says: ['fzn_increasing_int', 'X'] },
  { text: 'strictly_increasing(x)', over: [3, 0, 3], says: ['fzn_strictly_increasing_int', 'X'] },
  { text: 'decreasing(x)', over: [3, 0, 2], says: ['fzn_decreasing_int', 'X'] },
  { text: 'strictly_decreasing(x)', over: [3, 0, 3], says: ['fzn_strictly_decreasing_int', 'X'] },
  { text: 'maximum(x[1], s(2, 4))', over: [4, 0, 2], says: ['fzn_maximum_int', 'X[1]', 'X[2..4]'] },
  { text: 'minimum(x[1], s(2, 4))', over: [4, 0, 2], says: ['fzn_minimum_int', 'X[1]', 'X[2..4]'] },
  { text: 'arg_max(s(1, 3)) = x[4]', over: [4, 0, 3], says: ['fzn_arg_max_int', 'X[1..3]', 'X[4]'] },
  { text: 'arg_min(s(1, 3)) = x[4]', over: [4, 0, 3], says: ['fzn_arg_min_int', 'X[1..3]', 'X[4]'] },
  {
    text: 'knapsack([2, 1], [3, 1], s(1, 2), x[3], x[4])',
    over: [4, 0, 4],
    says: ['fzn_knapsack', [2, 1], [3, 1], 'X[1..2]', 'X[3]', 'X[4]'],
  },
  { text: 'sliding_sum(2, 4, 2, x)', over: [4, 0, 2], says: ['fzn_sliding_sum', 2, 4, 2, 'X'] },
  { text: 'member(s(1, 3), x[4])', over: [4, 0, 2], says: ['fzn_member_int', 'X[1..3]', 'X[4]'] },
];

const names = (length: number): string[] => Array.from({ length }, (_, place) => `x${String(place + 1)}`);

/** The arguments of the evaluator's predicate with the variables' names for `X`. */
function argument(text: unknown, all: readonly string[]): unknown {
  if (Array.isArray(text)) return text.map((each) => argument(each, all));
  if (typeof text !== 'string') return text;
  const slice = /^X(?:\[(\d+)(?:\.\.(\d+))?\])?$/.exec(text);
  if (slice?.[1] === undefined) return all;
  const first = Number(slice[1]);
  return slice[2] === undefined ? all[first - 1] : all.slice(first - 1, Number(slice[2]));
}

/** Each assignment with whether the evaluator finds the global true of it: "1,2,3 true". */
function byTrying({ over: [length, low, high], says: [id, ...args] }: Global): string[] {
  const all = names(length);
  const domain = `${String(low)}..${String(high)}`;
  const flatzinc = model(Object.fromEntries(all.map((name) => [name, domain])), [
    [id, ...args.map((each) => argument(each, all))],
  ]);
  const size = high - low + 1;
  return Array.from({ length: size ** length }, (_, code) => {
    const values = all.map((_, place) => low + (Math.floor(code / size ** place) % size));
    const violations = evaluate(flatzinc, new Map(all.map((name, place) => [name, values[place] ?? 0])));
    expect(violations.filter(({ kind }) => kind !== 'constraint')).toEqual([]);
    return `${values.join()} ${String(violations.length === 0)}`;
  }).sort();
}

/** Each solution of Z3, with the truth of b: "1,2,3 true". */
async function bySolving({ over: [length, low, high] }: Global, constraint: string): Promise<string[]> {
  const text = `include "globals.mzn"; array[1..1] of var bool: b;
    array[1..${String(length)}] of var ${String(low)}..${String(high)}: x;
    function array[int] of var int: s(int: from, int: to) = [x[i] | i in from..to];
    constraint ${constraint}; solve satisfy;`;
  const compiled = await compiler.compile({ model: file, data: [], overlay: new Map([[file, text]]), library: 'z3' });
  if (compiled.kind === 'failed') throw new Error(JSON.stringify(compiled.diagnostics));
  const { flatzinc } = compiled;
  const result = await solver.solve(flatzinc, { all: true });
  expect([result.status, result.detail]).toEqual(['satisfied', undefined]);
  for (const solution of result.solutions) expect(evaluate(flatzinc, solution)).toEqual([]);
  const valueOf = (value: Value, solution: Assignment): string =>
    String(value.kind === 'variable' ? solution.get(value.name) : 'value' in value ? value.value : '?');
  return result.solutions
    .map((solution) => {
      const [x, b] = ['x', 'b'].map((name) => flatzinc.arrays.get(name)?.map((value) => valueOf(value, solution)));
      return `${x?.join() ?? ''} ${b?.join() ?? 'true'}`;
    })
    .sort();
}

/** Those with a lowering of their own, which has more than one way to be told. */
const native = /^(all_different|cumulative|circuit|regular|inverse|table|maximum|minimum|arg_max|arg_min)\(/;

describe('Z3 and the evaluator agree on every assignment of', () => {
  it.each(globals)('b <-> $text over $over', async (global) => {
    expect(await bySolving(global, `b[1] <-> ${global.text}`)).toEqual(byTrying(global));
  });

  it.each(globals.filter(({ text }) => native.test(text)))('$text over $over', async (global) => {
    const truths = byTrying(global);
    const holding = truths.filter((truth) => truth.endsWith('true'));
    expect(await bySolving(global, `${global.text} /\\ b[1]`)).toEqual(holding);
    const either = [...truths.map((truth) => truth.replace('true', 'false')), ...holding];
    expect(await bySolving(global, `b[1] -> ${global.text}`)).toEqual(either.sort());
  });
});
