import { isOutputSet, type OutputValue } from '../../../server/src/protocol';

/** A number for people: twelve significant digits, so that 0.1 + 0.2 reads 0.3. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : value > 0 ? '∞' : value < 0 ? '−∞' : '?';
}

/** A wall time in milliseconds for people: "8 ms", "1.2 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A value on one line: sets in braces, arrays in brackets, records in parentheses, `<>` for absence. */
export function formatValue(value: OutputValue): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return value;
  if (isArray(value)) return `[${value.map(formatValue).join(', ')}]`;
  if (value === null) return '<>';
  if (isOutputSet(value)) return value.set.length === 0 ? '∅' : `{${value.set.map(formatValue).join(', ')}}`;
  const fields = Object.entries(value).map(([field, inner]) => `${field}: ${formatValue(inner)}`);
  return `(${fields.join(', ')})`;
}

/** Narrows to a nested array; `Array.isArray` does not for readonly ones. */
export function isArray(value: OutputValue): value is readonly OutputValue[] {
  return Array.isArray(value);
}
