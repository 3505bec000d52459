import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluate, type FlatZinc } from '../../server/src/flatzinc';
import { openGlpkSolver } from '../../server/src/solvers/glpk';
import type { SolveOptions } from '../../server/src/solvers';
import { float, model, set } from '../flatzinc/build';

const solver = openGlpkSolver();
afterAll(() => solver.dispose());

/** What GLPK says, as `status objective { name: value }`. */
async function solve(flatzinc: FlatZinc, options: SolveOptions = {}): Promise<unknown[]> {
  const { status, objective, solutions } = await solver.solve(flatzinc, options);
  return [status, objective, ...solutions.map((solution) => Object.fromEntries(solution))];
}

describe('GLPK', () => {
  it('solves an LP and prices its constraints', async () => {
    const flatzinc = model(
      { x: '0.0..100.0', y: '0.0..100.0', profit: 'float' },
      [
        ['float_lin_le', [float(1), float(1)], ['x', 'y'], float(4)],
        ['float_lin_le', [float(1), float(3)], ['x', 'y'], float(6)],
        ['float_lin_eq', [float(3), float(5), float(-1)], ['x', 'y', 'profit'], float(0)],
      ],
      { maximize: 'profit' },
    );
    const result = await solver.solve(flatzinc, {});
    expect([result.status, result.objective, result.bound]).toEqual(['optimal', 14, 14]);
    expect(Object.fromEntries(result.solutions[0] ?? [])).toEqual({ x: 3, y: 1, profit: 14 });
    expect([...(result.duals ?? [])].slice(0, 2)).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(result.statistics).toMatchObject({ columns: 3, rows: 3, nonzeros: 7 });
  });

  it('solves a MILP over whole numbers, Booleans and continuous variables', async () => {
    const flatzinc = model(
      { x: '0..10', open: 'bool', openInt: '0..1', f: '0.0..10.0', xf: 'float', cost: 'float' },
      [
        ['bool2int', 'open', 'openInt'],
        ['int2float', 'x', 'xf'],
        ['int_lin_le', [1, -7], ['x', 'openInt'], 0],
        ['float_lin_eq', [float(2), float(1)], ['xf', 'f'], float(15)],
        ['float_lin_eq', [float(1), float(3), float(-1)], ['xf', 'f', 'cost'], float(0)],
      ],
      { minimize: 'cost' },
    );
    expect(await solve(flatzinc)).toEqual(['optimal', 10, { x: 7, open: true, openInt: 1, f: 1, xf: 7, cost: 10 }]);
  });

  it('finds any solution where nothing is to be optimised, and reports it', async () => {
    const seen: unknown[] = [];
    const flatzinc = model({ x: '0..10', y: '3..3' }, [['int_lin_eq', [2, 1], ['x', 'y'], 11]]);
    expect(await solve(flatzinc, { onSolution: (solution) => seen.push(Object.fromEntries(solution)) })).toEqual([
      'satisfied',
      undefined,
      { x: 4, y: 3 },
    ]);
    expect(seen).toEqual([{ x: 4, y: 3 }]);
  });

  it('keeps to domains with holes', async () => {
    const flatzinc = model(
      { x: '0..2,5..5,8..9' },
      [
        ['int_le', 3, 'x'],
        ['int_lt', 'x', 8],
      ],
      { minimize: 'x' },
    );
    expect(await solve(flatzinc)).toEqual(['optimal', 5, { x: 5 }]);
  });

  it.each([
    [
      'LP',
      model({ f: '0.0..5.0', g: 'float' }, [
        ['float_le', float(6), 'g'],
        ['float_le', 'g', 'f'],
      ]),
    ],
    [
      'LP with an objective',
      model(
        { f: '0.0..5.0', g: 'float' },
        [
          ['float_le', float(6), 'g'],
          ['float_le', 'g', 'f'],
        ],
        { maximize: 'f' },
      ),
    ],
    [
      'MILP by its relaxation',
      model({ x: '0..5', y: '0..5' }, [['int_lin_le', [-1, -1], ['x', 'y'], -11]], { minimize: 'x' }),
    ],
    ['MILP by parity', model({ x: '0..5', y: '0..5' }, [['int_lin_eq', [2, 4], ['x', 'y'], 7]])],
    [
      'MILP in a box',
      model(
        { x: '0..5', y: '0..5' },
        [
          ['int_lin_eq', [3, -3], ['x', 'y'], 1],
          ['int_lin_le', [1, 1], ['x', 'y'], 9],
        ],
        { maximize: 'x' },
      ),
    ],
    ['constants', model({ x: '0..5' }, [['int_le', 3, 2]])],
    ['an empty domain', model({ x: '0..5', b: 'bool' }, [['set_in', 'x', set()]])],
    [
      'unbounded columns',
      model(
        { x: 'int', y: 'int' },
        [
          ['int_lt', 'x', 'y'],
          ['int_lt', 'y', 'x'],
        ],
        { maximize: 'x' },
      ),
    ],
  ])('proves infeasible: %s', async (_, flatzinc) => {
    expect(await solve(flatzinc)).toEqual(['infeasible', undefined]);
  });

  it.each([
    ['LP', model({ f: 'float', g: '0.0..1.0' }, [['float_le', 'g', 'f']], { maximize: 'f' })],
    ['MILP', model({ x: 'int', y: '0..1' }, [['int_le', 'y', 'x']], { maximize: 'x' })],
    ['MILP downwards', model({ x: 'int', y: '0..1' }, [['int_le', 'x', 'y']], { minimize: 'x' })],
  ])('proves unbounded: %s', async (_, flatzinc) => {
    expect(await solve(flatzinc)).toEqual(['unbounded', undefined]);
  });

  it('never claims a best solution that is not one, however large the numbers', async () => {
    const items = ['a', 'b', 'c', 'd'];
    let proved = 0;
    for (let seed = 0; seed < 24; seed++) {
      // Weights that hardly differ: GLPK's tolerances are larger than the differences, from some size on.
      const size = 10 ** (3 + (seed % 6));
      const weights = items.map((_, index) => size + ((seed * 31 + index * index * 7) % 20));
      const capacity = 5 * size + 30 + ((seed * 17) % 60);
      const flatzinc = model(
        { ...Object.fromEntries(items.map((item) => [item, '0..9'])), total: 'int' },
        [
          ['int_lin_le', weights, items, capacity],
          ['int_lin_eq', [...weights, -1], [...items, 'total'], 0],
        ],
        { maximize: 'total' },
      );
      const { status, objective, reason } = await solver.solve(flatzinc, {});
      if (status === 'optimal') {
        proved++;
        expect([seed, objective]).toEqual([seed, heaviestLoad(weights, capacity)]);
      } else {
        expect([seed, reason]).toEqual([seed, 'incomplete-search']);
      }
    }
    expect(proved).toBeGreaterThan(8);
  });

  it('expresses every gate', async () => {
    const gates: readonly (readonly [string, (a: boolean, b: boolean) => boolean])[] = [
      ['bool_and', (a, b) => a && b],
      ['bool_or', (a, b) => a || b],
      ['bool_xor', (a, b) => a !== b],
      ['bool_eq_reif', (a, b) => a === b],
    ];
    for (const [gate, truth] of gates) {
      for (const a of [false, true]) {
        for (const b of [false, true]) {
          const flatzinc = model({ a: 'bool', b: 'bool', r: 'bool' }, [
            [gate, 'a', 'b', 'r'],
            ['bool_eq', 'a', a],
            ['bool_eq', 'b', b],
          ]);
          expect([gate, ...(await solve(flatzinc))]).toEqual([gate, 'satisfied', undefined, { a, b, r: truth(a, b) }]);
        }
      }
    }
    const clause = model({ a: 'bool', b: 'bool', r: 'bool', s: 'bool' }, [
      ['bool_clause_reif', ['a'], ['b'], 'r'],
      ['array_bool_and', ['a', 'b'], 's'],
      ['bool_not', 'a', 'b'],
      ['bool_clause', ['b'], []],
    ]);
    expect(await solve(clause)).toEqual(['satisfied', undefined, { a: false, b: true, r: false, s: false }]);
  });

  it('says what it cannot take', async () => {
    const flatzinc = model({ x: '0..5', y: '0..5', z: '0..25' }, [['int_times', 'x', 'y', 'z']]);
    expect(solver.unsupported(flatzinc)).toBe('A product of two variables is not linear.');
    expect(await solver.solve(flatzinc, {})).toMatchObject({ status: 'unknown', reason: 'unsupported', solutions: [] });
    expect(solver.unsupported(model({ s: 'set 1..3' }, []))).toBe(
      'Set variables cannot be written as linear constraints.',
    );
    expect(solver.unsupported(model({ x: '0..5' }, [['fzn_all_different_int', ['x']]]))).toBe(
      'The constraint fzn_all_different_int cannot be written as linear constraints.',
    );
  });

  it('stops at once when cancelled, and solves the next', async () => {
    const controller = new AbortController();
    const running = solver.solve(hardKnapsack(), { signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ status: 'unknown', reason: 'cancelled' });
    expect(await solver.solve(hardKnapsack(), { signal: controller.signal })).toMatchObject({ reason: 'cancelled' });
    expect(await solve(model({ x: '2..3' }, [], { maximize: 'x' }))).toEqual(['optimal', 3, { x: 3 }]);
  });

  it('keeps to the time limit', async () => {
    const result = await solver.solve(hardKnapsack(), { timeLimitMs: 300 });
    expect(result).toMatchObject({ status: 'unknown', reason: 'time-limit' });
  });

  it('ends what runs when disposed', async () => {
    const other = openGlpkSolver();
    const running = other.solve(hardKnapsack(), {});
    await other.dispose();
    expect(await running).toMatchObject({ status: 'unknown', reason: 'cancelled' });
    expect(await other.solve(hardKnapsack(), {})).toMatchObject({ status: 'unknown', reason: 'cancelled' });
  });

  it('agrees with trying everything, and with the evaluator', async () => {
    const coefficient = fc.integer({ min: -5, max: 5 });
    const row = fc.tuple(
      fc.constantFrom('int_lin_le', 'int_lin_eq'),
      fc.tuple(coefficient, coefficient, coefficient),
      fc.integer({ min: -6, max: 12 }),
    );
    const names = ['x', 'y', 'z'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 3 }),
        fc.tuple(coefficient, coefficient, coefficient),
        async (rows, prices) => {
          const dot = (a: readonly number[], b: readonly number[]): number =>
            a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
          let best: number | undefined;
          for (const x of [0, 1, 2, 3]) {
            for (const y of [0, 1, 3]) {
              for (const z of [-2, -1, 0]) {
                const point = [x, y, z];
                if (
                  !rows.every(([id, factors, rhs]) =>
                    id === 'int_lin_le' ? dot(factors, point) <= rhs : dot(factors, point) === rhs,
                  )
                )
                  continue;
                best = Math.max(best ?? -Infinity, dot(prices, point));
              }
            }
          }
          const flatzinc = model(
            { x: '0..3', y: '0..1,3..3', z: '-2..0', price: 'int' },
            [
              ...rows.map(([id, factors, rhs]): [string, ...unknown[]] => [id, factors, names, rhs]),
              ['int_lin_eq', [...prices, -1], [...names, 'price'], 0],
            ],
            { maximize: 'price' },
          );
          const result = await solver.solve(flatzinc, {});
          expect([result.status, result.objective]).toEqual(
            best === undefined ? ['infeasible', undefined] : ['optimal', best + 0],
          );
          for (const solution of result.solutions) expect(evaluate(flatzinc, solution)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('solves several at once', async () => {
    const answers = [1, 2, 3].map((n) => solve(model({ x: `0..${n}` }, [], { maximize: 'x' })));
    expect(await Promise.all(answers)).toEqual([1, 2, 3].map((n) => ['optimal', n, { x: n }]));
  });
});

/** A sum of even weights that must be odd: it has no solution, and branch and bound finds no proof soon. */
function hardKnapsack(): FlatZinc {
  const names = Array.from({ length: 50 }, (_, index) => `x${index}`);
  const weights = names.map((_, index) => 2 * (1000 + ((index * 7919) % 997)));
  return model(Object.fromEntries(names.map((name) => [name, '0..1'])), [
    ['int_lin_eq', weights, names, (weights.reduce((a, b) => a + b) / 2) | 1],
  ]);
}

/** By trying 0 to 9 of each. */
function heaviestLoad([weight, ...others]: readonly number[], capacity: number): number {
  if (weight === undefined) return 0;
  let best = 0;
  for (let count = 0; count <= 9 && count * weight <= capacity; count++) {
    best = Math.max(best, count * weight + heaviestLoad(others, capacity - count * weight));
  }
  return best;
}
