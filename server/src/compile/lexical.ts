/** Where MiniZinc's tokens end, as far as one must know it to skip comments and strings. */

/** The first offset from `at` on that is neither white space nor in a comment. */
export function skipBlank(text: string, at: number): number {
  const blank = /(?:\s|%[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))*/y;
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
}

/** The offset after a quoted identifier, `open` being that of its first quote. */
export function quotedEnd(text: string, open: number): number {
  const close = /['\n]/g;
  close.lastIndex = open + 1;
  return (close.exec(text)?.index ?? text.length) + 1;
}

/** The offset after a string's closing quote; `\( ... )` inside it holds an expression, with strings of its own. */
export function stringEnd(text: string, open: number): number {
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
