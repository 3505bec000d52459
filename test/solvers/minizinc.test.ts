import { afterAll, describe, expect, test } from 'vitest';
import { readFlatZinc, type Assignment, type FlatZinc } from '../../server/src/flatzinc';
import { openMiniZincSolver, type MiniZincSolverId } from '../../server/src/solvers/minizinc';
import type { Solver } from '../../server/src/solvers';

const ids: readonly MiniZincSolverId[] = ['gecode', 'chuffed', 'highs', 'cbc'];
const solvers = new Map(ids.map((id) => [id, openMiniZincSolver(id)]));
afterAll(() => Promise.all([...solvers.values()].map((solver) => solver.dispose())));

function solver(id: MiniZincSolverId): Solver {
  const found = solvers.get(id);
  if (found === undefined) throw new Error(id);
  return found;
}

interface Parts {
  readonly variables: Readonly<Record<string, object>>;
  readonly arrays?: Readonly<Record<string, readonly (string | number)[]>>;
  readonly constraints?: readonly (readonly unknown[])[];
  readonly output?: readonly string[];
  readonly solve?: object;
}

/** FlatZinc from its parts; a constraint is `[name, ...arguments]`. */
function flat({ variables, arrays = {}, constraints = [], output, solve = { method: 'satisfy' } }: Parts): FlatZinc {
  return readFlatZinc(
    JSON.stringify({
      variables,
      arrays: Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, { a }])),
      constraints: constraints.map(([id, ...args]) => ({ id, args })),
      output: output ?? Object.keys(variables),
      solve,
      version: '1.0',
    }),
  );
}

const int = (...domain: number[][]) => ({ type: 'int', ...(domain.length === 0 ? {} : { domain }) });
const real = (low: number, high: number) => ({ type: 'float', domain: [[low, high]] });
const maximise = (objective: string) => ({ method: 'maximize', objective });

function plain(solution: Assignment | undefined): Readonly<Record<string, unknown>> | undefined {
  return solution && Object.fromEntries(solution);
}

/** maximise x + 3y where x + y <= 7, x in {1, 3, 8}, y in 0..5 */
const mixed = flat({
  variables: { x: int([1, 1], [3, 3], [8, 8]), 'the y': int([0, 5]), z: int([0, 30]) },
  constraints: [
    ['int_lin_le', [1, 1], ['x', 'the y'], 7],
    ['int_lin_eq', [1, 3, -1], ['x', 'the y', 'z'], 0],
  ],
  solve: maximise('z'),
});

describe.each(ids)('%s', (id) => {
  test('proves the best solution, domains with holes and odd names included', async () => {
    const streamed: (number | undefined)[] = [];
    const result = await solver(id).solve(mixed, { onSolution: (_, objective) => streamed.push(objective) });
    expect(result).toMatchObject({ status: 'optimal', objective: 16, bound: 16 });
    expect(result.solutions.map(plain)).toEqual([{ x: 1, 'the y': 5, z: 16 }]);
    expect(streamed.at(-1)).toBe(16);
  });

  test('proves that there is no solution', async () => {
    const model = flat({
      variables: { x: int([0, 5]), y: int([0, 5]) },
      constraints: [
        ['int_lin_le', [1, 1], ['x', 'y'], 7],
        ['int_lin_le', [-1, -1], ['x', 'y'], -8],
      ],
    });
    expect(await solver(id).solve(model, {})).toMatchObject({ status: 'infeasible', solutions: [] });
  });

  test('takes Booleans and constants', async () => {
    const model = flat({
      variables: { b: { type: 'bool' }, n: int([0, 1]), x: int([0, 9]) },
      arrays: { a: ['n', 'x', 4] },
      constraints: [
        ['bool2int', 'b', 'n'],
        ['int_lin_eq', [5, 1, 1], 'a', 12],
        ['int_le', 1, 'n'],
      ],
    });
    const result = await solver(id).solve(model, {});
    expect(result.status).toBe('satisfied');
    expect(plain(result.solutions[0])).toEqual({ b: true, n: 1, x: 3 });
  });

  test('a cancelled solve says so, and the next works', async () => {
    const controller = new AbortController();
    const cancelled = solver(id).solve(mixed, { signal: controller.signal });
    controller.abort();
    expect(await cancelled).toMatchObject({ status: 'unknown', reason: 'cancelled' });
    expect((await solver(id).solve(mixed, {})).status).toBe('optimal');
  });
});

describe.each(['gecode', 'chuffed'] as const)('%s', (id) => {
  test('lists all solutions once each, on the output variables, twice in a row', async () => {
    const model = flat({
      variables: { x: int([1, 3]), y: int([1, 3]), hidden: int([0, 1]) },
      constraints: [['int_lt', 'x', 'y']],
      output: ['x', 'y'],
    });
    for (let round = 0; round < 2; round++) {
      const result = await solver(id).solve(model, { all: true });
      expect(result.status).toBe('satisfied');
      expect(result.reason).toBeUndefined();
      const pairs = result.solutions.map((solution) => [solution.get('x'), solution.get('y')]);
      expect(pairs.sort()).toEqual([
        [1, 2],
        [1, 3],
        [2, 3],
      ]);
    }
  });

  test('proves nothing about a variable without bounds', async () => {
    const model = flat({
      variables: { x: int() },
      constraints: [
        ['int_le', 'x', -2000000000],
        ['int_le', 3, 'x'],
      ],
    });
    expect(await solver(id).solve(model, {})).toMatchObject({ status: 'unknown', reason: 'incomplete-search' });
  });

  test('refuses integers beyond 32 bits', () => {
    expect(solver(id).unsupported(flat({ variables: { x: int([0, 3e9]) } }))).toMatch(/32 bits.* x /);
    expect(solver(id).unsupported(mixed)).toBeUndefined();
  });

  test('a domain with many holes', async () => {
    const odd = Array.from({ length: 10_001 }, (_, index) => [2 * index + 1, 2 * index + 1]);
    const model = flat({ variables: { x: int(...odd) }, constraints: [['int_le', 'x', 15_000]], solve: maximise('x') });
    expect(await solver(id).solve(model, {})).toMatchObject({ status: 'optimal', objective: 14_999 });
  });

  test('within the time limit, or what was found until then', async () => {
    const n = 40;
    const names = Array.from({ length: n }, (_, index) => `x${index}`);
    // n pigeons in n - 1 holes, and a sum to maximise beside it
    const model = flat({
      variables: Object.fromEntries(names.map((name) => [name, int([1, n - 1])])),
      constraints: names.flatMap((left, i) => names.slice(i + 1).map((right) => ['int_ne', left, right])),
    });
    const result = await solver(id).solve(model, { timeLimitMs: 300 });
    expect(result).toMatchObject({ status: 'unknown', reason: 'time-limit', solutions: [] });
  });
});

describe('gecode', () => {
  test('constant sets in an array', async () => {
    const model = flat({
      variables: { i: int([1, 3]), x: int([1, 5]) },
      constraints: [
        [
          'array_set_element',
          'i',
          [
            { set: [[1, 2]] },
            {
              set: [
                [3, 3],
                [5, 5],
              ],
            },
            { set: [] },
          ],
          {
            set: [
              [3, 3],
              [5, 5],
            ],
          },
        ],
        [
          'set_in_reif',
          'x',
          {
            set: [
              [3, 3],
              [5, 5],
            ],
          },
          true,
        ],
      ],
      solve: maximise('x'),
    });
    expect(plain((await solver('gecode').solve(model, {})).solutions[0])).toEqual({ i: 2, x: 5 });
  });

  test('sets and floats', async () => {
    const model = flat({
      variables: { s: { type: 'set of int', domain: [[1, 4]] }, n: int([0, 4]), f: real(0.5, 2.5) },
      constraints: [
        ['set_card', 's', 'n'],
        ['set_in', 3, 's'],
        ['int_le', 4, 'n'],
        ['float_le', 'f', 0.5],
      ],
    });
    const result = await solver('gecode').solve(model, {});
    expect(plain(result.solutions[0])).toEqual({ s: [1, 2, 3, 4], n: 4, f: 0.5 });
  });
});

test('chuffed refuses sets and floats', () => {
  const element = flat({
    variables: { i: int([1, 2]) },
    constraints: [['array_set_element', 'i', [{ set: [[1, 2]] }, { set: [] }], { set: [[1, 2]] }]],
  });
  expect(solver('chuffed').unsupported(element)).toBe('Chuffed cannot choose from an array of sets.');
  const sets = flat({ variables: { s: { type: 'set of int', domain: [[1, 4]] } } });
  expect(solver('chuffed').unsupported(sets)).toBe('Chuffed has no set variables, and s is one.');
  expect(solver('chuffed').unsupported(flat({ variables: { f: real(0, 1) } }))).toBe(
    'Chuffed has no floats, and f is one.',
  );
});

describe.each(['highs', 'cbc'] as const)('%s', (id) => {
  test('continuous and integer variables together', async () => {
    const model = flat({
      variables: {
        x: real(0, 10),
        n: int([0, 10]),
        nf: { type: 'float', domain: [[0, 10]] },
        profit: { type: 'float' },
      },
      constraints: [
        ['int2float', 'n', 'nf'],
        ['float_lin_le', [2, 1], ['x', 'nf'], 5.5],
        ['float_lin_eq', [3, 2, -1], ['x', 'nf', 'profit'], 0],
      ],
      solve: maximise('profit'),
    });
    const result = await solver(id).solve(model, {});
    expect(result).toMatchObject({ status: 'optimal', objective: 10.75 });
    expect(plain(result.solutions[0])).toEqual({ x: 0.25, n: 5, nf: 5, profit: 10.75 });
  });

  test('an objective without a bound', async () => {
    const model = flat({
      variables: { x: { type: 'float' }, y: { type: 'float' } },
      constraints: [
        ['float_le', 0, 'x'],
        ['float_lin_le', [1, -1], ['x', 'y'], 3],
      ],
      solve: maximise('x'),
    });
    expect(await solver(id).solve(model, {})).toMatchObject({ status: 'unbounded', solutions: [] });
  });

  test('refuses what is not linear, and does not list all solutions', async () => {
    const product = flat({
      variables: { x: int([0, 3]), y: int([0, 9]) },
      constraints: [['int_times', 'x', 'x', 'y']],
    });
    expect(solver(id).unsupported(product)).toBe('A product of two variables is not linear.');
    const result = await solver(id).solve(flat({ variables: { x: int([0, 3]) } }), { all: true });
    expect(result).toMatchObject({ status: 'satisfied', reason: 'unsupported' });
  });
});

describe.each(['highs', 'cbc'] as const)('numbers beyond %s', (id) => {
  test('are refused where it takes them for infinity', async () => {
    const model = flat({ variables: { x: real(0, 1e21) }, solve: maximise('x') });
    expect(solver(id).unsupported(model)).toMatch(/takes 1e\+21 for infinity/);
    expect(await solver(id).solve(model, {})).toMatchObject({ status: 'unknown', reason: 'unsupported' });
  });

  test('give no proof where sums of whole numbers are larger than doubles hold', async () => {
    // 123456789 x - 987654321 y = 9 has the solution (109739361, 13717420).
    const model = flat({
      variables: { x: int([0, 1_000_000_000]), y: int([0, 1_000_000_000]) },
      constraints: [['int_lin_eq', [123456789, -987654321], ['x', 'y'], 9]],
    });
    const { status } = await solver(id).solve(model, { timeLimitMs: 5000 });
    expect(['satisfied', 'unknown']).toContain(status);
  });
});

test('HiGHS is not given a coefficient that it would drop', async () => {
  const model = flat({
    variables: { x: real(0, 2e9) },
    constraints: [['float_lin_le', [-1e-9], ['x'], -1]],
  });
  expect(solver('highs').unsupported(model)).toBe('HiGHS takes the coefficient -1e-9 for 0.');
  expect(await solver('cbc').solve(model, {})).toMatchObject({ status: 'satisfied' });
});

describe('what the engines know themselves', () => {
  test.each(['gecode', 'chuffed'] as const)(
    '%s is given globals that FlatZinc does not have, and advice',
    async (id) => {
      const all = id === 'gecode' ? 'gecode_all_different_int' : 'fzn_all_different_int';
      const own = flat({
        variables: { x: int([1, 3]), y: int([1, 3]), z: int([1, 3]) },
        arrays: { xs: ['x', 'y', 'z'] },
        constraints: [[all, 'xs']],
        solve: {
          method: 'satisfy',
          ann: [
            'unheard_of',
            { id: 'int_search', args: ['xs', 'input_order', 'indomain_max', 'complete'] },
            { id: 'blackbox_dll', args: [{ string: 'b.so' }, []] },
          ],
        },
      });
      const { status, solutions } = await solver(id).solve(own, {});
      expect(status).toBe('satisfied');
      // The advice is followed: the largest values first.
      expect(plain(solutions[0])).toEqual({ x: 3, y: 2, z: 1 });
    },
  );
});
