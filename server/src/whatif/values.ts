/** Values of a pasted solution as MiniZinc writes them. */

/** A JSON value as a MiniZinc expression, arrays flattened; undefined for what no decision variable can be. */
export function literalOfJson(value: unknown): string | undefined {
  if (value === null) return '<>';
  if (typeof value === 'number' || typeof value === 'boolean') return numberText(String(value));
  // The name of an enum's member, perhaps inside a constructor.
  if (typeof value === 'string') return /^[\p{L}\p{N}_()', ]+$/u.test(value) ? value : undefined;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) {
    const elements = value.flat(6).map(literalOfJson);
    return elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`;
  }
  if ('set' in value && Array.isArray(value.set)) {
    const ranges = value.set.map((element: unknown) =>
      Array.isArray(element) ? `${String(element[0])}..${String(element[1])}` : `{${String(element)}}`,
    );
    return ranges.length === 0 ? '{}' : `(${ranges.join(' union ')})`;
  }
  if ('e' in value && Object.keys(value).length === 1) return literalOfJson(value.e);
  return undefined;
}

function numberText(text: string): string {
  return text.replace('e+', 'e');
}

const number = /-?(?:\d+(?:\.(\d+))?)(?:[eE][-+]?\d+)?/g;

/**
 * How far each number of a printed value may be from the number that was meant: half a unit of its last decimal, but
 * no more than a thousandth of its size. undefined where the value is not made of numbers alone.
 */
export function roundingOf(value: string): readonly number[] | undefined {
  if (value.replace(number, '').replace(/[[\]|,\s]/g, '') !== '') return undefined;
  return [...value.matchAll(number)].map(([text, decimals]) => {
    const size = Math.max(1, Math.abs(Number(text)));
    const half = decimals === undefined || /e/i.test(text) ? 0 : 0.5 * 10 ** -decimals.length;
    return Math.max(1e-9 * size, Math.min(half, 1e-3 * size));
  });
}
