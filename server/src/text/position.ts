/** A place in a text: 0-based line and 0-based UTF-16 offset in that line, exactly as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a text; `end` is exclusive, as in LSP. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A stretch of a text as UTF-16 offsets from its beginning; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A range in a named file. `file` is an absolute file path, never a URI. */
export interface SourceRange {
  readonly file: string;
  readonly range: Range;
}

/** Replaces `range` of `file` by `newText`. */
export interface SourceEdit extends SourceRange {
  readonly newText: string;
  /** `newText` around the places that the user is to fill in; absent where there are none. */
  readonly pieces?: readonly string[];
}

/** Converts between offsets and positions of one text. Lines end at `\n`, `\r\n` or `\r`. */
export class LineIndex {
  private readonly lineStarts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (let offset = 0; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
    }
    this.lineStarts = starts;
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The position of an offset; offsets outside the text are clamped to it. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.lineStarts[low] ?? 0) };
  }

  /** The offset of a position; a character past the end of its line means the line's end. */
  offsetAt(position: Position): number {
    const start = this.lineStarts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.text.length;
    return Math.max(start, Math.min(start + position.character, this.lineEnd(position.line)));
  }

  /** The offset after the last character of a line, before whatever ends it. */
  private lineEnd(line: number): number {
    const next = this.lineStarts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  spanOf(range: Range): Span {
    return { start: this.offsetAt(range.start), end: this.offsetAt(range.end) };
  }
}

/** Applies edits that all belong to one text. Overlapping edits are a programming error and throw. */
export function applyEdits(
  text: string,
  edits: readonly { readonly range: Range; readonly newText: string }[],
): string {
  const index = new LineIndex(text);
  const ordered = edits
    .map((edit) => ({ ...index.spanOf(edit.range), newText: edit.newText }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.start < position) throw new Error('overlapping edits');
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The line break that a text uses: that of its first line. */
export function lineBreakOf(text: string): '\r\n' | '\n' {
  return /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
}
