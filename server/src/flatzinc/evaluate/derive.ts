import type { Assignment, AssignedValue, FlatConstraint, FlatZinc, Value } from '../types';
import { exactSum } from './integers';
import { functionOf } from './predicates';
import { EvaluationError, openScope, type Scope } from './scope';

/**
 * Completes an assignment: engines that report only the answer leave out variables that constraints define. A variable
 * gets a value where it is fixed, or is the result of a function of known values. Whatever is derived is checked like
 * any other value afterwards, so a wrong derivation can accuse a solution but never excuse one.
 */
export function deriveMissing(model: FlatZinc, assignment: Assignment): Assignment {
  const complete = new Map<string, AssignedValue>(assignment);
  const scope = openScope(model, complete);
  const missing = new Set<string>();
  for (const { name, type, domain, value } of model.variables.values()) {
    if (complete.has(name)) continue;
    const only = domain?.length === 1 && domain[0]?.low === domain[0]?.high ? domain[0]?.low : undefined;
    if (value !== undefined && value.kind !== 'variable') complete.set(name, read(scope, type, value));
    else if (only !== undefined && (type === 'int' || type === 'float')) complete.set(name, only);
    else missing.add(name);
  }
  if (missing.size === 0) return complete;

  // Each pass derives what is one step away; definitions mostly come in order, so there are few.
  let waiting = model.constraints.filter((constraint) => mentions(model, constraint, missing).length > 0);
  for (let before = -1; missing.size > 0 && before !== missing.size;) {
    before = missing.size;
    waiting = waiting.filter((constraint) => {
      const unknown = mentions(model, constraint, missing);
      const [name, ...others] = unknown;
      if (name === undefined) return false;
      if (others.length > 0) return true;
      const value = solveFor(name, constraint, model, scope);
      if (value === undefined) return true;
      complete.set(name, value);
      missing.delete(name);
      return false;
    });
  }
  return complete;
}

function read(scope: Scope, type: string, value: Value): AssignedValue {
  switch (type) {
    case 'bool':
      return scope.bool(value);
    case 'int':
      return scope.int(value);
    case 'float':
      return scope.float(value);
    default:
      return [...scope.set(value)].sort((a, b) => a - b);
  }
}

/** The missing variables of a constraint, each once. */
function mentions(model: FlatZinc, { args }: FlatConstraint, missing: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const look = (value: Value): void => {
    if (value.kind === 'variable' && missing.has(value.name)) found.add(value.name);
    else if (value.kind === 'array') value.elements.forEach(look);
    else if (value.kind === 'arrayRef') model.arrays.get(value.name)?.forEach(look);
  };
  args.forEach(look);
  return [...found];
}

/** The value the constraint gives its one unknown; undefined where it gives none. */
function solveFor(
  name: string,
  { id, args }: FlatConstraint,
  model: FlatZinc,
  scope: Scope,
): AssignedValue | undefined {
  const isUnknown = (value: Value | undefined): boolean => value?.kind === 'variable' && value.name === name;
  try {
    if (/^(int|float|bool)_eq$/.test(id) || id === 'set_eq') {
      const known = args.find((arg) => !isUnknown(arg));
      const type = model.variables.get(name)?.type;
      return known === undefined || type === undefined ? undefined : read(scope, type, known);
    }
    if (id === 'int_lin_eq' || id === 'float_lin_eq') return solveLinear(id === 'int_lin_eq', args, isUnknown, scope);
    const functional = functionOf(id, args.length);
    return functional !== undefined && isUnknown(args.at(functional.result))
      ? functional.compute(scope, args)
      : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function solveLinear(
  integer: boolean,
  [coefficients, variables, rhs]: readonly Value[],
  isUnknown: (value: Value) => boolean,
  scope: Scope,
): number | undefined {
  const factors = scope.floats(coefficients);
  const terms = scope.array(variables);
  const places = terms.flatMap((term, index) => (isUnknown(term) ? [index] : []));
  const [place] = places;
  const factor = place === undefined ? undefined : factors[place];
  if (places.length !== 1 || !factor) return undefined;
  const known = <T>(list: readonly T[]): T[] => list.filter((_, index) => index !== place);
  if (!integer) {
    const values = known(terms).map(scope.float);
    return (
      (scope.float(rhs) - known(factors).reduce((sum, each, index) => sum + each * (values[index] ?? 0), 0)) / factor
    );
  }
  const rest = -exactSum(known(factors), known(terms).map(scope.int), scope.int(rhs));
  return Number.isSafeInteger(rest) && rest % factor === 0 ? rest / factor + 0 : undefined;
}
