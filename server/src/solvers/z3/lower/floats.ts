import type { Value } from '../../../flatzinc';
import { argument, Unsupported, type Encoder, type LoweringTable } from './encoder';
import { and, implies, not, or, type Term } from './term';

/** Constraints over floats, exact over the reals (MiniZinc manual, "FlatZinc builtins"). */
export const floatConstraints: LoweringTable = {
  float_eq: (args, e) => compare('=', args, e),
  float_ne: (args, e) => not(compare('=', args, e)),
  float_le: (args, e) => compare('<=', args, e),
  float_lt: (args, e) => compare('<', args, e),
  float_lin_eq: (args, e) => linear('=', args, e),
  float_lin_ne: (args, e) => not(linear('=', args, e)),
  float_lin_le: (args, e) => linear('<=', args, e),
  float_lin_lt: (args, e) => linear('<', args, e),
  float_plus: (args, e) => `(= (+ ${real(e, args, 0)} ${real(e, args, 1)}) ${real(e, args, 2)})`,
  float_times: (args, e) => `(= (* ${real(e, args, 0)} ${real(e, args, 1)}) ${real(e, args, 2)})`,
  /** x / y = z, false where y is 0. */
  float_div: (args, e) =>
    and([
      not(`(= ${real(e, args, 1)} 0.0)`),
      isConstant(args, 1)
        ? `(= (/ ${real(e, args, 0)} ${real(e, args, 1)}) ${real(e, args, 2)})`
        : `(= ${real(e, args, 0)} (* ${real(e, args, 1)} ${real(e, args, 2)}))`,
    ]),
  float_abs: (args, e) => {
    const [x, y] = [real(e, args, 0), real(e, args, 1)];
    return `(= ${y} (ite (>= ${x} 0.0) ${x} (- ${x})))`;
  },
  float_sqrt: (args, e) => {
    const [x, y] = [real(e, args, 0), real(e, args, 1)];
    return and([`(>= ${y} 0.0)`, `(= (* ${y} ${y}) ${x})`]);
  },
  float_min: (args, e) => extreme('<=', args.slice(0, 2), argument(args, 2), e),
  float_max: (args, e) => extreme('>=', args.slice(0, 2), argument(args, 2), e),
  array_float_minimum: (args, e) => extreme('<=', e.array(argument(args, 1)), argument(args, 0), e),
  array_float_maximum: (args, e) => extreme('>=', e.array(argument(args, 1)), argument(args, 0), e),
  float_pow: power,
  /** x in low..high */
  float_in: (args, e) =>
    and([`(<= ${real(e, args, 1)} ${real(e, args, 0)})`, `(<= ${real(e, args, 0)} ${real(e, args, 2)})`]),
  /** x in [a1, a2] or in [a3, a4] ... */
  float_dom: (args, e) => {
    const x = real(e, args, 0);
    const ends = e.array(argument(args, 1)).map((value) => e.real(value));
    const ranges: Term[] = [];
    for (let place = 0; place + 1 < ends.length; place += 2)
      ranges.push(and([`(<= ${ends[place] ?? ''} ${x})`, `(<= ${x} ${ends[place + 1] ?? ''})`]));
    return or(ranges);
  },
  int2float: (args, e) => `(= ${real(e, args, 0)} ${real(e, args, 1)})`,
  /** y - 1 < x <= y */
  float_ceil: (args, e) => step(args, e, (x, y) => [`(< (- ${y} 1.0) ${x})`, `(<= ${x} ${y})`]),
  float_floor: (args, e) => step(args, e, (x, y) => [`(<= ${y} ${x})`, `(< ${x} (+ ${y} 1.0))`]),
  /** Half away from zero. */
  float_round: (args, e) =>
    step(args, e, (x, y) => [
      implies(`(>= ${x} 0.0)`, and([`(<= (- ${y} 0.5) ${x})`, `(< ${x} (+ ${y} 0.5))`])),
      implies(`(< ${x} 0.0)`, and([`(< (- ${y} 0.5) ${x})`, `(<= ${x} (+ ${y} 0.5))`])),
    ]),
};

function real(encoder: Encoder, args: readonly Value[], place: number): Term {
  return encoder.real(argument(args, place));
}

function isConstant(args: readonly Value[], place: number): boolean {
  return argument(args, place).kind !== 'variable';
}

function compare(operator: '=' | '<=' | '<', args: readonly Value[], encoder: Encoder): Term {
  return `(${operator} ${real(encoder, args, 0)} ${real(encoder, args, 1)})`;
}

function linear(operator: '=' | '<=' | '<', args: readonly Value[], encoder: Encoder): Term {
  const coefficients = encoder.array(argument(args, 0));
  const terms = encoder.array(argument(args, 1)).map((value, index) => {
    const coefficient = coefficients[index];
    if (coefficient === undefined) throw new Unsupported('a linear constraint has fewer coefficients than variables');
    return `(* ${encoder.real(coefficient)} ${encoder.real(value)})`;
  });
  return `(${operator} (+ 0.0 ${terms.join(' ')}) ${real(encoder, args, 2)})`;
}

function extreme(operator: '<=' | '>=', elements: readonly Value[], result: Value, encoder: Encoder): Term {
  const z = encoder.real(result);
  const terms = elements.map((value) => encoder.real(value));
  return and([...terms.map((x) => `(${operator} ${z} ${x})`), or(terms.map((x) => `(= ${z} ${x})`))]);
}

function step(args: readonly Value[], encoder: Encoder, meaning: (x: Term, y: Term) => Term[]): Term {
  return and(meaning(real(encoder, args, 0), `(to_real ${encoder.int(argument(args, 1))})`));
}

/** x ^ y = z for a constant whole y, or a half (a square root). */
function power(args: readonly Value[], encoder: Encoder): Term {
  const exponent = argument(args, 1);
  if (exponent.kind !== 'float' && exponent.kind !== 'int')
    throw new Unsupported('float_pow with a variable exponent is not a polynomial, which Z3 cannot solve');
  const [x, z] = [real(encoder, args, 0), real(encoder, args, 2)];
  const n = exponent.value;
  if (n === 0.5) return and([`(>= ${z} 0.0)`, `(= (* ${z} ${z}) ${x})`]);
  if (!Number.isInteger(n) || Math.abs(n) > 64)
    throw new Unsupported(`float_pow with the exponent ${String(n)} is not a polynomial Z3 can solve`);
  if (n === 0) return `(= ${z} 1.0)`;
  const product = Math.abs(n) === 1 ? x : `(* ${Array.from({ length: Math.abs(n) }, () => x).join(' ')})`;
  return n > 0 ? `(= ${product} ${z})` : reciprocal(x, product, z);
}

/** 1 / product = z, false at 0. */
function reciprocal(x: Term, product: Term, z: Term): Term {
  return and([not(`(= ${x} 0.0)`), `(= (* ${product} ${z}) 1.0)`]);
}
