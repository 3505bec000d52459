import { afterAll, describe, expect, it } from 'vitest';
import type { FlatConstraint, FlatZinc, Goal, Value, Variable } from '../../server/src/flatzinc';
import { openZ3Solver } from '../../server/src/solvers/z3';

const solver = openZ3Solver();
afterAll(() => solver.dispose());

const v = (name: string): Value => ({ kind: 'variable', name });
const int = (value: number): Value => ({ kind: 'int', value });
const ints = (...values: number[]): Value => ({ kind: 'array', elements: values.map(int) });
const vars = (...names: string[]): Value => ({ kind: 'array', elements: names.map(v) });
const variable = (name: string, type: Variable['type'], low?: number, high?: number): Variable => ({
  name,
  type,
  domain: low === undefined ? undefined : [{ low, high: high ?? low }],
  value: undefined,
  introduced: false,
  defined: false,
});
const constraint = (id: string, ...args: Value[]): FlatConstraint => ({ id, args, origin: undefined });
function model(variables: Variable[], constraints: FlatConstraint[], goal: Goal = { kind: 'satisfy' }): FlatZinc {
  return {
    variables: new Map(variables.map((each) => [each.name, each])),
    arrays: new Map(),
    constraints,
    output: variables.map(({ name }) => name),
    goal,
  };
}

describe('Z3', () => {
  const cake = (extra: FlatConstraint[] = []): FlatZinc =>
    model(
      [variable('b', 'int', 0, 100), variable('c', 'int', 0, 100), variable('profit', 'int', -100000, 100000)],
      [
        constraint('int_lin_le', ints(250, 200), vars('b', 'c'), int(4000)),
        constraint('int_lin_le', ints(75, 150), vars('b', 'c'), int(2000)),
        constraint('int_lin_le', ints(100, 150), vars('b', 'c'), int(500)),
        constraint('int_lin_eq', ints(400, 450, -1), vars('b', 'c', 'profit'), int(0)),
        ...extra,
      ],
      { kind: 'maximize', objective: v('profit') },
    );

  it('maximises', async () => {
    const seen: (number | undefined)[] = [];
    const result = await solver.solve(cake(), { onSolution: (_, objective) => seen.push(objective) });
    expect(result.status).toBe('optimal');
    expect(result.objective).toBe(2000);
  });
  it('says infeasible', async () => {
    const result = await solver.solve(cake([constraint('int_le', int(101), v('b'))]), {});
    expect(result.status).toBe('infeasible');
  });
  it('says unbounded', async () => {
    const result = await solver.solve(
      model([variable('x', 'float', 0, Infinity)], [], { kind: 'maximize', objective: v('x') }),
      {},
    );
    expect(result.status).toBe('unbounded');
  });
  it('enumerates', async () => {
    const result = await solver.solve(
      model([variable('x', 'int', 1, 3), variable('y', 'int', 1, 3)], [constraint('int_lt', v('x'), v('y'))]),
      { all: true },
    );
    expect(result.solutions.length).toBe(3);
  });
  it('cores', async () => {
    const session = await solver.open(
      model(
        [variable('x', 'int', 1, 30), variable('a', 'bool'), variable('b', 'bool'), variable('c', 'bool')],
        [
          constraint('int_le_imp', v('x'), int(10), v('a')),
          constraint('int_le_imp', int(20), v('x'), v('b')),
          constraint('int_le_imp', int(5), v('x'), v('c')),
        ],
      ),
      [v('c'), v('a'), v('b')],
    );
    await session.close();
  });
});
