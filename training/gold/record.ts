/** The gold of one problem as its author wrote it (training/corpus/FORMAT.md), before it is held against the text. */
export interface GoldRecord {
  readonly id: string;
  readonly area: Area;
  readonly domain: string;
  readonly voice: string;
  readonly text: string;
  /** Line of the head in its file, counted from 1. */
  readonly line: number;
  readonly statements: readonly Statement[];
  readonly answer: Answer;
  /** Line of the answer in its file, counted from 1. */
  readonly answerLine: number;
}

export const areas = ['linear', 'logic', 'indexed', 'scheduling', 'satisfaction'] as const;
export type Area = (typeof areas)[number];

export const answerKinds = ['optimal', 'satisfied', 'infeasible', 'unbounded', 'incomplete', 'no problem'] as const;
export interface Answer {
  readonly kind: (typeof answerKinds)[number];
  /** Of `optimal`; undefined where the checker is to fill it in. */
  readonly value: number | undefined;
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
  /** In its file, counted from 1. */
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

/** Something that is wrong with a problem of the corpus. */
export interface Fault {
  /** In its file, counted from 1. */
  readonly line: number;
  readonly message: string;
}
