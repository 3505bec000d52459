import { afterAll, describe, expect, it } from 'vitest';
import { openSession } from '../../server/src/session';
import { makeFolder } from './folder';

const folder = makeFolder();
const session = openSession();
afterAll(async () => {
  await session.dispose();
  folder.remove();
});

const auto = { solver: 'auto', data: [] } as const;

describe('solving with more than one engine', () => {
  it('has a second engine confirm the best solution', async () => {
    const file = folder.write('best.mzn', 'var 1..9: x; var 1..9: y; constraint x * y <= 20; solve maximize x + y;');
    const outcome = await session.solve(file, { ...auto, prove: true });
    expect(outcome).toMatchObject({ status: 'optimal', objective: 11, bound: 11, checked: true });
    expect(outcome.confirmedBy).not.toBeNull();
    expect(outcome.confirmedBy).not.toBe(outcome.solver);
  });

  it('has a second engine confirm that there is no solution', async () => {
    const file = folder.write('none.mzn', 'var 1..9: x; var 1..9: y; constraint x * y = 11; solve satisfy;');
    const outcome = await session.solve(file, { ...auto, prove: true });
    expect(outcome.status).toBe('infeasible');
    expect(outcome.confirmedBy).not.toBeNull();
    expect(outcome.conflicts).not.toHaveLength(0);
  });

  it('asks nobody for a second opinion unless told to', async () => {
    const file = folder.write('alone.mzn', 'var 1..9: x; solve maximize x;');
    expect(await session.solve(file, auto)).toMatchObject({ status: 'optimal', confirmedBy: null });
  });

  it('lists as many solutions as were asked for, all different, whoever lists them', async () => {
    const file = folder.write('few.mzn', 'var 1..9: x; var bool: b; solve satisfy;');
    for (const solver of ['auto', 'z3', 'gecode', 'chuffed'] as const) {
      const { solutions = [], status, reason } = await session.solve(file, { ...auto, solver, all: true, limit: 4 });
      expect(status).toBe('satisfied');
      expect(new Set(solutions.map((each) => JSON.stringify(each))).size).toBe(4);
      expect(reason).toBe('Stopped after 4 solutions, as asked; there may be more.');
    }
  });

  it('does without the library of globals that cannot take the model', async () => {
    const file = folder.write('library.mzn', 'include "roots.mzn"; constraint roots([1, 2], {}, {}); var 1..1: x;');
    expect(await session.solve(file, auto)).toMatchObject({
      status: 'satisfied',
      solution: { x: 1 },
      checked: true,
      diagnostics: [],
    });
  });

  it('shows the solution that one engine denies and another has', async () => {
    // Gecode takes the order of sets with holes for that of their bounds.
    const file = folder.write('sets.mzn', 'var set of {1, 4}: y; constraint card(y) = 2 /\\ {1, 2} < y;');
    const outcome = await session.solve(file, auto);
    const shown = { status: 'satisfied', solution: { y: { set: [1, 4] } }, checked: true };
    expect(outcome).toMatchObject(shown);
    expect(await session.whyNot(file, 'card(y) > 1', auto)).toMatchObject({ kind: 'possible', ...shown });
    const asked = folder.write('asked.mzn', 'int: n = 1; var set of {1, 4}: y; constraint card(y) = n /\\ {1, 2} < y;');
    const whatIf = await session.whatIf(asked, [{ name: 'n', value: '2' }], auto);
    expect(whatIf).toMatchObject({ kind: 'outcome', after: shown });
  });

  it('stops within the gap', async () => {
    const file = folder.write('gap.mzn', 'array[1..8] of var 0..9: a; constraint sum(a) >= 20; solve minimize sum(a);');
    const outcome = await session.solve(file, { ...auto, solver: 'z3', gap: 100 });
    expect(outcome).toMatchObject({ status: 'satisfied', reason: 'Stopped within the gap that was asked for.' });
    expect(outcome.bound).not.toBeNull();
  });

  it('the float trap: fruit for just 20.0, at prices that doubles round', async () => {
    const file = folder.write(
      'fruit.mzn',
      `var 1..200: bananas; var 1..200: oranges; var 1..200: mangoes;
       constraint 0.30 * bananas + 0.35 * oranges + 2.25 * mangoes = 20.0;
       constraint bananas + oranges + mangoes = 32;
       solve minimize mangoes;`,
    );
    const outcome = await session.solve(file, auto);
    expect(outcome).toMatchObject({ status: 'optimal', checked: true });
    const { bananas, oranges, mangoes } = outcome.solution;
    expect(30 * Number(bananas) + 35 * Number(oranges) + 225 * Number(mangoes)).toBe(2000);
  });

  it('says what the limits of an LP cost, on the lines they stand on', async () => {
    const file = folder.write(
      'oven.mzn',
      `var 0.0..100.0: bread;
var 0.0..100.0: cake;
constraint 2.0 * bread + 3.0 * cake <= 60.0;
constraint bread >= 3.0 + 0.0 * cake;
solve maximize 1.0 * bread + 2.4 * cake;`,
    );
    const { status, shadowPrices = [], reducedCosts } = await session.solve(file, auto);
    expect(status).toBe('optimal');
    const [oven] = shadowPrices.filter(({ price }) => price > 0);
    expect(oven).toMatchObject({ text: '2.0 * bread + 3.0 * cake <= 60.0', range: { start: { line: 2 } } });
    expect(oven?.price).toBeCloseTo(0.8, 9);
    expect(Object.keys(reducedCosts ?? {}).sort()).toEqual(['bread', 'cake']);
  });

  it('starts no program of the machine unless it may', async () => {
    const file = folder.write('own.mzn', 'var 1..9: x; solve maximize x;');
    expect(await session.solve(file, { ...auto, solver: 'native:org.gecode.gecode' })).toMatchObject({
      status: 'unknown',
      reason: 'No program of this machine may be started in this workspace',
    });
  });
});
