import { within, type Expression } from '../expression';
import { columnCount, columnNames, type Input } from './input';

const unitColumn = columnNames.indexOf('unit');

/** How many sums in an expression add up numbers of different units: hours of the one thing, kilograms of the other. */
export function mixedSums(expression: Expression, input: Input): number {
  return [...within(expression)].filter((part) => unitsIn(part, input).size > 1).length;
}

/** The units of what a sum adds up. */
function unitsIn(part: Expression, input: Input): ReadonlySet<number> {
  if (part.kind !== 'operation' || part.operator !== '+') return new Set();
  return new Set(part.operands.map((operand) => unitOf(operand, input)).filter((unit) => unit > 0));
}

/** The unit of a number that multiplies something decided, as the network sees it; 0 where there is none. */
function unitOf(product: Expression, input: Input): number {
  if (product.kind !== 'operation' || product.operator !== '*' || product.operands.length !== 2) return 0;
  const number = product.operands.find(({ kind }) => kind === 'quantity');
  const isDecided = product.operands.some(({ kind }) => kind === 'variable');
  if (number?.kind !== 'quantity' || !isDecided) return 0;
  return unitAt(number.quantity.span.start, input);
}

function unitAt(start: number, { tokens, features }: Input): number {
  const position = tokens.findIndex(({ end }) => end > start) + 1;
  return features[position * columnCount + unitColumn] ?? 0;
}
