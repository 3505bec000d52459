import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCompiler, type CompileRequest } from '../../server/src/compile';
import { resolveArray, type FlatZinc, type Value } from '../../server/src/flatzinc';
import { openMiniZincSolver } from '../../server/src/solvers/minizinc';
import { encodingsForNative } from '../../server/src/solvers/native/encode';

const compiler = openCompiler();
const gecode = openMiniZincSolver('gecode');
afterAll(() => Promise.all([compiler.dispose(), gecode.dispose()]));

/** A predicate that the model gets, and the variables and the constraint that make it; names are single letters. */
const globals: readonly (readonly [predicate: string, variables: string, constraint: string])[] = [
  ['modelwright_gecode_maximum_arg_int', 'array[1..3] of var 1..3: x; var 1..3: m', 'm = arg_max(x)'],
  ['modelwright_gecode_minimum_arg_int', 'array[1..3] of var 1..3: x; var 1..3: m', 'm = arg_min(x)'],
  ['modelwright_gecode_count_reif', 'array[1..3] of var 1..3: x; var 0..3: n; var bool: b', 'b <-> count(x, 2, n)'],
  [
    'modelwright_gecode_bin_packing_load',
    'array[1..3] of var 1..2: x; array[1..2] of var 0..9: n',
    'bin_packing_load(n, x, [1, 2, 4])',
  ],
  ['modelwright_gecode_circuit', 'array[0..3] of var 0..3: x', 'circuit(x)'],
  [
    'modelwright_gecode_cumulatives',
    'array[1..3] of var 0..3: s; array[1..3] of var 1..2: d; var 1..3: c',
    'cumulative(s, d, [1, 2, 1], c)',
  ],
  [
    'modelwright_gecode_nooverlap',
    'array[1..3] of var 0..2: x; array[1..3] of var 0..2: y',
    'diffn(x, y, [1, 2, 1], [2, 1, 1])',
  ],
  [
    'modelwright_gecode_int_set_channel',
    'array[0..2] of var 1..3: x; array[1..3] of var set of 0..2: s',
    'int_set_channel(x, s)',
  ],
  ['modelwright_gecode_inverse_offsets', 'array[0..2] of var 1..3: x; array[1..3] of var 0..2: y', 'inverse(x, y)'],
  [
    'modelwright_gecode_inverse_set',
    'array[5..6] of var set of 1..2: s; array[1..2] of var set of 5..6: t',
    'inverse_set(s, t)',
  ],
  [
    'modelwright_gecode_link_set_to_booleans',
    'var set of 0..2: s; array[0..2] of var bool: p',
    'link_set_to_booleans(s, p)',
  ],
  ['modelwright_gecode_member_int_reif', 'array[1..3] of var 1..3: x; var bool: b', 'b <-> member(x, 3)'],
  ['modelwright_gecode_range', 'array[0..2] of var 1..3: x; var set of 0..2: s; var set of 1..3: t', 'range(x, s, t)'],
  [
    'modelwright_gecode_array_set_element_union',
    'array[1..2] of var 1..3: x; var set of 1..2: s; var set of 1..3: t',
    'roots(x, s, t)',
  ],
  ['modelwright_gecode_precede', 'array[1..3] of var 1..3: x', 'value_precede(1, 2, x)'],
  ['modelwright_gecode_precede_set', 'array[1..2] of var set of 1..2: s', 'value_precede(1, 2, s)'],
  ['modelwright_gecode_regular', 'array[1..3] of var 1..2: x', 'regular(x, 2, 2, [|1, 2 | 2, 0|], 1, {2})'],
  ['modelwright_gecode_set_weights', 'var 1..2: m; var 0..9: n', 'sum_pred(m, [{1, 2}, {1, 3}], [2, 3, 4], n)'],
  ['modelwright_fzn_table_int', 'array[1..3] of var 1..3: x', 'table(x, [|1, 2, 3 | 3, 1, 1|])'],
  ['modelwright_gecode_table_bool', 'array[1..2] of var bool: x', 'table(x, [|true, false | true, true|])'],
  ['modelwright_bool_lin_ge', 'array[1..3] of var set of 1..2: s', 'at_least(2, s, {1})'],
  ['fzn_lex_less_int', 'array[1..2] of var 1..3: x; array[1..2] of var 1..3: y', 'lex_less(x, y)'],
  ['fzn_count_eq', 'array[1..3] of var 1..3: x; var 0..3: n; var 1..3: v', 'count(x, v, n)'],
  ['fzn_partition_set', 'array[1..2] of var set of 1..3: s', 'partition_set(s, 1..3)'],
  ['fzn_nvalue', 'array[1..3] of var 1..3: x; var 0..3: n', 'nvalue(n, x)'],
];

async function compile(text: string, library: CompileRequest['library']): Promise<FlatZinc> {
  const model = '/model.mzn';
  const compiled = await compiler.compile({ model, data: [], overlay: new Map([[model, text]]), library });
  if (compiled.kind === 'failed') throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'));
  return compiled.flatzinc;
}

function variablesIn(model: FlatZinc, value: Value): readonly string[] {
  if (value.kind === 'variable') return [value.name];
  if (value.kind !== 'array' && value.kind !== 'arrayRef') return [];
  return resolveArray(model, value).flatMap((element) => variablesIn(model, element));
}

/** What of a model has to do with these variables. */
function partAround(model: FlatZinc, roots: readonly string[]): FlatZinc {
  const near = new Set(roots);
  const constraints = new Set<FlatZinc['constraints'][number]>();
  for (let size = -1; size < near.size + constraints.size;) {
    size = near.size + constraints.size;
    for (const constraint of model.constraints) {
      const names = constraint.args.flatMap((arg) => variablesIn(model, arg));
      if (!names.some((name) => near.has(name))) continue;
      constraints.add(constraint);
      for (const name of names) near.add(name);
    }
  }
  const variables = new Map([...model.variables].filter(([name]) => near.has(name)));
  return { ...model, variables, constraints: [...constraints], output: roots };
}

/** Every solution on these variables, as text in order. */
async function solutions(model: FlatZinc, roots: readonly string[]): Promise<string[]> {
  const { solutions: found, reason } = await gecode.solve(partAround(model, roots), { all: true });
  expect(reason).toBeUndefined();
  return found.map((solution) => JSON.stringify(roots.map((name) => solution.get(name)))).sort();
}

describe('Globals in the words of the standard library have the solutions of Gecode’s own', () => {
  let whole: FlatZinc;
  let text: string;
  let decomposed: FlatZinc;
  // One model for all, as compiling takes longer than solving: each global has variables of its own.
  beforeAll(async () => {
    const own = (source: string, index: number) => source.replace(/\b[a-z]\b/g, `$&${index}`);
    const items = globals.map(([, variables, constraint], index) =>
      own(`${variables}; constraint ${constraint};`, index),
    );
    whole = await compile(['include "globals.mzn";', ...items].join('\n'), 'gecode');
    const encoding = encodingsForNative(whole, 'some.solver')[0]?.();
    expect(encoding?.file).toBe('model.mzn');
    text = encoding?.text ?? '';
    decomposed = await compile(text, 'std');
  });

  test.each(globals.map(([predicate], index) => [predicate, index] as const))('%s', async (predicate, index) => {
    expect(text).toContain(`constraint ${predicate}(`);
    const asked = whole.output.filter((name) => new RegExp(`^[a-z]${index}$`).test(name));
    const roots = asked.flatMap((name) =>
      variablesIn(whole, whole.arrays.has(name) ? { kind: 'arrayRef', name } : { kind: 'variable', name }),
    );
    const names = [...whole.variables.keys()];
    const found = await solutions(
      decomposed,
      roots.map((name) => `v${names.indexOf(name)}`),
    );
    expect(found).toEqual(await solutions(whole, roots));
    expect(found).not.toEqual([]);
  });
});
