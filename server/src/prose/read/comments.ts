/**
 * Blanks the comment lines of a `.problem` file, those whose first sign is `#` or `//`. Every offset stays what it was.
 */
export function blankComments(text: string): string {
  return text.replace(/^[ \t]*(?:#|\/\/)[^\r\n]*/gmu, (line) => ' '.repeat(line.length));
}
