import type { Interval, Value } from '../../../flatzinc';
import {
  argument,
  constantInt,
  Unsupported,
  withinRanges,
  type Encoder,
  type LinearRelation,
  type LoweringTable,
  type Summand,
} from './encoder';
import { and, implies, not, or, type Term } from './term';

/** Exponents that are told apart one by one; more would be a term of that many factors. */
const MOST_EXPONENTS = 64;

/** Constraints over integers (MiniZinc manual, "FlatZinc builtins"). */
export const integerConstraints: LoweringTable = {
  int_eq: (args, e) => compare('eq', args, e, 0),
  int_ne: (args, e) => compare('ne', args, e, 0),
  int_le: (args, e) => compare('le', args, e, 0),
  int_lt: (args, e) => compare('le', args, e, -1),
  int_lin_eq: (args, e) => linear('eq', args, e),
  int_lin_ne: (args, e) => linear('ne', args, e),
  int_lin_le: (args, e) => linear('le', args, e),
  int_plus: (args, e) => e.linear('eq', [summand(1, args, 0), summand(1, args, 1), summand(-1, args, 2)], 0),
  int_negate: (args, e) => e.linear('eq', [summand(1, args, 0), summand(1, args, 1)], 0),
  int_abs: (args, e) =>
    and([
      implies(not(e.atMost(argument(args, 0), -1)), compare('eq', args, e, 0)),
      implies(e.atMost(argument(args, 0), -1), e.linear('eq', [summand(1, args, 0), summand(1, args, 1)], 0)),
    ]),
  int_min: (args, e) => extreme(args.slice(0, 2), argument(args, 2), 1, e),
  int_max: (args, e) => extreme(args.slice(0, 2), argument(args, 2), -1, e),
  array_int_minimum: (args, e) => extreme(e.array(argument(args, 1)), argument(args, 0), 1, e),
  array_int_maximum: (args, e) => extreme(e.array(argument(args, 1)), argument(args, 0), -1, e),
  int_times: (args, e) => `(= (* ${e.int(argument(args, 0))} ${e.int(argument(args, 1))}) ${e.int(argument(args, 2))})`,
  int_div: (args, e) => division('div', args, e),
  int_mod: (args, e) => division('mod', args, e),
  int_pow: power,
  int_pow_fixed: power,
  set_in: (args, e) => membership(argument(args, 0), argument(args, 1), e),
  fzn_all_different_int: (args, e) => allDifferent(e.array(argument(args, 0)), e),
};

function summand(coefficient: number, args: readonly Value[], place: number): Summand {
  return { coefficient, value: argument(args, place) };
}

/** first - second (relation) constant */
function compare(relation: LinearRelation, args: readonly Value[], encoder: Encoder, constant: number): Term {
  return encoder.linear(relation, [summand(1, args, 0), summand(-1, args, 1)], constant);
}

function linear(relation: LinearRelation, args: readonly Value[], encoder: Encoder): Term {
  const coefficients = encoder.array(argument(args, 0)).map(constantInt);
  const sum = encoder
    .array(argument(args, 1))
    .map((value, index) => ({ coefficient: coefficients[index] ?? 0, value }));
  return encoder.linear(relation, sum, constantInt(argument(args, 2)));
}

/** The smallest (sign 1) or largest (sign -1) of the elements is the result: a bound on all, reached by one. */
function extreme(elements: readonly Value[], result: Value, sign: 1 | -1, encoder: Encoder): Term {
  const bounded = elements.map((value) =>
    encoder.linear(
      'le',
      [
        { coefficient: sign, value: result },
        { coefficient: -sign, value },
      ],
      0,
    ),
  );
  const reached = elements.map((value) =>
    encoder.linear(
      'le',
      [
        { coefficient: sign, value },
        { coefficient: -sign, value: result },
      ],
      0,
    ),
  );
  return and([...bounded, or(reached)]);
}

/**
 * MiniZinc divides towards zero and takes the remainder's sign from the dividend; SMT-LIB's `div` rounds so that the
 * remainder is never negative. For a dividend of at least 0 both agree. Undefined at 0: then the constraint is false.
 */
function division(operator: 'div' | 'mod', args: readonly Value[], encoder: Encoder): Term {
  const [dividend, divisor] = [argument(args, 0), argument(args, 1)];
  const [x, y, z] = [encoder.int(dividend), encoder.int(divisor), encoder.int(argument(args, 2))];
  const plain = `(${operator} ${x} ${y})`;
  const result =
    encoder.bounds(dividend).low >= 0 ? plain : `(ite (>= ${x} 0) ${plain} (- (${operator} (- ${x}) ${y})))`;
  return and([not(encoder.equals(divisor, 0)), `(= ${result} ${z})`]);
}

/** x ^ y = z, one case per exponent. A negative exponent is 1 div x^|y| (so 0, 1 or -1), undefined at x = 0. */
function power(args: readonly Value[], encoder: Encoder): Term {
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
  return and(cases);
}

function positivePower(encoder: Encoder, base: Value, result: Value, exponent: number): Term {
  if (exponent === 0) return encoder.equals(result, 1);
  if (exponent === 1) return equal(encoder, base, result);
  return `(= (* ${Array.from({ length: exponent }, () => encoder.int(base)).join(' ')}) ${encoder.int(result)})`;
}

function equal(encoder: Encoder, a: Value, b: Value): Term {
  return compare('eq', [a, b], encoder, 0);
}

function negativePower(encoder: Encoder, base: Value, result: Value, exponent: number): Term {
  return and([
    not(encoder.equals(base, 0)),
    implies(encoder.equals(base, 1), encoder.equals(result, 1)),
    implies(encoder.equals(base, -1), encoder.equals(result, exponent % 2 === 0 ? 1 : -1)),
    or([encoder.equals(base, 1), encoder.equals(base, -1), encoder.equals(result, 0)]),
  ]);
}

/** element in set, the set constant or variable. */
export function membership(element: Value, set: Value, encoder: Encoder): Term {
  if (set.kind === 'set') return withinRanges(encoder, element, set.ranges);
  const members = encoder.set(set);
  const domain: Interval[] = [...members.keys()].map((value) => ({ low: value, high: value }));
  return and([
    withinRanges(encoder, element, mergeRanges(domain)),
    ...[...members].map(([value, isMember]) => implies(encoder.equals(element, value), isMember)),
  ]);
}

/** Joins neighbouring ranges; they must be in ascending order. */
function mergeRanges(ranges: readonly Interval[]): Interval[] {
  const merged: { low: number; high: number }[] = [];
  for (const { low, high } of ranges) {
    const last = merged[merged.length - 1];
    if (last !== undefined && low <= last.high + 1) last.high = Math.max(last.high, high);
    else merged.push({ low, high });
  }
  return merged;
}

function allDifferent(elements: readonly Value[], encoder: Encoder): Term {
  if (elements.length < 2) return and([]);
  return `(distinct ${elements.map((value) => encoder.int(value)).join(' ')})`;
}
