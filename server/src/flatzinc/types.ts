import type { SourceRange } from '../text';

/**
 * Typed FlatZinc, the waist of the house: what every engine starts from. Built from the compiler's JSON form
 * (MiniZinc manual, "FlatZinc JSON format") by `readFlatZinc`.
 */
export interface FlatZinc {
  readonly variables: ReadonlyMap<string, Variable>;
  /** Named arrays; their elements may be variable names or constants. */
  readonly arrays: ReadonlyMap<string, readonly Value[]>;
  readonly constraints: readonly FlatConstraint[];
  /** Names of variables and arrays whose values make the answer, in the compiler's order. */
  readonly output: readonly string[];
  readonly goal: Goal;
}

export type VariableType = 'bool' | 'int' | 'float' | 'set of int';

export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  /**
   * int: inclusive ranges in ascending order; float: one inclusive range; set of int: the largest the set can be.
   * undefined: unbounded (a set always has a domain).
   */
  readonly domain: readonly Interval[] | undefined;
  /** Fixed right-hand side (`var int: x = y;`), rarely given. */
  readonly value: Value | undefined;
  readonly introduced: boolean;
  /** Whether some constraint defines it functionally. */
  readonly defined: boolean;
}

/**
 * Inclusive. -Infinity and Infinity stand for no bound. Integers beyond 2^53 are refused by the reader, or are no bound
 * where the compiler worked the bound of a defined variable out.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export type Value =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'set'; readonly ranges: readonly Interval[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** A reference to `FlatZinc.arrays`, or a literal array. `resolveArray` flattens both. */
  | { readonly kind: 'arrayRef'; readonly name: string }
  | { readonly kind: 'array'; readonly elements: readonly Value[] };

export interface FlatConstraint {
  /** The predicate: `int_lin_le`, `bool_clause_reif`, `fzn_all_different_int`, ... */
  readonly id: string;
  readonly args: readonly Value[];
  readonly origin: Origin | undefined;
  /** How an engine may treat it (`domain_propagation`, `defines_var(x)`); absent where there is nothing to say. */
  readonly annotations?: readonly Annotation[];
}

export type Goal = Satisfaction | Optimisation;

interface Satisfaction {
  readonly kind: 'satisfy';
  /** Search annotations of the solve item (`int_search(...)`), absent where it has none. They change no solution. */
  readonly search?: readonly Annotation[];
}

interface Optimisation {
  readonly kind: 'minimize' | 'maximize';
  readonly objective: Value;
  readonly search?: readonly Annotation[];
}

/** Advice to engines; it changes no solution. An atom has no arguments. */
export interface Annotation {
  readonly kind: 'annotation';
  readonly name: string;
  readonly args: readonly AnnotationArgument[];
}

export type AnnotationArgument =
  | Annotation
  | Exclude<Value, { readonly kind: 'array' }>
  | { readonly kind: 'list'; readonly elements: readonly AnnotationArgument[] };

/** Where something came from: the smallest expression the user wrote, with the loop values it was made for. */
export interface Origin extends SourceRange {
  readonly text: string;
  /** Loop values by name: `{ i: "2", d: "Tue" }`. */
  readonly indices: Readonly<Record<string, string>>;
}

/** Values of variables by name, as an engine gave them. Sets are ascending lists of their elements. */
export type Assignment = ReadonlyMap<string, AssignedValue>;
export type AssignedValue = boolean | number | readonly number[] | ExactNumber;

/** An exact rational for floats (engines that compute exactly give these): numerator / denominator. */
export interface ExactNumber {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a model is, and so who solves it. */
export type Paradigm = 'lp' | 'milp' | 'cp' | 'sat' | 'smt';
