import type { Span } from '../text';

/** An `include` item of a MiniZinc text. */
export interface IncludeItem {
  /** The name between the quotes, escapes resolved. */
  readonly name: string;
  /** The string with its quotes. */
  readonly string: Span;
  /** From `include` to its semicolon, both included. */
  readonly item: Span;
}

/** Finds the `include` items of a text; what stands in comments, strings and quoted identifiers is none. */
export function findIncludes(text: string): readonly IncludeItem[] {
  const found: IncludeItem[] = [];
  let at = 0;
  while (at < text.length) {
    const skipped = skipBlank(text, at);
    if (skipped > at) at = skipped;
    else if (text[at] === '"') at = stringEnd(text, at);
    else if (text[at] === "'") at = quotedEnd(text, at);
    else {
      const word = /[\p{L}\p{N}_]+|[^]/uy;
      word.lastIndex = at;
      const token = word.exec(text)?.[0] ?? ' ';
      const include = token === 'include' ? readInclude(text, at) : undefined;
      if (include !== undefined) found.push(include);
      at = include?.item.end ?? at + token.length;
    }
  }
  return found;
}

function readInclude(text: string, start: number): IncludeItem | undefined {
  const open = skipBlank(text, start + 'include'.length);
  if (text[open] !== '"') return undefined;
  const close = stringEnd(text, open);
  const semicolon = skipBlank(text, close);
  const end = text[semicolon] === ';' ? semicolon + 1 : close;
  return {
    name: text.slice(open + 1, close - 1).replace(/\\(.)/g, '$1'),
    string: { start: open, end: close },
    item: { start, end },
  };
}

/** The first offset from `at` on that is neither white space nor in a comment. */
function skipBlank(text: string, at: number): number {
  const blank = /(?:\s|%[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))*/y;
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
}

function quotedEnd(text: string, open: number): number {
  const close = /['\n]/g;
  close.lastIndex = open + 1;
  return (close.exec(text)?.index ?? text.length) + 1;
}

/** The offset after a string's closing quote; `\( ... )` inside it holds an expression, with strings of its own. */
function stringEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') {
    if (text[at] !== '\\') at++;
    else if (text[at + 1] !== '(') at += 2;
    else {
      let depth = 1;
      at += 2;
      while (at < text.length && depth > 0) {
        if (text[at] === '"') at = stringEnd(text, at);
        else {
          if (text[at] === '(') depth++;
          if (text[at] === ')') depth--;
          at++;
        }
      }
    }
  }
  return Math.min(at + 1, text.length);
}
