import type { Expression, Operator } from './expression';
import type { Comparator, Constraint, Objective, Term, VariableId } from './graph';

/** A sum of single variables with numbers, and a number. */
export interface Linear {
  readonly coefficients: ReadonlyMap<VariableId, number>;
  readonly constant: number;
}

/** What operators compare. */
export const comparators: Readonly<Partial<Record<string, Comparator>>> = {
  '<=': 'at-most',
  '>=': 'at-least',
  '=': 'equal',
  '<': 'less',
  '>': 'greater',
};

/** And the operators that compare so. */
export const operators: Readonly<Record<Comparator, Operator>> = {
  'at-most': '<=',
  'at-least': '>=',
  equal: '=',
  less: '<',
  greater: '>',
};

/**
 * A constraint as sums that are at most zero where it holds: one, or two for an equation. Less than is taken as at most.
 * @param count how many variables the graph has
 * @returns undefined where it is not linear over single variables
 */
export function linearForms(constraint: Constraint, count: number): readonly Linear[] | undefined {
  const one = (variable: VariableId, factor = 1): Linear => ({
    coefficients: new Map([[variable, factor]]),
    constant: 0,
  });
  const all = (): Linear => sumOf(Array.from({ length: count }, (_, variable) => one(variable)));
  switch (constraint.kind) {
    case 'linear':
      return bounded(termsSum(constraint.terms), constraint.comparator, number(constraint.limit.value));
    case 'bound':
      return bounded(one(constraint.variable), constraint.comparator, number(constraint.limit.value));
    case 'total':
      return bounded(all(), constraint.comparator, number(constraint.limit.value));
    case 'share':
      return bounded(one(constraint.variable), constraint.comparator, scaled(all(), constraint.fraction.value));
    case 'ratio':
      return bounded(one(constraint.left), constraint.comparator, one(constraint.right, constraint.factor?.value));
    case 'relation': {
      const { body } = constraint;
      if (body.kind !== 'operation') return undefined;
      const comparator = comparators[body.operator];
      const [left, right] = body.operands.map(linearOf);
      return comparator && left && right ? bounded(left, comparator, right) : undefined;
    }
  }
}

/** What is optimised, as a sum; undefined where it is none. */
export function linearObjective({ terms, value }: Objective): Linear | undefined {
  return value ? linearOf(value) : termsSum(terms);
}

function bounded(left: Linear, comparator: Comparator, right: Linear): Linear[] {
  const over = sumOf([left, scaled(right, -1)]);
  const short = sumOf([right, scaled(left, -1)]);
  if (comparator === 'equal') return [over, short];
  return [comparator === 'at-most' || comparator === 'less' ? over : short];
}

function linearOf(expression: Expression): Linear | undefined {
  if (expression.kind === 'quantity') return number(expression.quantity.value);
  if (expression.kind === 'constant') return number(expression.value);
  if (expression.kind === 'variable' && expression.index.length === 0)
    return { coefficients: new Map([[expression.variable, 1]]), constant: 0 };
  if (expression.kind !== 'operation') return undefined;
  const parts = expression.operands.map(linearOf).filter((part) => part !== undefined);
  const [first, ...rest] = parts;
  if (!first || parts.length < expression.operands.length) return undefined;
  switch (expression.operator) {
    case '+':
      return sumOf(parts);
    case '-':
      return sumOf([first, ...rest.map((part) => scaled(part, -1))]);
    case 'negative':
      return scaled(first, -1);
    case '*':
      return rest.reduce<Linear | undefined>((product, part) => product && times(product, part), first);
    case '/':
      return rest[0]?.coefficients.size === 0 ? scaled(first, 1 / rest[0].constant) : undefined;
    default:
      return undefined;
  }
}

function number(constant: number): Linear {
  return { coefficients: new Map(), constant };
}

function times(one: Linear, two: Linear): Linear | undefined {
  if (one.coefficients.size === 0) return scaled(two, one.constant);
  return two.coefficients.size === 0 ? scaled(one, two.constant) : undefined;
}

function termsSum(terms: readonly Term[]): Linear {
  return sumOf(
    terms.map(({ variable, coefficient }) => ({
      coefficients: new Map([[variable, coefficient?.value ?? 1]]),
      constant: 0,
    })),
  );
}

function sumOf(parts: readonly Linear[]): Linear {
  const coefficients = new Map<VariableId, number>();
  let constant = 0;
  for (const part of parts) {
    constant += part.constant;
    for (const [variable, value] of part.coefficients)
      coefficients.set(variable, (coefficients.get(variable) ?? 0) + value);
  }
  return { coefficients, constant };
}

function scaled({ coefficients, constant }: Linear, factor: number): Linear {
  return {
    coefficients: new Map([...coefficients].map(([variable, value]) => [variable, value * factor])),
    constant: constant * factor,
  };
}
