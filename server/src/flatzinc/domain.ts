import type { Interval } from './types';

/** Whether `value` lies in one of the ranges; no domain (undefined) holds everything. */
export function domainHas(domain: readonly Interval[] | undefined, value: number): boolean {
  if (domain === undefined) return true;
  for (const { low, high } of domain) if (low <= value && value <= high) return true;
  return false;
}

/** The smallest interval around a domain; undefined where the domain is empty. */
export function domainBounds(domain: readonly Interval[] | undefined): Interval | undefined {
  if (domain === undefined) return { low: -Infinity, high: Infinity };
  const first = domain[0];
  const last = domain[domain.length - 1];
  return first === undefined || last === undefined ? undefined : { low: first.low, high: last.high };
}

/** How many integers a domain holds; Infinity for an unbounded one. */
export function domainSize(domain: readonly Interval[] | undefined): number {
  if (domain === undefined) return Infinity;
  return domain.reduce((size, { low, high }) => size + Math.max(0, high - low + 1), 0);
}

/** Whether a domain has holes. */
export function domainHasHoles(domain: readonly Interval[] | undefined): boolean {
  if (domain === undefined) return false;
  return domain.some(({ low }, index) => {
    const previous = domain[index - 1];
    return previous !== undefined && low > previous.high + 1;
  });
}

/** The integers of a bounded domain in ascending order. Throws a `RangeError` for an unbounded one. */
export function domainElements(domain: readonly Interval[]): number[] {
  if (!Number.isFinite(domainSize(domain))) throw new RangeError('the domain is not bounded');
  const elements: number[] = [];
  for (const { low, high } of domain) for (let value = low; value <= high; value++) elements.push(value);
  return elements;
}
