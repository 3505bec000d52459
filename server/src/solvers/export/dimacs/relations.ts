import type { Value } from '../../../flatzinc';
import { TRUE, type Literal } from './cnf';
import { atLeast, differs, type Encoder, type Integer } from './encoder';
import { atMost, equals, negated, sumOf, unequal, type Sum } from './linear';

export type Args = readonly (Value | undefined)[];

/** Says something in clauses, each with the literals `unless` in front: where one of them is true, nothing is said. */
export type Say = (encoder: Encoder, args: Args, unless: readonly Literal[]) => void;

/** A predicate that can be reified: what it says, and what its opposite says. */
export interface Relation {
  readonly holds: Say;
  readonly fails: Say;
}

function opposite({ holds, fails }: Relation): Relation {
  return { holds: fails, fails: holds };
}

function swapped({ holds, fails }: Relation): Relation {
  const swap =
    (say: Say): Say =>
    (encoder, [a, b], unless) =>
      say(encoder, [b, a], unless);
  return { holds: swap(holds), fails: swap(fails) };
}

/** `a + distance <= b` of integers. */
export function ordered(
  { cnf }: Encoder,
  a: Integer,
  b: Integer,
  unless: readonly Literal[],
  distance: 0 | 1 = 0,
): void {
  let last: Literal = TRUE;
  a.values.forEach((value, k) => {
    // From a larger value of a nothing new follows as long as b has none between.
    const follows = atLeast(b, value + distance);
    if (follows !== last) cnf.add([...unless, -(a.from[k] ?? TRUE), follows]);
    last = follows;
  });
}

/** `a = b` of integers. */
export function same(encoder: Encoder, a: Integer, b: Integer, unless: readonly Literal[]): void {
  ordered(encoder, a, b, unless);
  ordered(encoder, b, a, unless);
}

/** `a != b` of integers. */
export function different({ cnf }: Encoder, a: Integer, b: Integer, unless: readonly Literal[]): void {
  // One literal for two integers: they are never different.
  if (a === b) cnf.add(unless);
  else for (const value of a.values) cnf.add([...unless, ...differs(a, value), ...differs(b, value)]);
}

/** `a = b` of literals. */
export function equivalent({ cnf }: Encoder, a: Literal, b: Literal, unless: readonly Literal[]): void {
  cnf.add([...unless, -a, b]);
  cnf.add([...unless, a, -b]);
}

const intEq: Relation = {
  holds: (encoder, [a, b], unless) => same(encoder, encoder.int(a), encoder.int(b), unless),
  fails: (encoder, [a, b], unless) => different(encoder, encoder.int(a), encoder.int(b), unless),
};

const intLe: Relation = {
  holds: (encoder, [a, b], unless) => ordered(encoder, encoder.int(a), encoder.int(b), unless),
  fails: (encoder, [a, b], unless) => ordered(encoder, encoder.int(b), encoder.int(a), unless, 1),
};

const boolEq: Relation = {
  holds: (encoder, [a, b], unless) => equivalent(encoder, encoder.bool(a), encoder.bool(b), unless),
  fails: (encoder, [a, b], unless) => equivalent(encoder, encoder.bool(a), -encoder.bool(b), unless),
};

const boolLe: Relation = {
  holds: (encoder, [a, b], unless) => encoder.cnf.add([...unless, -encoder.bool(a), encoder.bool(b)]),
  fails: (encoder, [a, b], unless) => {
    encoder.cnf.add([...unless, encoder.bool(a)]);
    encoder.cnf.add([...unless, -encoder.bool(b)]);
  },
};

const clause: Relation = {
  holds: (encoder, [positive, negative], unless) =>
    encoder.cnf.add([...unless, ...encoder.bools(positive), ...encoder.bools(negative).map((literal) => -literal)]),
  fails: (encoder, [positive, negative], unless) => {
    for (const literal of encoder.bools(positive)) encoder.cnf.add([...unless, -literal]);
    for (const literal of encoder.bools(negative)) encoder.cnf.add([...unless, literal]);
  },
};

/** A literal that is true exactly if an odd number of the literals is. */
export function parity(encoder: Encoder, literals: readonly Literal[]): Literal {
  return literals.reduce((odd, literal) => {
    if (odd === -TRUE) return literal;
    const either = encoder.cnf.newVariable();
    equivalent(encoder, either, -literal, [-odd]);
    equivalent(encoder, either, literal, [odd]);
    return either;
  }, -TRUE);
}

const odd: Relation = {
  holds: (encoder, [literals], unless) => encoder.cnf.add([...unless, parity(encoder, encoder.bools(literals))]),
  fails: (encoder, [literals], unless) => encoder.cnf.add([...unless, -parity(encoder, encoder.bools(literals))]),
};

/** Coefficients, variables and right-hand side, which is a variable only in `bool_lin_eq`, as a sum compared with 0. */
function linearSum(encoder: Encoder, [coefficients, variables, rhs]: Args): Sum {
  const numbers = encoder.ints(coefficients).map(({ values }) => values[0] ?? 0);
  return sumOf([...numbers, -1], [...encoder.ints(variables), encoder.int(rhs)]);
}

const linearEq: Relation = {
  holds: (encoder, args, unless) => equals(encoder.cnf, linearSum(encoder, args), 0, unless),
  fails: (encoder, args, unless) => unequal(encoder.cnf, linearSum(encoder, args), 0, unless),
};

const linearLe: Relation = {
  holds: (encoder, args, unless) => atMost(encoder.cnf, linearSum(encoder, args), 0, unless),
  fails: (encoder, args, unless) => atMost(encoder.cnf, negated(linearSum(encoder, args)), -1, unless),
};

/** For each run of values that are in the set or not, as `inside` says: the integer is not in that run. */
function avoid(inside: boolean): Say {
  return ({ cnf, int }, [element, set], unless) => {
    const { values, from } = int(element);
    const ranges = set?.kind === 'set' ? set.ranges : [];
    const isInside = (value: number): boolean => ranges.some(({ low, high }) => low <= value && value <= high);
    let start: number | undefined;
    for (let k = 0; k <= values.length; k++) {
      const value = values[k];
      const avoided = value !== undefined && isInside(value) === inside;
      if (avoided) start ??= k;
      else if (start !== undefined) {
        cnf.add([...unless, -(from[start] ?? TRUE), from[k] ?? -TRUE]);
        start = undefined;
      }
    }
  };
}

/** Predicates by name; each also as `_reif` and `_imp`. */
export const relations: Readonly<Record<string, Relation>> = {
  bool_eq: boolEq,
  bool_ne: opposite(boolEq),
  bool_not: opposite(boolEq),
  bool_le: boolLe,
  bool_ge: swapped(boolLe),
  bool_lt: opposite(swapped(boolLe)),
  bool_gt: opposite(boolLe),
  bool_clause: clause,
  array_bool_xor: odd,
  int_eq: intEq,
  int_ne: opposite(intEq),
  int_le: intLe,
  int_ge: swapped(intLe),
  int_lt: opposite(swapped(intLe)),
  int_gt: opposite(intLe),
  int_lin_eq: linearEq,
  int_lin_ne: opposite(linearEq),
  int_lin_le: linearLe,
  bool_lin_eq: linearEq,
  bool_lin_le: linearLe,
  set_in: { holds: avoid(false), fails: avoid(true) },
};
