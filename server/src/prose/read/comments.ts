import type { Span } from '../../text';

/**
 * Blanks the comment lines of a `.problem` file, those whose first sign is `#` or `//`. Every offset stays what it was.
 */
export function blankComments(text: string): string {
  return text.replace(/^[ \t]*(?:#|\/\/)[^\r\n]*/gmu, (line) => ' '.repeat(line.length));
}

/** Blanks a stretch of a text but for its line breaks: offsets and lines stay what they were. */
export function blank(text: string, { start, end }: Span): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}
