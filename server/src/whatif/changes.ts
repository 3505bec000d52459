import type { OutputValue } from '../outcome';
import type { ValueChange } from './types';

type Values = Readonly<Record<string, OutputValue>>;

/** The values that differ between two solutions, in the order of the second; numbers up to rounding. */
export function changedValues(before: Values, after: Values): readonly ValueChange[] {
  return Object.entries(after).flatMap(([name, value]) => {
    const old = before[name];
    return old === undefined || same(old, value) ? [] : [{ name, before: old, after: value }];
  });
}

function same(left: OutputValue, right: OutputValue): boolean {
  if (typeof left === 'number' && typeof right === 'number')
    return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const [a, b] = [Object.entries(left), Object.entries(right)];
  return (
    a.length === b.length &&
    a.every(([key, value], place) => {
      const other = b[place];
      return other !== undefined && other[0] === key && same(value as OutputValue, other[1] as OutputValue);
    })
  );
}
