import type { Origin } from '../flatzinc';
import type { Range } from '../text';
import { enumNames, type EnumNames } from './enums';
import { rangeIn, textIn } from './places';
import type { Source, Sources } from './sources';

/**
 * Reads the compiler's paths file: for each constraint (by its index in the FlatZinc) the smallest expression of the
 * user's on its path, with the loop values on the way. A constraint whose path leads through the library alone has none.
 *
 * A line is `index TAB index TAB path`; lines of variables, whose first field is a name, are skipped. A path is a list
 * of steps `file|line|column|line|column|kind|what;` from the outermost to the innermost, places 1-based and inclusive.
 */
export function readOrigins(paths: string, sources: Sources): ReadonlyMap<number, Origin> {
  const enums = enumNames(sources);
  const origins = new Map<number, Origin>();
  const known = new Map<string, Origin | undefined>();
  for (let start = 0; start < paths.length;) {
    const newline = paths.indexOf('\n', start);
    const end = newline === -1 ? paths.length : newline;
    const tab = paths.indexOf('\t', start);
    const index = tab === -1 || tab > end ? '' : paths.slice(start, tab);
    if (/^\d+$/.test(index)) {
      const path = paths.slice(paths.indexOf('\t', tab + 1) + 1, end);
      if (!known.has(path)) known.set(path, originOf(path, sources, enums));
      const origin = known.get(path);
      if (origin !== undefined) origins.set(Number(index), origin);
    }
    start = end + 1;
  }
  return origins;
}

const step = /(?:^|;)([^;|]*)\|(\d+)\|(\d+)\|(\d+)\|(\d+)\|/g;

/** The origin a path leads to; undefined where no step of it is in a file of the user's. */
export function originOf(path: string, sources: Sources, enums: EnumNames): Origin | undefined {
  const indices: Record<string, string> = {};
  let found: { source: Source; range: Range } | undefined;
  const steps = [...path.matchAll(step)];
  steps.forEach((match, place) => {
    const [all, file = '', firstLine, firstColumn, lastLine, lastColumn] = match;
    const source = sources.named.get(file.slice(file.lastIndexOf('/') + 1));
    if (source === undefined) return;
    const what = path.slice(match.index + all.length, steps[place + 1]?.index ?? path.length).replace(/;$/, '');
    const range = rangeIn(source, {
      firstLine: Number(firstLine),
      firstColumn: Number(firstColumn),
      lastLine: Number(lastLine),
      lastColumn: Number(lastColumn),
    });
    // A step of a loop is `i=2` where others have their kind; of an enum the compiler knows the number only.
    const loop = /^('[^']+'|[\p{L}_][\p{L}\p{N}_]*)=(.*)$/su.exec(what);
    if (loop?.[1] !== undefined && loop[2] !== undefined) {
      indices[loop[1]] = enums.nameOf(source, range.start, loop[2]) ?? loop[2];
      return;
    }
    if (found === undefined || found.source !== source || !contains(range, found.range) || same(range, found.range)) {
      found = { source, range };
    }
  });
  if (found === undefined) return undefined;
  const { source, range } = found;
  return { file: source.path, range, text: textIn(source, range), indices };
}

function contains(outer: Range, inner: Range): boolean {
  return !before(inner.start, outer.start) && !before(outer.end, inner.end);
}

function same(left: Range, right: Range): boolean {
  return contains(left, right) && contains(right, left);
}

function before(left: Range['start'], right: Range['start']): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
