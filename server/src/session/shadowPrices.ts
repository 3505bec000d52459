import { resolveArray, type FlatConstraint, type FlatZinc } from '../flatzinc';
import type { OutputValue, ShadowPrice } from '../outcome';
import type { SolverResult } from '../solvers';
import { lowerLinear, valueOf } from '../solvers/linear';

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
    const range = index === undefined ? undefined : result.ranges?.constraints.get(index);
    return [
      {
        ...constraint.origin,
        relation: low === high ? 'equation' : 'limit',
        price,
        slack: slack <= 1e-9 * size ? 0 : slack,
        ...(range && { reach: { relax: finite(range.relax), tighten: finite(range.tighten) } }),
      },
    ];
  });
}

function finite(distance: number): number | null {
  return Number.isFinite(distance) ? distance : null;
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

/** The reduced costs of the output variables by name, of an array as the list of its elements. */
export function reducedCosts(model: FlatZinc, { reducedCosts: costs }: SolverResult): Record<string, OutputValue> {
  const told: Record<string, OutputValue> = {};
  if (costs === undefined) return told;
  for (const name of model.output) {
    const elements = model.arrays.get(name);
    if (elements === undefined) told[name] = costs.get(name) ?? 0;
    else told[name] = elements.map((element) => (element.kind === 'variable' ? (costs.get(element.name) ?? 0) : 0));
  }
  return told;
}

/** Whether two compilations of a model gave the same constraints in the same order: indices mean the same in both. */
export function sameConstraints(a: FlatZinc, b: FlatZinc): boolean {
  return (
    a.constraints.length === b.constraints.length && a.constraints.every(({ id }, i) => id === b.constraints[i]?.id)
  );
}
