import type { LinearRelation } from './encoder';
import type { OrderVariable } from './order';
import { and, FALSE, implies, not, or, TRUE, type Term } from './term';

/** coefficient * variable */
export interface OrderSummand {
  readonly coefficient: number;
  readonly variable: OrderVariable;
}

/** Pseudo-Boolean weights are 32-bit numbers inside Z3's SAT solver; this leaves room for their sums. */
const LARGEST_WEIGHT = 2 ** 30;

/**
 * sum (relation) constant over order-encoded integers, as formulas that hold together. Up to two variables become
 * clauses, more a pseudo-Boolean constraint. undefined where its numbers are too large for that.
 */
export function orderLinear(
  relation: LinearRelation,
  sum: readonly OrderSummand[],
  constant: number,
): readonly Term[] | undefined {
  let right = constant;
  const rest: OrderSummand[] = [];
  for (const { coefficient, variable } of mergeEqual(sum)) {
    const [only] = variable.values;
    if (variable.values.length === 1) right -= coefficient * (only ?? 0);
    else if (coefficient !== 0) rest.push({ coefficient, variable });
  }
  if (!Number.isSafeInteger(right)) return undefined;
  const [first, second, third] = rest;
  if (first === undefined) return [holds(relation, right) ? TRUE : FALSE];
  if (third === undefined) return small(relation, first, second, right);
  return pseudoBoolean(relation, rest, right);
}

function holds(relation: LinearRelation, right: number): boolean {
  return relation === 'le' ? 0 <= right : relation === 'eq' ? right === 0 : right !== 0;
}

function mergeEqual(sum: readonly OrderSummand[]): OrderSummand[] {
  const coefficients = new Map<OrderVariable, number>();
  for (const { coefficient, variable } of sum)
    coefficients.set(variable, (coefficients.get(variable) ?? 0) + coefficient);
  return [...coefficients].map(([variable, coefficient]) => ({ coefficient, variable }));
}

/** One or two variables: clauses over their order literals. */
function small(
  relation: LinearRelation,
  first: OrderSummand,
  second: OrderSummand | undefined,
  constant: number,
): readonly Term[] {
  const other = second ?? { coefficient: 0, variable: first.variable };
  switch (relation) {
    case 'le':
      return atMost(first, other, constant);
    case 'eq':
      return second === undefined
        ? [valueAt(first, constant, (variable, value) => variable.equals(value), FALSE)]
        : [...atMost(first, other, constant), ...atMost(negated(first), negated(other), -constant)];
    case 'ne':
      if (second === undefined) return [valueAt(first, constant, (variable, value) => variable.differs(value), TRUE)];
      return first.variable.values.flatMap((value) => {
        const left = constant - first.coefficient * value;
        const clash = valueAt(second, left, (variable, at) => variable.equals(at), FALSE);
        return clash === FALSE ? [] : [not(and([first.variable.equals(value), clash]))];
      });
    default:
      return relation satisfies never;
  }
}

function negated({ coefficient, variable }: OrderSummand): OrderSummand {
  return { coefficient: -coefficient, variable };
}

/** coefficient * variable = total, told by the value it means; `otherwise` where no integer does it. */
function valueAt(
  { coefficient, variable }: OrderSummand,
  total: number,
  tell: (variable: OrderVariable, value: number) => Term,
  otherwise: Term,
): Term {
  return total % coefficient === 0 ? tell(variable, total / coefficient + 0) : otherwise;
}

/** first + second <= constant: each bound on the one, weakest first, bounds the other. */
function atMost(first: OrderSummand, second: OrderSummand, constant: number): readonly Term[] {
  const { coefficient, variable } = first;
  const values = coefficient > 0 ? variable.values : [...variable.values].reverse();
  const clauses: Term[] = [];
  let last: Term | undefined;
  for (const value of values) {
    const conclusion = boundedBy(second, constant - coefficient * value);
    // The same conclusion from a stronger premise says nothing new.
    if (conclusion === last) continue;
    last = conclusion;
    clauses.push(implies(coefficient > 0 ? variable.atLeast(value) : variable.atMost(value), conclusion));
  }
  return clauses.filter((clause) => clause !== TRUE);
}

/** coefficient * variable <= bound */
function boundedBy({ coefficient, variable }: OrderSummand, bound: number): Term {
  if (coefficient === 0) return bound >= 0 ? TRUE : FALSE;
  return coefficient > 0
    ? variable.atMost(Math.floor(bound / coefficient))
    : variable.atLeast(Math.ceil(bound / coefficient));
}

/** A variable is its least value plus, for each literal, the distance to the value before. */
function pseudoBoolean(
  relation: LinearRelation,
  sum: readonly OrderSummand[],
  constant: number,
): readonly Term[] | undefined {
  let right = constant;
  const literals: Term[] = [];
  const weights: number[] = [];
  let total = 0;
  for (const { coefficient, variable } of sum) {
    right -= coefficient * (variable.values[0] ?? 0);
    for (const [place, literal] of variable.literals.entries()) {
      const weight = coefficient * ((variable.values[place + 1] ?? 0) - (variable.values[place] ?? 0));
      // Weights must not be negative: -w x is -w + w (not x).
      literals.push(weight > 0 ? literal : not(literal));
      weights.push(Math.abs(weight));
      if (weight < 0) right -= weight;
      total += Math.abs(weight);
    }
  }
  if (total >= LARGEST_WEIGHT) return undefined;
  if (right < 0) return [relation === 'ne' ? TRUE : FALSE];
  if (right >= total) {
    if (relation === 'le') return [TRUE];
    if (right > total) return [relation === 'ne' ? TRUE : FALSE];
  }
  return [pseudoBooleanTerm(relation, weights, literals, right)];
}

function pseudoBooleanTerm(
  relation: LinearRelation,
  weights: readonly number[],
  literals: readonly Term[],
  right: number,
): Term {
  const alike = weights.every((weight) => weight === weights[0]);
  const unit = weights[0] ?? 1;
  if (alike && relation === 'le') {
    const most = Math.floor(right / unit);
    if (most === 0) return and(literals.map(not));
    return most === literals.length - 1 ? or(literals.map(not)) : `((_ at-most ${String(most)}) ${literals.join(' ')})`;
  }
  const operator = relation === 'le' ? 'pble' : 'pbeq';
  const term = `((_ ${operator} ${String(right)} ${weights.join(' ')}) ${literals.join(' ')})`;
  return relation === 'ne' ? not(term) : term;
}
