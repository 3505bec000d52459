import { afterAll, describe, expect, it } from 'vitest';
import { evaluate, type FlatZinc, type Value } from '../../server/src/flatzinc';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { float, model } from '../flatzinc/build';

const solver = openZ3Solver();
afterAll(() => solver.dispose());

/** Banana and chocolate cakes of the MiniZinc tutorial: the most profit is 1700, with 2 of each. */
function cakes(...more: readonly (readonly [string, ...unknown[]])[]): FlatZinc {
  return model(
    { banana: '0..100', chocolate: '0..100', profit: '0..85000' },
    [
      ['int_lin_le', [250, 200], ['banana', 'chocolate'], 4000],
      ['int_lin_le', [2, 0], ['banana', 'chocolate'], 6],
      ['int_lin_le', [75, 150], ['banana', 'chocolate'], 2000],
      ['int_lin_le', [100, 150], ['banana', 'chocolate'], 500],
      ['int_lin_le', [0, 75], ['banana', 'chocolate'], 500],
      ['int_lin_eq', [400, 450, -1], ['banana', 'chocolate', 'profit'], 0],
      ...more,
    ],
    { maximize: 'profit' },
  );
}

/** More pigeons than holes, one Boolean each: no engine of resolution finds that soon. */
function pigeons(count: number): FlatZinc {
  const variables: Record<string, string> = {};
  const constraints: [string, ...unknown[]][] = [];
  const at = (pigeon: number, hole: number): string => `p${String(pigeon)}h${String(hole)}`;
  for (let pigeon = 0; pigeon < count; pigeon++) {
    const holes = Array.from({ length: count - 1 }, (_, hole) => at(pigeon, hole));
    for (const name of holes) variables[name] = 'bool';
    constraints.push(['bool_clause', holes, []]);
    for (let other = 0; other < pigeon; other++)
      for (let hole = 0; hole < count - 1; hole++)
        constraints.push(['bool_clause', [], [at(pigeon, hole), at(other, hole)]]);
  }
  return model(variables, constraints);
}

describe('satisfy', () => {
  it('gives a solution that the evaluator accepts', async () => {
    const puzzle = model({ x: '1..9', y: '1..9', z: '1..9' }, [
      ['int_times', 'x', 'y', 'z'],
      ['int_lt', 'x', 'y'],
      ['fzn_all_different_int', ['x', 'y', 'z']],
    ]);
    const { status, solutions, objective } = await solver.solve(puzzle, {});
    expect([status, objective, solutions.length]).toEqual(['satisfied', undefined, 1]);
    expect(evaluate(puzzle, solutions[0] ?? new Map())).toEqual([]);
  });

  it('proves that there is none', async () => {
    const none = model({ x: '1..2', y: '1..2', z: '1..2' }, [['fzn_all_different_int', ['x', 'y', 'z']]]);
    expect(await solver.solve(none, {})).toMatchObject({ status: 'infeasible', solutions: [] });
  });

  it('proves it over unbounded integers', async () => {
    const none = model({ x: 'int', y: 'int' }, [['int_lin_eq', [2, 4], ['x', 'y'], 7]]);
    expect(await solver.solve(none, {})).toMatchObject({ status: 'infeasible' });
  });

  it('reads reals as exact rationals of their decimal text', async () => {
    const tenth = model({ x: 'float' }, [['float_lin_eq', [float(3)], ['x'], float(0.1)]]);
    const { solutions } = await solver.solve(tenth, {});
    expect(solutions[0]?.get('x')).toEqual({ numerator: 1n, denominator: 30n });
  });

  it('gives an irrational as the nearest number', async () => {
    const root = model({ x: '0.0..2.0' }, [['float_times', 'x', 'x', float(2)]]);
    const { status, solutions } = await solver.solve(root, {});
    expect(status).toBe('satisfied');
    expect(solutions[0]?.get('x')).toBeCloseTo(Math.SQRT2, 9);
  });

  it('reads sets, also those that are empty', async () => {
    const sets = model({ s: 'set 1..4', t: 'set 1..4' }, [
      ['set_card', 's', 3],
      ['set_in', 2, 's'],
      ['set_in', 3, 's'],
      ['set_in_reif', 1, 's', false],
      ['set_card', 't', 0],
    ]);
    const { solutions } = await solver.solve(sets, {});
    expect(solutions[0]).toEqual(
      new Map([
        ['s', [2, 3, 4]],
        ['t', []],
      ]),
    );
  });

  it('takes names that mean something in SMT-LIB', async () => {
    const names = model({ and: 'bool', mod: '1..3', 'a b': '1..3', x0: '1..3' }, [
      ['int_lt_reif', 'mod', 'a b', 'and'],
      ['bool_eq', 'and', true],
      ['int_lt', 'a b', 'x0'],
    ]);
    const { solutions } = await solver.solve(names, {});
    expect(solutions[0]).toEqual(new Map<string, number | boolean>([['and', true], ['mod', 1], ['a b', 2], ['x0', 3]])); // prettier-ignore
  });
});

describe('what it cannot take', () => {
  it('is named', () => {
    expect(solver.unsupported(model({ x: 'float', y: 'float' }, [['float_sin', 'x', 'y']]))).toBe(
      'Z3 cannot take the constraint float_sin.',
    );
    expect(solver.unsupported(cakes())).toBeUndefined();
  });

  it('is unknown when solved all the same', async () => {
    const sine = model({ x: 'float', y: 'float' }, [['float_sin', 'x', 'y']]);
    expect(await solver.solve(sine, {})).toMatchObject({ status: 'unknown', reason: 'unsupported' });
  });
});

describe('optimise', () => {
  it('streams ever better solutions and proves the last', async () => {
    const seen: (number | undefined)[] = [];
    const result = await solver.solve(cakes(), { onSolution: (_, objective) => void seen.push(objective) });
    expect(result).toMatchObject({ status: 'optimal', objective: 1700, bound: 1700 });
    expect(Object.fromEntries(result.solutions[0] ?? [])).toEqual({ banana: 2, chocolate: 2, profit: 1700 });
    expect(seen).toEqual([...seen].sort((a = 0, b = 0) => a - b));
    expect(seen.at(-1)).toBe(1700);
  });

  it.each([
    ['minimize', -7],
    ['maximize', 12],
  ] as const)('%s over a small domain with holes', async (direction, objective) => {
    const holes = model({ x: '-9..-9,-7..3,12..12' }, [['int_ne', 'x', -9]], { [direction]: 'x' } as { minimize: 'x' });
    expect(await solver.solve(holes, {})).toMatchObject({ status: 'optimal', objective });
  });

  it('keeps every improvement with `all`', async () => {
    const result = await solver.solve(cakes(), { all: true });
    expect(result.solutions.length).toBeGreaterThan(1);
    expect(result.solutions.at(-1)?.get('profit')).toBe(1700);
  });

  it('proves that there is none', async () => {
    expect(await solver.solve(cakes(['int_le', 60, 'banana']), {})).toMatchObject({ status: 'infeasible' });
  });

  it('gives the exact optimum of a linear program', async () => {
    const blend = model(
      { x: '0.0..10.0', y: '0.0..10.0', cost: 'float' },
      [
        ['float_lin_le', [float(-1), float(-3)], ['x', 'y'], float(-7)],
        ['float_lin_eq', [float(0.3), float(0.7), float(-1)], ['x', 'y', 'cost'], float(0)],
      ],
      { minimize: 'cost' },
    );
    const { status, objective, solutions } = await solver.solve(blend, {});
    expect([status, objective]).toEqual(['optimal', 49 / 30]);
    expect(solutions.at(-1)?.get('cost')).toEqual({ numerator: 49n, denominator: 30n });
  });

  it('says that there is no best: an unbounded integer and an unbounded float', async () => {
    const integer = model({ x: 'int', y: '0..3' }, [['int_le', 'y', 'x']], { maximize: 'x' });
    expect(await solver.solve(integer, {})).toMatchObject({ status: 'unbounded' });
    const real = model({ x: '0.0..1.0', z: 'float' }, [['float_le', 'x', 'z']], { maximize: 'z' });
    expect(await solver.solve(real, {})).toMatchObject({ status: 'unbounded' });
  });

  it('finds the end of an unbounded domain that constraints close', async () => {
    const closed = model({ x: 'int' }, [['int_lin_le', [3], ['x'], 100]], { maximize: 'x' });
    expect(await solver.solve(closed, {})).toMatchObject({ status: 'optimal', objective: 33 });
  });

  it('does not claim a limit that is never reached', async () => {
    const open = model({ x: 'float' }, [['float_lt', 'x', float(5)]], { maximize: 'x' });
    expect(await solver.solve(open, {})).toMatchObject({ status: 'satisfied', reason: 'incomplete-search' });
  });

  it('proves the optimum of a product', async () => {
    const square = model({ x: '0.0..3.0', y: 'float' }, [['float_times', 'x', 'x', 'y']], { maximize: 'y' });
    expect(await solver.solve(square, {})).toMatchObject({ status: 'optimal', objective: 9 });
  });
});

describe('all solutions', () => {
  it('are found once each, as far as the output shows them', async () => {
    const pairs = model({ x: '1..3', y: '1..3', hidden: '0..9' }, [['int_lt', 'x', 'y']]);
    const result = await solver.solve({ ...pairs, output: ['x', 'y'] }, { all: true });
    const shown = result.solutions.map((solution) => `${String(solution.get('x'))}${String(solution.get('y'))}`);
    expect([result.status, shown.sort()]).toEqual(['satisfied', ['12', '13', '23']]);
  });

  it('count elements of output arrays', async () => {
    const base = model({ x: '1..2', y: '1..2' }, []);
    const elements: Value[] = [{ kind: 'variable', name: 'x' }];
    const result = await solver.solve({ ...base, arrays: new Map([['a', elements]]), output: ['a'] }, { all: true });
    expect(result.solutions.length).toBe(2);
  });

  it('stop where there is no end to them', async () => {
    const endless = model({ x: 'int' }, [['int_le', 0, 'x']]);
    const controller = new AbortController();
    let count = 0;
    const result = await solver.solve(endless, {
      all: true,
      signal: controller.signal,
      onSolution: () => void (++count === 5 && controller.abort()),
    });
    expect(result).toMatchObject({ status: 'satisfied', reason: 'cancelled' });
    expect(result.solutions.length).toBe(5);
  });
});

describe('limits', () => {
  it('a time limit ends a search that goes on, and the next one works', async () => {
    expect(await solver.solve(pigeons(12), { timeLimitMs: 300 })).toMatchObject({
      status: 'unknown',
      reason: 'time-limit',
    });
    expect(await solver.solve(cakes(), {})).toMatchObject({ status: 'optimal' });
  });

  it('cancelling ends it at once, and the next one works', async () => {
    const controller = new AbortController();
    const running = solver.solve(pigeons(12), { signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ status: 'unknown', reason: 'cancelled', solutions: [] });
    expect(await solver.solve(cakes(), {})).toMatchObject({ status: 'optimal' });
  });

  it('cancelling keeps the best solution so far', async () => {
    const controller = new AbortController();
    const result = await solver.solve(cakes(), { signal: controller.signal, onSolution: () => controller.abort() });
    expect(result).toMatchObject({ status: 'satisfied', reason: 'cancelled' });
    expect(result.solutions.length).toBe(1);
  });

  it('more solves at once than engines wait for each other', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => solver.solve(cakes(), {})));
    expect(results.map(({ objective }) => objective)).toEqual([1700, 1700, 1700, 1700, 1700, 1700]);
  });

  it('one solver solves again and again without running full', async () => {
    for (let round = 0; round < 15; round++) expect((await solver.solve(cakes(), {})).objective).toBe(1700);
  });
});
