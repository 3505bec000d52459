import { LineIndex, type SourceEdit, type SourceRange } from '../text';

/** Tells places of edited texts as places of the texts before: what lies in changed text becomes the text it replaced. */
export function shiftBack(
  edits: readonly SourceEdit[],
  before: (file: string) => string | undefined,
  after: (file: string) => string | undefined,
): (place: SourceRange) => SourceRange {
  const files = new Map<string, (offset: number, end: boolean) => number>();
  const lines = new Map<string, readonly [LineIndex, LineIndex]>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const [old, now] = [before(file), after(file)];
    if (old === undefined || now === undefined) continue;
    const oldLines = new LineIndex(old);
    const own = edits
      .filter((edit) => edit.file === file)
      .map(({ range, newText }) => ({ ...oldLines.spanOf(range), length: newText.length }))
      .sort((a, b) => a.start - b.start);
    lines.set(file, [oldLines, new LineIndex(now)]);
    files.set(file, (offset, isEnd) => {
      let shift = 0;
      for (const { start, end, length } of own) {
        const from = start + shift;
        if (offset < from) break;
        if (offset < from + length || (isEnd && offset === from + length)) return isEnd ? end : start;
        shift += length - (end - start);
      }
      return offset - shift;
    });
  }
  return (place) => {
    const offsetBack = files.get(place.file);
    const [old, now] = lines.get(place.file) ?? [];
    if (!offsetBack || !old || !now) return place;
    const { start, end } = now.spanOf(place.range);
    return { ...place, range: old.rangeOf({ start: offsetBack(start, false), end: offsetBack(end, true) }) };
  };
}
