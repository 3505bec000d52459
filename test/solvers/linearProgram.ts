import type { FlatZinc } from '../../server/src/flatzinc';
import { float, model } from '../flatzinc/build';

/** An LP over x, y and z, whose rows are `float_lin_le` or `float_lin_eq`. */
export interface LinearProgram {
  /** Of each variable; 0 to 9 where nothing is said. */
  readonly bounds?: readonly Bounds[];
  readonly rows: readonly {
    readonly relation: 'le' | 'eq';
    readonly factors: readonly number[];
    readonly rhs: number;
  }[];
  readonly direction: 'minimize' | 'maximize';
  readonly objective: readonly number[];
}

type Bounds = readonly [low: number, high: number];

export const names = ['x', 'y', 'z'] as const;

export function boundsOf({ bounds = names.map(() => [0, 9] as const) }: LinearProgram): readonly Bounds[] {
  return bounds;
}

/** With the objective as a variable of its own, `goal`, defined by the row after the others. */
export function flatzincOf(program: LinearProgram): FlatZinc {
  const { rows, direction, objective } = program;
  const decimal = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
  const domains = boundsOf(program).map(([low, high], column) => [names[column], `${decimal(low)}..${decimal(high)}`]);
  return model(
    { ...Object.fromEntries(domains), goal: 'float' },
    [
      ...rows.map(({ relation, factors, rhs }): [string, ...unknown[]] => [
        `float_lin_${relation}`,
        factors.map(float),
        names,
        float(rhs),
      ]),
      ['float_lin_eq', [...objective.map(float), float(-1)], [...names, 'goal'], float(0)],
    ],
    direction === 'maximize' ? { maximize: 'goal' } : { minimize: 'goal' },
  );
}

/** The program with the right-hand side of one row moved. */
export function moved(program: LinearProgram, row: number, by: number): LinearProgram {
  const rows = program.rows.map((each, index) => (index === row ? { ...each, rhs: each.rhs + by } : each));
  return { ...program, rows };
}
