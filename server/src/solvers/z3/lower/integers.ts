import type { Interval, Value } from '../../../flatzinc';
import { divisionConstraints } from './division';
import {
  argument,
  constantInt,
  impliesAll,
  withinRanges,
  type Conjunction,
  type Encoder,
  type LinearRelation,
  type LoweringTable,
  type Summand,
} from './encoder';
import { and, implies, not, or, type Term } from './term';

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
  int_abs: (args, e) => {
    const negative = e.atMost(argument(args, 0), -1);
    return [
      ...impliesAll(not(negative), compare('eq', args, e, 0)),
      ...impliesAll(negative, e.linear('eq', [summand(1, args, 0), summand(1, args, 1)], 0)),
    ];
  },
  int_min: (args, e) => extreme(args.slice(0, 2), argument(args, 2), 1, e),
  int_max: (args, e) => extreme(args.slice(0, 2), argument(args, 2), -1, e),
  array_int_minimum: (args, e) => extreme(e.array(argument(args, 1)), argument(args, 0), 1, e),
  array_int_maximum: (args, e) => extreme(e.array(argument(args, 1)), argument(args, 0), -1, e),
  set_in: (args, e) => membership(argument(args, 0), argument(args, 1), e),
  ...divisionConstraints,
};

/** What is so exactly when the predicate is not, as a predicate: its clauses say more than the negated formula would. */
export const integerNegations: LoweringTable = {
  int_eq: (args, e) => compare('ne', args, e, 0),
  int_ne: (args, e) => compare('eq', args, e, 0),
  int_le: (args, e) => compare('le', [...args].reverse(), e, -1),
  int_lt: (args, e) => compare('le', [...args].reverse(), e, 0),
  int_lin_eq: (args, e) => linear('ne', args, e),
  int_lin_ne: (args, e) => linear('eq', args, e),
  /** not (sum <= c): -sum <= -c - 1 */
  int_lin_le: (args, e) =>
    e.linear(
      'le',
      summands(args, e).map(({ coefficient, value }) => ({ coefficient: -coefficient, value })),
      -constantInt(argument(args, 2)) - 1,
    ),
};

function summand(coefficient: number, args: readonly Value[], place: number): Summand {
  return { coefficient, value: argument(args, place) };
}

/** first - second (relation) constant */
function compare(relation: LinearRelation, args: readonly Value[], encoder: Encoder, constant: number): Conjunction {
  return encoder.linear(relation, [summand(1, args, 0), summand(-1, args, 1)], constant);
}

function linear(relation: LinearRelation, args: readonly Value[], encoder: Encoder): Conjunction {
  return encoder.linear(relation, summands(args, encoder), constantInt(argument(args, 2)));
}

function summands(args: readonly Value[], encoder: Encoder): Summand[] {
  const coefficients = encoder.array(argument(args, 0)).map(constantInt);
  return encoder.array(argument(args, 1)).map((value, index) => ({ coefficient: coefficients[index] ?? 0, value }));
}

/** The smallest (sign 1) or largest (sign -1) of the elements is the result: a bound on all, reached by one. */
function extreme(elements: readonly Value[], result: Value, sign: 1 | -1, encoder: Encoder): Conjunction {
  const bounded = elements.flatMap((value) =>
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
    and(
      encoder.linear(
        'le',
        [
          { coefficient: sign, value },
          { coefficient: -sign, value: result },
        ],
        0,
      ),
    ),
  );
  return [...bounded, or(reached)];
}

/** element in set, the set constant or variable. */
function membership(element: Value, set: Value, encoder: Encoder): Conjunction {
  if (set.kind === 'set') return [withinRanges(encoder, element, set.ranges)];
  const members = encoder.set(set);
  const domain: Interval[] = [...members.keys()].map((value) => ({ low: value, high: value }));
  return [
    withinRanges(encoder, element, mergeRanges(domain)),
    ...[...members].map(([value, isMember]): Term => implies(encoder.equals(element, value), isMember)),
  ];
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
