import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { evaluate, type FlatZinc } from '../../server/src/flatzinc';
import { lower, openZ3Solver } from '../../server/src/solvers/z3';
import { model } from '../flatzinc/build';

const z3 = openZ3Solver();
afterAll(() => z3.dispose());

const logicOf = (flatzinc: FlatZinc): string | undefined => {
  const result = lower(flatzinc);
  return result.kind === 'lowered' ? (result.lowered.logic ?? 'none') : result.reason;
};

/** Two tasks of 30 and 20 on one machine, the latter not before 5: the best end is 50. */
const tasks = model(
  { a: '0..100', b: '5..100', end: '0..200', first: 'bool', second: 'bool' },
  [
    ['int_lin_le_reif', [1, -1], ['a', 'b'], -30, 'first'],
    ['int_lin_le_reif', [1, -1], ['b', 'a'], -20, 'second'],
    ['bool_clause', ['first', 'second'], []],
    ['int_lin_le', [1, -1], ['a', 'end'], -30],
    ['int_lin_le', [1, -1], ['b', 'end'], -20],
  ],
  { minimize: 'end' },
);

describe('the choice of an encoding', () => {
  const large = { x: '0..100', y: '0..100', b: 'bool' };
  test('many values and differences only: the theory of differences', () => {
    expect(logicOf(model(large, [['int_lin_le', [1, -1], ['x', 'y'], 3]]))).toBe('QF_IDL');
    expect(logicOf(model(large, [['int_eq_reif', 'x', 'y', 'b']]))).toBe('QF_IDL');
    expect(logicOf(model(large, [['fzn_cumulative', ['x', 'y'], [5, 6], [2, 3], 4]]))).toBe('QF_IDL');
  });
  test('a sum, or few values: Booleans and bit-vectors', () => {
    expect(logicOf(model(large, [['int_lin_le', [1, 1], ['x', 'y'], 3]]))).toBe('QF_FD');
    expect(logicOf(model(large, [['int_times', 'x', 'y', 'x']]))).toBe('QF_FD');
    expect(logicOf(model({ x: '0..9', y: '0..9' }, [['int_lin_le', [1, -1], ['x', 'y'], 3]]))).toBe('QF_FD');
  });
  test('no bounds: integers', () => {
    expect(logicOf(model({ x: 'int', y: '0..100' }, [['int_le', 'x', 'y']]))).toBe('none');
  });
  test('the user overrules it', () => {
    const differences = model(large, [['int_le', 'x', 'y']]);
    expect(lower(differences, { integers: 'finite' })).toMatchObject({ lowered: { logic: 'QF_FD' } });
    expect(lower(differences, { integers: 'arithmetic' })).toMatchObject({ lowered: { logic: undefined } });
  });
});

describe('differences', () => {
  test('tasks that share a machine: the best is proved, from both sides', async () => {
    expect(logicOf(tasks)).toBe('QF_IDL');
    const bounds: number[] = [];
    const result = await z3.solve(tasks, { onBound: (bound) => bounds.push(bound) });
    expect(result).toMatchObject({ status: 'optimal', objective: 50, bound: 50 });
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
  });

  test('what is said of one model does not linger in the next', async () => {
    const difference = model({ x: '0..100', y: '0..100' }, [['int_lin_le', [1, -1], ['x', 'y'], -60]]);
    const sums = model({ x: 'int', y: 'int' }, [
      ['int_lin_eq', [2, 3], ['x', 'y'], 7],
      ['int_lin_eq', [1, -4], ['x', 'y'], -2],
    ]);
    for (let round = 0; round < 2; round++) {
      expect((await z3.solve(difference, {})).status).toBe('satisfied');
      const { solutions } = await z3.solve(sums, {});
      expect(Object.fromEntries(solutions[0] ?? [])).toEqual({ x: 2, y: 1 });
    }
  });

  test('agree with bit-vectors on random models', async () => {
    const name = fc.constantFrom('x', 'y', 'z');
    const difference = fc.tuple(
      fc.constantFrom('int_lin_le', 'int_lin_eq', 'int_lin_ne'),
      name,
      name,
      fc.integer({ min: -45, max: 45 }),
      fc.option(fc.constantFrom('p', 'q')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(difference, { minLength: 1, maxLength: 8 }), async (rows) => {
        const flatzinc = model(
          { x: '0..40', y: '3..44', z: '0..9,20..60', p: 'bool', q: 'bool' },
          rows.map(([id, a, b, c, flag]) =>
            flag === null ? [id, [1, -1], [a, b], c] : [`${id}_reif`, [1, -1], [a, b], c, flag],
          ),
          { minimize: 'x' },
        );
        expect(logicOf(flatzinc)).toBe('QF_IDL');
        const [own, other] = [await z3.solve(flatzinc, {}), await z3.solve(flatzinc, { integers: 'booleans' })];
        expect([own.status, own.objective]).toEqual([other.status, other.objective]);
        for (const solution of own.solutions) expect(evaluate(flatzinc, solution)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
