import type { Span } from '../../../server/src/text';
import type { Random } from '../../random';
import { parsePattern, type Piece } from './pattern';
import { numeral, type NumberStyle, type Quantity } from './quantity';

/** What stands for `{name}` in a pattern: another pattern, or something that is written. */
export type Slot = string | (() => void);
export type Slots = Readonly<Record<string, Slot>>;

export interface ScriptStyle extends NumberStyle {
  /** Chance that a word has a typo. */
  readonly typos: number;
  readonly letters: 'normal' | 'small' | 'capital';
}

/** A text as it is written, with the places of all its names and numbers. */
export class Script {
  text = '';
  /** Slots that every pattern of this text knows. */
  readonly common: Record<string, Slot> = {};
  readonly names: (Span & { readonly id: string })[] = [];
  readonly numbers = new Map<Quantity, Span>();
  /** Where a number should stand and does not. */
  readonly unknowns: Span[] = [];
  /** Chance of numbers in words where a list has one of its own. */
  wordy: number | undefined;
  private spans: Span[] = [];
  private opened: number | undefined;
  private capital = true;

  constructor(
    readonly random: Random,
    readonly style: ScriptStyle,
  ) {}

  /** The whole text, in the letters of its style. */
  finished(): string {
    const text = this.text.trimEnd();
    if (this.style.letters === 'small') return text.toLowerCase();
    return this.style.letters === 'capital' ? text.toUpperCase() : text;
  }

  /** Writes one way of a pattern. @returns the places of its `<words>` */
  say(pattern: string, slots: Slots = {}): readonly Span[] {
    const outer = this.spans;
    this.spans = [];
    this.writeAll(parsePattern(pattern), slots);
    const found = this.spans;
    this.spans = outer;
    outer.push(...found);
    return found;
  }

  /** Like `say`, as a sentence of its own. */
  sentence(pattern: string, slots: Slots = {}): readonly Span[] {
    this.capital = true;
    const found = this.say(pattern, slots);
    this.text = this.text.trimEnd();
    if (!/[.?!:]$/u.test(this.text)) this.text += '.';
    this.text += ' ';
    this.capital = true;
    return found;
  }

  /** Ends the line; `empty` leaves an empty one. */
  line(empty = false): void {
    this.text = this.text.trimEnd();
    if (this.text !== '') this.text += empty ? '\n\n' : '\n';
    this.capital = true;
  }

  /** Writes the name of something. */
  name(id: string, form: string): void {
    const start = this.append(form, false);
    this.names.push({ id, start, end: start + form.length });
  }

  /** Writes a number, with its unit unless `isBare`. */
  number(quantity: Quantity, isBare = false, isTable = false): void {
    const { unit } = quantity;
    const words = this.wordy ?? this.style.words;
    const digits = numeral(this.random, quantity, { ...this.style, words }, isTable || unit?.sign !== undefined);
    if (!isBare && unit?.sign !== undefined) this.append(unit.sign, false);
    const start = this.append(digits, false);
    if (!this.numbers.has(quantity)) this.numbers.set(quantity, { start, end: start + digits.length });
    if (isBare || !unit || unit.sign !== undefined) return;
    const word = quantity.value === 1 ? unit.one : unit.many;
    this.append(word === '%' ? '%' : ` ${word}`, false);
  }

  /** Writes that a number is not known. */
  unknown(): void {
    const words = this.random.pick(['unknown', 'not known yet', 'to be confirmed', 'n/a', 'still open', 'illegible']);
    const start = this.append(words, false);
    this.unknowns.push({ start, end: start + words.length });
  }

  /** Writes plain words. */
  plain(words: string): void {
    this.append(words, true);
  }

  private writeAll(pieces: readonly Piece[], slots: Slots): void {
    for (const piece of pieces) this.write(piece, slots);
  }

  private write(piece: Piece, slots: Slots): void {
    switch (piece.kind) {
      case 'text':
        this.append(piece.text, true);
        return;
      case 'choice':
        this.writeAll(this.random.pick(piece.ways), slots);
        return;
      case 'open':
        this.opened = this.text.length;
        return;
      case 'close':
        this.close();
        return;
      case 'slot': {
        const slot = slots[piece.name] ?? this.common[piece.name];
        if (slot === undefined) throw new Error(`no slot ${piece.name}`);
        if (typeof slot === 'string') this.writeAll(parsePattern(slot), slots);
        else slot();
      }
    }
  }

  private close(): void {
    const from = this.opened ?? 0;
    this.opened = undefined;
    const words = this.text.slice(from);
    const trimmed = words.trim();
    if (trimmed === '') return;
    const start = from + words.indexOf(trimmed);
    this.spans.push({ start, end: start + trimmed.length });
  }

  /** @returns where the words begin */
  private append(words: string, isPlain: boolean): number {
    let piece = isPlain && this.style.typos > 0 ? this.mistyped(words) : words;
    if (/^\s*[.,;:?!)%]/u.test(piece) && !/^\s*[.]\d/u.test(piece)) {
      piece = piece.trimStart();
      this.text = this.text.replace(/ +$/u, '');
    } else if (this.text === '' || /[\s(]$/u.test(this.text)) piece = piece.trimStart();
    if (this.opened !== undefined) this.opened = Math.min(this.opened, this.text.length);
    piece = piece.replace(/\s+([.,;:?!)])/gu, '$1').replace(/ {2,}/gu, ' ');
    if (/^[\p{L}]/u.test(piece)) this.article(piece);
    if (this.capital && /[\p{L}\p{N}]/u.test(piece)) {
      piece = piece.replace(/^([^\p{L}\p{N}]*)(\p{L})/u, (_, before: string, letter: string) => before + letter.toUpperCase());
      this.capital = false;
    }
    piece = piece.replace(/([.?!]\s+)(\p{Ll})/gu, (_, stop: string, letter: string) => stop + letter.toUpperCase());
    if (/[.?!]\s*$/u.test(piece)) this.capital = true;
    const start = this.text.length;
    this.text += piece;
    return start;
  }

  /** "a" before a vowel is "an". */
  private article(next: string): void {
    if (/(^|\s)a $/iu.test(this.text) && /^[aeiou]/iu.test(next) && !/^(?:uni|use|eu|one)/iu.test(next))
      this.text = `${this.text.trimEnd()}n `;
  }

  private mistyped(words: string): string {
    return words.replace(/\b[a-z]{5,}\b/gu, (word) => (this.random.chance(this.style.typos) ? this.typo(word) : word));
  }

  private typo(word: string): string {
    const at = this.random.integer(1, word.length - 2);
    const [one = '', two = ''] = [word[at], word[at + 1]];
    return this.random.pick([
      word.slice(0, at) + two + one + word.slice(at + 2),
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + one + word.slice(at),
    ]);
  }
}
