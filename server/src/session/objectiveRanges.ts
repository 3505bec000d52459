import { resolveArray, type FlatZinc, type Value } from '../flatzinc';
import type { ObjectiveRange } from '../outcome';
import type { SolverResult } from '../solvers';

/**
 * Of an LP, for each output variable in the objective: between which coefficients the solution stays the best. Where the
 * objective is a variable that an equation defines, the coefficients are those of its definition.
 */
export function objectiveRanges(model: FlatZinc, { ranges }: SolverResult): readonly ObjectiveRange[] {
  if (!ranges) return [];
  const defined = definition(model);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const rangeOf = (variable: string, name: string): readonly ObjectiveRange[] => {
    const range = ranges.coefficients.get(variable);
    if (!range || variable === defined.goal) return [];
    const own = defined.coefficients.get(variable) ?? 0;
    const coefficient = range.coefficient + own;
    if (coefficient === 0) return [];
    return [{ name, coefficient, low: finite(range.low + own), high: finite(range.high + own) }];
  };
  return model.output.flatMap((name) => {
    const elements = model.arrays.get(name);
    if (elements === undefined) return rangeOf(name, name);
    return elements.flatMap((element, place) =>
      element.kind === 'variable' ? rangeOf(element.name, elements.length === 1 ? name : `${name} #${place + 1}`) : [],
    );
  });
}

interface Definition {
  /** The variable that is the objective, where an equation defines it. */
  readonly goal: string | undefined;
  readonly coefficients: ReadonlyMap<string, number>;
}

/** `goal = sum of coefficient * variable`, from the one linear equation that the goal is in. */
function definition(model: FlatZinc): Definition {
  const none: Definition = { goal: undefined, coefficients: new Map() };
  if (model.goal.kind === 'satisfy' || model.goal.objective.kind !== 'variable') return none;
  const goal = model.goal.objective.name;
  const isGoal = (value: Value | undefined): boolean => value?.kind === 'variable' && value.name === goal;
  const holding = model.constraints.filter(({ args }) =>
    args.some((arg) =>
      arg.kind === 'array' || arg.kind === 'arrayRef' ? resolveArray(model, arg).some(isGoal) : isGoal(arg),
    ),
  );
  const [equation] = holding;
  if (holding.length !== 1 || equation?.id !== 'float_lin_eq') return none;
  const [factors, variables] = equation.args.slice(0, 2).map((arg) => resolveArray(model, arg));
  const numbers = (factors ?? []).map((factor) =>
    factor.kind === 'float' || factor.kind === 'int' ? factor.value : NaN,
  );
  const own = numbers[variables?.findIndex(isGoal) ?? -1];
  if (own === undefined || own === 0) return none;
  const coefficients = new Map<string, number>();
  variables?.forEach((variable, place) => {
    const factor = numbers[place] ?? 0;
    if (variable.kind === 'variable' && variable.name !== goal) {
      coefficients.set(variable.name, (coefficients.get(variable.name) ?? 0) - factor / own);
    }
  });
  return { goal, coefficients };
}
