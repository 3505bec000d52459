import type { Interval } from '../../../flatzinc';
import { and, FALSE, not, symbol, TRUE, type Term } from './term';

/**
 * An integer with few values, in the order encoding: one Boolean [x >= v] per value but the least
 * (Tamura, Taga, Kitagawa, Banbara, "Compiling finite linear CSP into SAT", Constraints 14, 2009).
 */
export interface OrderVariable {
  /** Ascending, at least one. */
  readonly values: readonly number[];
  /** [x >= values[k]] for k >= 1, at k - 1. */
  readonly literals: readonly Term[];
  atLeast(bound: number): Term;
  atMost(bound: number): Term;
  equals(value: number): Term;
  differs(value: number): Term;
}

/** A variable in the order encoding, named so that a reader of the script sees what each Boolean says. */
export function orderVariable(name: string, values: readonly number[]): OrderVariable {
  return orderVariableOf(
    values,
    values.slice(1).map((value) => symbol(`${name}>=${String(value)}`)),
  );
}

/** A Boolean as the integer 0 or 1. */
export function booleanAsInteger(literal: Term): OrderVariable {
  return orderVariableOf([0, 1], [literal]);
}

export function constantAsInteger(value: number): OrderVariable {
  return orderVariableOf([value], []);
}

function orderVariableOf(values: readonly number[], literals: readonly Term[]): OrderVariable {
  // Place of each value, and of the first value that is at least a bound.
  const places = new Map(values.map((value, place) => [value, place]));
  const firstAtLeast = (bound: number): number => {
    const exact = places.get(bound);
    if (exact !== undefined) return exact;
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? Infinity) >= bound) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const reaches = (place: number): Term => (place <= 0 ? TRUE : (literals[place - 1] ?? FALSE));
  const equals = (value: number): Term => {
    const place = places.get(value);
    return place === undefined ? FALSE : and([reaches(place), not(reaches(place + 1))]);
  };
  return {
    values,
    literals,
    atLeast: (bound) => reaches(firstAtLeast(bound)),
    atMost: (bound) => not(reaches(firstAtLeast(bound + 1))),
    equals,
    differs: (value) => not(equals(value)),
  };
}

/** The integers of ascending ranges, if they are at most `most`. */
export function fewValues(ranges: readonly Interval[], most: number): readonly number[] | undefined {
  const values: number[] = [];
  for (const { low, high } of ranges) {
    if (high - low >= most) return undefined;
    for (let value = low; value <= high; value++) values.push(value);
    if (values.length > most) return undefined;
  }
  return values;
}
