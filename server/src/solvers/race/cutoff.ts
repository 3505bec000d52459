import { toDouble, type AssignedValue, type Assignment, type FlatZinc } from '../../flatzinc';

/** The objective's value in a solution; undefined where there is none, or the solution lacks it. */
export function objectiveOf({ goal }: FlatZinc, solution: Assignment): number | undefined {
  if (goal.kind === 'satisfy') return undefined;
  const { objective } = goal;
  if (objective.kind === 'int' || objective.kind === 'float') return objective.value;
  return objective.kind === 'variable' ? numberOf(solution.get(objective.name)) : undefined;
}

/** A value as a number, the nearest double of a rational; undefined where it is none. */
export function numberOf(value: AssignedValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && 'numerator' in value ? toDouble(value) : undefined;
}

/**
 * The model with only those of its solutions that are better than an objective already reached; undefined where the
 * objective is no integer, since between two floats there is always another.
 */
export function betterThan(model: FlatZinc, reached: number): FlatZinc | undefined {
  const { goal, variables, constraints } = model;
  if (goal.kind === 'satisfy' || goal.objective.kind !== 'variable') return undefined;
  if (variables.get(goal.objective.name)?.type !== 'int' || !Number.isSafeInteger(reached)) return undefined;
  const { objective } = goal;
  const bound = { kind: 'int', value: goal.kind === 'minimize' ? reached - 1 : reached + 1 } as const;
  const args = goal.kind === 'minimize' ? [objective, bound] : [bound, objective];
  return { ...model, constraints: [...constraints, { id: 'int_le', args, origin: undefined }] };
}
