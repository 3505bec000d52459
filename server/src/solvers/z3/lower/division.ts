import type { Value } from '../../../flatzinc';
import {
  argument,
  impliesAll,
  Unsupported,
  withinRanges,
  type Conjunction,
  type Encoder,
  type LoweringTable,
} from './encoder';
import { and, implies, not, or, type Term } from './term';

/** Exponents that are told apart one by one; more would be a term of that many factors. */
const MOST_EXPONENTS = 64;
/** A function of two integers is written as a table of its values up to this many rows. */
const LARGEST_TABLE = 2500;

/** Products, quotients and powers of integers: a table where both sides are small, else Z3's own arithmetic. */
export const divisionConstraints: LoweringTable = {
  int_times: (args, e) => {
    const [x, y, z] = [argument(args, 0), argument(args, 1), argument(args, 2)];
    return product(x, y, z, e) ?? tabulate(args, e, (a, b) => a * b) ?? [`(= (* ${e.int(x)} ${e.int(y)}) ${e.int(z)})`];
  },
  /** Towards zero; undefined, so false, at 0. */
  int_div: (args, e) =>
    tabulate(args, e, (x, y) => (y === 0 ? undefined : Math.trunc(x / y))) ?? division('quotient', args, e),
  /** The remainder's sign is the dividend's. */
  int_mod: (args, e) => tabulate(args, e, (x, y) => (y === 0 ? undefined : x % y)) ?? division('remainder', args, e),
  int_pow: (args, e) => tabulate(args, e, power) ?? powerByCases(args, e),
  int_pow_fixed: (args, e) => tabulate(args, e, power) ?? powerByCases(args, e),
};

/** One of the factors has few values: for each of them the product is linear in the other. */
function product(x: Value, y: Value, z: Value, encoder: Encoder): Conjunction | undefined {
  const [ofX, ofY] = [encoder.values(x), encoder.values(y)];
  if (isSame(x, y) || ofX === undefined || ofY === undefined) return undefined;
  const [selector, values, other, size] = ofX.length <= ofY.length ? [x, ofX, y, ofY.length] : [y, ofY, x, ofX.length];
  if (values.length * size > LARGEST_TABLE) return undefined;
  return values.flatMap((value) =>
    impliesAll(
      encoder.equals(selector, value),
      encoder.linear(
        'eq',
        [
          { coefficient: value, value: other },
          { coefficient: -1, value: z },
        ],
        0,
      ),
    ),
  );
}

function isSame(x: Value, y: Value): boolean {
  return x.kind === 'variable' && y.kind === 'variable' && x.name === y.name;
}

/** f(x, y) = z row by row; undefined where it would be too long. Where f is undefined, nothing satisfies it. */
function tabulate(
  args: readonly Value[],
  encoder: Encoder,
  f: (x: number, y: number) => number | undefined,
): Conjunction | undefined {
  const [x, y, z] = [argument(args, 0), argument(args, 1), argument(args, 2)];
  const [ofX, ofY] = [encoder.values(x), encoder.values(y)];
  if (ofX === undefined || ofY === undefined || ofX.length * ofY.length > LARGEST_TABLE) return undefined;
  const same = isSame(x, y);
  const rows: Term[] = [];
  for (const a of ofX)
    for (const b of same ? [a] : ofY) {
      const result = f(a, b);
      const premise = same ? encoder.equals(x, a) : and([encoder.equals(x, a), encoder.equals(y, b)]);
      const fits = result !== undefined && Number.isSafeInteger(result);
      rows.push(fits ? implies(premise, encoder.equals(z, result + 0)) : not(premise));
    }
  return rows;
}

/**
 * dividend = divisor * quotient + remainder, with |remainder| < |divisor| and the remainder's sign the dividend's. Both
 * are new integers, which these determine wherever the divisor is not 0.
 */
function division(wanted: 'quotient' | 'remainder', args: readonly Value[], encoder: Encoder): Conjunction {
  const [dividend, divisor, result] = [argument(args, 0), argument(args, 1), argument(args, 2)];
  const { low, high } = encoder.bounds(dividend);
  const [x, y] = [encoder.int(dividend), encoder.int(divisor)];
  const zero = encoder.equals(divisor, 0);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const quotient = encoder.freshInt({ low: -largest, high: largest });
  const remainder = encoder.freshInt({ low: -largest, high: largest });
  encoder.define(
    implies(
      not(zero),
      and([
        `(= ${x} (+ (* ${y} ${quotient}) ${remainder}))`,
        implies(not(encoder.atMost(dividend, -1)), `(>= ${remainder} 0)`),
        implies(encoder.atMost(dividend, 0), `(<= ${remainder} 0)`),
        implies(not(encoder.atMost(divisor, 0)), and([`(< ${remainder} ${y})`, `(< (- ${remainder}) ${y})`])),
        implies(encoder.atMost(divisor, -1), and([`(< ${remainder} (- ${y}))`, `(> ${remainder} ${y})`])),
      ]),
    ),
  );
  return [not(zero), `(= ${wanted === 'quotient' ? quotient : remainder} ${encoder.int(result)})`];
}

/** x ^ y, a negative exponent being 1 div x^|y|; undefined for 0 to a negative exponent. */
function power(x: number, y: number): number | undefined {
  if (y >= 0) return x ** y;
  if (x === 0) return undefined;
  return x === 1 ? 1 : x === -1 ? (y % 2 === 0 ? 1 : -1) : 0;
}

/** x ^ y = z, one case per exponent. */
function powerByCases(args: readonly Value[], encoder: Encoder): Conjunction {
  const [base, exponent, result] = [argument(args, 0), argument(args, 1), argument(args, 2)];
  const { low, high } = encoder.bounds(exponent);
  if (high - low >= MOST_EXPONENTS)
    throw new Unsupported(
      `int_pow has an exponent of more than ${String(MOST_EXPONENTS)} values, which Z3 cannot take`,
    );
  const cases: Term[] = [withinRanges(encoder, exponent, [{ low, high }])];
  for (let n = low; n <= high; n++) {
    const value = n >= 0 ? positivePower(encoder, base, result, n) : negativePower(encoder, base, result, n);
    cases.push(implies(encoder.equals(exponent, n), value));
  }
  return cases;
}

function positivePower(encoder: Encoder, base: Value, result: Value, exponent: number): Term {
  if (exponent === 0) return encoder.equals(result, 1);
  if (exponent === 1)
    return and(
      encoder.linear(
        'eq',
        [
          { coefficient: 1, value: base },
          { coefficient: -1, value: result },
        ],
        0,
      ),
    );
  return `(= (* ${Array.from({ length: exponent }, () => encoder.int(base)).join(' ')}) ${encoder.int(result)})`;
}

function negativePower(encoder: Encoder, base: Value, result: Value, exponent: number): Term {
  return and([
    not(encoder.equals(base, 0)),
    implies(encoder.equals(base, 1), encoder.equals(result, 1)),
    implies(encoder.equals(base, -1), encoder.equals(result, exponent % 2 === 0 ? 1 : -1)),
    or([encoder.equals(base, 1), encoder.equals(base, -1), encoder.equals(result, 0)]),
  ]);
}
