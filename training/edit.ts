import type { Span } from '../server/src/text';
import type { LabelledRow, LabelledText, Slot } from './labelled';

export interface Replacement extends Span {
  readonly text: string;
}

/** Rewrites pieces of a labelled text that do not overlap and moves every label along; labels inside a removed piece go. */
export function rewrite(source: LabelledText, replacements: readonly Replacement[]): LabelledText {
  const ordered = [...replacements].sort((a, b) => a.start - b.start);
  let text = '';
  let position = 0;
  for (const each of ordered) {
    text += source.text.slice(position, each.start) + each.text;
    position = each.end;
  }
  text += source.text.slice(position);
  const move = (span: Span): Span | undefined => {
    let shift = 0;
    for (const each of ordered) {
      if (each.end <= span.start) shift += each.text.length - (each.end - each.start);
      else if (each.start === span.start && each.end === span.end && each.text !== '')
        return { start: span.start + shift, end: span.start + shift + each.text.length };
      else if (each.start >= span.start && each.end <= span.end && each.text !== '') {
        const inside = ordered.filter((other) => other.start >= span.start && other.end <= span.end);
        const growth = inside.reduce((sum, other) => sum + other.text.length - (other.end - other.start), 0);
        return { start: span.start + shift, end: span.end + shift + growth };
      } else if (each.start < span.end) return undefined;
      else break;
    }
    return { start: span.start + shift, end: span.end + shift };
  };
  const moveAll = <T extends Span>(spans: readonly T[]): T[] =>
    spans.flatMap((span) => {
      const moved = move(span);
      return moved ? [{ ...span, ...moved }] : [];
    });
  const slot = (each: Slot): Slot => (typeof each === 'string' ? each : moveAll(each));
  const rows = source.rows.flatMap((row): LabelledRow[] => {
    const anchor = move(row.anchor);
    return anchor ? [{ ...row, anchor, ...(row.slots ? { slots: row.slots.map(slot) } : {}) }] : [];
  });
  return {
    ...source,
    text,
    tags: moveAll(source.tags),
    mentions: moveAll(source.mentions),
    rows,
    objective: source.objective?.map(slot),
  };
}
