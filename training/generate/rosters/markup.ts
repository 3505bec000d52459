import type { Span } from '../../../server/src/text';
import type { Random } from '../../random';

/**
 * Phrases are written in a small language: `(a|b)` is a choice, `(a|)` may be left out, `[slot]` is filled in, `{S:tasks}`
 * names the thing S, `<...>` are the words that say a rule, `a~` is "a" or "an", `❨ ❩ ¦` are brackets and a bar.
 * What comes out is raw text: words with marks around those that mean something, which `layOut` turns into text and places.
 */
export type Fill = (slot: string) => string;

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly ways: readonly (readonly Node[])[] }
  | { readonly kind: 'slot'; readonly slot: string }
  | { readonly kind: 'name'; readonly name: string; readonly words: readonly Node[] };

const parsed = new Map<string, readonly Node[]>();

/** Says a phrase in one of its ways; `naming` marks the words of `{S:...}`. */
export function expand(
  phrase: string,
  random: Random,
  fill: Fill,
  naming: (name: string, words: string) => string = (_, words) => words,
): string {
  let nodes = parsed.get(phrase);
  if (!nodes) {
    nodes = parse(phrase);
    parsed.set(phrase, nodes);
  }
  return say(nodes);

  function say(list: readonly Node[]): string {
    let said = '';
    for (const node of list) {
      switch (node.kind) {
        case 'text':
          said += node.text;
          break;
        case 'choice':
          said += say(random.pick(node.ways));
          break;
        case 'slot':
          said += fill(node.slot);
          break;
        case 'name':
          said += naming(node.name, say(node.words));
      }
    }
    return said;
  }
}

function parse(phrase: string): readonly Node[] {
  let at = 0;
  const nodes = sequence();
  if (at < phrase.length) throw new SyntaxError(`a bracket too many in ${phrase}`);
  return nodes;

  function sequence(): Node[] {
    const list: Node[] = [];
    while (at < phrase.length && !'|)}'.includes(phrase.charAt(at))) list.push(node());
    return list;
  }

  function node(): Node {
    const first = phrase.charAt(at);
    if (first === '(') {
      const ways: Node[][] = [];
      do {
        at++;
        ways.push(sequence());
      } while (phrase.charAt(at) === '|');
      close(')');
      return { kind: 'choice', ways };
    }
    if (first === '[') {
      const end = phrase.indexOf(']', at);
      const slot = phrase.slice(at + 1, end);
      at = end + 1;
      return { kind: 'slot', slot };
    }
    if (first === '{') {
      const colon = phrase.indexOf(':', at);
      const name = phrase.slice(at + 1, colon);
      at = colon + 1;
      const words = sequence();
      close('}');
      return { kind: 'name', name, words };
    }
    const rest = /^[^([{|)}]+/u.exec(phrase.slice(at))?.[0] ?? '';
    at += rest.length;
    return { kind: 'text', text: rest };
  }

  function close(bracket: string): void {
    if (phrase.charAt(at) !== bracket) throw new SyntaxError(`${bracket} expected in ${phrase}`);
    at++;
  }
}

const OPEN = '\uE000';
const CLOSE = '\uE001';
const CAPITAL = '\uE002';
const FIRST_MARK = 0xe100;

/** Words with a mark around them. */
export function marked(mark: number, words: string): string {
  return `${opened(mark)}${words}${CLOSE}`;
}

/** Puts a mark in place of `<` and `>`; around everything where there are none. */
export function markedPieces(mark: number, words: string): string {
  return words.includes('<') ? words.replaceAll('<', opened(mark)).replaceAll('>', CLOSE) : marked(mark, words);
}

/** The next letter is a capital. */
export function capital(words: string): string {
  return `${CAPITAL}${words}`;
}

function opened(mark: number): string {
  return `${OPEN}${String.fromCharCode(FIRST_MARK + mark)}`;
}

export interface Layout {
  readonly text: string;
  /** By mark: its places in the order of the text. */
  readonly places: ReadonlyMap<number, readonly Span[]>;
}

/** Text and places of raw words: single spaces, none before a comma, "an" before a vowel. */
export function layOut(raw: string): Layout {
  let text = '';
  let space = false;
  let capitalNext = false;
  const stack: { readonly mark: number; start: number }[] = [];
  const places = new Map<number, Span[]>();
  for (let at = 0; at < raw.length; at++) {
    const char = raw.charAt(at);
    if (char === OPEN) {
      stack.push({ mark: raw.charCodeAt(++at) - FIRST_MARK, start: -1 });
    } else if (char === CLOSE) {
      const closed = stack.pop();
      if (!closed || closed.start < 0) continue;
      const list = places.get(closed.mark) ?? [];
      list.push({ start: closed.start, end: text.length });
      places.set(closed.mark, list);
    } else if (char === CAPITAL) {
      capitalNext = true;
    } else if (char === ' ') {
      space = true;
    } else if (char === '\n') {
      text += char;
      space = false;
    } else {
      const last = text.at(-1) ?? '\n';
      const isGlued = /[,.;:!?)%’]/u.test(char) && last !== '|';
      if (isGlued && /[,.;:]/u.test(char) && /[,.;:!?]/u.test(last)) {
        if (char !== ',' && last === ',') text = `${text.slice(0, -1)}${char}`;
        continue;
      }
      if (space && !isGlued && last !== '\n' && last !== '(') text += ' ';
      space = false;
      for (const open of stack) if (open.start < 0) open.start = text.length;
      const isArticle = char === '~';
      if (isArticle) {
        const next = /[\p{L}\p{N}]+/u.exec(raw.slice(at + 1).replace(/[\uE000][\s\S]|[\uE001\uE002]/gu, ''))?.[0] ?? '';
        if (/^(?:[aeio]|hour|un(?!i)|up|8|11$|18$)/iu.test(next) && !/^(?:one|once|eu)/iu.test(next)) text += 'n';
        continue;
      }
      text += capitalNext ? char.toUpperCase() : glyph(char);
      capitalNext &&= !/[\p{L}\p{N}]/u.test(char);
    }
  }
  return { text, places };
}

function glyph(char: string): string {
  return char === '❨' ? '(' : char === '❩' ? ')' : char === '¦' ? '|' : char;
}
