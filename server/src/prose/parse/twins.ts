import type { Span } from '../../text';
import type { Expression, Table } from '../expression';
import type { DecisionVariable, VariableId } from '../graph';

interface Declared {
  readonly tables: readonly Table[];
  readonly variables: readonly DecisionVariable[];
}

/** A number, or what a table tells, times what is decided of a thing. */
interface Summand {
  readonly at: number;
  readonly family: Expression & { readonly kind: 'variable' };
  /** Where the factor stands in the text. */
  readonly factor: readonly Span[];
}

/**
 * An aim that adds up one and the same amount twice ("2 to make, 0.10 a month to store" as 2 and 0.10 for what is stored), with
 * the other family of the same things in the place that its words are nearer to. Anything else is left as it is. (Of the
 * corpus' sums four have an amount twice.)
 */
export function untwinned(value: Expression, declared: Declared): Expression {
  const inner = mapped(value, (part) => untwinned(part, declared));
  if (inner.kind !== 'operation' || inner.operator !== '+') return inner;
  const summands = inner.operands.flatMap((operand, at) => summandOf(operand, at, declared) ?? []);
  const same = (one: Summand, two: Summand): boolean => JSON.stringify(one.family) === JSON.stringify(two.family);
  const [one, two, third] = summands.filter((each) => summands.some((other) => other !== each && same(each, other)));
  if (!one || !two || third) return inner;
  const [other, second] = othersOf(one.family.variable, declared).filter(
    (id) => !JSON.stringify(value).includes(`"variable":${String(id)},`),
  );
  if (other === undefined || second !== undefined) return inner;
  const own = one.family.variable;
  const kept = distance(one, own, declared) + distance(two, other, declared);
  const turned = distance(one, other, declared) + distance(two, own, declared);
  const moved = kept <= turned ? two : one;
  const operands = inner.operands.map((operand, at) => (at === moved.at ? withFamily(operand, own, other) : operand));
  return { ...inner, operands };
}

function summandOf(operand: Expression, at: number, { tables }: Declared): Summand | undefined {
  const parts = operand.kind === 'operation' && operand.operator === '*' ? operand.operands : [operand];
  const [family, more] = parts.filter((part) => part.kind === 'variable' && part.index.length > 0);
  if (family?.kind !== 'variable' || more) return undefined;
  const factor = parts.flatMap((part) => {
    if (part.kind === 'quantity') return [part.quantity.span];
    return part.kind === 'table' ? (tables[part.table]?.mentions ?? []) : [];
  });
  return { at, family, factor };
}

/** Other amounts of the same things. */
function othersOf(own: VariableId, { variables }: Declared): VariableId[] {
  const isAmount = ({ domain }: DecisionVariable): boolean => domain === 'integer' || domain === 'continuous';
  const index = variables[own]?.index.join();
  return variables.flatMap((each, id) => (id !== own && isAmount(each) && each.index.join() === index ? [id] : []));
}

/** How far, in characters, the words of a family stand from a factor. */
function distance({ factor }: Summand, family: VariableId, { variables }: Declared): number {
  const mentions = variables[family]?.mentions ?? [];
  const all = factor.flatMap((one) => mentions.map((two) => Math.max(one.start - two.end, two.start - one.end, 0)));
  return Math.min(farthest, ...all);
}

/** Words that are farther away say nothing. */
const farthest = 200;

function withFamily(operand: Expression, from: VariableId, to: VariableId): Expression {
  if (operand.kind === 'variable') return operand.variable === from ? { ...operand, variable: to } : operand;
  return mapped(operand, (part) => withFamily(part, from, to));
}

/** An expression with what it is made of turned into something else. */
function mapped(expression: Expression, turn: (part: Expression) => Expression): Expression {
  if (expression.kind === 'over') return { ...expression, body: turn(expression.body) };
  if (expression.kind !== 'operation') return expression;
  return { ...expression, operands: expression.operands.map(turn) };
}
