import type { Span } from '../text';
import { quotedEnd, skipBlank, stringEnd } from './lexical';

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
