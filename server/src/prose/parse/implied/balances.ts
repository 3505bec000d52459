import { isNamed, within, type Expression, type SetId } from '../../expression';
import type { Constraint, ProblemGraph, RelationConstraint, VariableId } from '../../graph';
import { expressionsOf } from '../../quantities';

type Operation = Expression & { readonly kind: 'operation' };

/** What is left of something at one time, and what that is equal to. */
export interface Balance {
  readonly rule: RelationConstraint;
  readonly stock: VariableId;
  /** The times: months, weeks, days. */
  readonly over: SetId;
  readonly value: Expression;
}

/** Surer than this no balance is that no statement tells of. */
const sureness = 0.3;

/**
 * The balances that a stock lacks (lot sizing: Wagner and Whitin, Dynamic version of the economic lot size model, 1958).
 * Where the reading has what is left after the first month (what was there, and what is made less what is needed) and nothing
 * goes on from one month to the next, every other month does; where it has that of the others alone, nothing is there at the
 * beginning.
 */
export function missingBalances(graph: ProblemGraph): readonly RelationConstraint[] {
  const opening = graph.constraints.flatMap((each) => openingOf(each, graph) ?? []);
  const later = graph.constraints.flatMap((each) => laterOf(each, graph) ?? []);
  const [only, second] = opening;
  if (only && !second && !goesOn(only, graph)) return [goingOn(only, graph)];
  return later
    .filter(({ stock, over }) => !later.some((each) => each.stock !== stock) && !isSetAtFirst(stock, over, graph))
    .slice(0, 1)
    .map((each) => beginning(each, graph));
}

/** `stock[first] = ...`, where all the rest is of the first time as well, and something is told of it. */
export function openingOf(rule: Constraint, graph: ProblemGraph): Balance | undefined {
  const equality = rule.kind === 'relation' ? stockIn(rule.body, graph) : undefined;
  if (rule.kind !== 'relation' || !equality) return undefined;
  const { stock, over, index, value } = equality;
  const places = placesIn(value);
  const isOfFirst = places.every((each) => each.index.length === 1 && isFirst(each.index[0], over, graph));
  const isMade = places.some((each) => each.kind === 'variable' && each.variable !== stock);
  const isTold = places.some(({ kind }) => kind === 'table');
  if (!isFirst(index, over, graph) || !isOfFirst || !isMade || !isTold) return undefined;
  return { rule, stock, over, value };
}

/** `forall(i in months where i is not the first)(stock[i] = stock[before i] + ...)`. */
export function laterOf(rule: Constraint, graph: ProblemGraph): Balance | undefined {
  if (rule.kind !== 'relation' || rule.body.kind !== 'over' || rule.body.quantifier !== 'forall') return undefined;
  const { binders, where, body } = rule.body;
  const [binder, more] = binders;
  const equality = stockIn(body, graph);
  if (!binder || more || !where || !equality || equality.over !== binder.over) return undefined;
  const { stock, over, index, value } = equality;
  const isNow = (each: Expression | undefined): boolean => each?.kind === 'index' && each.name === binder.name;
  const places = placesIn(value);
  const before = places.filter((each) => each.kind === 'variable' && each.variable === stock);
  const now = places.filter((each) => !before.includes(each));
  if (!isNow(index) || before.length !== 1 || !now.every((each) => each.index.length === 1 && isNow(each.index[0])))
    return undefined;
  return { rule, stock, over, value };
}

/** The later balance that an opening one means. */
function goingOn({ rule, stock, over, value }: Balance, graph: ProblemGraph): RelationConstraint {
  const now: Expression = { kind: 'index', name: 'i' };
  const first = firstOf(over, graph);
  const isEnum = first.kind === 'member';
  const before: Expression = isEnum
    ? { kind: 'call', name: 'enum_prev', operands: [{ kind: 'set', set: over }, now] }
    : operation('-', now, { kind: 'constant', value: 1 });
  const carried: Expression = { kind: 'variable', variable: stock, index: [before] };
  const moved = atPlaces(value, () => now);
  const body: Expression = {
    kind: 'over',
    quantifier: 'forall',
    binders: [{ name: 'i', over }],
    where: operation(isEnum ? '!=' : '>', now, first),
    body: operation('=', { kind: 'variable', variable: stock, index: [now] }, withOpening(moved, carried)),
  };
  const table = placesIn(value).find(({ kind }) => kind === 'table');
  const [words] = (table?.kind === 'table' ? graph.tables[table.table]?.mentions : undefined) ?? [];
  return { ...rule, body, span: words ?? rule.span, confidence: sureness };
}

/** The opening balance of what the later ones go on from: nothing was there. */
function beginning(later: Balance, graph: ProblemGraph): RelationConstraint {
  return { ...later.rule, body: openingFrom(later, undefined, graph), confidence: sureness };
}

/** The opening balance of what the later ones go on from, with what was there. */
export function openingFrom(
  { stock, over, value }: Balance,
  number: Expression | undefined,
  graph: ProblemGraph,
): Expression {
  const first = firstOf(over, graph);
  const isBefore = (each: Expression): boolean => each.kind === 'variable' && each.variable === stock;
  const left: Expression = { kind: 'variable', variable: stock, index: [first] };
  const moved = atPlaces(without(value, isBefore), () => first);
  return operation('=', left, number ? withOpening(moved, number) : moved);
}

/** An equality whose left side is one amount of a family over one set, and whose right side is more than a number. */
export function stockIn(
  body: Expression,
  { variables }: ProblemGraph,
): { stock: VariableId; over: SetId; index: Expression; value: Expression } | undefined {
  if (body.kind !== 'operation' || body.operator !== '=') return undefined;
  const [left, value] = body.operands;
  if (left?.kind !== 'variable' || !value) return undefined;
  const family = variables[left.variable];
  const [[over, second], [index]] = [family?.index ?? [], left.index];
  const isAmount = typeof family?.domain === 'string' && family.domain !== 'choice' && family.domain !== 'moment';
  if (!isAmount || over === undefined || second !== undefined || !index) return undefined;
  return { stock: left.variable, over, index, value };
}

type Placed = Expression & { readonly kind: 'variable' | 'table' };

/** What an expression speaks of: amounts and numbers of times, outermost first. */
export function placesIn(value: Expression): readonly Placed[] {
  return [...within(value)].filter(
    (each) => (each.kind === 'variable' || each.kind === 'table') && each.index.length > 0,
  ) as Placed[];
}

/** Whether a reading says anywhere what becomes of a stock from one time to the next. */
function goesOn({ stock, over }: Balance, graph: ProblemGraph): boolean {
  return expressionsOf(graph).some((each) => {
    const times = placesIn(each).flatMap((place) =>
      place.kind === 'variable' && place.variable === stock ? place.index : [],
    );
    return times.some((time) => isMoved(time, over)) || new Set(times.map((time) => JSON.stringify(time))).size > 1;
  });
}

function isMoved(index: Expression | undefined, over: SetId): boolean {
  if (index?.kind === 'call')
    return (
      ['enum_prev', 'enum_next'].includes(index.name) &&
      index.operands.some((each) => each.kind === 'set' && each.set === over)
    );
  return index?.kind === 'operation';
}

/** Whether a reading says of the stock at the first time what it is equal to. */
function isSetAtFirst(stock: VariableId, over: SetId, graph: ProblemGraph): boolean {
  return graph.constraints.some(
    (each) =>
      each.kind === 'relation' &&
      placesIn(each.body).some(
        (place) => place.kind === 'variable' && place.variable === stock && isFirst(place.index[0], over, graph),
      ),
  );
}

export function firstOf(over: SetId, { sets }: ProblemGraph): Expression {
  const members = sets[over]?.members;
  return !members || isNamed(members) ? { kind: 'member', set: over, member: 0 } : members.first;
}

export function lastOf(over: SetId, { sets }: ProblemGraph): Expression {
  const members = sets[over]?.members;
  if (!members) return { kind: 'member', set: over, member: 0 };
  return isNamed(members) ? { kind: 'member', set: over, member: members.length - 1 } : members.last;
}

export function isFirst(index: Expression | undefined, over: SetId, graph: ProblemGraph): boolean {
  const first = firstOf(over, graph);
  if (index?.kind === 'member') return first.kind === 'member' && index.set === over && index.member === first.member;
  return index !== undefined && valueOf(index) !== undefined && valueOf(index) === valueOf(first);
}

export function valueOf(number: Expression): number | undefined {
  if (number.kind === 'constant') return number.value;
  return number.kind === 'quantity' ? number.quantity.value : undefined;
}

function operation(operator: Operation['operator'], ...operands: readonly Expression[]): Operation {
  return { kind: 'operation', operator, operands };
}

/** An expression with other indices at all of its places. */
function atPlaces(value: Expression, index: () => Expression): Expression {
  if (value.kind === 'variable' || value.kind === 'table')
    return value.index.length > 0 ? { ...value, index: [index()] } : value;
  if (value.kind === 'operation' || value.kind === 'call')
    return { ...value, operands: value.operands.map((each) => atPlaces(each, index)) };
  return value;
}

/** A sum with what was carried on in place of the number that was there at the beginning, or before all the rest. */
export function withOpening(value: Expression, carried: Expression): Expression {
  if (value.kind !== 'operation' || (value.operator !== '+' && value.operator !== '-'))
    return operation('+', carried, value);
  const { operator, operands } = value;
  const [first, ...rest] = operands;
  if (!first) return value;
  const at = operator === '+' ? operands.findIndex((each) => valueOf(each) !== undefined) : -1;
  if (at >= 0) return { ...value, operands: operands.map((each, place) => (place === at ? carried : each)) };
  if (valueOf(first) !== undefined) return { ...value, operands: [carried, ...rest] };
  const isSum = first.kind === 'operation' && (first.operator === '+' || first.operator === '-');
  if (!isSum && operator === '+') return { ...value, operands: [carried, ...operands] };
  return { ...value, operands: [withOpening(first, carried), ...rest] };
}

/** A sum without one of its parts. */
export function without(value: Expression, isOut: (each: Expression) => boolean): Expression {
  if (value.kind !== 'operation' || value.operator !== '+') {
    if (value.kind !== 'operation' || value.operator !== '-') return value;
    return { ...value, operands: value.operands.map((each) => without(each, isOut)) };
  }
  const left = value.operands.filter((each) => !isOut(each)).map((each) => without(each, isOut));
  const [only, more] = left;
  return only && !more ? only : { ...value, operands: left };
}
