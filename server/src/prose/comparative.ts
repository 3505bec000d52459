import type { Expression } from './expression';
import type { Constraint, VariableId } from './graph';
import { operators } from './linear';

const MORE = /^\s*(?:more|higher|larger|greater|longer|bigger)\b/iu;
const LESS = /^\s*(?:less|fewer|lower|smaller|shorter)\b/iu;

/**
 * A ratio as the word behind its share wants it: "at least 40% more light beer than dark" is 1.4 times the dark, "30%
 * fewer" 0.7 times. (All ten of the corpus are so.) Any other constraint is left as it is.
 */
export function asComparative(constraint: Constraint, text: string): Constraint {
  if (constraint.kind !== 'ratio' || !/percent|fraction/u.test(constraint.factor?.kind ?? '')) return constraint;
  const { factor, left, right, comparator, penalty, ...rest } = constraint;
  if (!factor || penalty) return constraint;
  const behind = text.slice(factor.span.end);
  const sign = MORE.test(behind) ? '+' : LESS.test(behind) ? '-' : undefined;
  if (!sign) return constraint;
  const single = (variable: VariableId): Expression => ({ kind: 'variable', variable, index: [] });
  const one: Expression = { kind: 'constant', value: 1 };
  const times: Expression = {
    kind: 'operation',
    operator: sign,
    operands: [one, { kind: 'quantity', quantity: factor }],
  };
  const most: Expression = { kind: 'operation', operator: '*', operands: [times, single(right)] };
  return {
    ...rest,
    kind: 'relation',
    body: { kind: 'operation', operator: operators[comparator], operands: [single(left), most] },
  };
}
