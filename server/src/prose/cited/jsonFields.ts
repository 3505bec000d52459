import { limits } from './limits';
import type { Quote } from './model';

export type Tell = (message: string) => void;

/** The fields of an untrusted object: each is checked as it is read, and what is wrong is told. */
export interface Fields {
  readonly text: string;
  readonly tell: Tell;
  value(key: string): unknown;
  /** An identifier; empty where there is none. */
  name(key: string): string;
  names(key: string, most: number): string[];
  words(key: string): string;
  /** Words for people, without control characters. */
  sentence(key: string): string;
  expression(key: string): string;
  literal(key: string): string;
  /** A literal, or undefined where there is none. */
  optional(key: string): string | undefined;
  /** Literals, in rows or one after the other. */
  rows(key: string): string[][];
  quotes(key: string): Quote[];
  quotesOf(list: readonly unknown[]): Quote[];
  list(key: string, most: number): readonly unknown[];
  /** One of the choices; `fallback` where the field is absent. */
  oneOf<T extends string>(key: string, choices: readonly T[], fallback: T | undefined): T;
}

const NAME = /^[A-Za-z]\w{0,63}$/u;
const LITERAL = /^(?:`[\d.e/]{1,30}`|\d[\d.:e/]*%?(?:@\d{1,3})?|_)$/u;

/** What is said of a field that is not there. */
export function missingWords(key: string): string {
  return `"${key}" is missing`;
}

/** The fields of a value of the JSON, or undefined where it is no object. */
export function objectOf(value: unknown, text: string, tell: Tell): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    tell('an object expected');
    return undefined;
  }
  const own = (key: string): unknown =>
    Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

  const list = (key: string, most: number): readonly unknown[] => {
    const found = own(key);
    if (found === undefined || found === null) return [];
    if (!Array.isArray(found)) {
      tell(`"${key}" is a list`);
      return [];
    }
    if (found.length > most) tell(`"${key}" has more than ${String(most)} entries`);
    return found.slice(0, most) as unknown[];
  };
  const bounded = (key: string, most: number): string => {
    const found = own(key);
    if (typeof found !== 'string' || found.trim() === '') tell(missingWords(key));
    else if (found.length > most) tell(`"${key}" is longer than ${String(most)} characters`);
    else return found;
    return '';
  };
  const name = (key: string): string => {
    const found = own(key);
    if (typeof found === 'string' && NAME.test(found)) return found;
    tell(`"${key}" is a name: a letter, then letters, digits and _`);
    return '';
  };
  const literalOf = (found: unknown): string => {
    const literal = typeof found === 'number' ? String(found) : typeof found === 'string' ? found.trim() : '';
    if (literal.length <= limits.literal && LITERAL.test(literal)) return literal;
    tell(`${literal === '' ? 'what stands for a number' : shown(literal)} is no number as the text has it`);
    return '0';
  };
  const quotesOf = (all: readonly unknown[]): Quote[] =>
    all.flatMap((each): Quote[] => {
      if (typeof each !== 'string' || each.trim() === '') tell('a quote is some words of the text');
      else if (each.length > limits.words) tell(`a quote is longer than ${String(limits.words)} characters`);
      else return [quoteOf(each, text)];
      return [];
    });
  const fields: Fields = {
    text,
    tell,
    value: own,
    name,
    names: (key, most) =>
      list(key, most).flatMap((each) => {
        if (typeof each === 'string' && NAME.test(each)) return [each];
        tell(`"${key}" are names of sets`);
        return [];
      }),
    words: (key) => bounded(key, limits.words),
    sentence: (key) =>
      bounded(key, limits.words)
        .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
        .trim(),
    expression: (key) => bounded(key, limits.expression),
    literal: (key) => literalOf(own(key)),
    optional: (key) => {
      const found = own(key);
      return found === undefined || found === null || found === '' ? undefined : literalOf(found);
    },
    rows: (key) => {
      const rows = list(key, limits.cells).map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]));
      const cells = rows.reduce((sum, row) => sum + row.length, 0);
      if (cells > limits.cells) {
        tell(`"${key}" has more than ${String(limits.cells)} entries`);
        return [];
      }
      if (cells === 0) tell(missingWords(key));
      const literals = rows.map((row) => row.map(literalOf));
      // A plain list is one row.
      return literals.every((row) => row.length === 1) ? [literals.flat()] : literals;
    },
    quotes: (key) => quotesOf(list(key, limits.quotes)),
    quotesOf,
    list,
    oneOf: <T extends string>(key: string, choices: readonly T[], fallback: T | undefined): T => {
      const found = own(key) ?? fallback;
      const choice = choices.find((each) => each === found);
      if (choice === undefined) tell(`"${key}" is one of ${choices.join(', ')}`);
      return choice ?? (choices[0] as T);
    },
  };
  return fields;
}

/** `words`, or `words@2` where those words stand in the text more than once. */
function quoteOf(said: string, text: string): Quote {
  const [, words, place] = /^([^]+)@(\d{1,3})$/u.exec(said) ?? [];
  if (words === undefined || place === undefined || words.trim() === '' || text.includes(said)) {
    return { words: said, place: undefined };
  }
  return { words: words.replace(/^"([^]*)"$/u, '$1'), place: Number(place) };
}

function shown(words: string): string {
  return words.length > 30 ? `${words.slice(0, 29)}…` : words;
}
