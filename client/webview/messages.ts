import type {
  Outcome,
  OutputValue,
  Parameter,
  ParameterChange,
  SourceRange,
  Stage,
  WhatIf,
  WhyNot,
} from '../../server/src/protocol';

/** What the result view and the extension say to each other. Plain data, JSON as it stands. */

/** A solution found on the way, before the best was proved. */
export interface Incumbent {
  readonly objective: number | null;
  readonly solution: Readonly<Record<string, OutputValue>>;
}

/** All that the view shows of one document. */
export interface AnswerView {
  /** The document's file name. */
  readonly title: string;
  /** What runs now; `stage` is undefined until the first is known. */
  readonly running:
    | {
        readonly request: 'solve' | 'explain';
        readonly stage: Stage | undefined;
        /** What is waited for at that stage. */
        readonly detail?: string;
        /** No solution can have a better objective than this. */
        readonly bound: number | undefined;
      }
    | undefined;
  /** Solutions in the order found, of the run that goes on or of the last one; the latest of a long list. */
  readonly incumbents: readonly Incumbent[];
  /** How many solutions were found, those no longer listed included. */
  readonly found: number;
  readonly outcome: Outcome | undefined;
  /** The outcome is for a text that has changed since. */
  readonly stale: boolean;
  /** Why there is no outcome: stopped, or failed; a sentence. */
  readonly notice: string | undefined;
  /** What looking for a solution while one types has come to, since the last edit. */
  readonly recheck: 'running' | 'feasible' | 'unknown' | undefined;
  readonly whyNot: Question | undefined;
  readonly whatIf: Trial | undefined;
  /** What can be tried with another value; empty while the outcome is stale. */
  readonly parameters: readonly Parameter[];
}

/** A question that was asked; `answer` is undefined until there is one. */
export interface Question {
  readonly question: string;
  readonly answer: WhyNot | undefined;
}

/** Values that were tried; `answer` is undefined until there is one. */
export interface Trial {
  readonly changes: readonly ParameterChange[];
  readonly answer: WhatIf | undefined;
}

export type ToView = { readonly kind: 'show'; readonly view: AnswerView };

export type FromView =
  /** The page is there and wants its view. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'solve' }
  | { readonly kind: 'explain' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'reveal'; readonly place: SourceRange }
  /** Apply the outcome's repair with this index. */
  | { readonly kind: 'repair'; readonly index: number }
  | { readonly kind: 'whyNot'; readonly question: string }
  | { readonly kind: 'whatIf'; readonly changes: readonly ParameterChange[] }
  /** Write what was tried into the source. */
  | { readonly kind: 'apply' }
  | { readonly kind: 'clear'; readonly what: 'whyNot' | 'whatIf' };
