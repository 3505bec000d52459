import type { Interval, Value } from '../../../flatzinc';
import { and, implies, not, or, TRUE, type Term } from './term';

/** One summand of a linear sum; a Boolean counts 1 when true. */
export interface Summand {
  readonly coefficient: number;
  readonly value: Value;
}

export type LinearRelation = 'le' | 'eq' | 'ne';

/** Why a model cannot be lowered: a sentence for people. Thrown while lowering, caught by `lower`. */
export class Unsupported extends Error {}

/**
 * How variables are written in SMT-LIB. Booleans are Bool, floats Real, sets one Bool per element that may be in them;
 * integers differ from encoding to encoding, and constraints reach them through these primitives alone wherever they can.
 * Every primitive accepts constants as well as variables.
 */
export interface Encoder {
  array(value: Value): readonly Value[];
  bool(value: Value): Term;
  /** The smallest interval that holds every value of an integer; infinite where there is no bound. */
  bounds(value: Value): Interval;
  /** Inclusive ranges that hold every value of an integer. */
  domain(value: Value): readonly Interval[];
  /** value = constant */
  equals(value: Value, constant: number): Term;
  /** value <= constant */
  atMost(value: Value, constant: number): Term;
  /** Every value of an integer that has few of them, ascending; undefined for others. */
  values(value: Value): readonly number[] | undefined;
  /** sum (relation) constant */
  linear(relation: LinearRelation, sum: readonly Summand[], constant: number): Conjunction;
  /** The number of true formulas equals an integer. */
  count(formulas: readonly Term[], value: Value): Conjunction;
  /** The weights of the true formulas come to at most the total. */
  weighted(terms: readonly { readonly formula: Term; readonly weight: Value }[], total: Value): Conjunction;
  /** A formula that says whether a linear relation holds. */
  truth(relation: LinearRelation, sum: readonly Summand[], constant: number): Term;
  /** No two integers are equal. */
  allDifferent(values: readonly Value[]): Conjunction;
  /** An integer as a term of sort Int; throws `Unsupported` where the encoding has none. */
  int(value: Value): Term;
  /** A float (or a whole number) as a term of sort Real. */
  real(value: Value): Term;
  /** Element -> formula that it is in the set, in ascending order; elements that are never in it are left out. */
  set(value: Value): ReadonlyMap<number, Term>;
  /** A new integer, written as a term of sort Int. */
  freshInt(range: Interval): Term;
  /** Asserts a formula on new variables, which it determines: it must be satisfiable whatever the others are. */
  define(formula: Term): void;
  /** A short name for a formula: keeps what is used often from being written often. */
  name(formula: Term): Term;
}

/** Formulas that hold together: kept apart, because Z3 takes clauses better than one large `and`. */
export type Conjunction = readonly Term[];

/** Lowers one predicate's meaning. */
export type Lowering = (args: readonly Value[], encoder: Encoder) => Term | Conjunction;
export type LoweringTable = Readonly<Record<string, Lowering>>;

/** The argument at a place. Its absence is a predicate of the wrong arity: a bug of a library, not of the user. */
export function argument(args: readonly Value[], place: number): Value {
  const value = args[place];
  if (value === undefined) throw new Unsupported(`a constraint lacks its argument ${String(place + 1)}`);
  return value;
}

/** The integer of a constant argument. */
export function constantInt(value: Value): number {
  if (value.kind === 'int') return value.value;
  if (value.kind === 'bool') return value.value ? 1 : 0;
  throw new Unsupported('a constraint has a variable where Z3 needs a constant number');
}

/** Formula: an integer lies in one of the ranges. */
export function withinRanges(encoder: Encoder, value: Value, ranges: readonly Interval[]): Term {
  const { low: smallest, high: largest } = encoder.bounds(value);
  const pieces: Term[] = [];
  for (const { low, high } of ranges) {
    if (high < smallest || low > largest) continue;
    if (low === high) pieces.push(encoder.equals(value, low));
    else
      pieces.push(
        and([
          low <= smallest ? TRUE : not(encoder.atMost(value, low - 1)),
          high >= largest ? TRUE : encoder.atMost(value, high),
        ]),
      );
  }
  return or(pieces);
}

export function conjunction(formulas: Term | Conjunction): Conjunction {
  return typeof formulas === 'string' ? [formulas] : formulas;
}

/** premise -> all of the formulas, one implication each. */
export function impliesAll(premise: Term, formulas: Term | Conjunction): Conjunction {
  return conjunction(formulas).map((formula) => implies(premise, formula));
}
