import type { Span } from '../../text';

/**
 * A cited model: what a problem means, with every name, number and rule tied to the words of the text it comes from
 * (training/corpus/FORMAT.md tells the statements one by one). Written by the authors of the corpus and by language
 * models; nothing in it is trusted before it has been held against the text.
 */
export interface CitedModel {
  readonly text: string;
  /** Of the whole, for faults that are no statement's. */
  readonly line: number;
  readonly statements: readonly Statement[];
  /** false: the text is no optimisation or constraint problem, and there are no statements. */
  readonly isProblem: boolean;
}

/** Words of the text. `place` counts from 1 where the author said which of several places is meant. */
export interface Quote {
  readonly words: string;
  readonly place: number | undefined;
}

export interface Member {
  readonly id: string;
  readonly quotes: readonly Quote[];
}

interface Line {
  /** Where it is written, for faults to name: in a file of the corpus its line, counted from 1. */
  readonly line: number;
}

export type Statement =
  | (Line & {
      readonly kind: 'set';
      readonly id: string;
      readonly quotes: readonly Quote[];
      readonly members: readonly Member[];
    })
  | (Line & {
      readonly kind: 'range';
      readonly id: string;
      readonly quotes: readonly Quote[];
      readonly from: string;
      readonly to: string;
    })
  | (Line & {
      readonly kind: 'data';
      readonly id: string;
      readonly sets: readonly string[];
      readonly quotes: readonly Quote[];
      readonly fallback: string | undefined;
      /** Row by row; `_` for what is not told. */
      readonly values: readonly (readonly string[])[];
    })
  | (Line & {
      readonly kind: 'pairs';
      readonly id: string;
      readonly sets: readonly string[];
      readonly quotes: readonly Quote[];
      readonly pairs: readonly (readonly string[])[];
    })
  | (Line & {
      readonly kind: 'var';
      readonly id: string;
      readonly sets: readonly string[];
      readonly quotes: readonly Quote[];
      readonly type: string;
    })
  | (Line & {
      readonly kind: 'let';
      readonly id: string;
      readonly quotes: readonly Quote[];
      readonly expression: string;
    })
  | (Line & {
      readonly kind: 'objective';
      readonly direction: 'minimize' | 'maximize';
      readonly quotes: readonly Quote[];
      readonly expression: string;
    })
  | (Line & {
      readonly kind: 'constraint';
      readonly force: 'asked' | 'soft' | 'implied';
      readonly quotes: readonly Quote[];
      readonly expression: string;
    })
  | (Line & {
      readonly kind: 'missing';
      readonly what: MissingKind;
      readonly quotes: readonly Quote[];
      readonly question: string;
    })
  | (Line & { readonly kind: 'either'; readonly quotes: readonly Quote[]; readonly readings: readonly string[] })
  | (Line & { readonly kind: 'ignore'; readonly quotes: readonly Quote[]; readonly numbers: readonly string[] });

export const missingKinds = ['coefficient', 'limit', 'objective', 'data', 'meaning'] as const;
export type MissingKind = (typeof missingKinds)[number];

/** Something that is wrong with a cited model. */
export interface Fault {
  /** Of the statement, or of the model as a whole. */
  readonly line: number;
  readonly message: string;
  /** Set where the fault is that nothing is said of this number of the text. */
  readonly unused?: Span;
}
