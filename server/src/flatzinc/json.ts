import { FlatZincError } from './error';

/** A JSON number as written: `1` and `1.0` are different types in MiniZinc, which `JSON.parse` cannot tell apart. */
export class JsonNumber {
  constructor(
    readonly value: number,
    /** The text has neither fraction nor exponent. */
    readonly integral: boolean,
    readonly text: string,
  ) {}
}

export type Json = null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

const enum Code {
  Tab = 9,
  LineFeed = 10,
  CarriageReturn = 13,
  Space = 32,
  Quote = 34,
  Comma = 44,
  OpenBracket = 91,
  Backslash = 92,
  CloseBracket = 93,
  OpenBrace = 123,
  CloseBrace = 125,
}

const numberToken = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;

/**
 * Reads JSON text (RFC 8259) and keeps how each number was written. Objects become maps, so that a variable may have
 * any name. Throws `FlatZincError` for text that is not JSON.
 */
export function readJson(text: string): Json {
  let position = 0;

  function fail(what: string): never {
    throw new FlatZincError(`The compiler's output is not valid JSON: ${what} at offset ${position}.`);
  }

  function skipSpace(): void {
    for (;;) {
      const code = text.charCodeAt(position);
      if (code !== Code.Space && code !== Code.LineFeed && code !== Code.Tab && code !== Code.CarriageReturn) return;
      position++;
    }
  }

  function readString(): string {
    const start = ++position;
    let escaped = false;
    for (; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === Code.Backslash) {
        escaped = true;
        position++;
      } else if (code === Code.Quote) {
        const raw = text.slice(start, position++);
        return escaped ? unescape(raw) : raw;
      }
    }
    return fail('a string is not closed');
  }

  function unescape(raw: string): string {
    // Control characters may come unescaped from the compiler; JSON.parse wants them escaped.
    const strict = raw.replace(/[\n\r\t]/g, (character) => JSON.stringify(character).slice(1, -1));
    try {
      return JSON.parse(`"${strict}"`) as string;
    } catch {
      return fail('a string has a broken escape');
    }
  }

  function readNumber(): JsonNumber {
    numberToken.lastIndex = position;
    const match = numberToken.exec(text);
    if (match === null) return fail(`"${text.slice(position, position + 10)}" is unexpected`);
    position = numberToken.lastIndex;
    const [token, fraction, exponent] = match;
    return new JsonNumber(Number(token), fraction === undefined && exponent === undefined, token);
  }

  function readWord(word: string, value: boolean | null): boolean | null {
    if (!text.startsWith(word, position)) fail(`"${text.slice(position, position + 10)}" is unexpected`);
    position += word.length;
    return value;
  }

  function readArray(): Json[] {
    const elements: Json[] = [];
    position++;
    skipSpace();
    if (text.charCodeAt(position) === Code.CloseBracket) {
      position++;
      return elements;
    }
    for (;;) {
      elements.push(readValue());
      const code = text.charCodeAt(position++);
      if (code === Code.CloseBracket) return elements;
      if (code !== Code.Comma) fail('"," or "]" is missing');
    }
  }

  function readObject(): Map<string, Json> {
    const members = new Map<string, Json>();
    position++;
    skipSpace();
    if (text.charCodeAt(position) === Code.CloseBrace) {
      position++;
      return members;
    }
    for (;;) {
      skipSpace();
      if (text.charCodeAt(position) !== Code.Quote) fail('a name is missing');
      const name = readString();
      skipSpace();
      if (text[position++] !== ':') fail('":" is missing');
      members.set(name, readValue());
      const code = text.charCodeAt(position++);
      if (code === Code.CloseBrace) return members;
      if (code !== Code.Comma) fail('"," or "}" is missing');
    }
  }

  /** Reads one value and the space around it. */
  function readValue(): Json {
    skipSpace();
    let value: Json;
    switch (text[position]) {
      case '"':
        value = readString();
        break;
      case '[':
        value = readArray();
        break;
      case '{':
        value = readObject();
        break;
      case 't':
        value = readWord('true', true);
        break;
      case 'f':
        value = readWord('false', false);
        break;
      case 'n':
        value = readWord('null', null);
        break;
      default:
        value = readNumber();
    }
    skipSpace();
    return value;
  }

  const value = readValue();
  if (position < text.length) fail('there is text after the end');
  return value;
}
