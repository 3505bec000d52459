import { literal, sequence, type Grammar } from './grammar';

/**
 * Everything a text so far can be the beginning of: the ways it can be read, each with what has to follow. The empty
 * list: no text of the grammar begins like that.
 */
export type State = readonly Way[];

type Way = (InLiteral | InCharacters) & { readonly then: Rest | undefined };
interface InLiteral {
  readonly kind: 'literal';
  readonly bytes: Uint8Array;
  /** The byte that comes next. */
  readonly at: number;
}
interface InCharacters {
  readonly kind: 'characters';
  /** How many more there may be. */
  readonly left: number;
  readonly inside: Inside;
}

/** Where in a string: between characters, behind a backslash, in `\uXXXX`, or in a character of several bytes. */
type Inside =
  | { readonly kind: 'between' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'hexadecimal'; readonly digits: number }
  /** `bytes` more, the next of them from `low` to `high`. */
  | { readonly kind: 'character'; readonly bytes: number; readonly low: number; readonly high: number };

/** What has to follow, first things first. */
interface Rest {
  readonly grammar: Grammar | { readonly kind: 'next'; readonly item: Grammar; readonly most: number };
  readonly then: Rest | undefined;
}

const between: Inside = { kind: 'between' };

/** Before the first byte. */
export function begin(grammar: Grammar): State {
  return enter({ grammar, then: undefined });
}

/** After one more byte. */
export function advance(state: State, byte: number): State {
  return state.flatMap((way) => step(way, byte));
}

/** After more bytes; undefined where they cannot follow. */
export function advanceAll(state: State, bytes: Uint8Array): State | undefined {
  let next = state;
  for (const byte of bytes) {
    if (isDone(next)) return undefined;
    next = advance(next, byte);
    if (next.length === 0) return undefined;
  }
  return next;
}

/** The text is whole, and nothing may follow. */
export function isDone(state: State): boolean {
  return state.some(isEnd);
}

/** The fewest bytes that make the text whole. */
export function completion(state: State): Uint8Array {
  return shortest(state.map((way) => Buffer.concat([restOf(way), closing(way.then)])));
}

/** What nothing has to follow. */
const end: Way = { kind: 'literal', bytes: new Uint8Array(), at: 0, then: undefined };

function isEnd(way: Way): boolean {
  return way === end;
}

/** The ways to go on with what has to follow. */
function enter(rest: Rest | undefined): State {
  if (!rest) return [end];
  const { grammar, then } = rest;
  switch (grammar.kind) {
    case 'literal':
      return [{ ...grammar, at: 0, then }];
    case 'characters':
      return [{ kind: 'characters', left: grammar.longest, inside: between, then }];
    case 'sequence':
      return enter(
        grammar.parts.reduceRight<Rest | undefined>((after, part) => ({ grammar: part, then: after }), then),
      );
    case 'choice':
      return grammar.among.flatMap((each) => enter({ grammar: each, then }));
    case 'items':
      return [
        ...enter({ grammar: literal(']'), then }),
        ...enter({ grammar: grammar.item, then: following(grammar, then) }),
      ];
    case 'next': {
      const more = sequence(literal(','), grammar.item);
      const ways = enter({ grammar: literal(']'), then });
      return grammar.most > 0 ? [...ways, ...enter({ grammar: more, then: following(grammar, then) })] : ways;
    }
    default:
      return grammar satisfies never;
  }
}

function following({ item, most }: { readonly item: Grammar; readonly most: number }, then: Rest | undefined): Rest {
  return { grammar: { kind: 'next', item, most: most - 1 }, then };
}

function step(way: Way, byte: number): State {
  if (way.kind === 'literal') {
    if (way.bytes[way.at] !== byte) return [];
    return way.at + 1 < way.bytes.length ? [{ ...way, at: way.at + 1 }] : enter(way.then);
  }
  const { left, inside } = way;
  switch (inside.kind) {
    case 'between': {
      if (byte === 0x22) return enter(way.then);
      const next = left > 0 ? characterFrom(byte) : undefined;
      return next ? [{ ...way, left: left - 1, inside: next }] : [];
    }
    case 'escape':
      if (byte === 0x75) return [{ ...way, inside: { kind: 'hexadecimal', digits: 4 } }];
      return escapes.has(byte) ? [{ ...way, inside: between }] : [];
    case 'hexadecimal': {
      if (!/[0-9a-f]/iu.test(String.fromCharCode(byte))) return [];
      const digits = inside.digits - 1;
      return [{ ...way, inside: digits > 0 ? { kind: 'hexadecimal', digits } : between }];
    }
    case 'character': {
      if (byte < inside.low || byte > inside.high) return [];
      const bytes = inside.bytes - 1;
      return [{ ...way, inside: bytes > 0 ? { kind: 'character', bytes, low: 0x80, high: 0xbf } : between }];
    }
    default:
      return inside satisfies never;
  }
}

/** `"`, `\`, `/`, b, f, n, r, t. */
const escapes = new Set(Buffer.from('"\\/bfnrt'));

/** A character of a string by its first byte: no control character, and well-formed UTF-8 (Unicode, table 3-7). */
function characterFrom(byte: number): Inside | undefined {
  const of = (bytes: number, low = 0x80, high = 0xbf): Inside => ({ kind: 'character', bytes, low, high });
  if (byte === 0x5c) return { kind: 'escape' };
  if (byte < 0x20) return undefined;
  if (byte < 0x80) return between;
  if (byte < 0xc2) return undefined;
  if (byte < 0xe0) return of(1);
  if (byte < 0xf0) return byte === 0xe0 ? of(2, 0xa0) : byte === 0xed ? of(2, 0x80, 0x9f) : of(2);
  if (byte > 0xf4) return undefined;
  return byte === 0xf0 ? of(3, 0x90) : byte === 0xf4 ? of(3, 0x80, 0x8f) : of(3);
}

/** The fewest bytes that end what a way is in the middle of. */
function restOf(way: Way): Uint8Array {
  if (way.kind === 'literal') return way.bytes.subarray(way.at);
  const { inside } = way;
  switch (inside.kind) {
    case 'between':
      return Buffer.from('"');
    case 'escape':
      return Buffer.from('n"');
    case 'hexadecimal':
      return Buffer.from(`${'0'.repeat(inside.digits)}"`);
    case 'character':
      return Buffer.from([inside.low, ...Array<number>(inside.bytes - 1).fill(0x80), 0x22]);
    default:
      return inside satisfies never;
  }
}

/** The fewest bytes for all that has to follow. */
function closing(rest: Rest | undefined): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let each = rest; each; each = each.then) parts.push(fewest(each.grammar));
  return Buffer.concat(parts);
}

function fewest(grammar: Rest['grammar']): Uint8Array {
  switch (grammar.kind) {
    case 'literal':
      return grammar.bytes;
    case 'characters':
      return Buffer.from('"');
    case 'sequence':
      return Buffer.concat(grammar.parts.map(fewest));
    case 'choice':
      return shortest(grammar.among.map(fewest));
    case 'items':
    case 'next':
      return Buffer.from(']');
    default:
      return grammar satisfies never;
  }
}

function shortest(list: readonly Uint8Array[]): Uint8Array {
  return [...list].sort((a, b) => a.length - b.length)[0] ?? new Uint8Array();
}
