import { isNamed, within, type Expression } from '../expression';
import type { Quantity } from '../graph';
import type { Input } from './input';
import type { Structure } from './structure';

type Operation = Expression & { readonly kind: 'operation' };

const BEFORE = /^(?:consecutive|successive)\s+(?:\w+\s+)?(?:days|nights)\b/iu;
const BEHIND =
  /^(?:\w+\s+)?(?:days|nights)\s+(?:in a row|running|on end|at a stretch|in succession|without a break|one after (?:the other|another))\b/iu;
/** "At most five days in a row" limits something else. */
const LIMITS = /\b(?:most|least|than|to|exceed|maximum|minimum|never|not)\W+(?:\w+\W+)?$/iu;
const daysOfWeek = 7;

const OFF = /^\s*(?:(?:days|nights|shifts)\s+(?:off|free|of rest|at home)|(?:free|rest|off)\s+days)\b/iu;

/** Whether those who began in the last days off are counted among those who work ("and then has two days off"). */
export function hasTimeOff(body: Expression, { text }: Pick<Input, 'text'>): boolean {
  return [...within(body)].some((part) => {
    if (part.kind !== 'over' || part.where?.kind !== 'operation' || part.where.operator !== '<') return false;
    const [since, length] = part.where.operands;
    const isCyclic = since?.kind === 'operation' && since.operator === 'mod';
    return isCyclic && length?.kind === 'quantity' && OFF.test(text.slice(length.quantity.span.end));
  });
}

/**
 * Who begins on a day of the week and works several days in a row is there on all of them: "at least as many begin as are
 * needed" then means that so many have begun in the last days. (41 of the 46 texts of the corpus that mean it say it so, and no
 * other one does. Dantzig, A comment on Edie's "Traffic delays at toll booths", 1954.)
 */
export function inWindows(
  body: Expression,
  input: Input,
  { sets, variables }: Pick<Structure, 'sets' | 'variables'>,
): Expression {
  if (body.kind !== 'over' || body.quantifier !== 'forall' || body.binders.length !== 1 || body.where) return body;
  const [binder] = body.binders;
  const { body: inside } = body;
  if (!binder || typeof binder.over !== 'number' || inside.kind !== 'operation' || inside.operator !== '>=')
    return body;
  const members = sets[binder.over]?.members;
  const [works, needs] = neededIn(inside, binder.name);
  if (!members || !isNamed(members) || members.length !== daysOfWeek) return body;
  if (works?.kind !== 'variable' || needs?.kind !== 'table') return body;
  const domain = variables[works.variable]?.domain;
  if (domain !== 'integer' && domain !== 'continuous') return body;
  const isOfIndex = ({ index: [only, more] }: { readonly index: readonly Expression[] }): boolean =>
    only?.kind === 'index' && only.name === binder.name && !more;
  const days = isOfIndex(works) && isOfIndex(needs) ? daysInARow(input) : undefined;
  if (!days) return body;
  const first = binder.name === 'j' ? 'k' : 'j';
  const day = (name: string): Expression => ({ kind: 'call', name: 'enum2int', operands: [{ kind: 'index', name }] });
  const operation = (operator: '-' | '+' | 'mod' | '<', ...operands: readonly Expression[]): Expression => ({
    kind: 'operation',
    operator,
    operands,
  });
  const week: Expression = { kind: 'constant', value: daysOfWeek };
  const since = operation('mod', operation('+', operation('-', day(binder.name), day(first)), week), week);
  const present: Expression = {
    kind: 'over',
    quantifier: 'sum',
    binders: [{ name: first, over: binder.over }],
    where: operation('<', since, { kind: 'quantity', quantity: days }),
    body: { ...works, index: [{ kind: 'index', name: first }] },
  };
  return { ...body, body: { ...inside, operands: [present, needs] } };
}

/**
 * Who begin on each day, and how many are needed. Where the days in a row and the needs are taken for each other, a table says
 * how many days there are: none of the 46 windows of the corpus is so.
 */
function neededIn({ operands: [left, right] }: Operation, day: string): readonly (Expression | undefined)[] {
  if (left?.kind !== 'over' || left.quantifier !== 'sum' || left.body.kind !== 'variable') return [left, right];
  const { where, body } = left;
  if (where?.kind !== 'operation' || where.operator !== '<') return [left, right];
  const [since, length] = where.operands;
  const isCyclic = since?.kind === 'operation' && since.operator === 'mod';
  return isCyclic && length?.kind === 'table'
    ? [{ ...body, index: [{ kind: 'index', name: day }] }, length]
    : [left, right];
}

/** How many days in a row the text says that people work, if it says that once. */
function daysInARow({ text, numbers }: Input): Quantity | undefined {
  const told = numbers.filter(({ span }) => {
    const behind = text.slice(span.end).trimStart();
    const before = text.slice(Math.max(0, span.start - 30), span.start);
    return (BEFORE.test(behind) || BEHIND.test(behind)) && !LIMITS.test(before);
  });
  const [only, more] = told;
  const value = only?.values[0];
  if (!only || more || value === undefined || value < 2 || value >= daysOfWeek) return undefined;
  return { value, kind: only.kind, span: only.span, text: text.slice(only.span.start, only.span.end), unit: undefined };
}
