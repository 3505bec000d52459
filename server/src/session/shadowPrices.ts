import { resolveArray, type FlatConstraint, type FlatZinc, type Origin } from '../flatzinc';
import type { SolverResult } from '../solvers';
import { lowerLinear, valueOf } from '../solvers/linear';

/** What relaxing one of the user's constraints is worth at the optimum of an LP. */
export interface ShadowPrice {
  /** The constraint as the user wrote it, with the loop values it is for. */
  readonly origin: Origin;
  readonly relation: 'limit' | 'equation';
  /**
   * How much better the objective gets, in its own direction and never less than 0, per unit by which the number on the
   * constraint's right-hand side is relaxed, for a small enough change; of an equation, per unit to its better side.
   */
  readonly price: number;
  /** How far the two sides of the constraint are apart; 0 where it is tight. */
  readonly slack: number;
}

/**
 * The shadow prices of an LP's constraints, in the model's order; none where the result has none, or where the model was
 * compiled without origins. The definition of the objective is left out, and what the compiler made the bound of a
 * variable has no origin: see `SolverResult.reducedCosts` for these.
 */
export function shadowPrices(model: FlatZinc, result: SolverResult): readonly ShadowPrice[] {
  const prices = result.shadowPrices;
  const solution = result.solutions.at(-1);
  const lowered = lowerLinear(model);
  if (prices === undefined || solution === undefined || lowered.kind === 'impossible') return [];
  const { columns, rows } = lowered.program;
  const values = columns.map(({ name }) => Number(solution.get(name)));
  return rows.flatMap(({ constraint: index, low, high, terms }) => {
    const constraint = index === undefined ? undefined : model.constraints[index];
    const price = index === undefined ? undefined : prices.get(index);
    if (constraint?.origin === undefined || price === undefined || definesObjective(model, constraint)) return [];
    const sum = valueOf(terms, values);
    const size = Math.max(1, Math.abs(sum));
    const slack = Math.min(sum - low, high - sum);
    return [
      {
        origin: constraint.origin,
        relation: low === high ? 'equation' : 'limit',
        price,
        slack: slack <= 1e-9 * size ? 0 : slack,
      },
    ];
  });
}

/** `cost = sum(...)`: to relax it would be to lie about the cost. */
function definesObjective(model: FlatZinc, { id, args }: FlatConstraint): boolean {
  const { goal } = model;
  if (goal.kind === 'satisfy' || goal.objective.kind !== 'variable' || !id.endsWith('_eq')) return false;
  const { name } = goal.objective;
  return args.some((arg) =>
    (arg.kind === 'array' || arg.kind === 'arrayRef' ? resolveArray(model, arg) : [arg]).some(
      (value) => value.kind === 'variable' && value.name === name,
    ),
  );
}
