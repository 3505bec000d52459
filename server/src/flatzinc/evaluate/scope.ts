import type { Assignment, AssignedValue, ExactNumber, FlatZinc, Interval, Value } from '../types';

/** A value is missing, is of the wrong type, or is too large to compute with exactly: nothing can be said. */
export class EvaluationError extends Error {}

/** Reads arguments of constraints under an assignment. Every reader throws `EvaluationError` where it cannot. */
export interface Scope {
  int(value: Value | undefined): number;
  float(value: Value | undefined): number;
  bool(value: Value | undefined): boolean;
  set(value: Value | undefined): ReadonlySet<number>;
  ints(value: Value | undefined): number[];
  floats(value: Value | undefined): number[];
  bools(value: Value | undefined): boolean[];
  sets(value: Value | undefined): ReadonlySet<number>[];
  array(value: Value | undefined): readonly Value[];
}

export function openScope(model: FlatZinc, assignment: Assignment): Scope {
  const assigned = (name: string): AssignedValue => {
    const value = assignment.get(name);
    if (value === undefined) throw new EvaluationError(`the solution gives no value for "${name}"`);
    return value;
  };
  const wrong = (value: Value | undefined, expected: string): never => {
    throw new EvaluationError(`${expected} is expected, ${value?.kind ?? 'nothing'} is given`);
  };

  const scope: Scope = {
    int(value) {
      if (value?.kind === 'int') return value.value;
      if (value?.kind === 'bool') return value.value ? 1 : 0;
      if (value?.kind !== 'variable') return wrong(value, 'an integer');
      return asInteger(assigned(value.name), value.name);
    },
    float(value) {
      if (value?.kind === 'float' || value?.kind === 'int') return value.value;
      if (value?.kind !== 'variable') return wrong(value, 'a number');
      return asNumber(assigned(value.name), value.name);
    },
    bool(value) {
      if (value?.kind === 'bool') return value.value;
      if (value?.kind !== 'variable') return wrong(value, 'a Boolean');
      const truth = assigned(value.name);
      return typeof truth === 'boolean' ? truth : wrong(value, 'a Boolean');
    },
    set(value) {
      if (value?.kind === 'set') return rangeElements(value.ranges);
      if (value?.kind !== 'variable') return wrong(value, 'a set');
      const elements = assigned(value.name);
      return isElements(elements) ? new Set(elements) : wrong(value, 'a set');
    },
    array(value) {
      if (value?.kind === 'array') return value.elements;
      const elements = value?.kind === 'arrayRef' ? model.arrays.get(value.name) : undefined;
      return elements ?? wrong(value, 'an array');
    },
    ints: (value) => scope.array(value).map(scope.int),
    floats: (value) => scope.array(value).map(scope.float),
    bools: (value) => scope.array(value).map(scope.bool),
    sets: (value) => scope.array(value).map(scope.set),
  };
  return scope;
}

export function isElements(value: AssignedValue): value is readonly number[] {
  return Array.isArray(value);
}

function isExact(value: AssignedValue): value is ExactNumber {
  return typeof value === 'object' && 'denominator' in value;
}

function asInteger(value: AssignedValue, name: string): number {
  const number = typeof value === 'boolean' ? Number(value) : asNumber(value, name);
  if (!Number.isInteger(number)) throw new EvaluationError(`"${name}" is an integer variable, its value is ${number}`);
  if (!Number.isSafeInteger(number)) throw new EvaluationError(`the value of "${name}" is beyond ±2^53`);
  return number;
}

/** The double nearest to a number. */
export function asNumber(value: AssignedValue, name: string): number {
  if (typeof value === 'number') return value;
  if (isExact(value)) return toDouble(value);
  throw new EvaluationError(`"${name}" is a number variable, its value is none`);
}

/** The double nearest to a rational, also where numerator or denominator alone are too large for one. */
export function toDouble({ numerator, denominator }: ExactNumber): number {
  const direct = Number(numerator) / Number(denominator);
  const both = Number.isSafeInteger(Number(numerator)) && Number.isSafeInteger(Number(denominator));
  if (both || numerator === 0n) return direct;
  // 64 significant bits of the quotient are more than a double holds; the exponent is put back afterwards.
  const sign = numerator < 0n ? -1 : 1;
  const size = numerator < 0n ? -numerator : numerator;
  const shift = 64 - (size.toString(2).length - denominator.toString(2).length);
  const quotient = shift >= 0 ? (size << BigInt(shift)) / denominator : size / (denominator << BigInt(-shift));
  return (sign * Number(quotient)) / 2 ** shift;
}

/** The elements of a set given by ranges. A set that could never be listed cannot be evaluated. */
function rangeElements(ranges: readonly Interval[]): ReadonlySet<number> {
  const elements = new Set<number>();
  for (const { low, high } of ranges) {
    if (!(high - low < 10_000_000)) throw new EvaluationError('a set has more than ten million elements');
    for (let element = low; element <= high; element++) elements.add(element);
  }
  return elements;
}
