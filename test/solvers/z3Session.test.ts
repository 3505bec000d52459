import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { FlatZinc, Value } from '../../server/src/flatzinc';
import type { AssumptionSession, CheckResult } from '../../server/src/solvers';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { model } from '../flatzinc/build';

const solver = openZ3Solver();
afterAll(() => solver.dispose());

const part = (name: string): Value => ({ kind: 'variable', name });
const constant = (value: boolean): Value => ({ kind: 'bool', value });

/** x >= 6 if a, x <= 4 if b, x >= 2 if c. */
const clash = model({ x: '0..9', a: 'bool', b: 'bool', c: 'bool' }, [
  ['int_le_imp', 6, 'x', 'a'],
  ['int_le_imp', 'x', 4, 'b'],
  ['int_le_imp', 2, 'x', 'c'],
]);

async function withSession<T>(
  flatzinc: FlatZinc,
  parts: readonly Value[],
  use: (session: AssumptionSession) => Promise<T>,
): Promise<T> {
  const session = await solver.open(flatzinc, parts);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

describe('a session', () => {
  it('gives the parts that clash, as indices into the parts', () =>
    withSession(clash, [part('c'), part('a'), part('b')], async (session) => {
      expect(await session.check([0, 1, 2], {})).toEqual({ status: 'unsat', core: [1, 2] });
      const without = await session.check([0, 1], {});
      expect(without.status === 'sat' && Number(without.solution.get('x'))).toBeGreaterThanOrEqual(6);
      expect(await session.check([1, 2], {})).toEqual({ status: 'unsat', core: [1, 2] });
    }));

  it('knows constant parts: a false one is a conflict by itself, a true one is in none', () =>
    withSession(clash, [constant(true), part('a'), constant(false), part('b')], async (session) => {
      expect(await session.check([0, 1, 3], {})).toEqual({ status: 'unsat', core: [1, 3] });
      expect(await session.check([0, 1, 2, 3], {})).toEqual({ status: 'unsat', core: [2] });
      expect((await session.check([0], {})).status).toBe('sat');
    }));

  it('has an empty core where nothing that is assumed is to blame', () =>
    withSession(model({ x: '0..3', a: 'bool' }, [['int_lt', 'x', 0]]), [part('a')], async (session) => {
      expect(await session.check([0], {})).toEqual({ status: 'unsat', core: [] });
    }));

  it('works over unbounded integers and reals', () =>
    withSession(
      model({ x: 'int', y: 'float', a: 'bool', b: 'bool' }, [
        ['int2float', 'x', 'y'],
        ['int_le_imp', 3, 'x', 'a'],
        ['float_le_imp', 'y', { float: 2.5 }, 'b'],
      ]),
      [part('a'), part('b')],
      async (session) => {
        expect(await session.check([0, 1], {})).toEqual({ status: 'unsat', core: [0, 1] });
        expect((await session.check([1], {})).status).toBe('sat');
      },
    ));

  it('goes on after a check that was cancelled', () =>
    withSession(clash, [part('a'), part('b')], async (session) => {
      const controller = new AbortController();
      const running = session.check([0], { signal: controller.signal });
      controller.abort();
      expect(await running).toMatchObject({ status: 'unknown', reason: 'cancelled' });
      expect(await session.check([0, 1], {})).toEqual({ status: 'unsat', core: [0, 1] });
    }));

  it('answers checks that are asked at once in their order', () =>
    withSession(clash, [part('a'), part('b'), part('c')], async (session) => {
      const answers = await Promise.all([
        session.check([0, 1], {}),
        session.check([0, 2], {}),
        session.check([1, 2], {}),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['unsat', 'sat', 'sat']);
    }));

  it('refuses a model that Z3 cannot take', async () => {
    const sine = model({ x: 'float', y: 'float' }, [['float_sin', 'x', 'y']]);
    await expect(solver.open(sine, [])).rejects.toThrow('float_sin');
  });

  it('agrees with trying everything, and every core is unsatisfiable', async () => {
    const size = 4;
    const difference = fc.record({
      left: fc.nat(size - 1),
      right: fc.nat(size - 1),
      bound: fc.integer({ min: -3, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(difference, { minLength: 1, maxLength: 6 }), async (differences) => {
        const holds = (chosen: readonly number[]): boolean => {
          for (let code = 0; code < 5 ** size; code++) {
            const value = (place: number): number => Math.floor(code / 5 ** place) % 5;
            const good = (index: number): boolean => {
              const each = differences[index];
              return each === undefined || value(each.left) - value(each.right) <= each.bound;
            };
            if (chosen.every(good)) return true;
          }
          return false;
        };
        const variables: Record<string, string> = {};
        for (let place = 0; place < size; place++) variables[`x${String(place)}`] = '0..4';
        for (const index of differences.keys()) variables[`p${String(index)}`] = 'bool';
        const flatzinc = model(
          variables,
          differences.map(({ left, right, bound }, index) => [
            'int_lin_le_reif',
            [1, -1],
            [`x${String(left)}`, `x${String(right)}`],
            bound,
            `p${String(index)}`,
          ]),
        );
        const everything = [...differences.keys()];
        const answer = await withSession(
          flatzinc,
          everything.map((index) => part(`p${String(index)}`)),
          async (session): Promise<CheckResult> => session.check(everything, {}),
        );
        expect(answer.status).toBe(holds(everything) ? 'sat' : 'unsat');
        if (answer.status === 'unsat') expect(holds(answer.core)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
});
