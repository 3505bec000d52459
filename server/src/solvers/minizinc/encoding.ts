import type { Assignment } from '../../flatzinc';

/**
 * A model as FlatZinc text for one of MiniZinc's engines, and the way back. Variables are named `v0`, `v1`, ...:
 * FlatZinc as text has no quoted identifiers. All are output, so that an answer can be checked.
 */
export interface Encoding {
  readonly text: string;
  /**
   * The assignment of an answer, from what the engine printed for `v0`, `v1`, ...; undefined where that does not hold,
   * as an engine of floating point may print.
   */
  read(
    printed: readonly string[],
  ): { readonly assignment: Assignment; readonly objective: number | undefined } | undefined;
}

/** The model without its goal: to tell infeasible from unbounded. */
export function withoutGoal(text: string): string {
  return text.replace(/^solve.* (?:minimize|maximize) .*$/m, 'solve satisfy;');
}

/** A double as FlatZinc writes it. */
export function float(value: number): string {
  const text = String(value === 0 ? 0 : value).replace('e+', 'e');
  return /[.e]/.test(text) ? text : `${text}.0`;
}
