import { LineIndex, type Range } from '../text';

/** The word `solve` of a MiniZinc model's solve item, comments and strings set aside; undefined where there is none. */
export function solveItemRange(text: string): Range | undefined {
  const pieces = /%[^\n\r]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?<![A-Za-z0-9_])solve(?![A-Za-z0-9_])/g;
  for (const match of text.matchAll(pieces)) {
    if (match[0] === 'solve') {
      return new LineIndex(text).rangeOf({ start: match.index, end: match.index + match[0].length });
    }
  }
  return undefined;
}
