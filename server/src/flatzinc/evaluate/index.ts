import type { Assignment, AssignedValue, FlatConstraint, FlatZinc, Value, Variable } from '../types';
import { deriveMissing } from './derive';
import { domainFault } from './domains';
import { relationOf } from './predicates';
import { EvaluationError, openScope, type Scope } from './scope';

export { toDouble } from './scope';
import type { Relation } from './table';

/** Why a solution is not known to be one. `message` is for logs and developers. */
export type Violation =
  | { readonly kind: 'constraint'; readonly constraint: FlatConstraint; readonly message: string }
  /** The value of a variable is of the wrong type or outside its domain, or not its fixed value. */
  | { readonly kind: 'domain'; readonly variable: Variable; readonly message: string }
  /** Nothing is known to be wrong, but this was not checked: an unknown predicate, or a value that is missing. */
  | {
      readonly kind: 'unchecked';
      readonly constraint: FlatConstraint | undefined;
      readonly variable: Variable | undefined;
      readonly message: string;
    };

/**
 * Holds a solution against every constraint and every domain of the model, independently of any engine. An empty list
 * means that the solution is right.
 *
 * Integers, Booleans and sets are exact, whatever their size. Floats have a tolerance of 1e-6, relative to the largest
 * term beyond 1, in strict inequalities too; exact rationals are rounded to doubles first. Values that the engine left
 * out are derived from the constraints that define them.
 */
export function evaluate(model: FlatZinc, solution: Assignment): Violation[] {
  const assignment = deriveMissing(model, solution);
  const violations: Violation[] = [];
  for (const variable of model.variables.values()) checkVariable(variable, assignment.get(variable.name), violations);

  const scope = openScope(model, assignment);
  for (const variable of model.variables.values()) {
    const { name, type, value } = variable;
    if (value === undefined) continue;
    const equal: FlatConstraint = { id: equality[type], args: [{ kind: 'variable', name }, value], origin: undefined };
    checkConstraint(equal, scope, assignment, violations);
  }
  for (const constraint of model.constraints) checkConstraint(constraint, scope, assignment, violations);
  return violations;
}

const equality = { bool: 'bool_eq', int: 'int_eq', float: 'float_eq', 'set of int': 'set_eq' } as const;

function checkVariable(variable: Variable, value: AssignedValue | undefined, violations: Violation[]): void {
  if (value === undefined) {
    const message = `the solution gives no value for "${variable.name}"`;
    violations.push({ kind: 'unchecked', constraint: undefined, variable, message });
    return;
  }
  const message = domainFault(variable, value);
  if (message !== undefined) violations.push({ kind: 'domain', variable, message });
}

function checkConstraint(
  constraint: FlatConstraint,
  scope: Scope,
  assignment: Assignment,
  violations: Violation[],
): void {
  const { id, args } = constraint;
  const relation = known(id, args.length);
  const unchecked = (message: string): void => {
    violations.push({ kind: 'unchecked', constraint, variable: undefined, message });
  };
  if (relation === undefined) return unchecked(`the predicate ${id} is not known`);
  try {
    if (relation(scope, args) !== false) return;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return unchecked(`${id}: ${error.message}`);
  }
  violations.push({ kind: 'constraint', constraint, message: `${describe(constraint, assignment)} does not hold` });
}

/** Predicates are looked up for each constraint of a model, and there are few of them. */
const cache = new Map<string, Relation | undefined>();

function known(id: string, arity: number): Relation | undefined {
  const key = `${id}/${arity}`;
  if (!cache.has(key)) cache.set(key, relationOf(id, arity));
  return cache.get(key);
}

function describe({ id, args }: FlatConstraint, assignment: Assignment): string {
  return `${id}(${args.map((arg) => describeValue(arg, assignment)).join(', ')})`;
}

function describeValue(value: Value, assignment: Assignment): string {
  switch (value.kind) {
    case 'bool':
    case 'int':
    case 'float':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'set':
      return `{${value.ranges.map(({ low, high }) => (low === high ? low : `${low}..${high}`)).join(', ')}}`;
    case 'variable': {
      const assigned = assignment.get(value.name);
      const text =
        typeof assigned === 'object' && 'denominator' in assigned
          ? `${assigned.numerator}/${assigned.denominator}`
          : String(assigned);
      return `${value.name}=${text}`;
    }
    case 'arrayRef':
      return value.name;
    case 'array':
      return `[${value.elements.map((element) => describeValue(element, assignment)).join(', ')}]`;
  }
}
