import type { Span } from '../../text';

const longestLine = 120;
const longestComment = 100;

/** A text that grows at its end and says where each piece of it stands. */
export interface ModelText {
  write(piece: string): Span;
  toString(): string;
}

export function modelText(): ModelText {
  let text = '';
  return {
    write: (piece) => {
      const start = text.length;
      text += piece;
      return { start, end: text.length };
    },
    toString: () => text,
  };
}

/**
 * One item: on one line where it fits, else with each term on a line of its own. `head` ends with a space; a term that
 * begins with `- ` is taken away.
 */
export function item(head: string, terms: readonly string[], tail: string): string {
  const sum = terms.length === 0 ? '0' : sumOf(terms);
  const line = `${head}${sum}${tail}`;
  if (line.length <= longestLine || terms.length < 2) return line;
  return `${head.trimEnd()}\n    ${sumOf(terms, '\n  ')}${tail.replace(/^ (?=[<>=])/, '\n  ')}`;
}

/** Terms as a sum. */
export function sumOf(terms: readonly string[], gap = ' '): string {
  return terms.map((term, index) => (index === 0 || term.startsWith('- ') ? term : `+ ${term}`)).join(gap);
}

/** Words as they can stand in a comment: on one line, and not endless. */
export function commentWords(words: string): string {
  // Half a surrogate pair has no UTF-8: the compiler's file system would cut the model short by it.
  const line = words
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if ([...line].length <= longestComment) return line;
  const cut = [...line].slice(0, longestComment - 1).join('');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestComment / 2))}…`;
}

/** Words as the inside of a MiniZinc string literal. */
export function stringWords(words: string): string {
  return commentWords(words).replace(/[\\"]/g, '\\$&');
}
