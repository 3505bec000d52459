import { EvaluationError } from './scope';
import { extremum } from './integers';
import { intFunction, type Functional, type Functionals, type Relation, type Relations } from './table';
import type { Truth } from './truth';

/**
 * How far apart numbers may be and still count as equal: 1e-6, absolute up to size 1 and relative to the size beyond. In
 * a sum whose coefficients are all below 1 the largest of them takes the place of 1.
 * Strict inequalities are held to it as well, so `x < 3.0` is not denied for x = 3.0.
 */
export const tolerance = 1e-6;

export function within(size: number): number {
  return tolerance * Math.max(1, size);
}

/** The truth of `difference <relation> 0`, to be told apart from 0 by more than `slack`. */
function judge(relation: 'eq' | 'ne' | 'le' | 'lt', difference: number, slack: number): Truth {
  if (Number.isNaN(difference)) return false;
  const near = Math.abs(difference) <= slack;
  switch (relation) {
    case 'eq':
      return difference === 0 || (near && 'either');
    case 'ne':
      return near ? (difference === 0 ? false : 'either') : true;
    case 'le':
    case 'lt':
      return near ? 'either' : difference < 0;
  }
}

/** The truth of `left <relation> right`. */
export function compareFloats(relation: 'eq' | 'ne' | 'le' | 'lt', left: number, right: number): Truth {
  return judge(relation, left === right ? 0 : left - right, within(Math.max(Math.abs(left), Math.abs(right))));
}

function compare(relation: 'eq' | 'ne' | 'le' | 'lt'): Relation {
  return (scope, [a, b]) => compareFloats(relation, scope.float(a), scope.float(b));
}

function linear(relation: 'eq' | 'ne' | 'le' | 'lt'): Relation {
  return (scope, [coefficients, variables, rhs]) => {
    const factors = scope.floats(coefficients);
    const values = scope.floats(variables);
    if (factors.length !== values.length) throw new EvaluationError('coefficients and variables differ in number');
    let difference = -scope.float(rhs);
    // A row of small coefficients says as much as the same row times a million: its slack is small too.
    const unit = Math.min(
      1,
      factors.reduce((largest, factor) => Math.max(largest, Math.abs(factor)), 0),
    );
    let size = Math.max(unit, Math.abs(difference));
    factors.forEach((factor, index) => {
      const product = factor * (values[index] ?? 0);
      difference += product;
      size = Math.max(size, Math.abs(product));
    });
    return judge(relation, difference, tolerance * size);
  };
}

export const floatRelations: Relations = {
  float_eq: compare('eq'),
  float_ne: compare('ne'),
  float_le: compare('le'),
  float_lt: compare('lt'),
  float_lin_eq: linear('eq'),
  float_lin_ne: linear('ne'),
  float_lin_le: linear('le'),
  float_lin_lt: linear('lt'),
  float_in: (scope, [value, low, high]) => {
    const x = scope.float(value);
    return inRange(x, scope.float(low), scope.float(high));
  },
  /** Ends of ranges in pairs. */
  float_dom: (scope, [value, ends]) => {
    const x = scope.float(value);
    const bounds = scope.floats(ends);
    let result: Truth = false;
    for (let i = 0; i + 1 < bounds.length; i += 2) {
      const inside = inRange(x, bounds[i] ?? NaN, bounds[i + 1] ?? NaN);
      if (inside === true) return true;
      if (inside === 'either') result = 'either';
    }
    return result;
  },
};

function inRange(x: number, low: number, high: number): Truth {
  if (low <= x && x <= high) return true;
  return (low - x <= within(Math.abs(low)) && x - high <= within(Math.abs(high)) && 'either') || false;
}

/**
 * A function of floats. Since arguments are only known within the tolerance, the result may be that of any argument as
 * far off.
 */
function floatFunction(compute: (...operands: number[]) => number, arity: 1 | 2): Functional {
  const defined = (operands: number[]): number | undefined => {
    const result = compute(...operands);
    return Number.isNaN(result) ? undefined : result;
  };
  return {
    type: 'float',
    result: -1,
    compute: (scope, args) => defined(args.slice(0, arity).map(scope.float)),
    spread: (scope, args) => {
      const operands = args.slice(0, arity).map(scope.float);
      return operands.flatMap((operand, index) =>
        [-1, 1].flatMap((sign) => {
          const result = defined(operands.with(index, operand + sign * within(Math.abs(operand))));
          return result !== undefined && Number.isFinite(result) ? [result] : [];
        }),
      );
    },
  };
}

const unary = (compute: (a: number) => number): Functional => floatFunction(compute, 1);
const binary = (compute: (a: number, b: number) => number): Functional => floatFunction(compute, 2);

/** A whole number near a float; a float that is a whole number but for noise counts as that number. */
function rounding(round: (a: number) => number): Functional {
  return {
    ...intFunction((scope, [a]) => round(scope.float(a))),
    spread: (scope, [a]) => {
      const value = scope.float(a);
      return [round(value - within(Math.abs(value))), round(value + within(Math.abs(value)))];
    },
  };
}

export const floatFunctions: Functionals = {
  float_plus: binary((a, b) => a + b),
  float_minus: binary((a, b) => a - b),
  float_times: binary((a, b) => a * b),
  float_div: binary((a, b) => (b === 0 ? NaN : a / b)),
  float_pow: binary((a, b) => a ** b),
  float_min: binary(Math.min),
  float_max: binary(Math.max),
  float_negate: unary((a) => -a),
  float_abs: unary(Math.abs),
  float_sqrt: unary(Math.sqrt),
  float_exp: unary(Math.exp),
  float_ln: unary(Math.log),
  float_log2: unary(Math.log2),
  float_log10: unary(Math.log10),
  float_sin: unary(Math.sin),
  float_cos: unary(Math.cos),
  float_tan: unary(Math.tan),
  float_asin: unary(Math.asin),
  float_acos: unary(Math.acos),
  float_atan: unary(Math.atan),
  float_sinh: unary(Math.sinh),
  float_cosh: unary(Math.cosh),
  float_tanh: unary(Math.tanh),
  float_asinh: unary(Math.asinh),
  float_acosh: unary(Math.acosh),
  float_atanh: unary(Math.atanh),
  float_ceil: rounding(Math.ceil),
  float_floor: rounding(Math.floor),
  float_round: rounding((a) => Math.sign(a) * Math.round(Math.abs(a))),
  int2float: { type: 'float', result: -1, compute: (scope, [a]) => scope.int(a) },
  array_float_minimum: {
    type: 'float',
    result: 0,
    compute: (scope, [, values]) => extremum(scope.floats(values), Math.min),
  },
  array_float_maximum: {
    type: 'float',
    result: 0,
    compute: (scope, [, values]) => extremum(scope.floats(values), Math.max),
  },
};
