import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCompiler } from '../../server/src/compile';
import { evaluate } from '../../server/src/flatzinc';
import { openZ3Solver } from '../../server/src/solvers/z3';

const compiler = openCompiler();
const solver = openZ3Solver();
afterAll(() => Promise.all([compiler.dispose(), solver.dispose()]));

const file = resolve('model.mzn');

/** Every solution of a model of integers x1..xn and a Boolean b, which the compiler may have fixed: "1,2,3 true". */
async function solutions(text: string, length: number): Promise<string[]> {
  const compiled = await compiler.compile({ model: file, data: [], overlay: new Map([[file, text]]), library: 'z3' });
  if (compiled.kind === 'failed') throw new Error(JSON.stringify(compiled.diagnostics));
  const { flatzinc } = compiled;
  const result = await solver.solve(flatzinc, { all: true });
  expect([result.status, result.detail]).toEqual(['satisfied', undefined]);
  for (const solution of result.solutions) expect(evaluate(flatzinc, solution)).toEqual([]);
  const names = Array.from({ length }, (_, place) => `x${String(place + 1)}`);
  return result.solutions
    .map((solution) => `${names.map((name) => String(solution.get(name))).join()} ${String(solution.get('b') ?? true)}`)
    .sort();
}

/** What a predicate over x1..xn in low..high should say, by trying everything. */
function expected(length: number, low: number, high: number, holds: (values: readonly number[]) => boolean): string[] {
  const size = high - low + 1;
  return Array.from({ length: size ** length }, (_, code) =>
    Array.from({ length }, (__, place) => low + (Math.floor(code / size ** place) % size)),
  )
    .map((values) => `${values.join()} ${String(holds(values))}`)
    .sort();
}

function declare(length: number, low: number, high: number): string {
  const names = Array.from({ length }, (_, place) => `x${String(place + 1)}`);
  const variables = names.map((name) => `var ${String(low)}..${String(high)}: ${name};`).join(' ');
  return `include "globals.mzn"; ${variables} var bool: b; array[1..${String(length)}] of var int: x = [${names.join()}];`;
}

/** Those that the evaluator knows are in z3Globals.test.ts. */
const cases: readonly [
  constraint: string,
  length: number,
  low: number,
  high: number,
  holds: (values: readonly number[]) => boolean,
][] = [
  ['seq_precede_chain(x)', 4, 0, 3, (x) => x.every((value, place) => value <= Math.max(0, ...x.slice(0, place)) + 1)],
  [
    // Ends with 1 2: state 1 guesses, 2 has seen the 1.
    'regular_nfa(x, 3, 2, [|{1,2},{1}|{},{3}|{},{}|], 1, {3})',
    4,
    1,
    2,
    (x) => x[2] === 1 && x[3] === 2,
  ],
];

describe('globals of the library for Z3 have a truth value', () => {
  it.each(cases)('b <-> %s over %i variables', async (constraint, length, low, high, holds) => {
    const model = `${declare(length, low, high)} constraint b <-> ${constraint}; solve satisfy;`;
    expect(await solutions(model, length)).toEqual(expected(length, low, high, holds));
  });
});

describe('globals of the library for Z3 can be asserted', () => {
  it.each(cases)('%s over %i variables', async (constraint, length, low, high, holds) => {
    const model = `${declare(length, low, high)} constraint ${constraint}; constraint b; solve satisfy;`;
    expect(await solutions(model, length)).toEqual(
      expected(length, low, high, holds).filter((solution) => solution.endsWith('true')),
    );
  });

  it('a table of Booleans', async () => {
    const model = `include "globals.mzn"; var bool: p; var bool: q; var bool: b; var 0..3: x1 = 2 * bool2int(p) + bool2int(q);
      constraint b <-> table([p, q], [|true, false|false, true|]); solve satisfy;`;
    expect(await solutions(model, 1)).toEqual(['0 false', '1 true', '2 true', '3 false']);
  });
});
