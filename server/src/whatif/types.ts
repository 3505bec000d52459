import type { OutputValue } from '../outcome';
import type { SourceEdit, SourceRange, Span } from '../text';

/** One thing that was asked, as offsets of the question. */
export interface Asked {
  readonly text: string;
  readonly span: Span;
}

/** What is wrong with a question, and where in it. */
export interface QuestionProblem {
  readonly span: Span;
  readonly message: string;
}

/** A value that one solution has and another has not. */
export interface ValueChange {
  readonly name: string;
  readonly before: OutputValue;
  readonly after: OutputValue;
}

/** A number (or other literal) of the model or its data that can be tried with another value. */
export interface Parameter {
  /** How it is named in a change: `demand`, `demand[2]`, `price[Oats]`, `content[Oats,Energy]`. */
  readonly name: string;
  /** For people: the words of a `.problem` ("600 hours"), else the name. */
  readonly label: string;
  /** As it stands there. */
  readonly value: string;
  /** The literal in the model, the data or the words. */
  readonly place: SourceRange;
  /** The array that it is an entry of. */
  readonly array?: string;
}

/** Another value for a parameter, as MiniZinc writes it (in a `.problem`: a number). */
export interface ParameterChange {
  readonly name: string;
  readonly value: string;
}

export type EditsForChanges =
  | { readonly kind: 'edits'; readonly edits: readonly SourceEdit[] }
  /** `problem` is a sentence about the change at `index`. */
  | { readonly kind: 'wrong'; readonly index: number; readonly problem: string };
