import type { Span } from '../../../text';
import { isNamed, within, type Expression, type IndexSet, type Operator } from '../../expression';
import {
  emptyGraph,
  type Constraint,
  type ProblemGraph,
  type Quantity,
  type RelationConstraint,
  type VariableId,
} from '../../graph';
import { quantitiesOf } from '../../quantities';
import { overlaps } from '../../read/spans';
import { stem } from '../../read/tokens';
import {
  firstOf,
  isFirst,
  lastOf,
  laterOf,
  openingFrom,
  openingOf,
  placesIn,
  stockIn,
  valueOf,
  withOpening,
  without,
  type Balance,
} from './balances';
import type { Input } from '../input';
import { numberAt } from '../source';

/** Surer than this nothing is that the words say and no statement. */
const sureness = 0.35;

const START =
  /\b(?:at the (?:very )?(?:start|beginning|outset)|initial(?:ly)?|opening|already|(?:to|begins?|starts?|beginning|starting) with|right now|now|currently|today|on hand|left over from|carried over from|from last \p{L}+|before the first)\b/iu;
/** Where it says of what, `endOf` does. */
const END =
  /\b(?:(?:at|by) the (?:very )?end(?! of\b)|in the end|final(?:ly)?|closing|(?:left|remain\p{L}*|over|stock) (?:after|at the end)|(?:ends?|finish(?:es)?) (?:up )?with|afterwards|after the last)\b/iu;
const HELD =
  /\b(?:hold|holds|held|stock|stocks|store|stored|storage|stand|stands|silo|tanks?|warehouse|inventory|yard|cellar|shed|left|remain\p{L}*|there|have|has|hand|keep|kept|full|contains?)\b/iu;
/** What makes of it a limit for all times. */
const LIMIT =
  /\b(?:at most|up to|no more|not more|more than|maximum|capacity|room|space|can(?:not)?|could|may|fits?|takes?|limit\p{L}*|most|exceed|costs?)\b/iu;
const CLAUSE = /[.,;:!?()\n]|\b(?:and|but|while|whereas)\b/giu;

/**
 * The constraints of a reading with its one stock as the words say it: what is told to be there at the start is there before the
 * first of the times, what is told of the end is left after the last, and what costs money and nothing asks for ("bought: up to 40
 * tonnes at 68 euros") comes in as what is made does. Anything else is left as it is.
 */
export function withStock(graph: ProblemGraph, input: Input): readonly Constraint[] {
  const opened = { ...graph, constraints: asOpening(graph) };
  const [only, second] = opened.constraints.flatMap((each) => openingOf(each, opened) ?? []);
  if (!only || second) return graph.constraints;
  return withIdleFamilies(only, { ...opened, constraints: withEnds(only, opened, input) });
}

/** What the stock is at the first time where all others go on from the one before: what was there before that. */
function asOpening(graph: ProblemGraph): readonly Constraint[] {
  const [only, second] = graph.constraints.flatMap((each) => laterOf(each, graph) ?? []);
  if (!only || second || graph.constraints.some((each) => openingOf(each, graph))) return graph.constraints;
  const pins = graph.constraints.filter((each) => pinned(each, only, graph) !== undefined);
  const [pin, more] = pins;
  const number = pin && pinned(pin, only, graph);
  if (pin?.kind !== 'relation' || !number || more) return graph.constraints;
  const body = openingFrom(only, number, graph);
  return graph.constraints.map((each) => (each === pin ? { ...pin, body } : each));
}

/** The number that a constraint says the stock is at the first time. */
function pinned(each: Constraint, { stock, over }: Balance, graph: ProblemGraph): Expression | undefined {
  if (each.kind !== 'relation' || each.body.kind !== 'operation' || each.body.operator !== '=') return undefined;
  const [left, right] = each.body.operands;
  const isOfFirst = left?.kind === 'variable' && left.variable === stock && isFirst(left.index[0], over, graph);
  return isOfFirst && right && valueOf(right) !== undefined ? right : undefined;
}

/** Numbers of the start and of the end where the words say so. */
function withEnds(opening: Balance, graph: ProblemGraph, input: Input): readonly Constraint[] {
  const { stock, over, rule } = opening;
  const isBalance = (each: Constraint): boolean => each === rule || laterOf(each, graph)?.stock === stock;
  const limits = graph.constraints.filter(
    (each) => !isBalance(each) && (isOfStockAlone(each, stock) || isClosing(each, opening, graph)),
  );
  const elsewhere = quantitiesOf({
    ...graph,
    constraints: graph.constraints.filter((each) => each !== rule && !limits.includes(each)),
  }).map(({ span }) => span);
  const free = input.numberPositions.flatMap((place) => {
    const number = numberAt({ input }, place, false);
    return number?.kind === 'number' && number.value !== 1 && !elsewhere.some((span) => overlaps(span, number.span))
      ? [number]
      : [];
  });
  const set = graph.sets[over];
  const told = free
    .filter(({ span }) => !isTime(span, set, input.text))
    .map((number) => ({ number, at: roleOf(number.span, set, input) }));
  const start = told.filter(({ at }) => at === 'start').map(({ number }) => number);
  const end = told.filter(({ at }) => at === 'end').map(({ number }) => number);
  if (start.length > 1 || end.length > 1) return graph.constraints;
  const has = (each: Constraint, number: Quantity): boolean =>
    quantitiesOf({ ...emptyGraph, constraints: [each] }).some(({ span }) => overlaps(span, number.span));
  const isEnd = (each: Constraint): boolean =>
    each.kind === 'relation' &&
    isOfStockAlone(each, stock) &&
    placesIn(each.body).some((place) => place.kind === 'variable' && isLast(place.index[0], opening, graph));
  // Where as much is to be left as was there, the number is of both.
  const [first] = start.filter((number) => !limits.some((each) => has(each, number) && isEnd(each)));
  const [last] = end;
  const isEndTold = last !== undefined && limits.some((each) => has(each, last) && isEnd(each));
  const kept = graph.constraints.filter((each) => {
    if (!limits.includes(each)) return true;
    const pin = pinned(each, opening, graph);
    if (pin && valueOf(pin) === 0) return false;
    if (first && has(each, first)) return false;
    return !(last && !isEndTold && has(each, last));
  });
  return [
    ...kept.map((each) => {
      if (each !== rule) return each;
      const value = openedWith(opening.value, first, last);
      const body: Expression = { kind: 'operation', operator: '=', operands: [leftOf(opening, graph), value] };
      return { ...rule, body };
    }),
    ...(last && !isEndTold ? [leftAtEnd(opening, last, graph, input)] : []),
  ];
}

/** What was there at first and came in, with another number for the first; none where it is what is left in the end. */
function openedWith(value: Expression, first: Quantity | undefined, last: Quantity | undefined): Expression {
  if (first) return withOpening(value, { kind: 'quantity', quantity: first });
  const isLastNumber = (each: Expression): boolean =>
    each.kind === 'quantity' && last !== undefined && overlaps(each.quantity.span, last.span);
  return without(value, isLastNumber);
}

function leftOf({ stock, over }: Balance, graph: ProblemGraph): Expression {
  return { kind: 'variable', variable: stock, index: [firstOf(over, graph)] };
}

function leftAtEnd({ stock, over }: Balance, number: Quantity, graph: ProblemGraph, input: Input): RelationConstraint {
  const [sentence = number.span] = input.sentences.spans.filter((each) => overlaps(each, number.span));
  const words = input.text.slice(sentence.start, sentence.end);
  const operator: Operator = /\b(?:at least|no(?:t)? (?:less|fewer)|minimum|or more)\b/iu.test(words) ? '>=' : '=';
  const amount: Expression = { kind: 'variable', variable: stock, index: [lastOf(over, graph)] };
  const body: Expression = { kind: 'operation', operator, operands: [amount, { kind: 'quantity', quantity: number }] };
  return { kind: 'relation', body, span: number.span, sentence, confidence: sureness };
}

function isLast(index: Expression | undefined, { over }: Balance, graph: ProblemGraph): boolean {
  const last = lastOf(over, graph);
  if (index?.kind === 'member') return last.kind === 'member' && index.set === over && index.member === last.member;
  return index !== undefined && valueOf(index) !== undefined && valueOf(index) === valueOf(last);
}

/** Whether a constraint is a balance of the last time with a number, as the opening one is of the first. */
function isClosing(each: Constraint, opening: Balance, graph: ProblemGraph): boolean {
  const equality = each.kind === 'relation' ? stockIn(each.body, graph) : undefined;
  if (equality?.stock !== opening.stock || !isLast(equality.index, opening, graph)) return false;
  return placesIn(equality.value).every(({ index }) => isLast(index[0], opening, graph));
}

/** Whether a constraint speaks of a stock and of nothing else that is decided. */
function isOfStockAlone(each: Constraint, stock: VariableId): boolean {
  if (each.kind !== 'relation') return false;
  const decided = [...within(each.body)].flatMap((part) => (part.kind === 'variable' ? [part.variable] : []));
  return decided.length > 0 && decided.every((variable) => variable === stock);
}

/** Whether the clause of a number says that it is of the start or of the end. */
function roleOf(number: Span, set: IndexSet | undefined, { text, sentences, numbers }: Input): Role | undefined {
  const sentence = sentences.spans.find((each) => overlaps(each, number)) ?? number;
  const before = numbers.filter(({ span }) => span.end <= number.start && span.start >= sentence.start).at(-1);
  const behind = numbers.find(
    ({ span }) => span.start >= number.end && span.end <= sentence.end && !isTime(span, set, text),
  );
  const left = text.slice(before?.span.end ?? sentence.start, number.start);
  const right = text.slice(number.end, behind?.span.start ?? sentence.end);
  const cut = [...left.matchAll(CLAUSE)].at(-1);
  const close = right.search(CLAUSE);
  const ahead = left.slice(0, cut?.index ?? 0);
  const clause = `${left.slice(cut ? cut.index + cut[0].length : 0)}#${close < 0 ? right : right.slice(0, close)}`;
  // "At the start, 20 tonnes are there".
  const words = ADVERB.test(ahead) ? `${ahead} ${clause}` : clause;
  if (!HELD.test(words) || LIMIT.test(words)) return undefined;
  const roles = new Set<Role | undefined>([
    START.test(words) ? 'start' : undefined,
    END.test(words) ? 'end' : undefined,
    endOf(words, set),
  ]);
  roles.delete(undefined);
  const [only, second] = roles;
  return second === undefined ? only : undefined;
}

type Role = 'start' | 'end' | 'within';

const ADVERB = /^\s*(?:at|in|by|before|after)\b[^,]*$/iu;
const WHOLE = /^(?:year|plan\p{L}*|period|horizon|season|programme|time|everything|all)$/iu;

/** Of what "at the end of" speaks: of all times or the last one, of one before the first one, or of each. */
function endOf(words: string, set: IndexSet | undefined): Role | undefined {
  const [, name, number] = /\bend of (?:the (?:last )?|our )?(\p{L}+)(?: (\d+))?/iu.exec(words) ?? [];
  if (name === undefined || !set) return undefined;
  const is = (other: string): boolean => stem(other) === stem(name);
  const members = isNamed(set.members) ? set.members : [];
  if (set.name.split(/\s+/u).some(is)) {
    const isLastNumber = !isNamed(set.members) && Number(number) === valueOf(set.members.last);
    return isLastNumber ? 'end' : 'within';
  }
  if (members.some((member) => member.name.split(/\s+/u).some(is)))
    return members.at(-1)?.name.split(/\s+/u).some(is) ? 'end' : 'within';
  if (WHOLE.test(name)) return 'end';
  return /^\p{Lu}/u.test(name) && members.length > 0 ? 'start' : 'within';
}

/** Whether a number says which of the times: "week 3", "Q4". */
function isTime({ start }: Span, set: IndexSet | undefined, text: string): boolean {
  const [, word = ''] = /(\p{L}+)[ \u00a0]?$/u.exec(text.slice(Math.max(0, start - 30), start)) ?? [];
  const isOfSet = set?.name.split(/\s+/u).some((each) => stem(each) === stem(word)) ?? false;
  return isOfSet || /\p{L}$/u.test(text.slice(0, start));
}

/** What only costs money, and has at most a limit, comes in as what is made does. */
function withIdleFamilies({ stock, over, rule }: Balance, graph: ProblemGraph): readonly Constraint[] {
  const { objective, variables, constraints } = graph;
  if (objective?.direction !== 'minimize' || !objective.value) return constraints;
  const priced = new Set(
    [...within(objective.value)].flatMap((each) => (each.kind === 'variable' ? [each.variable] : [])),
  );
  const isBalance = (each: Constraint): boolean =>
    laterOf(each, graph)?.stock === stock || (each.kind === 'relation' && openingOf(each, graph)?.stock === stock);
  const balances = constraints.filter(isBalance);
  const others = constraints.filter((each) => !isBalance(each));
  const idle = variables.flatMap(({ domain, index, name }, id) => {
    const isAmount = domain === 'integer' || domain === 'continuous';
    if (!isAmount || index.length !== 1 || index[0] !== over || !priced.has(id) || LESS.test(name)) return [];
    const uses = others.filter((each) => each.kind === 'relation' && speaksOf(each.body, id));
    return uses.every((each) => isCap(each, id)) &&
      !balances.some((each) => each.kind === 'relation' && speaksOf(each.body, id))
      ? [id]
      : [];
  });
  const [more, second] = idle;
  if (more === undefined || second !== undefined || !rule) return constraints;
  return constraints.map((each) => {
    if (each.kind !== 'relation' || !balances.includes(each)) return each;
    return { ...each, body: withMade(each.body, more, stock) };
  });
}

/** What is not made, but lacks. */
const LESS = /back|late|short|lost|miss|wast|spoil|unmet|delay|hire|fire|laid/iu;

function speaksOf(body: Expression, variable: VariableId): boolean {
  return [...within(body)].some((each) => each.kind === 'variable' && each.variable === variable);
}

/** Whether a constraint is no more than an upper limit of a family. */
function isCap(each: Constraint, variable: VariableId): boolean {
  if (each.kind !== 'relation') return false;
  const body = each.body.kind === 'over' && each.body.quantifier === 'forall' ? each.body.body : each.body;
  const [left, right] = body.kind === 'operation' && body.operator === '<=' ? body.operands : [];
  return (
    left?.kind === 'variable' &&
    left.variable === variable &&
    right !== undefined &&
    ![...within(right)].some(({ kind }) => kind === 'variable')
  );
}

/** A balance with a family added beside the one that is made. */
function withMade(body: Expression, more: VariableId, stock: VariableId): Expression {
  if (body.kind === 'over') return { ...body, body: withMade(body.body, more, stock) };
  if (body.kind !== 'operation' || body.operator !== '=') return body;
  const [left, value] = body.operands;
  return left && value ? { ...body, operands: [left, beside(value, more, stock)] } : body;
}

/** The first amount that is added and is no stock, with another one beside it. */
function beside(value: Expression, more: VariableId, stock: VariableId): Expression {
  if (value.kind === 'variable' && value.variable !== stock)
    return { kind: 'operation', operator: '+', operands: [value, { ...value, variable: more }] };
  if (value.kind !== 'operation' || !/^[+-]$/u.test(value.operator)) return value;
  const isMade = (each: Expression): boolean => beside(each, more, stock) !== each;
  const at = value.operands.findIndex((each, place) => (value.operator === '+' || place === 0) && isMade(each));
  return at < 0
    ? value
    : { ...value, operands: value.operands.map((each, place) => (place === at ? beside(each, more, stock) : each)) };
}
