import type { Span } from '../../server/src/text';
import type { Label } from '../labelled';
import type { Random } from '../random';

/** What a slot `[name]` of a pattern stands for. */
export interface Filling {
  readonly text: string;
  readonly label?: Label;
  readonly variable?: number;
  /** Told where the text landed. */
  readonly placed?: (span: Span) => void;
}

export type Fill = (slot: string) => Filling;

const marks: Readonly<Record<string, readonly [close: string, label: Label]>> = {
  '{': ['}', 'CONST_DIR'],
  '<': ['>', 'OBJ_DIR'],
  '~': ['~', 'OBJ_NAME'],
};

/** Chooses one way of every `(this|that|)`, innermost first. */
export function choose(pattern: string, random: Random): string {
  let text = pattern;
  for (;;) {
    const changed = text.replace(/\(([^()]*)\)/gu, (_, inside: string) => random.pick(inside.split('|')));
    if (changed === text) return text.replace(/\b([Aa]) (?=[aeiou])/gu, '$1n ');
    text = changed;
  }
}

/**
 * Builds a labelled text from patterns: `(a|b)` is a choice, `[slot]` is filled by the caller, `{words}` are words of a
 * constraint's direction, `<words>` of the objective's direction, `~words~` name the objective.
 */
export class TextBuilder {
  text = '';
  readonly tags: (Span & { readonly label: Label })[] = [];
  readonly mentions: (Span & { readonly variable: number })[] = [];
  /** The last `{words}` placed. */
  direction: Span = { start: 0, end: 0 };

  constructor(private readonly random: Random) {}

  /** Adds one sentence (or a piece of one, without a capital, when `inner`). */
  say(pattern: string, fill: Fill, inner = false): void {
    const chosen = choose(pattern, this.random);
    const from = this.text.length;
    for (const piece of chosen.match(/\[[^\]]*\]|\{[^}]*\}|<[^>]*>|~[^~]*~|[^[{<~]+/gu) ?? []) {
      const mark = marks[piece[0] ?? ''];
      if (mark) {
        const span = this.append(piece.slice(1, -1));
        if (span) {
          this.tags.push({ ...span, label: mark[1] });
          if (mark[1] === 'CONST_DIR') this.direction = span;
        }
      } else if (piece.startsWith('[')) {
        const filling = fill(piece.slice(1, -1));
        const span = this.append(filling.text);
        if (!span) continue;
        if (filling.label) this.tags.push({ ...span, label: filling.label });
        if (filling.variable !== undefined) this.mentions.push({ ...span, variable: filling.variable });
        filling.placed?.(span);
      } else this.append(piece);
    }
    if (inner) return;
    const first = /\S/u.exec(this.text.slice(from));
    if (first) {
      const at = from + first.index;
      this.text = this.text.slice(0, at) + (this.text[at] ?? '').toUpperCase() + this.text.slice(at + 1);
    }
  }

  /** Adds text with one space where one belongs; the place of what is not white space. */
  private append(raw: string): Span | undefined {
    let piece = raw.replace(/\s+/gu, ' ');
    if (this.text === '' || /\s$/u.test(this.text)) piece = piece.trimStart();
    else if (/^ ?[.,?;:%]/u.test(piece)) {
      piece = piece.trimStart();
      this.text = this.text.trimEnd();
    }
    if (/^[.,?;:]/u.test(piece.trimStart())) this.text = this.text.trimEnd();
    const article = /(^|\s)(an?)\s$/iu.exec(this.text);
    if (article && /^[a-z]/iu.test(piece)) {
      const vowel = /^[aeiou]/iu.test(piece);
      const kept = this.text.slice(0, this.text.length - (article[2] ?? '').length - 1);
      const letter = article[2]?.[0] ?? 'a';
      this.text = `${kept}${letter}${vowel ? 'n' : ''} `;
    }
    const start = this.text.length;
    this.text += piece;
    const trimmed = piece.trim();
    if (trimmed === '') return undefined;
    const at = start + piece.indexOf(trimmed);
    return { start: at, end: at + trimmed.length };
  }

  /** Between sentences: mostly a space, sometimes a line. */
  gap(newline: boolean): void {
    this.text = this.text.trimEnd() + (newline ? '\n' : ' ');
  }
}
