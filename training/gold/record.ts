import type { CitedModel } from '../../server/src/prose/cited';

/** The gold of one problem as its author wrote it (training/corpus/FORMAT.md), before it is held against the text. */
export interface GoldRecord extends CitedModel {
  readonly id: string;
  readonly area: Area;
  readonly domain: string;
  readonly voice: string;
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
