import type { AssignedValue, Value } from '../types';
import type { Scope } from './scope';
import type { Truth } from './truth';

export type Args = readonly (Value | undefined)[];

/** Whether values satisfy a predicate. */
export type Relation = (scope: Scope, args: Args) => Truth;

/** A predicate that says: one argument is a function of the others. */
export interface Functional {
  /** Index of the argument that is the result; -1: the last. */
  readonly result: number;
  readonly type: 'int' | 'float' | 'bool' | 'set';
  /** undefined: the function has no value there (a division by zero, an index outside), the predicate is false. */
  readonly compute: (scope: Scope, args: Args) => AssignedValue | undefined;
  /**
   * Floats only: other values to accept, because the result is sensitive to its arguments. The result may lie anywhere
   * between them, and within the tolerance of that.
   */
  readonly spread?: (scope: Scope, args: Args) => readonly number[];
}

export type Relations = Readonly<Record<string, Relation>>;
export type Functionals = Readonly<Record<string, Functional>>;

/** A function whose result is the last argument. */
export function intFunction(compute: (scope: Scope, args: Args) => number | undefined, result = -1): Functional {
  return { type: 'int', result, compute };
}
export function boolFunction(compute: (scope: Scope, args: Args) => boolean | undefined, result = -1): Functional {
  return { type: 'bool', result, compute };
}
export function setFunction(compute: (scope: Scope, args: Args) => Iterable<number> | undefined): Functional {
  return {
    type: 'set',
    result: -1,
    compute: (scope, args) => {
      const elements = compute(scope, args);
      return elements === undefined ? undefined : [...elements].sort((a, b) => a - b);
    },
  };
}
