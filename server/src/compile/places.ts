import type { Position, Range, SourceRange } from '../text';
import type { MiniZincLocation } from './messages';
import type { Source, Sources } from './sources';

/**
 * The user's range of a place the compiler names: from 1-based lines and columns counted in code points, both ends
 * inclusive, to 0-based UTF-16 with an exclusive end. undefined where the place is in no file of the user's.
 */
export function placeOf(location: MiniZincLocation | undefined, sources: Sources): SourceRange | undefined {
  const source = sources.named.get(baseName(location?.filename ?? ''));
  if (location === undefined || source === undefined || location.firstLine < 1) return undefined;
  return { file: source.path, range: rangeIn(source, location) };
}

type Lines = Pick<MiniZincLocation, 'firstLine' | 'firstColumn' | 'lastLine' | 'lastColumn'>;

/** As `placeOf`, within a known file. */
export function rangeIn(source: Source, { firstLine, firstColumn, lastLine, lastColumn }: Lines): Range {
  const start = positionOf(source, firstLine, firstColumn - 1);
  const end = positionOf(source, lastLine, Math.max(0, lastColumn));
  const before = end.line < start.line || (end.line === start.line && end.character < start.character);
  return { start, end: before ? start : end };
}

/** What stands in a range of a source. */
export function textIn(source: Source, range: Range): string {
  const { start, end } = source.lines.spanOf(range);
  return source.text.slice(start, end);
}

/** The position after so many code points of a line. */
function positionOf(source: Source, line: number, codePoints: number): Position {
  const lineStart = source.lines.offsetAt({ line: line - 1, character: 0 });
  let offset = lineStart;
  for (let rest = codePoints; rest > 0 && offset < source.sent.length; rest--) {
    const codePoint = source.sent.codePointAt(offset) ?? 0;
    if (codePoint === 10) break;
    offset += codePoint < 0x10000 ? 1 : 2;
  }
  return { line: line - 1, character: offset - lineStart };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
