import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openGlpkSolver } from '../../server/src/solvers/glpk';
import { model } from '../flatzinc/build';
import { boundsOf, flatzincOf, moved, names, type LinearProgram } from './linearProgram';

const solver = openGlpkSolver();
afterAll(() => solver.dispose());

const bestOf = async (lp: LinearProgram): Promise<number | undefined> =>
  (await solver.solve(flatzincOf(lp), {})).objective;

/** What the objective gains in its own direction; to be infeasible is the worst of all. */
const gain = ({ direction }: LinearProgram, better: number | undefined, worse: number): number =>
  better === undefined ? -Infinity : direction === 'maximize' ? better - worse : worse - better;

const anyLp: fc.Arbitrary<LinearProgram> = fc.record({
  bounds: fc.array(fc.tuple(fc.integer({ min: -2, max: 0 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 3,
    maxLength: 3,
  }),
  rows: fc.array(
    fc.record({
      relation: fc.constantFrom('le' as const, 'le' as const, 'eq' as const),
      // A row of zeros is no row.
      factors: fc
        .array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 })
        .filter((all) => all.some(Boolean)),
      rhs: fc.integer({ min: -2, max: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  direction: fc.constantFrom('minimize' as const, 'maximize' as const),
  objective: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 3, maxLength: 3 }),
});

describe('prices of an LP', () => {
  it('has a dual for each way to write a constraint, and a price that does not depend on it', async () => {
    const kept = [1, 1, 0];
    const common = { objective: [3, 2, 1] };
    const facts: unknown[] = [];
    for (const lp of [
      // at most 4, at least -4, exactly 4; and the dearest instead of the cheapest
      { ...common, direction: 'maximize', rows: [{ relation: 'le', factors: kept, rhs: 4 }] },
      { ...common, direction: 'minimize', rows: [{ relation: 'le', factors: kept.map((k) => -k), rhs: -4 }] },
      { ...common, direction: 'maximize', rows: [{ relation: 'eq', factors: kept, rhs: 4 }] },
      { ...common, direction: 'minimize', rows: [{ relation: 'eq', factors: kept.map((k) => -k), rhs: -4 }] },
    ] satisfies LinearProgram[]) {
      const { duals, shadowPrices, reducedCosts } = await solver.solve(flatzincOf(lp), {});
      facts.push([duals?.get(0), shadowPrices?.get(0), Object.fromEntries(reducedCosts ?? [])]);
    }
    expect(facts).toEqual([
      [3, 3, { x: 0, y: -1, z: 1, goal: 0 }],
      [-2, 2, { x: 1, y: 0, z: 1, goal: 0 }],
      [3, 3, { x: 0, y: -1, z: 1, goal: 0 }],
      [-2, 2, { x: 1, y: 0, z: 1, goal: 0 }],
    ]);
  });

  it('prices a constraint by what relaxing it gains where several are tight at once', async () => {
    // Three constraints meet at (2, 2): to relax one alone gains nothing, but for the one that the others leave room for.
    const lp: LinearProgram = {
      bounds: [
        [0, 9],
        [0, 9],
        [0, 0],
      ],
      objective: [1, 1, 0],
      direction: 'maximize',
      rows: [
        { relation: 'le', factors: [1, 0, 0], rhs: 2 },
        { relation: 'le', factors: [0, 1, 0], rhs: 2 },
        { relation: 'le', factors: [1, 1, 0], rhs: 4 },
      ],
    };
    const { shadowPrices } = await solver.solve(flatzincOf(lp), {});
    expect([0, 1, 2].map((row) => shadowPrices?.get(row))).toEqual([0, 0, 0]);
  });

  it('gives prices that a change of the constraint bears out', async () => {
    let priced = 0;
    await fc.assert(
      fc.asyncProperty(anyLp, async (lp) => {
        const { objective, shadowPrices, duals, reducedCosts } = await solver.solve(flatzincOf(lp), {});
        if (objective === undefined) return;
        expect([duals?.size, reducedCosts?.size]).toEqual([lp.rows.length + 1, 4]);
        for (const [row, { relation }] of lp.rows.entries()) {
          const little = 1e-4;
          const gains = [gain(lp, await bestOf(moved(lp, row, little)), objective)];
          if (relation === 'eq') gains.push(gain(lp, await bestOf(moved(lp, row, -little)), objective), 0);
          expect(shadowPrices?.get(row)).toBeCloseTo(Math.max(...gains) / little, 4);
          if (shadowPrices?.get(row) !== 0) priced++;
          // A dual bounds what any change of the right-hand side gains.
          const dual = duals?.get(row) ?? NaN;
          for (const by of [-1, 0.5]) {
            const promised = gain(lp, objective + dual * by, objective);
            expect(gain(lp, await bestOf(moved(lp, row, by)), objective)).toBeLessThanOrEqual(promised + 1e-6);
          }
        }
        for (const [column, name] of names.entries()) {
          const cost = reducedCosts?.get(name) ?? NaN;
          for (const [side, by] of [
            [0, -0.5],
            [1, 0.5],
          ] as const) {
            const bounds = boundsOf(lp).map(([low, high], index) =>
              index !== column
                ? ([low, high] as const)
                : side === 0
                  ? ([low + by, high] as const)
                  : ([low, high + by] as const),
            );
            const promised = Math.max(0, gain(lp, objective + cost * by, objective));
            expect(gain(lp, await bestOf({ ...lp, bounds }), objective)).toBeLessThanOrEqual(promised + 1e-6);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(priced).toBeGreaterThan(5);
  });

  it('has no prices for a model over whole numbers', async () => {
    const result = await solver.solve(model({ x: '0..5' }, [['int_lin_le', [2], ['x'], 7]], { maximize: 'x' }), {});
    expect([result.objective, result.duals, result.reducedCosts, result.shadowPrices]).toEqual([
      3,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
