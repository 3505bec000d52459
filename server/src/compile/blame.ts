import { LineIndex, type Diagnostic, type SourceRange, type Span } from '../text';

/** A stretch of a text that was rewritten for the compiler. */
export interface Region {
  readonly path: string;
  readonly span: Span;
}

/** The regions, each once, in which the places of errors begin; @param texts as the compiler got them, by path */
export function blamed<Known extends Region>(
  regions: readonly Known[],
  texts: ReadonlyMap<string, string>,
  diagnostics: readonly Diagnostic[],
): readonly Known[] {
  const lines = new Map([...texts].map(([path, text]) => [path, new LineIndex(text)]));
  const starts = diagnostics
    .filter(({ severity }) => severity === 'error')
    .flatMap((diagnostic): readonly SourceRange[] => [diagnostic, ...(diagnostic.related ?? [])])
    .map(({ file, range }) => ({ file, start: lines.get(file)?.spanOf(range).start ?? -1 }));
  return regions.filter(({ path, span }) =>
    starts.some(({ file, start }) => file === path && start >= span.start && start < span.end),
  );
}
