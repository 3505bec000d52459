import { EvaluationError } from './scope';
import { intFunction, type Functionals, type Relations, type Relation } from './table';

/** `sum of coefficients * values - rhs`, exactly; only its sign and size are certain beyond 2^53. */
export function exactSum(coefficients: readonly number[], values: readonly number[], rhs: number): number {
  if (coefficients.length !== values.length) throw new EvaluationError('coefficients and variables differ in number');
  let sum = -rhs;
  let size = Math.abs(rhs);
  for (let i = 0; i < values.length; i++) {
    const product = (coefficients[i] ?? 0) * (values[i] ?? 0);
    sum += product;
    size += Math.abs(product);
  }
  if (size <= Number.MAX_SAFE_INTEGER) return sum;
  let exact = -BigInt(rhs);
  values.forEach((value, i) => (exact += BigInt(coefficients[i] ?? 0) * BigInt(value)));
  return Number(exact);
}

function compare(holds: (a: number, b: number) => boolean): Relation {
  return (scope, [a, b]) => holds(scope.int(a), scope.int(b));
}

function linear(holds: (difference: number) => boolean): Relation {
  return (scope, [coefficients, variables, rhs]) =>
    holds(exactSum(scope.ints(coefficients), scope.ints(variables), scope.int(rhs)));
}

export const integerRelations: Relations = {
  int_eq: compare((a, b) => a === b),
  int_ne: compare((a, b) => a !== b),
  int_le: compare((a, b) => a <= b),
  int_lt: compare((a, b) => a < b),
  int_ge: compare((a, b) => a >= b),
  int_gt: compare((a, b) => a > b),
  int_lin_eq: linear((difference) => difference === 0),
  int_lin_ne: linear((difference) => difference !== 0),
  int_lin_le: linear((difference) => difference <= 0),
  bool_lin_eq: linear((difference) => difference === 0),
  bool_lin_le: linear((difference) => difference <= 0),
};

/** Results beyond 2^53 fit no variable: they come back as infinite, which equals none. */
function exact(value: bigint): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : Infinity;
}

/** MiniZinc manual, "Operations on integers": a negative exponent means `1 div x^-y`. */
function power(base: number, exponent: number): number | undefined {
  if (exponent >= 0) {
    // A large exponent of anything but -1, 0, 1 fits nowhere; do not compute it.
    if (exponent > 64 && Math.abs(base) > 1) return Infinity;
    return Math.abs(base) <= 1 ? smallPower(base, exponent) : exact(BigInt(base) ** BigInt(exponent));
  }
  if (base === 0) return undefined;
  return Math.abs(base) === 1 ? smallPower(base, exponent) : 0;
}

/** Powers of -1, 0 and 1. */
function smallPower(base: number, exponent: number): number {
  if (base === 0) return exponent === 0 ? 1 : 0;
  return base === 1 || exponent % 2 === 0 ? 1 : -1;
}

function unary(compute: (a: number) => number): Functionals[string] {
  return intFunction((scope, [a]) => compute(scope.int(a)));
}

function binary(compute: (a: number, b: number) => number | undefined): Functionals[string] {
  return intFunction((scope, [a, b]) => compute(scope.int(a), scope.int(b)));
}

/** Division truncates towards zero and the remainder has the sign of the dividend, as in MiniZinc. */
export const integerFunctions: Functionals = {
  int_abs: unary(Math.abs),
  int_negate: unary((a) => -a),
  int_plus: binary((a, b) => exact(BigInt(a) + BigInt(b))),
  int_minus: binary((a, b) => exact(BigInt(a) - BigInt(b))),
  int_times: binary((a, b) => exact(BigInt(a) * BigInt(b))),
  int_div: binary((a, b) => (b === 0 ? undefined : (a - (a % b)) / b)),
  int_mod: binary((a, b) => (b === 0 ? undefined : a % b)),
  int_pow: binary(power),
  int_pow_fixed: binary(power),
  int_min: binary(Math.min),
  int_max: binary(Math.max),
  array_int_minimum: intFunction((scope, [, values]) => extremum(scope.ints(values), Math.min), 0),
  array_int_maximum: intFunction((scope, [, values]) => extremum(scope.ints(values), Math.max), 0),
};

export function extremum(values: readonly number[], pick: (a: number, b: number) => number): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => pick(a, b));
}
