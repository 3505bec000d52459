import type { Span } from '../../../server/src/text';
import { numbersOf, placesOf, readLiteral, type TextNumber } from '../../../server/src/prose/cited';
import type { Random } from '../../random';
import { expand, layOut, marked, markedPieces, type Fill } from './markup';

/** A number of the text: how it is said, and what stands for it in the gold until its place is known. */
export interface Figure {
  readonly text: string;
  readonly gold: string;
}

type Mark =
  | { readonly kind: 'member' | 'name'; readonly id: string }
  | { readonly kind: 'number'; readonly literal: string }
  | { readonly kind: 'evidence' };

type Part = 'set' | 'data' | 'var' | 'let' | 'objective' | 'rule' | 'missing';

interface Line {
  readonly part: Part;
  /** The line with what is only known in the end left open. */
  readonly gold: string;
}

const REFERENCE = /\uE003([\s\S])/gu;
const QUOTES = /\uE004([\s\S])/gu;
const NAMES = /\uE005([^\uE006]*)\uE006/gu;
const FIRST = 0xe100;
const parts: readonly Part[] = ['set', 'data', 'var', 'let', 'objective', 'rule', 'missing'];

/** One problem under construction: the marks in its text and the lines of its gold. */
export class Page {
  private readonly marks: Mark[] = [];
  private readonly lines: Line[] = [];

  constructor(readonly random: Random) {}

  /** Words that name a member of a set. */
  member(id: string, words: string): string {
    return marked(this.mark({ kind: 'member', id }), words);
  }

  /** Words that name a set, a table or a decision. */
  name(id: string, words: string): string {
    return marked(this.mark({ kind: 'name', id }), words);
  }

  /** A number said as `words`, which the gold writes as `literal`. */
  figure(literal: string, words = literal): Figure {
    const mark = this.mark({ kind: 'number', literal });
    return { text: marked(mark, words), gold: `\uE003${String.fromCharCode(FIRST + mark)}` };
  }

  say(phrase: string, fill: Fill): string {
    return expand(phrase, this.random, fill, (name, words) => this.name(name, words));
  }

  /** A line of gold without words of its own: a set, data, a decision. The names of `id` stand where `names(id)` is. */
  declare(part: Part, gold: string): void {
    this.lines.push({ part, gold });
  }

  /** Whether the gold has a line of a part yet. */
  has(part: Part): boolean {
    return this.lines.some((line) => line.part === part);
  }

  names(id: string): string {
    return `\uE005${id}\uE006`;
  }

  /** A line of gold that quotes the words of `said`; gives these words, marked. `gold` says where the quotes stand. */
  state(part: Part, said: string, gold: (quotes: string) => string): string {
    const mark = this.mark({ kind: 'evidence' });
    this.lines.push({ part, gold: gold(`\uE004${String.fromCharCode(FIRST + mark)}`) });
    return markedPieces(mark, said);
  }

  /** Text and gold; undefined where the words do not say what the gold says (a name that is also another word, say). */
  finish(raw: string): { readonly text: string; readonly gold: string } | undefined {
    const { text, places } = layOut(raw);
    if (text.includes('"')) return undefined;
    const named = this.namedPlaces(places);
    if (!this.isOnlyNamedThere(text, named)) return undefined;
    const members = [...named].flatMap(([, spans]) => spans);
    const numbers = numbersOf(text, members);
    const taken = new Set<number>();
    let wrong = false;

    const literalOf = (mark: number, isFree: boolean): string => {
      const entry = this.marks[mark];
      const [span] = places.get(mark) ?? [];
      const literal = entry?.kind === 'number' ? entry.literal : '';
      const value = readLiteral(literal)?.value;
      const at = span
        ? numbers.findIndex((number) => number.span.start < span.end && span.start < number.span.end)
        : -1;
      if (value === undefined || !holds(numbers[at], value)) {
        wrong = true;
        return literal;
      }
      taken.add(at);
      const same = numbers.flatMap((number, index) => (holds(number, value) ? [index] : []));
      const isBare = same.length === 1 && (isFree || value > 1);
      return isBare ? literal : `${literal}@${String(same.indexOf(at) + 1)}`;
    };
    const quotesOf = (mark: number): string => {
      const spans = places.get(mark) ?? [];
      if (spans.length === 0) wrong = true;
      return spans.map((span) => quote(text, span)).join(' | ');
    };
    const namesOf = (id: string): string => {
      const forms = new Map<string, string>();
      for (const [mark, spans] of places) {
        const entry = this.marks[mark];
        if (!entry || !('id' in entry) || entry.id !== id) continue;
        for (const span of spans) {
          const form = flat(text.slice(span.start, span.end));
          forms.set(/^\p{Lu}$/u.test(form) ? form : form.toLowerCase(), form);
        }
      }
      return forms.size === 0 ? '' : ` ${[...forms.values()].map((form) => `"${form}"`).join(' | ')}`;
    };

    const placeOf = ({ gold: line }: Line): number => {
      const [, char] = /\uE004([\s\S])/u.exec(line) ?? [];
      return char === undefined ? -1 : (places.get(char.charCodeAt(0) - FIRST)?.[0]?.start ?? 0);
    };
    const gold = parts
      .flatMap((part) => {
        const lines = this.lines.filter((line) => line.part === part);
        return part === 'rule' ? lines.sort((a, b) => placeOf(a) - placeOf(b)) : lines;
      })
      .map(({ part, gold: line }) =>
        line
          .replace(NAMES, (_, id: string) => namesOf(id))
          .replace(QUOTES, (_, char: string) => quotesOf(char.charCodeAt(0) - FIRST))
          .replace(REFERENCE, (_, char: string) => literalOf(char.charCodeAt(0) - FIRST, part === 'data')),
      );
    if (wrong) return undefined;
    const left = numbers.flatMap(({ span, small }, at) => (taken.has(at) || small ? [] : [quote(text, span)]));
    if (left.length > 0) gold.push(`ignore ${left.join(', ')}`);
    return { text, gold: gold.join('\n') };
  }

  private mark(mark: Mark): number {
    this.marks.push(mark);
    return this.marks.length - 1;
  }

  private namedPlaces(places: ReadonlyMap<number, readonly Span[]>): Map<string, Span[]> {
    const named = new Map<string, Span[]>();
    for (const [mark, spans] of places) {
      const entry = this.marks[mark];
      if (entry?.kind === 'member') named.set(entry.id, [...(named.get(entry.id) ?? []), ...spans]);
    }
    return named;
  }

  /** Whether the words that name members stand nowhere else in the text with another meaning. */
  private isOnlyNamedThere(text: string, named: ReadonlyMap<string, readonly Span[]>): boolean {
    const meant = new Set([...named].flatMap(([id, spans]) => spans.map((span) => `${id} ${String(span.start)}`)));
    const forms = new Map<string, { readonly id: string; readonly words: string }>();
    for (const [id, spans] of named) {
      for (const { start, end } of spans) {
        const words = flat(text.slice(start, end));
        const key = /^\p{Lu}$/u.test(words) ? words : words.toLowerCase();
        const known = forms.get(key);
        if (known && known.id !== id) return false;
        forms.set(key, { id, words });
      }
    }
    const taken: Span[] = [];
    for (const { id, words } of [...forms.values()].sort((a, b) => b.words.length - a.words.length)) {
      const found = placesOf(words, text).filter(
        (span) => !taken.some((other) => span.start < other.end && other.start < span.end),
      );
      if (found.some((span) => !meant.has(`${id} ${String(span.start)}`))) return false;
      taken.push(...found);
    }
    return taken.length === meant.size;
  }
}

function holds(number: TextNumber | undefined, value: number): boolean {
  return number?.values.some((other) => Math.abs(other - value) < 1e-9) ?? false;
}

function flat(words: string): string {
  return words.replace(/\s+/gu, ' ').trim();
}

function quote(text: string, span: Span): string {
  const words = flat(text.slice(span.start, span.end));
  const places = placesOf(words, text);
  const at = places.findIndex(({ start }) => start === span.start);
  return places.length === 1 ? `"${words}"` : `"${words}"@${String(at + 1)}`;
}
