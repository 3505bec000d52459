import type { Paradigm } from './flatzinc';
import type { SolverId } from './solvers';
import type { Diagnostic, SourceEdit, SourceRange } from './text';

export type OutcomeStatus =
  | 'optimal'
  | 'satisfied'
  | 'infeasible'
  | 'unbounded'
  | 'unknown'
  | 'incomplete' // a .problem that lacks something it must have; `questions` say what
  | 'error'; // the source is wrong, or could not be read; `diagnostics` say where

/**
 * The value of one output variable by the user's own name. Enums are their names, sets `{ set: [...] }`, arrays and
 * tuples lists, records objects of their fields; null is an optional variable's absence.
 */
export type OutputValue =
  number | boolean | string | null | OutputSet | readonly OutputValue[] | { readonly [field: string]: OutputValue };

export interface OutputSet {
  readonly set: readonly (number | string)[];
}

/** Tells a set from a record (one with a list named `set` as its only field counts as a set). */
export function isOutputSet(value: OutputSet | { readonly [field: string]: OutputValue }): value is OutputSet {
  return Array.isArray(value.set) && Object.keys(value).length === 1;
}

/** A value as MiniZinc writes it: arrays in brackets, tables by rows. */
export function literalOf(value: OutputValue): string {
  if (value === null) return '<>';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value).replace('e+', 'e');
  if (typeof value === 'string') return value;
  if (isList(value)) {
    const rows = value.flatMap((row) => (isList(row) && !row.some(isList) ? [row] : []));
    if (rows.length === 0 || rows.length < value.length) return `[${value.map(literalOf).join(', ')}]`;
    return `[| ${rows.map((row) => row.map(literalOf).join(', ')).join(' | ')} |]`;
  }
  if (isOutputSet(value)) return `{${value.set.join(', ')}}`;
  const fields = Object.entries(value).map(([field, inner]) => `${field}: ${literalOf(inner)}`);
  return `(${fields.join(', ')})`;
}

/** Narrows to a list; `Array.isArray` does not for readonly ones. */
function isList(value: OutputValue): value is readonly OutputValue[] {
  return Array.isArray(value);
}

/** What solving one file gave: feeds diagnostics, panel and CLI alike. Plain data, JSON as it stands. */
export interface Outcome {
  readonly file: string;
  readonly status: OutcomeStatus;
  readonly objective: number | null;
  /** No solution has a better objective than this; null where nothing is proved. */
  readonly bound: number | null;
  readonly solution: Readonly<Record<string, OutputValue>>;
  /** Of a problem in words, by family of variables: by index what its things are called, in the order of the values. */
  readonly axes?: Readonly<Record<string, readonly (readonly string[])[]>> | undefined;
  /** Every solution of `--all`, else absent. */
  readonly solutions?: readonly Readonly<Record<string, OutputValue>>[];
  /** What the model's `output` item prints. */
  readonly output: string | null;
  readonly solver: SolverId | null;
  /** A second engine that found the same, where one was asked. */
  readonly confirmedBy: SolverId | null;
  readonly paradigm: Paradigm | null;
  /** Our own evaluator found every constraint satisfied by `solution`. */
  readonly checked: boolean;
  readonly wallMs: number;
  readonly statistics: Readonly<Record<string, number>>;
  /** Of an LP solved to the best: what relaxing each constraint is worth. */
  readonly shadowPrices?: readonly ShadowPrice[];
  /**
   * Of an LP solved to the best, by variable (an array as the list of its elements): the change of the objective per unit
   * by which the bound that the variable stands at grows; 0 between its bounds.
   */
  readonly reducedCosts?: Readonly<Record<string, OutputValue>>;
  /** Of an LP solved to the best, where no more is tight than must be. */
  readonly objectiveRanges?: readonly ObjectiveRange[];
  readonly conflicts: readonly Conflict[];
  readonly overview?: ConflictOverview;
  readonly repairs: readonly Repair[];
  readonly questions: readonly Question[];
  readonly diagnostics: readonly Diagnostic[];
  /** Why the status is `unknown`, a solution not proved to be the best, or a conflict or repairs missing; a sentence. */
  readonly reason?: string;
}

/** What one of the user's constraints costs at the best solution of an LP. */
export interface ShadowPrice extends ConflictPart {
  readonly relation: 'limit' | 'equation';
  /**
   * How much better the objective gets, never less than 0, per unit by which the number on the constraint's right-hand
   * side is relaxed, for a small enough change; of an equation, per unit to its better side.
   */
  readonly price: number;
  /** How far the two sides are apart; 0 where the constraint is tight. */
  readonly slack: number;
  /**
   * By how much the right-hand side can be relaxed (of an equation: moved to its better side) and tightened with the price
   * still right; null: without end. Absent where more is tight than must be, so that no range can be told.
   */
  readonly reach?: { readonly relax: number | null; readonly tighten: number | null };
  /** The same as numbers of the text: the limit as it stands there, and from where to where the price is right. */
  readonly limit?: { readonly value: number; readonly low: number | null; readonly high: number | null };
}

/** Between which coefficients of a variable in the objective of an LP the solution stays the best; null: without end. */
export interface ObjectiveRange {
  /** Of an array's element with its place, from 1: `baked #2`. */
  readonly name: string;
  readonly coefficient: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A minimal unsatisfiable subset (MUS), told as places in the user's own text. */
export interface Conflict {
  readonly parts: readonly ConflictPart[];
}

export interface ConflictPart extends SourceRange {
  /** What stands there. */
  readonly text: string;
  /** Loop values by name. */
  readonly indices: Readonly<Record<string, string>>;
  /** Absent: a constraint. */
  readonly kind?: 'constraint' | 'domain' | 'data';
  /** The user said that it must hold (`:: hard`, "must"), or the settings do: repairs leave it alone. */
  readonly hard?: boolean;
  /** For a line inside a predicate: the calls that lead to it, outermost first. */
  readonly calls?: readonly Pick<ConflictPart, 'file' | 'range' | 'text' | 'indices'>[];
}

/** What all conflicts of a model are together; only where every one was asked for. */
export interface ConflictOverview {
  /** Every conflict and every correction was found; else these are some of them. */
  readonly complete: boolean;
  /** The first conflict is proved to be one of the smallest. */
  readonly smallestFirst: boolean;
  /** Parts that are in every conflict: changing one of them well enough repairs the model. */
  readonly inEvery: readonly ConflictPart[];
  /** Minimal correction subsets (MCS): parts without which the rest has a solution, the cheapest first. */
  readonly corrections: readonly (readonly ConflictPart[])[];
}

export interface Repair {
  readonly title: string;
  readonly kind: 'drop' | 'relax' | 'soften';
  readonly edits: readonly SourceEdit[];
  /** The objective's best value once repaired, of a softened constraint with its penalty; null where there is none. */
  readonly objectiveAfter: number | null;
}

export interface Question extends SourceRange {
  readonly text: string;
}
