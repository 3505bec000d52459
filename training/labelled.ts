import { rowClasses, rowOperators, tagLabels, type RowClass, type TagLabel } from '../server/src/prose/read/heads';
import type { Span } from '../server/src/text';

export { rowClasses, rowOperators as operators, tagLabels as labels };
export type Label = TagLabel;
export type { RowClass };
export type Operator = (typeof rowOperators)[number];

/** What a row says of one variable: nothing, the variable itself, or a number (any of the places it may stand at). */
export type Slot = 'zero' | 'one' | readonly Span[];

export interface LabelledRow {
  /** The number that is the limit, share or factor; for a comparison the words that compare. */
  readonly anchor: Span;
  readonly class: Exclude<RowClass, 'none'>;
  readonly operator: Operator;
  /** Of linear, total, bound and each, by variable. */
  readonly slots?: readonly Slot[];
  /** Of share (left only), multiple and comparison. */
  readonly left?: number;
  readonly right?: number;
}

/** A text with everything the network is to learn of it. */
export interface LabelledText {
  readonly text: string;
  readonly tags: readonly (Span & { readonly label: Label })[];
  /** The VAR tags again, with the variable each one means. */
  readonly mentions: readonly (Span & { readonly variable: number })[];
  readonly variables: number;
  /** Whether rows and objective are known; a text whose labels contradict each other teaches its tags only. */
  readonly linked: boolean;
  readonly rows: readonly LabelledRow[];
  readonly objective: readonly Slot[] | undefined;
  readonly direction: 'minimize' | 'maximize' | undefined;
  readonly problem: boolean;
  /** By variable: may it take fractions; undefined where that is not known. */
  readonly divisible: readonly (boolean | undefined)[];
}
