import { partsOf, within, type Expression, type Operator, type Table } from '../expression';
import type { Quantity } from '../graph';

const COMPARES: ReadonlySet<Operator> = new Set(['<', '<=', '=', '>=', '>']);
const JOINS: ReadonlySet<Operator> = new Set(['/\\', '\\/', '->', '<->', 'not']);
/** So much closer (natural logarithms) the other reading of a percentage has to be: a hundred times is 4.6. */
const leastGain = 1;

/**
 * A limit on an average in the numbers of what is averaged: where malts have an extract of 77, 80 and 82, "at least 78 %" is
 * 78, and where these are told as 77 %, 80 % and 82 %, it is 0.78. Anything else is left as it is.
 */
export function inScale(body: Expression, tables: readonly Table[]): Expression {
  if (body.kind === 'over') return { ...body, body: inScale(body.body, tables) };
  if (body.kind !== 'operation') return body;
  if (JOINS.has(body.operator)) return { ...body, operands: body.operands.map((each) => inScale(each, tables)) };
  const [left, right] = body.operands;
  if (!COMPARES.has(body.operator) || !left || !right) return body;
  const scaled = scaledLimit(left, right, tables);
  if (scaled) return { ...body, operands: [left, scaled] };
  const turned = scaledLimit(right, left, tables);
  return turned ? { ...body, operands: [turned, right] } : body;
}

/** The limit with its percentage read the other way, where that is closer to what is averaged. */
function scaledLimit(sum: Expression, limit: Expression, tables: readonly Table[]): Expression | undefined {
  if (limit.kind !== 'operation' || limit.operator !== '*' || limit.operands.length !== 2) return undefined;
  const at = limit.operands.findIndex((each) => each.kind === 'quantity' && isPercentage(each.quantity));
  const share = limit.operands[at];
  const whole = limit.operands[1 - at];
  if (share?.kind !== 'quantity' || !whole || coefficientsIn(whole, tables).length > 0) return undefined;
  // A share of a number of the text is no average.
  if (![...within(whole)].some(({ kind }) => kind === 'variable')) return undefined;
  const coefficients = coefficientsIn(sum, tables).filter((value) => value > 0);
  if (coefficients.length === 0) return undefined;
  const { quantity } = share;
  const other = otherReading(quantity);
  const gain = distance(quantity.value, coefficients) - distance(other.value, coefficients);
  if (gain < leastGain) return undefined;
  return {
    ...limit,
    operands: limit.operands.map((each, k) => (k === at ? { kind: 'quantity', quantity: other } : each)),
  };
}

function isPercentage({ text, kind }: Quantity): boolean {
  return kind === 'percent' || (kind === 'number' && /%|per ?cent/iu.test(text));
}

function otherReading(quantity: Quantity): Quantity {
  return quantity.kind === 'percent'
    ? { ...quantity, kind: 'number', value: Number((quantity.value * 100).toPrecision(12)) }
    : { ...quantity, kind: 'percent', value: Number((quantity.value / 100).toPrecision(12)) };
}

/** How far a number lies from what an average of some can be, in logarithms. */
function distance(value: number, of: readonly number[]): number {
  const [least, most] = [Math.min(...of), Math.max(...of)];
  if (value <= 0) return Infinity;
  return value < least ? Math.log(least / value) : value > most ? Math.log(value / most) : 0;
}

/** The numbers that amounts are multiplied with. */
function coefficientsIn(expression: Expression, tables: readonly Table[]): number[] {
  if (expression.kind === 'operation' && expression.operator === '*')
    return expression.operands.flatMap((each) => {
      if (each.kind === 'quantity') return [each.quantity.value];
      const table = each.kind === 'table' ? tables[each.table] : undefined;
      return (table?.cells ?? []).flatMap((cell) =>
        typeof cell !== 'boolean' && cell.kind === 'quantity' ? [cell.quantity.value] : [],
      );
    });
  if (expression.kind === 'quantity' || expression.kind === 'table') return [];
  return partsOf(expression).flatMap((part) => coefficientsIn(part, tables));
}
