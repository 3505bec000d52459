import { partsOf, within, type Expression, type Operator, type Table } from '../expression';
import type { Quantity } from '../graph';

const COMPARES: ReadonlySet<Operator> = new Set(['<', '<=', '=', '>=', '>']);
const JOINS: ReadonlySet<Operator> = new Set(['/\\', '\\/', '->', '<->', 'not']);
/** So much closer (natural logarithms) the other reading of a percentage has to be: a hundred times is 4.6. */
const leastGain = 1;

/**
 * A limit on an average in the numbers of what is averaged: where malts have an extract of 77, 80 and 82, "at least 78 %" is
 * 78, and where these are told as 77 %, 80 % and 82 %, it is 0.78. The same for limits that a table has. Anything else is left as it is.
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

/** The limit with its percentages read the other way, where that is closer to what is averaged. */
function scaledLimit(sum: Expression, limit: Expression, tables: readonly Table[]): Expression | undefined {
  if (limit.kind !== 'operation' || limit.operator !== '*' || limit.operands.length !== 2) return undefined;
  const at = limit.operands.findIndex((each) => percentagesIn(each, tables) !== undefined);
  const share = limit.operands[at];
  const whole = limit.operands[1 - at];
  const percentages = share && percentagesIn(share, tables);
  if (!percentages || !whole || coefficientsIn(whole, tables).length > 0) return undefined;
  // A share of a number of the text is no average.
  if (![...within(whole)].some(({ kind }) => kind === 'variable')) return undefined;
  const coefficients = coefficientsIn(sum, tables).filter((value) => value > 0);
  if (coefficients.length === 0) return undefined;
  const gains = percentages.map(
    (quantity) => distance(quantity.value, coefficients) - distance(otherReading(quantity).value, coefficients),
  );
  if (gains.some((gain) => !(gain >= leastGain))) return undefined;
  const scaled =
    share.kind === 'quantity' ? { ...share, quantity: otherReading(share.quantity) } : timesHundred(share, percentages);
  return { ...limit, operands: limit.operands.map((each, k) => (k === at ? scaled : each)) };
}

/** The percentages that an expression stands for: one, or those of a table that has no other numbers. */
function percentagesIn(expression: Expression, tables: readonly Table[]): readonly Quantity[] | undefined {
  if (expression.kind === 'quantity') return isPercentage(expression.quantity) ? [expression.quantity] : undefined;
  if (expression.kind !== 'table') return undefined;
  const cells = tables[expression.table]?.cells ?? [];
  const found = cells.flatMap((cell) =>
    typeof cell !== 'boolean' && cell.kind === 'quantity' && isPercentage(cell.quantity) ? [cell.quantity] : [],
  );
  return found.length > 0 && found.length === cells.length ? found : undefined;
}

/** A table of percentages in the other scale; the table itself may stand elsewhere as it is. */
function timesHundred(table: Expression, [first]: readonly Quantity[]): Expression {
  const factor: Expression = { kind: 'constant', value: first?.kind === 'percent' ? 100 : 0.01 };
  return { kind: 'operation', operator: '*', operands: [factor, table] };
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
