import type { Span } from '../../server/src/text';

/** Other words for a stretch of the text; an empty stretch is where words are put in. */
export interface Edit extends Span {
  readonly text: string;
}

/** A change of the text and where its stretches then stand; undefined: not in one piece. */
export interface Change {
  readonly text: string;
  readonly move: (span: Span) => Span | undefined;
}

/** Collects edits that neither overlap nor cut a span in two. */
export class EditList {
  private readonly edits: Edit[] = [];
  private readonly borders: ReadonlySet<number>;

  constructor(spans: readonly Span[]) {
    this.borders = new Set(spans.flatMap(({ start, end }) => [start, end]));
  }

  /** Takes all of the edits, or none where one of them is in the way. */
  add(edits: readonly Edit[]): boolean {
    const free = edits.every(
      (edit, at) => !this.cuts(edit) && !this.edits.some(meets(edit)) && !edits.slice(0, at).some(meets(edit)),
    );
    if (free) this.edits.push(...edits);
    return free;
  }

  apply(text: string): Change {
    const ordered = [...this.edits].sort((a, b) => a.start - b.start || a.end - b.end);
    let changed = '';
    let position = 0;
    for (const edit of ordered) {
      changed += text.slice(position, edit.start) + edit.text;
      position = edit.end;
    }
    changed += text.slice(position);
    return { text: changed, move: (span) => moveSpan(span, ordered) };
  }

  private cuts({ start, end }: Edit): boolean {
    for (let at = start + 1; at < end; at++) if (this.borders.has(at)) return true;
    return false;
  }
}

function meets(edit: Edit): (other: Edit) => boolean {
  return (other) => (edit.start < other.end && other.start < edit.end) || edit.start === other.start;
}

function moveSpan({ start, end }: Span, edits: readonly Edit[]): Span {
  let before = 0;
  let inside = 0;
  for (const edit of edits) {
    const growth = edit.text.length - (edit.end - edit.start);
    if (edit.end <= start) before += growth;
    // What is put in at the end of a span stands after it.
    else if (edit.start < end) inside += growth;
    else break;
  }
  return { start: start + before, end: end + before + inside };
}
