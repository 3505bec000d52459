import type { Expression } from '../expression';
import { Unreadable } from '../program';

/** @throws Unreadable where an expression is no whole number that the text gives */
export function wholeOf(expression: Expression): number {
  const value =
    expression.kind === 'quantity'
      ? expression.quantity.value
      : expression.kind === 'constant'
        ? expression.value
        : Number.NaN;
  if (!Number.isInteger(value)) throw new Unreadable('no whole number');
  return value;
}
