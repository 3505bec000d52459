/** What cannot be said in rows. */
export class NotLinear extends Error {}

/** A sum of ground variables by name, times numbers, and a number. */
export interface Sum {
  readonly terms: ReadonlyMap<string, number>;
  readonly constant: number;
}

/** What an expression comes to. */
export type Value =
  | { readonly kind: 'sum'; readonly sum: Sum }
  /** One of these numbers (things are numbered): by number whether it is that. */
  | { readonly kind: 'one'; readonly of: ReadonlyMap<number, Sum> }
  /** One less another. */
  | { readonly kind: 'between'; readonly one: ReadonlyMap<number, Sum>; readonly other: ReadonlyMap<number, Sum> }
  | { readonly kind: 'size'; readonly of: Value }
  | { readonly kind: 'most' | 'least'; readonly of: readonly Value[] }
  | { readonly kind: 'many'; readonly items: readonly Value[] }
  | { readonly kind: 'truth'; readonly truth: Truth };

export type Truth =
  /** Yes where the sum is 1, no where it is 0. */
  | { readonly kind: 'literal'; readonly sum: Sum }
  /** All of these are at most 0. */
  | { readonly kind: 'rows'; readonly rows: readonly Sum[] }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Truth[] }
  | { readonly kind: 'unknown' };

export const unknown: Truth = { kind: 'unknown' };
export function constant(value: number): Sum {
  return { terms: new Map(), constant: value };
}

export function plus(one: Sum, two: Sum, factor = 1): Sum {
  const terms = new Map(one.terms);
  for (const [name, value] of two.terms) terms.set(name, (terms.get(name) ?? 0) + factor * value);
  return { terms, constant: one.constant + factor * two.constant };
}

export function times(sum: Sum, factor: number): Sum {
  return plus(constant(0), sum, factor);
}

export function total(sums: Iterable<Sum>): Sum {
  let all = constant(0);
  for (const sum of sums) all = plus(all, sum);
  return all;
}

export function sumOf(value: Value): Sum {
  if (value.kind === 'sum') return value.sum;
  if (value.kind === 'one') return total([...value.of].map(([number, is]) => times(is, number)));
  if (value.kind === 'between')
    return plus(sumOf({ kind: 'one', of: value.one }), sumOf({ kind: 'one', of: value.other }), -1);
  if (value.kind === 'truth' && value.truth.kind === 'literal') return value.truth.sum;
  throw new NotLinear();
}

export function numberOf(value: Value): number {
  const { terms, constant: number } = sumOf(value);
  if (terms.size > 0) throw new NotLinear();
  return number;
}

export function truthOf(value: Value): Truth {
  if (value.kind === 'truth') return value.truth;
  // A table that says of each pair whether it is so.
  if (value.kind === 'sum') return { kind: 'literal', sum: value.sum };
  throw new NotLinear();
}

export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind !== 'many') throw new NotLinear();
  return value.items;
}

/** The contrary; unknown for rows. */
export function not(truth: Truth): Truth {
  switch (truth.kind) {
    case 'literal':
      return { kind: 'literal', sum: plus(constant(1), truth.sum, -1) };
    case 'all':
      return { kind: 'any', parts: truth.parts.map(not) };
    case 'any':
      return { kind: 'all', parts: truth.parts.map(not) };
    default:
      return unknown;
  }
}

/** Rows by which a number goes with one that fits it: a thing can only be in a room where a fitting one is in another. */
function supported(
  one: ReadonlyMap<number, Sum>,
  other: ReadonlyMap<number, Sum>,
  fits: (a: number, b: number) => boolean,
): Truth {
  const rows = [
    ...[...one].map(([a, is]) => plus(is, total([...other].flatMap(([b, each]) => (fits(a, b) ? [each] : []))), -1)),
    ...[...other].map(([b, is]) => plus(is, total([...one].flatMap(([a, each]) => (fits(a, b) ? [each] : []))), -1)),
  ];
  return { kind: 'rows', rows };
}

/** Whether a value is this number. */
export function isIt(value: Value, number: number): Sum {
  if (value.kind === 'one') return value.of.get(number) ?? constant(0);
  if (value.kind === 'truth' && value.truth.kind === 'literal')
    return number === 1 ? value.truth.sum : plus(constant(1), value.truth.sum, -1);
  return constant(Number(numberOf(value) === number));
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};
const turned: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Two values held against each other by a comparison of MiniZinc. */
export function compared(operator: string, left: Value, right: Value): Truth {
  const holds = comparisons[operator] ?? (() => true);
  if (left.kind === 'one' && right.kind === 'one') return supported(left.of, right.of, holds);
  if (left.kind === 'sum' && left.sum.terms.size === 0 && right.kind !== 'sum')
    return compared(turned[operator] ?? operator, right, left);
  const isNumber = right.kind === 'sum' && right.sum.terms.size === 0;
  if (isNumber) {
    const number = right.sum.constant;
    if (left.kind === 'one')
      return { kind: 'literal', sum: total([...left.of].flatMap(([at, is]) => (holds(at, number) ? [is] : []))) };
    if (left.kind === 'between') return supported(left.one, left.other, (a, b) => holds(a - b, number));
    if (left.kind === 'size' && left.of.kind === 'between')
      return supported(left.of.one, left.of.other, (a, b) => holds(Math.abs(a - b), number));
  }
  if (left.kind === 'size') {
    if (!/^[<=]/u.test(operator)) return unknown;
    const inner = sumOf(left.of);
    const most = sumOf(right);
    return { kind: 'rows', rows: [plus(inner, most, -1), plus(times(inner, -1), most, -1)] };
  }
  if (left.kind === 'most' || left.kind === 'least') {
    const isOfEach = left.kind === 'most' ? /^[<=]/u.test(operator) : /^[>=]/u.test(operator);
    if (!isOfEach) return unknown;
    const each = operator === '=' ? (left.kind === 'most' ? '<=' : '>=') : operator;
    return { kind: 'all', parts: left.of.map((item) => compared(each, item, right)) };
  }
  if (right.kind === 'most' || right.kind === 'least' || right.kind === 'size')
    return compared(turned[operator] ?? operator, right, left);
  const over = plus(sumOf(left), sumOf(right), -1);
  if (over.terms.size === 0) return { kind: 'literal', sum: constant(Number(holds(over.constant, 0))) };
  switch (operator) {
    case '<':
    case '<=':
      return { kind: 'rows', rows: [over] };
    case '>':
    case '>=':
      return { kind: 'rows', rows: [times(over, -1)] };
    case '=':
      return { kind: 'rows', rows: [over, times(over, -1)] };
    default:
      return unknown;
  }
}
