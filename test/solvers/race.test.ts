import { describe, expect, test } from 'vitest';
import type { FlatZinc } from '../../server/src/flatzinc';
import type { BuiltInSolverId, SolveOptions, Solver, SolverResult } from '../../server/src/solvers';
import { betterThan, race, type Entrant } from '../../server/src/solvers/race';
import { model } from '../flatzinc/build';

/** minimise x where 3 <= x: the best is 3. */
const climb = model({ x: '0..9' }, [['int_le', 3, 'x']], { minimize: 'x' });

const nothing = { solutions: [], objective: undefined, bound: undefined, statistics: {} };

function at(x: number): SolverResult['solutions'][number] {
  return new Map([['x', x]]);
}

function optimal(x: number): SolverResult {
  return { ...nothing, status: 'optimal', solutions: [at(x)], objective: x };
}

/** An engine that does what the test says. */
function engine(
  id: BuiltInSolverId,
  solve: (model: FlatZinc, options: SolveOptions) => Promise<SolverResult> | SolverResult,
  startsAfterMs = 0,
  own: Partial<Solver> = {},
): Entrant {
  const solver: Solver = {
    id,
    name: id.toUpperCase(),
    library: 'std',
    unsupported: () => undefined,
    solve: (flatzinc, options) => Promise.resolve(solve(flatzinc, options)),
    dispose: () => Promise.resolve(),
    ...own,
  };
  return { solver, startsAfterMs, model: () => Promise.resolve(climb) };
}

/** Finds nothing until it is stopped; `stopped` is called then. */
function endless(id: BuiltInSolverId, stopped: () => void = () => undefined, startsAfterMs = 0): Entrant {
  return engine(
    id,
    (_, { signal }) =>
      new Promise((resolve) => {
        const stop = (): void => {
          stopped();
          resolve({ ...nothing, status: 'unknown', reason: 'cancelled' });
        };
        if (signal?.aborted === true) stop();
        signal?.addEventListener('abort', stop, { once: true });
      }),
    startsAfterMs,
  );
}

const infeasible: SolverResult = { ...nothing, status: 'infeasible' };

describe('a race', () => {
  test('the first proof wins and the loser is stopped', async () => {
    let stopped = false;
    const slow = endless('z3', () => (stopped = true));
    const result = await race([slow, engine('gecode', () => optimal(3))], { lanes: 2 });
    expect(result).toMatchObject({ status: 'optimal', winner: 'gecode', bound: 3, refusals: [] });
    expect(result.found).toMatchObject([{ solver: 'gecode', objective: 3, checked: true }]);
    expect(stopped).toBe(true);
  });

  test('an engine that ends without a proof makes way for the next, before its time', async () => {
    const gaveUp = engine('z3', () => ({
      ...nothing,
      status: 'unknown',
      reason: 'incomplete-search',
      detail: 'It is too curved.',
    }));
    const result = await race([gaveUp, engine('gecode', () => optimal(3), 3_600_000)], { lanes: 1 });
    expect(result).toMatchObject({ status: 'optimal', winner: 'gecode', refusals: ['Z3: It is too curved.'] });
  });

  test('a solution that breaks a constraint is not shown; its engine is named, the next one asked', async () => {
    const liar = engine('glpk', () => optimal(2));
    const result = await race([liar, engine('z3', () => optimal(3))], { lanes: 1 });
    expect(result).toMatchObject({ status: 'optimal', winner: 'z3' });
    expect(result.refusals).toEqual(['GLPK gave a solution that breaks a constraint, so it was discarded']);
  });

  test('who starts late is asked for something better only: that there is none proves the incumbent', async () => {
    const first = engine('chuffed', (_, { onSolution }) => {
      onSolution?.(at(3), 3);
      return { ...nothing, status: 'unknown', reason: 'incomplete-search' };
    });
    const asked: FlatZinc[] = [];
    const second = engine('glpk', (flatzinc) => {
      asked.push(flatzinc);
      return infeasible;
    });
    const result = await race([first, second], { lanes: 1 });
    expect(asked).toEqual([betterThan(climb, 3)]);
    expect(result).toMatchObject({ status: 'optimal', winner: 'glpk', bound: 3 });
    expect(result.found).toMatchObject([{ solver: 'chuffed', objective: 3 }]);
  });

  test('an engine that asks hears of the incumbent while it runs', async () => {
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const first = engine('chuffed', async (_, { onSolution, signal }) => {
      onSolution?.(at(4), 4);
      tell();
      await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
      return { ...nothing, status: 'unknown', reason: 'cancelled' };
    });
    const second = engine('z3', async (_, { incumbent }) => {
      await told;
      return incumbent?.() === 4 ? optimal(3) : infeasible;
    });
    const result = await race([first, second], { lanes: 2 });
    expect(result).toMatchObject({ status: 'optimal', winner: 'z3' });
    expect(result.found).toMatchObject([{ objective: 3 }]);
  });

  test('"no solution" is not believed where there is one', async () => {
    const first = engine('chuffed', (_, { onSolution }) => {
      onSolution?.(at(5), 5);
      return { ...nothing, status: 'unknown', reason: 'incomplete-search' };
    });
    const wrong = engine('z3', () => infeasible, 0, { asksForIncumbent: true });
    const result = await race([first, wrong], { lanes: 1 });
    expect(result.status).toBe('satisfied');
    expect(result.refusals).toContain('Z3 found no solution where there is one, so it was not believed');
  });

  test('bound and incumbent of two engines meet: proved', async () => {
    const bounds = engine('glpk', (_, { onBound, signal }) => {
      onBound?.(3);
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve({ ...nothing, status: 'unknown', reason: 'cancelled' }), {
          once: true,
        });
      });
    });
    const finds = engine('chuffed', (_, { onSolution }) => {
      onSolution?.(at(3), 3);
      return { ...nothing, status: 'satisfied', solutions: [at(3)], objective: 3, reason: 'time-limit' };
    });
    expect(await race([bounds, finds], { lanes: 2 })).toMatchObject({ status: 'optimal', winner: 'chuffed', bound: 3 });
  });

  test('stops within the gap, and says so', async () => {
    const near = engine('glpk', (_, { onBound, onSolution, signal }) => {
      onSolution?.(at(4), 4);
      onBound?.(3);
      return new Promise((resolve) => {
        const stop = (): void => resolve({ ...nothing, status: 'unknown', reason: 'cancelled' });
        if (signal?.aborted === true) stop();
        signal?.addEventListener('abort', stop, { once: true });
      });
    });
    expect(await race([near], { lanes: 1, gap: 0.3 })).toMatchObject({
      status: 'satisfied',
      reason: 'gap',
      bound: 3,
      found: [{ objective: 4 }],
    });
  });

  test('cancelled, it keeps the best solution and says why it ended', async () => {
    const controller = new AbortController();
    const result = await race(
      [
        endless('z3'),
        engine('chuffed', (_, { onSolution, signal }) => {
          onSolution?.(at(7), 7);
          controller.abort();
          return signal?.aborted === true ? { ...nothing, status: 'unknown', reason: 'cancelled' } : infeasible;
        }),
      ],
      { lanes: 2, signal: controller.signal },
    );
    expect(result).toMatchObject({ status: 'satisfied', reason: 'cancelled', found: [{ objective: 7 }] });
  });

  test('the time is over before the next may start: no answer, no waiting', async () => {
    const over = engine('z3', () => ({ ...nothing, status: 'unknown', reason: 'time-limit' }));
    const never = engine('gecode', () => optimal(3), 3_600_000);
    const blocked = race(
      [{ ...over, model: () => new Promise((resolve) => setTimeout(() => resolve(climb), 5)) }, never],
      {
        lanes: 1,
        timeLimitMs: 1,
      },
    );
    expect(await blocked).toMatchObject({ status: 'unknown', reason: 'time-limit', found: [] });
  });

  test('a compilation that fails, or an engine that throws, leaves the race to the others', async () => {
    const broken = engine('z3', () => Promise.reject(new Error('out of luck')));
    const unfit = {
      ...engine('glpk', () => optimal(3)),
      model: () => Promise.resolve('it could not be given the model'),
    };
    const result = await race([broken, unfit, engine('gecode', () => optimal(3))], { lanes: 1 });
    expect(result).toMatchObject({
      status: 'optimal',
      winner: 'gecode',
      refusals: ['Z3: out of luck', 'GLPK: it could not be given the model'],
    });
  });
});
