import type { Span } from '../text';

/** A text that is written from pieces of another, and knows where each piece comes from. */
export interface MappedText {
  /** Text of our own. */
  write(text: string): MappedText;
  /** A stretch of the other text as it stands there. */
  copy(span: Span): MappedText;
  /** Text that stands for a stretch of the other. */
  replace(span: Span, text: string): MappedText;
  readonly text: string;
  /** The stretch of the other text that a stretch of this one comes from; undefined where none has a part in it. */
  sourceOf(span: Span): Span | undefined;
}

interface Segment {
  readonly own: Span;
  readonly source: Span;
  readonly copied: boolean;
}

export function mappedText(source: string): MappedText {
  let text = '';
  const segments: Segment[] = [];
  const add = (piece: string, span: Span, copied: boolean): void => {
    segments.push({ own: { start: text.length, end: text.length + piece.length }, source: span, copied });
    text += piece;
  };
  const mapped: MappedText = {
    write: (piece) => {
      text += piece;
      return mapped;
    },
    copy: (span) => {
      add(source.slice(span.start, span.end), span, true);
      return mapped;
    },
    replace: (span, piece) => {
      add(piece, span, false);
      return mapped;
    },
    get text() {
      return text;
    },
    sourceOf: ({ start, end }) => {
      const touched = segments.filter(({ own }) => own.start < Math.max(end, start + 1) && own.end > start);
      const [first, last] = [touched[0], touched.at(-1)];
      if (!first || !last) return undefined;
      const from = first.copied ? first.source.start + Math.max(0, start - first.own.start) : first.source.start;
      const to = last.copied ? last.source.end - Math.max(0, last.own.end - end) : last.source.end;
      return { start: from, end: Math.max(from, to) };
    },
  };
  return mapped;
}
