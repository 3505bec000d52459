import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openGlpkSolver } from '../../server/src/solvers/glpk';
import { inverseOf } from '../../server/src/solvers/linear/inverse';
import { flatzincOf, moved, names, type LinearProgram } from './linearProgram';

const solver = openGlpkSolver();
afterAll(() => solver.dispose());

const solve = (lp: LinearProgram) => solver.solve(flatzincOf(lp), {});
const withCoefficient = (lp: LinearProgram, column: number, to: number): LinearProgram => ({
  ...lp,
  objective: lp.objective.map((each, index) => (index === column ? to : each)),
});

const bakery: LinearProgram = {
  direction: 'maximize',
  objective: [4, 5, 0],
  rows: [
    { relation: 'le', factors: [3, 2, 0], rhs: 12 },
    { relation: 'le', factors: [2, 4, 0], rhs: 16 },
  ],
};

describe('ranging', () => {
  it('says how far each right-hand side can move with its price still right', async () => {
    const { ranges, shadowPrices } = await solve(bakery);
    expect([...(shadowPrices ?? [])].map(([row, price]) => [row, price])).toEqual([
      [0, expect.closeTo(0.75, 9)],
      [1, expect.closeTo(0.875, 9)],
      [2, expect.any(Number)],
    ]);
    // x = 2, y = 3: at 24 hours y is 0, at 8 hours x is 0.
    expect(ranges?.constraints.get(0)).toEqual({
      relax: expect.closeTo(12, 9) as number,
      tighten: expect.closeTo(4, 9) as number,
    });
    expect(ranges?.constraints.get(1)).toEqual({
      relax: expect.closeTo(8, 9) as number,
      tighten: expect.closeTo(8, 9) as number,
    });
  });

  it('says between which coefficients the solution stays the best', async () => {
    const { ranges } = await solve(bakery);
    // The goal is a variable of its own: the coefficients are what is added to those of its definition.
    expect(ranges?.coefficients.get('x')).toEqual({
      coefficient: 0,
      low: expect.closeTo(-1.5, 9) as number,
      high: expect.closeTo(3.5, 9) as number,
    });
    expect(ranges?.coefficients.get('y')).toEqual({
      coefficient: 0,
      low: expect.closeTo(-5 + 8 / 3, 9) as number,
      high: expect.closeTo(3, 9) as number,
    });
  });

  it('agrees with solving again just inside and just outside', async () => {
    const factors = fc.array(fc.integer({ min: -3, max: 4 }), { minLength: 3, maxLength: 3 });
    const anyLp: fc.Arbitrary<LinearProgram> = fc.record({
      direction: fc.constantFrom('minimize' as const, 'maximize' as const),
      objective: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 }),
      rows: fc.array(
        fc.record({
          relation: fc.constantFrom('le' as const, 'le' as const, 'eq' as const),
          factors: factors.filter((all) => all.some(Boolean)),
          rhs: fc.integer({ min: 1, max: 20 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    });
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(anyLp, async (lp) => {
        const { status, objective: best, ranges, shadowPrices, duals } = await solve(lp);
        if (status !== 'optimal' || best === undefined || !ranges) return;
        for (const row of lp.rows.keys()) {
          const range = ranges.constraints.get(row);
          const price = shadowPrices?.get(row);
          if (!range || price === undefined || (lp.rows[row]?.relation === 'eq' && price === 0)) continue;
          judged++;
          // `le` is relaxed upwards; an equation to the side where the objective gains.
          const gains = (lp.direction === 'maximize' ? 1 : -1) * (duals?.get(row) ?? 0);
          const up = lp.rows[row]?.relation === 'le' || gains > 0 ? 1 : -1;
          const gain = async (by: number): Promise<number> => {
            const { objective } = await solve(moved(lp, row, by));
            if (objective === undefined) return -Infinity;
            return lp.direction === 'maximize' ? objective - best : best - objective;
          };
          const step = 1e-3;
          const [relax, tighten] = [Math.min(range.relax, 50), Math.min(range.tighten, 50)];
          expect(await gain(up * relax)).toBeCloseTo(price * relax, 5);
          // At the very end the last bit decides whether there is a solution.
          expect(await gain(-up * tighten * 0.999)).toBeCloseTo(-price * tighten * 0.999, 5);
          if (range.relax < 50) expect(await gain(up * (relax + step))).toBeLessThan(price * (relax + step) + 1e-6);
          if (range.relax < 50 && price > 1e-6)
            expect(price * (relax + 1) - (await gain(up * (relax + 1)))).toBeGreaterThan(1e-7);
        }
      }),
      { numRuns: 60, seed: 11 },
    );
    expect(judged).toBeGreaterThan(30);
  });

  it('keeps the solution for every coefficient inside its interval, and no better one just outside', async () => {
    const anyLp = fc.record({
      direction: fc.constantFrom('minimize' as const, 'maximize' as const),
      objective: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 3 }),
      rows: fc.array(
        fc.record({
          relation: fc.constant('le' as const),
          factors: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }),
          rhs: fc.integer({ min: 5, max: 30 }),
        }),
        { minLength: 2, maxLength: 3 },
      ),
    });
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(anyLp, async (lp: LinearProgram) => {
        const { status, solutions, ranges } = await solve(lp);
        const solution = solutions.at(-1);
        if (status !== 'optimal' || !solution || !ranges) return;
        const valueAt = (objective: readonly number[]): number =>
          names.reduce((sum, name, index) => sum + (objective[index] ?? 0) * Number(solution.get(name)), 0);
        for (const [column, name] of names.entries()) {
          const range = ranges.coefficients.get(name);
          const own = lp.objective[column];
          if (!range || own === undefined) continue;
          judged++;
          for (const [end, outwards] of [[range.low, -1] as const, [range.high, 1] as const]) {
            if (!Number.isFinite(end)) continue;
            const at = withCoefficient(lp, column, own + end);
            expect((await solve(at)).objective).toBeCloseTo(valueAt(at.objective), 5);
            const beyond = withCoefficient(lp, column, own + end + outwards);
            const better = ((await solve(beyond)).objective ?? NaN) - valueAt(beyond.objective);
            expect(lp.direction === 'maximize' ? better : -better).toBeGreaterThan(1e-7);
          }
        }
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(judged).toBeGreaterThan(60);
  });
});

describe('inverseOf', () => {
  it('inverts rows of very different size, and knows what has no inverse', () => {
    const inverse = inverseOf([Float64Array.of(2e6, 1e6), Float64Array.of(1, 3)]);
    expect(inverse?.map((row) => [...row])).toEqual([
      [expect.closeTo(6e-7, 15), expect.closeTo(-0.2, 12)],
      [expect.closeTo(-2e-7, 15), expect.closeTo(0.4, 12)],
    ]);
    expect(inverseOf([Float64Array.of(1, 2), Float64Array.of(2, 4)])).toBeUndefined();
  });
});
