import type { Expression } from '../expression';
import { comparators } from '../linear';
import type { Comparator, Constraint, Objective, Quantity, RelationConstraint, Term, VariableId } from '../graph';

const flipped: Readonly<Record<Comparator, Comparator>> = {
  'at-most': 'at-least',
  'at-least': 'at-most',
  equal: 'equal',
  less: 'greater',
  greater: 'less',
};

/**
 * A relation as the row over single variables that says the same, which has prices, repairs and words of its own; the
 * relation itself where there is none.
 * @param count how many variables the graph has
 */
export function rowOf(relation: RelationConstraint, count: number): Constraint {
  const { body, span, sentence, confidence } = relation;
  const base = { span, sentence, confidence };
  if (body.kind !== 'operation') return relation;
  const comparator = comparators[body.operator];
  const [left, right] = body.operands;
  if (!comparator || !left || !right) return relation;
  return (
    compared(left, comparator, right, count, base) ??
    compared(right, flipped[comparator], left, count, base) ??
    relation
  );
}

type Base = Pick<RelationConstraint, 'span' | 'sentence' | 'confidence'>;

function compared(
  left: Expression,
  comparator: Comparator,
  right: Expression,
  count: number,
  base: Base,
): Constraint | undefined {
  const head = { ...base, comparator };
  const variable = single(left);
  if (right.kind === 'quantity') {
    const limit = right.quantity;
    if (variable !== undefined) return { ...head, kind: 'bound', variable, limit };
    const terms = termsOf(left);
    if (!terms) return undefined;
    return isTotal(terms, count) ? { ...head, kind: 'total', limit } : { ...head, kind: 'linear', terms, limit };
  }
  if (variable === undefined) return undefined;
  const other = single(right);
  if (other !== undefined) return { ...head, kind: 'ratio', left: variable, factor: undefined, right: other };
  const product = factored(right);
  if (!product) return undefined;
  const { factor, of } = product;
  const multiplied = single(of);
  if (multiplied !== undefined) return { ...head, kind: 'ratio', left: variable, factor, right: multiplied };
  const terms = termsOf(of);
  return terms && isTotal(terms, count) ? { ...head, kind: 'share', variable, fraction: factor } : undefined;
}

/** An objective by its terms where a sum says it. */
export function objectiveOf(objective: Objective): Objective {
  const { value, ...rest } = objective;
  const terms = value && termsOf(value);
  return terms ? { ...rest, terms } : objective;
}

function single(expression: Expression): VariableId | undefined {
  return expression.kind === 'variable' && expression.index.length === 0 ? expression.variable : undefined;
}

/** A number times something else. */
function factored(expression: Expression): { readonly factor: Quantity; readonly of: Expression } | undefined {
  if (expression.kind !== 'operation' || expression.operator !== '*' || expression.operands.length !== 2)
    return undefined;
  const [one, two] = expression.operands;
  if (one?.kind === 'quantity' && two) return { factor: one.quantity, of: two };
  return two?.kind === 'quantity' && one ? { factor: two.quantity, of: one } : undefined;
}

/** A sum of single variables, each with or without a number; each variable once. */
function termsOf(expression: Expression): Term[] | undefined {
  const isSum = expression.kind === 'operation' && expression.operator === '+';
  const parts = isSum ? expression.operands : [expression];
  const terms = parts.flatMap((part): Term[] => {
    const variable = single(part);
    if (variable !== undefined) return [{ variable, coefficient: undefined }];
    const product = factored(part);
    const multiplied = product && single(product.of);
    return product && multiplied !== undefined ? [{ variable: multiplied, coefficient: product.factor }] : [];
  });
  const isWhole = terms.length === parts.length && new Set(terms.map(({ variable }) => variable)).size === terms.length;
  return isWhole ? terms : undefined;
}

function isTotal(terms: readonly Term[], count: number): boolean {
  return count > 1 && terms.length === count && terms.every(({ coefficient }) => coefficient === undefined);
}
