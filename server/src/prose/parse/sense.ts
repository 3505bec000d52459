import { isNamed, partsOf, within, type Binder, type Expression } from '../expression';
import type { Structure } from './structure';

type Declared = Pick<Structure, 'sets' | 'variables'>;
type Operation = Expression & { readonly kind: 'operation' };
type Over = Expression & { readonly kind: 'over' };

const COMPARES = /^(?:<=|>=|<|>|=)$/u;

/**
 * Why nobody means what an expression says, although it has the right types; undefined where somebody may. Of the 99,500
 * constraints of the corpus 4 are so, of those that networks read of new texts 2 in a hundred.
 */
export function nonsenseOf(whole: Expression, declared: Declared): string | undefined {
  if (hasIdleClock(whole, declared)) return 'a time of day that is none of a moment';
  if (hasIdleIndex(whole)) return 'an index that nothing depends on';
  for (const part of within(whole)) {
    if (part.kind !== 'operation') continue;
    if (hasTwins(part)) return 'a thing held against itself';
    if (part.operator === '->' && deniesItself(part)) return 'what implies that it is not so';
    if (part.operator === '->' && areMoments(part.operands[0], declared)) return 'two moments that are the same one';
    if (COMPARES.test(part.operator) && isBeyond(part, declared)) return 'a number that cannot be reached';
    if (COMPARES.test(part.operator) && cancels(part, declared)) return 'an amount that cancels out';
  }
  return undefined;
}

/**
 * Whether a sum, or what holds for all, runs over things that nothing in it depends on: what is sent to all shops as a number
 * of each depot alone. (None of the corpus does.)
 */
export function hasIdleIndex(whole: Expression): boolean {
  return [...within(whole)].some((part) => part.kind === 'over' && idleBinders(part).length > 0);
}

/** The indices of a quantified expression that nothing in it depends on; of a list, which may repeat a value, none. */
export function idleBinders({ quantifier, binders, where, body }: Over): readonly Binder[] {
  if (quantifier === 'list' || quantifier === 'count') return [];
  const ranges = binders.flatMap(({ over }) => (typeof over === 'number' ? [] : [over]));
  const names = new Set(
    [body, ...(where ? [where] : []), ...ranges].flatMap((each) =>
      [...within(each)].flatMap((part) => (part.kind === 'index' ? [part.name] : [])),
    ),
  );
  return binders.filter(({ name }) => !names.has(name));
}

/** Whether an expression has a sum with one and the same amount twice, times other numbers. */
export function hasTwinSummands(whole: Expression): boolean {
  return [...within(whole)].some(
    (part) => part.kind === 'operation' && part.operator === '+' && addsTwice(part.operands),
  );
}

/** Whether a time of day stands where nothing has a start: for as many things as minutes since midnight. */
function hasIdleClock(whole: Expression, { variables }: Declared): boolean {
  const parts = [...within(whole)];
  const clocks = parts.filter((part) => part.kind === 'quantity' && part.quantity.kind === 'clock');
  const hasMoment = parts.some(
    (part) => part.kind === 'definition' || (part.kind === 'variable' && variables[part.variable]?.domain === 'moment'),
  );
  // The time between two times of day is an amount.
  return clocks.length === 1 && !hasMoment;
}

/** "If anything is invested in it, nothing is." */
function deniesItself({ operands: [one, two] }: Operation): boolean {
  const some = one?.kind === 'operation' && one.operator === '>' ? one.operands : [];
  const none = two?.kind === 'operation' && two.operator === '=' ? two.operands : [];
  const isZero = (each: Expression | undefined): boolean => each?.kind === 'constant' && each.value === 0;
  return isZero(some[1]) && isZero(none[1]) && JSON.stringify(some[0]) === JSON.stringify(none[0]);
}

/** Whether two operands are one and the same: "x implies x", "a or a", 2 of a and 3 of a. */
function hasTwins({ operator, operands }: Operation): boolean {
  const shown = operands
    .filter(({ kind }) => kind !== 'quantity' && kind !== 'constant')
    .map((each) => JSON.stringify(each));
  return new Set(shown).size < shown.length || (operator === '+' && addsTwice(operands));
}

/** Whether a sum has one and the same amount twice, times other numbers. */
function addsTwice(operands: readonly Expression[]): boolean {
  const added = operands.flatMap((operand) => {
    const parts = operand.kind === 'operation' && operand.operator === '*' ? operand.operands : [operand];
    const decided = parts.filter(({ kind }) => kind === 'variable').map((each) => JSON.stringify(each));
    return decided.length === 1 ? decided : [];
  });
  return new Set(added).size < added.length;
}

/** Whether one amount is added, or taken away, on both sides: "what is made is what is made plus what is left". */
function cancels({ operands: [left, right] }: Operation, { variables }: Declared): boolean {
  const addedIn = (each: Expression | undefined): string[] => {
    if (each?.kind === 'variable') {
      const domain = variables[each.variable]?.domain;
      return domain === 'integer' || domain === 'continuous' ? [JSON.stringify(each)] : [];
    }
    const isSum = each?.kind === 'operation' && (each.operator === '+' || each.operator === '-');
    return isSum ? each.operands.flatMap(addedIn) : [];
  };
  const added = new Set(addedIn(left));
  return addedIn(right).some((each) => added.has(each));
}

/** Whether a condition is that two moments of one family are the same, where a machine was meant: "on the same one". */
function areMoments(condition: Expression | undefined, { variables }: Declared): boolean {
  if (condition?.kind !== 'operation' || condition.operator !== '=') return false;
  const [one, two] = condition.operands;
  const isMoment = one?.kind === 'variable' && variables[one.variable]?.domain === 'moment';
  return isMoment && two?.kind === 'variable' && two.variable === one.variable;
}

/** Whether a yes or no is compared with a number, or a place or a count with more than there are. */
function isBeyond({ operands }: Operation, declared: Declared): boolean {
  const limit = operands.find((each) => each.kind === 'quantity')?.quantity.value;
  const counted = operands.find(({ kind }) => kind !== 'quantity');
  if (limit === undefined || !counted) return false;
  const most = mostOf(counted, declared);
  return most !== undefined && limit > most;
}

/** How much something that is counted can come to; undefined where that is not known. */
function mostOf(counted: Expression, { sets, variables }: Declared): number | undefined {
  const sizeOf = (ids: readonly number[]): number | undefined => {
    const sizes = ids.map((id) => sets[id]?.members);
    return sizes.reduce<number | undefined>(
      (size, members) => (size !== undefined && members && isNamed(members) ? size * members.length : undefined),
      1,
    );
  };
  if (counted.kind === 'variable') {
    const variable = variables[counted.variable];
    if (variable?.domain === 'choice') return 0;
    return variable?.domain === 'position' ? sizeOf(variable.index) : undefined;
  }
  const [family] = partsOf(counted);
  if (counted.kind === 'call' && counted.name === 'count' && family?.kind === 'variable')
    return sizeOf(variables[family.variable]?.index ?? []);
  if (counted.kind !== 'over' || counted.quantifier !== 'sum' || counted.body.kind !== 'variable') return undefined;
  if (variables[counted.body.variable]?.domain !== 'choice') return undefined;
  const over = counted.binders.flatMap((binder) => (typeof binder.over === 'number' ? [binder.over] : []));
  return over.length === counted.binders.length ? sizeOf(over) : undefined;
}
