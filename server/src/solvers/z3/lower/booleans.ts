import type { Value } from '../../../flatzinc';
import {
  argument,
  constantInt,
  type Conjunction,
  type Encoder,
  type LinearRelation,
  type LoweringTable,
  type Summand,
} from './encoder';
import { and, FALSE, iff, implies, not, or, type Term } from './term';

/** Constraints over Booleans (MiniZinc manual, "FlatZinc builtins"). */
export const booleanConstraints: LoweringTable = {
  array_bool_and: (args, e) => iff(e.bool(argument(args, 1)), and(all(e, argument(args, 0)))),
  array_bool_or: (args, e) => iff(e.bool(argument(args, 1)), or(all(e, argument(args, 0)))),
  array_bool_xor: (args, e) => exclusiveOr(all(e, argument(args, 0))),
  bool_and: (args, e) => iff(e.bool(argument(args, 2)), and(both(e, args))),
  bool_or: (args, e) => iff(e.bool(argument(args, 2)), or(both(e, args))),
  bool_xor: (args, e) =>
    exclusiveOr(
      args.map((value) => e.bool(value)),
      args.length === 3,
    ),
  bool_not: (args, e) => not(iff(e.bool(argument(args, 0)), e.bool(argument(args, 1)))),
  bool_eq: (args, e) => iff(e.bool(argument(args, 0)), e.bool(argument(args, 1))),
  bool_ne: (args, e) => not(iff(e.bool(argument(args, 0)), e.bool(argument(args, 1)))),
  bool_le: (args, e) => implies(e.bool(argument(args, 0)), e.bool(argument(args, 1))),
  bool_lt: (args, e) => and([not(e.bool(argument(args, 0))), e.bool(argument(args, 1))]),
  bool_clause: (args, e) => or([...all(e, argument(args, 0)), ...all(e, argument(args, 1)).map(not)]),
  bool_lin_eq: (args, e) => boolLinear('eq', args, e),
  bool_lin_ne: (args, e) => boolLinear('ne', args, e),
  bool_lin_le: (args, e) => boolLinear('le', args, e),
  bool2int: (args, e) => [...e.linear('eq', [term(1, argument(args, 0)), term(-1, argument(args, 1))], 0)],
};

function all(encoder: Encoder, array: Value): Term[] {
  return encoder.array(array).map((value) => encoder.bool(value));
}

function both(encoder: Encoder, args: readonly Value[]): Term[] {
  return [encoder.bool(argument(args, 0)), encoder.bool(argument(args, 1))];
}

function term(coefficient: number, value: Value): Summand {
  return { coefficient, value };
}

/** An odd number of them is true; with `even`, an even number of them (x xor y = z says that of x, y, z). */
function exclusiveOr(formulas: readonly Term[], even = false): Term {
  const odd = formulas.reduce<Term>((sum, formula) => not(iff(sum, formula)), FALSE);
  return even ? not(odd) : odd;
}

function boolLinear(relation: LinearRelation, args: readonly Value[], encoder: Encoder): Conjunction {
  const coefficients = encoder.array(argument(args, 0)).map(constantInt);
  const sum = encoder.array(argument(args, 1)).map((value, index) => term(coefficients[index] ?? 0, value));
  return encoder.linear(relation, [...sum, term(-1, argument(args, 2))], 0);
}
