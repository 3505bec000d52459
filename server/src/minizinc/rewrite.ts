import type { Span } from '../text';

/** Replaces a stretch of a text; an empty stretch inserts. */
export interface Replacement extends Span {
  readonly newText: string;
}

/** A rewritten text, and where the offsets of the original went. */
export interface Rewritten {
  readonly text: string;
  /** The stretch that `span` became, with all that was inserted at its two ends. */
  moved(span: Span): Span;
}

/**
 * Applies replacements. They may touch; where several insert at one place they keep their order, and a replacement
 * inside an earlier, larger one is a programming error.
 */
export function rewrite(text: string, replacements: readonly Replacement[]): Rewritten {
  const ordered = [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const { start, end, newText } of ordered) {
    if (start < position) throw new Error('overlapping replacements');
    result += text.slice(position, start) + newText;
    position = end;
  }
  result += text.slice(position);
  const shift = (offset: number, counts: (replacement: Replacement) => boolean): number =>
    ordered.reduce((sum, item) => (counts(item) ? sum + item.newText.length - (item.end - item.start) : sum), offset);
  return {
    text: result,
    moved: ({ start, end }) => ({
      start: shift(start, (item) => item.end < start || (item.end === start && item.start < start)),
      end: shift(end, (item) => item.end <= end),
    }),
  };
}
