const longestExcerpt = 60;

/** A number for people: without the noise of binary arithmetic. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** A text as it can be quoted in a title: on one line, and not endless. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt - 1)}…` : line;
}
