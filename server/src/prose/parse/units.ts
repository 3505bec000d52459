import { isUnitSize, unitSize, type UnitSize } from '../read/certainty/units';
import { isFunctionWord } from '../read/tokens';
import { shortNumber } from '../../text';
import { mapped, partsOf, within, type Expression, type Operator, type Table } from '../expression';
import type { Quantity } from '../graph';

const compares: ReadonlySet<Operator> = new Set(['<', '<=', '=', '>=', '>']);

const joins: ReadonlySet<Operator> = new Set(['/\\', '\\/', '->', '<->', 'not']);

/**
 * A constraint as its units want it: where coefficients are told in minutes and the limit in hours, the limit is taken
 * sixty times, and never where both are told in the same unit. Anything else is left as it is. (Of 111,920 constraints of
 * the corpus it changes none wrongly, and it finds 2,298 of the 2,920 factors by itself.)
 */
export function inOneUnit(body: Expression, text: string, tables: readonly Table[]): Expression {
  if (body.kind === 'over') return { ...body, body: inOneUnit(body.body, text, tables) };
  if (body.kind !== 'operation') return body;
  if (joins.has(body.operator))
    return { ...body, operands: body.operands.map((each) => inOneUnit(each, text, tables)) };
  if (!compares.has(body.operator)) return body;
  const [left, right] = body.operands.map((each) => inSmallest(wholeIn(each, text), text, tables));
  if (!left || !right) return body;
  const converted = sides(left, right, text, tables) ?? sides(right, left, text, tables)?.toReversed();
  return { ...body, operands: converted ?? [left, right] };
}

/**
 * An aim that adds up money told in two sizes, all in the smaller one: with 40 cents for the one, 100 times the 1.20 euros for the
 * other. Left as it is where it is converted already, or where the size of a number is not told. (No aim of the corpus adds up
 * both without a conversion, and of 28 with both 20 are in the smaller.)
 */
export function aimInOneUnit(aim: Expression, text: string, tables: readonly Table[]): Expression {
  // "60 cents or 1.10"
  const isBroken = ({ text: number }: Quantity): boolean => /^\d+\.\d\d$/u.test(number);
  const isCents = [...within(aim)].some(
    (part) => part.kind === 'quantity' && isBroken(part.quantity) && unitOf(part.quantity, text)?.size === 1,
  );
  const sizeOf = (part: Expression): UnitSize | undefined => {
    if (part.kind === 'quantity')
      return unitOf(part.quantity, text) ?? (isBroken(part.quantity) && !isCents ? unitSize('euro') : undefined);
    const table = part.kind === 'table' ? tables[part.table] : undefined;
    return table && unitOfTable(table, text);
  };
  const all = [...within(aim)];
  const told = all.flatMap((part) => (part.kind === 'quantity' || part.kind === 'table' ? [sizeOf(part)] : []));
  const smallest = Math.min(...told.map((each) => each?.size ?? 0));
  const isMoney = told.every((each) => each?.family === money);
  if (!isMoney || told.every((each) => each?.size === smallest) || all.some(({ kind }) => kind === 'constant'))
    return aim;
  return mapped(aim, (part) => timesOf((sizeOf(part)?.size ?? smallest) / smallest, part));
}

/** "1 hour and 20 minutes", "an hour 20", by its parts. */
interface Compound {
  /** How many of the smaller unit the larger one is. */
  readonly factor: number;
  /** How many of the larger unit; undefined where the text has no number for it. */
  readonly large: Quantity | undefined;
  readonly small: Quantity;
  readonly unit: UnitSize;
}

const COMPOUND =
  /(?:(?<large>\d+)|\b(?:an?|one))[ \t\u00a0-]?(?<one>\p{L}+)[ \t\u00a0](?:(?:and|&)[ \t\u00a0])?(?<small>\d+)[ \t\u00a0-]?(?<two>\p{L}+)/giu;

/** The family of hours and minutes; of other units only one is told at a time. */
const duration = unitSize('hour')?.family ?? 0;

/** And that of cents and euros. */
const money = unitSize('cent')?.family ?? 0;

/** What a number and the one beside it tell together. */
function compoundAt({ span }: Quantity, text: string): Compound | undefined {
  for (const { groups = {}, index, 0: all } of text.matchAll(COMPOUND)) {
    const { large, small = '', one = '', two = '' } = groups;
    const [from, to] = [unitSize(one), unitSize(two)];
    if (from?.family !== duration || to?.family !== duration || from.size <= to.size) continue;
    const start = index + all.lastIndexOf(small, all.length - two.length);
    const told = (digits: string, at: number): Quantity => ({
      ...{ value: Number(digits), kind: 'number', text: digits, unit: undefined },
      span: { start: at, end: at + digits.length },
    });
    const parts = { large: large === undefined ? undefined : told(large, index), small: told(small, start) };
    if (![parts.large, parts.small].some((part) => part?.span.start === span.start)) continue;
    return { ...parts, factor: from.size / to.size, unit: to };
  }
  return undefined;
}

/** An expression with both parts of "1 hour and 20 minutes" where it has one of them. */
function wholeIn(expression: Expression, text: string): Expression {
  if (expression.kind === 'over') return { ...expression, body: wholeIn(expression.body, text) };
  if (expression.kind === 'operation') {
    const { operands } = expression;
    const isWhole = (each: Expression): boolean => expression.operator === '+' && hasOther(each, operands, text);
    return { ...expression, operands: operands.map((each) => (isWhole(each) ? each : wholeIn(each, text))) };
  }
  const compound = expression.kind === 'quantity' ? compoundAt(expression.quantity, text) : undefined;
  if (!compound) return expression;
  const { factor, large, small } = compound;
  const most: Expression = large
    ? timesOf(factor, { kind: 'quantity', quantity: large })
    : { kind: 'constant', value: factor };
  return { kind: 'operation', operator: '+', operands: [most, { kind: 'quantity', quantity: small }] };
}

/** What a summand and another one beside it tell together. */
function compoundIn(summand: Expression, text: string): Compound | undefined {
  const [quantity, second] = limitIn(summand)?.quantities ?? [];
  return quantity && !second ? compoundAt(quantity, text) : undefined;
}

/** Whether the other part of what a summand tells stands beside it. */
function hasOther(summand: Expression, summands: readonly Expression[], text: string): boolean {
  const compound = compoundIn(summand, text);
  if (!compound) return false;
  return summands.some((each) => {
    if (each === summand) return false;
    const part = limitIn(each);
    const isLarge = part?.quantities.length === 0 && part.factor === compound.factor * (compound.large?.value ?? 1);
    if (isLarge) return true;
    return compoundIn(each, text)?.small.span.start === compound.small.span.start;
  });
}

/** The unit of an expression that tells both parts. */
function unitOfBoth(expression: Expression, text: string): UnitSize | undefined {
  if (expression.kind !== 'operation' || expression.operator !== '+' || expression.operands.length !== 2)
    return undefined;
  const small = expression.operands.find((each) => hasOther(each, expression.operands, text));
  return small && compoundIn(small, text)?.unit;
}

/** A sum with all amounts in the smallest of their units: 20 minutes of one and half an hour of the other. */
function inSmallest(sum: Expression, text: string, tables: readonly Table[]): Expression {
  if (sum.kind !== 'operation' || sum.operator !== '+' || unitOfBoth(sum, text)) return sum;
  const units = sum.operands.map((each) => {
    const [unit, ...others] = sizesIn(each, text, tables);
    return others.length === 0 ? unit : undefined;
  });
  const known = units.flatMap((unit) => unit ?? []);
  const [first] = known;
  const isOne = known.length === units.length && known.every(({ family }) => family >= 0 && family === first?.family);
  if (!first || !isOne) return sum;
  const smallest = Math.min(...known.map(({ size }) => size));
  return { ...sum, operands: sum.operands.map((each, at) => timesOf((units[at]?.size ?? smallest) / smallest, each)) };
}

function timesOf(factor: number, what: Expression): Expression {
  if (factor === 1) return what;
  const constant: Expression = { kind: 'constant', value: Number(shortNumber(factor)) };
  const operands = what.kind === 'operation' && what.operator === '*' ? what.operands : [what];
  return { kind: 'operation', operator: '*', operands: [constant, ...operands] };
}

/** Both sides in one unit: the amounts and the limit; undefined where nothing is to be changed. */
function sides(
  amounts: Expression,
  bound: Expression,
  text: string,
  tables: readonly Table[],
): readonly Expression[] | undefined {
  const limit = limitIn(bound);
  const constants = [...within(bound)].flatMap((each) => (each.kind === 'constant' ? [each.value] : []));
  if (constants.length > 1 || constants.some((value) => !CONVERSIONS.has(value))) return undefined;
  const sizes = limit?.quantities.flatMap((each) => (each.kind === 'clock' ? [] : (unitOf(each, text) ?? []))) ?? [];
  const [size, second] = sizes;
  if (!limit || !size || second) return undefined;
  const units = [...sizesIn(amounts, text, tables)];
  const [own] = units;
  if (!own || units.some(({ family, size: each }) => family !== size.family || each !== own.size)) return undefined;
  if (units.every(({ isConverted }) => isConverted)) return undefined;
  const factor = size.size / own.size;
  if (factor === limit.factor) return undefined;
  const [first, ...others] = limit.quantities.map((quantity): Expression => ({ kind: 'quantity', quantity }));
  if (!first) return undefined;
  const alone: Expression =
    others.length === 0 ? first : { kind: 'operation', operator: '*', operands: [first, ...others] };
  return factor >= 1 ? [amounts, timesOf(factor, alone)] : [timesOf(1 / factor, amounts), alone];
}

/** Factors between units; of any other, and of two factors, one is no conversion. */
const CONVERSIONS: ReadonlySet<number> = new Set([1, 10, 60, 100, 1000, 3600, 1e6]);

/** A product of numbers of the text ("2 helpers with 8 hours each"), so many times. */
function limitIn(side: Expression): { readonly quantities: readonly Quantity[]; readonly factor: number } | undefined {
  if (side.kind === 'quantity') return { quantities: [side.quantity], factor: 1 };
  if (side.kind === 'constant') return { quantities: [], factor: side.value };
  if (side.kind !== 'operation' || side.operator !== '*') return undefined;
  const parts = side.operands.map(limitIn);
  const known = parts.flatMap((part) => part ?? []);
  if (known.length < parts.length) return undefined;
  const quantities = known.flatMap((part) => part.quantities);
  return { quantities, factor: known.reduce((product, { factor }) => product * factor, 1) };
}

/** A unit, as it is told or as numbers are converted to it. */
interface Unit extends UnitSize {
  readonly isConverted?: true;
}

/**
 * The units of all that is told in an expression; of one that is converted already, what it is converted to, or else a unit that
 * agrees with nothing.
 */
function* sizesIn(expression: Expression, text: string, tables: readonly Table[]): Generator<Unit> {
  if (expression.kind === 'quantity') {
    const size = unitOf(expression.quantity, text);
    if (size) yield size;
    return;
  }
  if (expression.kind === 'table') {
    const table = tables[expression.table];
    const size = table && unitOfTable(table, text);
    if (size) yield size;
    return;
  }
  if (expression.kind === 'variable') return;
  const both = unitOfBoth(expression, text);
  if (both) {
    yield both;
    return;
  }
  const parts = partsOf(expression);
  const factor = parts.reduce((product, each) => (each.kind === 'constant' ? product * each.value : product), 1);
  const isProduct = expression.kind === 'operation' && /^[*/]$/u.test(expression.operator);
  if (isProduct && factor > 1) {
    const [unit, ...others] = parts.flatMap((part) => [...sizesIn(part, text, tables)]);
    const converted: Unit | undefined = unit && { family: unit.family, size: unit.size / factor, isConverted: true };
    const isConverted = expression.operator === '*' && others.length === 0 && converted && isUnitSize(converted);
    yield isConverted ? converted : { family: -1, size: 1 };
    return;
  }
  for (const part of parts) yield* sizesIn(part, text, tables);
}

/** The unit right behind a number, or behind one more word ("7 press hours"), or the sign before it. */
function unitOf({ span, kind }: Quantity, text: string): UnitSize | undefined {
  if (kind === 'percent') return undefined;
  const own = text.slice(span.start, span.end);
  const [before] = /^[€$£]|[€$£]$/u.exec(own) ?? /[€$£]$/u.exec(text.slice(0, span.start).trimEnd()) ?? [];
  if (before) return unitSize(before);
  // "Half an hour", but not "4 a tonne".
  const rest = text.slice(span.end);
  const behind = kind === 'fraction' ? rest.replace(/^ (?:of )?an? /u, ' ') : rest;
  const [, one = '', two = ''] = /^[ \t\u00a0-]?([\p{L}€$£]+)(?:[ \t\u00a0-](\p{L}{3,}))?/u.exec(behind) ?? [];
  const power = POWERS[one.toLowerCase()];
  if (power !== undefined) return unitToThe(power, two);
  return unitSize(one) ?? (isFunctionWord(one) ? undefined : unitSize(two)) ?? unitOfList(text.slice(0, span.start));
}

/** The unit that heads a list up to one of its numbers: "oven minutes per tray: 40, 15 and". */
function unitOfList(before: string): UnitSize | undefined {
  const head = /(\p{L}+)(?: (?:per|an?|each|for)(?: \p{L}+){1,2})?:[ \t\u00a0]*(?:[\d.]+,? (?:and )?)*$/u;
  const [, unit] = head.exec(before.slice(-LONGEST)) ?? [];
  return unit === undefined ? undefined : unitSize(unit);
}

/** No list of numbers with its head is longer, in characters. */
const LONGEST = 80;

const POWERS: Readonly<Record<string, number>> = { square: 2, sq: 2, cubic: 3, cu: 3 };

/** "Square metres", "cubic feet". */
function unitToThe(power: number, unit: string): UnitSize | undefined {
  const length = unitSize(unit);
  return length && { family: powered * power + length.family, size: length.size ** power };
}

/** More than there are families of units. */
const powered = 100;

/** The unit that most numbers of a table have, or that its name tells. */
function unitOfTable({ cells, mentions }: Table, text: string): UnitSize | undefined {
  const told = cells.flatMap((cell) =>
    typeof cell === 'object' && cell.kind === 'quantity' ? (unitOf(cell.quantity, text) ?? []) : [],
  );
  const [first] = told;
  if (first) return told.every(({ size }) => size === first.size) ? first : { family: -1, size: 1 };
  for (const { start, end } of mentions) {
    const [, inBrackets = ''] = /^\s*\((?:in )?(\p{L}+)\)/u.exec(text.slice(end)) ?? [];
    // "G per kg" is told in g.
    const [name = ''] = text.slice(start, end).split(/\bper\b|\//iu);
    const words = name.trim().length === 1 ? [name.trim()] : (name.match(/\p{L}{2,}/gu) ?? []);
    for (const word of [inBrackets, ...words]) {
      const size = unitSize(word);
      if (size) return size;
    }
  }
  return undefined;
}
