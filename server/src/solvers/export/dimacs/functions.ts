import { resolveArray, type Value } from '../../../flatzinc';
import { CnfError, TRUE, type Literal } from './cnf';
import { atLeast, differs, type Encoder, type Integer } from './encoder';
import { equals, sumOf } from './linear';
import { different, equivalent, ordered, parity, same, type Args } from './relations';

/** Says in clauses what a predicate that cannot be reified says: that one argument is a function of the others. */
export type SayFunction = (encoder: Encoder, args: Args) => void;

/** result <-> every literal is true */
function conjunction({ cnf }: Encoder, literals: readonly Literal[], result: Literal): void {
  for (const literal of literals) cnf.add([-result, literal]);
  cnf.add([result, ...literals.map((literal) => -literal)]);
}

/** result <-> some literal is true */
function disjunction(encoder: Encoder, literals: readonly Literal[], result: Literal): void {
  conjunction(
    encoder,
    literals.map((literal) => -literal),
    -result,
  );
}

/** The last argument is the sum of the others, each with its coefficient. */
function sum(...coefficients: readonly number[]): SayFunction {
  return (encoder, args) => {
    const integers = args.map((arg) => encoder.int(arg));
    equals(encoder.cnf, sumOf([...coefficients, -1], integers), 0, []);
  };
}

/** Pairs of values beyond which a table of results is too long. */
const mostPairs = 1_000_000;

/** The last argument by a table over the values of the first two; undefined where there is no result. */
function tabulated(compute: (a: number, b: number) => number | undefined): SayFunction {
  return ({ cnf, int }, args) => {
    const [a, b, result] = args.map(int);
    if (a === undefined || b === undefined || result === undefined) throw new TypeError('three arguments expected');
    if (a.values.length * b.values.length > mostPairs)
      throw new CnfError('It has a product, quotient or power of two integers with too many values.');
    for (const left of a.values) {
      for (const right of b.values) {
        const unless = [...differs(a, left), ...differs(b, right)];
        const value = compute(left, right);
        if (value === undefined) {
          cnf.add(unless);
          continue;
        }
        cnf.add([...unless, atLeast(result, value)]);
        cnf.add([...unless, -atLeast(result, value + 1)]);
      }
    }
  };
}

/** MiniZinc's division truncates towards zero, and the remainder has the sign of the dividend. */
const quotient = (a: number, b: number): number | undefined => (b === 0 ? undefined : Math.trunc(a / b));
const remainder = (a: number, b: number): number | undefined => (b === 0 ? undefined : a % b);

/** A negative exponent means `1 div base^-exponent` (MiniZinc manual). Rounded beyond 2^53, where no variable goes. */
function power(base: number, exponent: number): number | undefined {
  if (exponent >= 0) return base ** exponent;
  return base === 0 ? undefined : Math.trunc(1 / base ** -exponent);
}

function maximum(encoder: Encoder, result: Integer, integers: readonly Integer[]): void {
  for (const integer of integers) ordered(encoder, integer, result, []);
  result.values.forEach((value, k) =>
    encoder.cnf.add([-(result.from[k] ?? TRUE), ...integers.map((integer) => atLeast(integer, value))]),
  );
}

function minimum(encoder: Encoder, result: Integer, integers: readonly Integer[]): void {
  for (const integer of integers) ordered(encoder, result, integer, []);
  // At most the value, so one of the others is: their next value or more is what they are not.
  for (const value of result.values)
    encoder.cnf.add([atLeast(result, value + 1), ...integers.map((integer) => -atLeast(integer, value + 1))]);
}

type Equal = (encoder: Encoder, a: Value | undefined, b: Value | undefined, unless: readonly Literal[]) => void;

const equalInts: Equal = (encoder, a, b, unless) => same(encoder, encoder.int(a), encoder.int(b), unless);
const equalBools: Equal = (encoder, a, b, unless) => equivalent(encoder, encoder.bool(a), encoder.bool(b), unless);

/** result = array[index], indices from 1. */
function element(equal: Equal): SayFunction {
  return (encoder, [index, array, result]) => {
    const place = encoder.int(index);
    const elements = resolveArray(encoder.model, array);
    for (const value of place.values) {
      if (value >= 1 && value <= elements.length) equal(encoder, elements[value - 1], result, differs(place, value));
      else encoder.cnf.add(differs(place, value));
    }
  };
}

/** result is the value beside the first true condition. */
function choice(equal: Equal): SayFunction {
  return (encoder, [conditions, values, result]) => {
    const flags = encoder.bools(conditions);
    const choices = resolveArray(encoder.model, values);
    flags.forEach((flag, k) => equal(encoder, choices[k], result, [...flags.slice(0, k), -flag]));
    encoder.cnf.add(flags);
  };
}

const allDifferent: SayFunction = (encoder, [array]) => {
  const integers = encoder.ints(array);
  integers.forEach((a, i) => integers.slice(i + 1).forEach((b) => different(encoder, a, b, [])));
};

/** Predicates by name. */
export const functions: Readonly<Record<string, SayFunction>> = {
  bool_and: (encoder, [a, b, result]) => conjunction(encoder, [encoder.bool(a), encoder.bool(b)], encoder.bool(result)),
  bool_or: (encoder, [a, b, result]) => disjunction(encoder, [encoder.bool(a), encoder.bool(b)], encoder.bool(result)),
  /** Of two arguments: they differ. */
  bool_xor: (encoder, [a, b, result]) =>
    equivalent(
      encoder,
      parity(encoder, [encoder.bool(a), encoder.bool(b)]),
      result === undefined ? TRUE : encoder.bool(result),
      [],
    ),
  array_bool_and: (encoder, [literals, result]) => conjunction(encoder, encoder.bools(literals), encoder.bool(result)),
  array_bool_or: (encoder, [literals, result]) => disjunction(encoder, encoder.bools(literals), encoder.bool(result)),
  bool_and_imp: (encoder, [a, b, result]) => {
    for (const literal of [a, b]) encoder.cnf.add([-encoder.bool(result), encoder.bool(literal)]);
  },
  bool_or_imp: (encoder, [a, b, result]) => encoder.cnf.add([-encoder.bool(result), encoder.bool(a), encoder.bool(b)]),
  bool_xor_imp: (encoder, [a, b, result]) =>
    equivalent(encoder, encoder.bool(a), -encoder.bool(b), [-encoder.bool(result)]),
  array_bool_and_imp: (encoder, [literals, result]) => {
    for (const literal of encoder.bools(literals)) encoder.cnf.add([-encoder.bool(result), literal]);
  },
  array_bool_or_imp: (encoder, [literals, result]) =>
    encoder.cnf.add([-encoder.bool(result), ...encoder.bools(literals)]),
  bool2int: (encoder, [flag, integer]) => {
    const result = encoder.int(integer);
    equivalent(encoder, encoder.bool(flag), atLeast(result, 1), []);
    ordered(encoder, { values: [0], from: [TRUE] }, result, []);
    ordered(encoder, result, { values: [1], from: [TRUE] }, []);
  },
  int_plus: sum(1, 1),
  int_minus: sum(1, -1),
  int_negate: sum(-1),
  int_abs: (encoder, [a, result]) => {
    const [integer, size] = [encoder.int(a), encoder.int(result)];
    for (const value of integer.values) {
      const unless = differs(integer, value);
      encoder.cnf.add([...unless, atLeast(size, Math.abs(value))]);
      encoder.cnf.add([...unless, -atLeast(size, Math.abs(value) + 1)]);
    }
  },
  int_times: tabulated((a, b) => a * b),
  int_div: tabulated(quotient),
  int_mod: tabulated(remainder),
  int_pow: tabulated(power),
  int_pow_fixed: tabulated(power),
  int_min: (encoder, [a, b, result]) => minimum(encoder, encoder.int(result), [encoder.int(a), encoder.int(b)]),
  int_max: (encoder, [a, b, result]) => maximum(encoder, encoder.int(result), [encoder.int(a), encoder.int(b)]),
  array_int_minimum: (encoder, [result, array]) => minimum(encoder, encoder.int(result), encoder.ints(array)),
  array_int_maximum: (encoder, [result, array]) => maximum(encoder, encoder.int(result), encoder.ints(array)),
  array_int_element: element(equalInts),
  array_var_int_element: element(equalInts),
  array_bool_element: element(equalBools),
  array_var_bool_element: element(equalBools),
  fzn_if_then_else_int: choice(equalInts),
  fzn_if_then_else_var_int: choice(equalInts),
  fzn_if_then_else_bool: choice(equalBools),
  fzn_if_then_else_var_bool: choice(equalBools),
  all_different_int: allDifferent,
  fzn_all_different_int: allDifferent,
};
