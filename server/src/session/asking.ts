import type { Conflict, Outcome, OutcomeStatus, OutputValue } from '../outcome';
import type { Diagnostic, SourceEdit } from '../text';
import type { Asked, Parameter, ParameterChange, QuestionProblem, ValueChange } from '../whatif';
import type { SolveFileOptions } from './types';

/** Questions about an answer: why not this one, and what if that were another. */

export type AskOptions = Pick<SolveFileOptions, 'solver' | 'timeLimitMs' | 'data' | 'onProgress'> & {
  /** The answer to the text as it stands, where there is one already: it is not solved again. */
  readonly known?: Outcome;
};

/** The answer to "why not this one?". `title` is a sentence that says it all in short. */
export type WhyNot = { readonly file: string; readonly question: string; readonly title: string } & (
  | WhyNotPossible
  | WhyNotImpossible
  /** The model has no solution, whatever is asked. */
  | { readonly kind: 'infeasible'; readonly conflicts: readonly Conflict[] }
  /** The question itself is wrong. */
  | { readonly kind: 'question'; readonly problems: readonly QuestionProblem[] }
  /** There is no model to ask: the file is in error or lacks something. */
  | { readonly kind: 'error'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'unknown' }
);

/** It can be had: the best solution with it. */
export interface WhyNotPossible {
  readonly kind: 'possible';
  readonly status: Extract<OutcomeStatus, 'optimal' | 'satisfied' | 'unbounded'>;
  readonly objective: number | null;
  /** The objective of the best solution without it; null where there is none or it is not known. */
  readonly best: number | null;
  /** What the objective is called. */
  readonly objectiveName: string;
  readonly solution: Readonly<Record<string, OutputValue>>;
  readonly output: string | null;
  /** What else changes against the best solution without it. */
  readonly changes: readonly ValueChange[];
  readonly checked: boolean;
  readonly reason?: string;
}

/** It cannot be had. */
export interface WhyNotImpossible {
  readonly kind: 'impossible';
  /** Each a proved minimal conflict of constraints of the model with what was asked; no parts: it contradicts itself. */
  readonly conflicts: readonly AskedConflict[];
  /** `direct`: each of these is broken by itself; else they cannot hold together with what was asked. */
  readonly direct: boolean;
  /** With `direct`: these are all that are broken by themselves. */
  readonly complete: boolean;
  /** On the broken lines. */
  readonly diagnostics: readonly Diagnostic[];
  readonly reason?: string;
}

export interface AskedConflict extends Conflict {
  /** What of the question takes part. */
  readonly asked: readonly Asked[];
}

/** The answer to "what if this were another?". Nothing is written anywhere: `edits` would do that. */
export type WhatIf = { readonly file: string; readonly title: string } & (
  | {
      readonly kind: 'outcome';
      readonly before: Outcome;
      readonly after: Outcome;
      readonly changed: readonly (ParameterChange & { readonly label: string; readonly before: string })[];
      /** The values that differ. */
      readonly values: readonly ValueChange[];
      /** What writes the changes into the source; empty where that cannot be done, with why in `reason`. */
      readonly edits: readonly SourceEdit[];
      readonly reason?: string;
    }
  /** The change with this index is wrong; `title` says why. */
  | { readonly kind: 'wrong'; readonly index: number }
  | { readonly kind: 'error'; readonly diagnostics: readonly Diagnostic[] }
);

export type { Asked, Parameter, ParameterChange, QuestionProblem, ValueChange };
