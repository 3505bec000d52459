import { LineIndex, type Range, type SourceEdit, type Span } from '../text';

/**
 * Takes an item out of a text by a comment: `% ` before each of its lines where they hold nothing else, else a block
 * comment; where a comment in the item would end that one, the item gets lines of its own. Nothing of the text is lost.
 */
export function commentOut(file: string, text: string, item: Range): readonly SourceEdit[] {
  const lines = new LineIndex(text);
  const span = lines.spanOf(item);
  if (ownsItsLines(text, span)) {
    return Array.from({ length: item.end.line - item.start.line + 1 }, (_, index): SourceEdit => {
      const at = index === 0 ? item.start : { line: item.start.line + index, character: 0 };
      return { file, range: { start: at, end: at }, newText: '% ' };
    });
  }
  const content = text.slice(span.start, span.end);
  const newText = content.includes('*/') ? `\n% ${content.replace(/\r\n?|\n/g, '$&% ')}\n` : `/* ${content} */`;
  return [{ file, range: item, newText }];
}

/** Before the item only white space, behind it at most a line comment. */
function ownsItsLines(text: string, { start, end }: Span): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const next = text.indexOf('\n', end);
  const after = text.slice(end, next < 0 ? text.length : next);
  return /^\s*$/.test(before) && /^\s*(%.*)?\r?$/.test(after);
}
