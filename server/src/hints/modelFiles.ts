import { dirname, isAbsolute, relative } from 'node:path';
import { readSources, type CompileRequest } from '../compile';
import { readSourceModel, type ParsedFile, type SourceModel } from '../explain';
import type { Declaration } from '../minizinc';
import type { SourceRange, Span } from '../text';

/** The files that a request is made of, and what is declared in them. */
export interface ModelFiles extends SourceModel {
  /** Parameters whose value comes from a data file: what holds for them may not hold for the next data. */
  readonly given: ReadonlySet<string>;
}

/** undefined where a file cannot be read or is not MiniZinc: then the check speaks, and hints are silent. */
export async function openModelFiles(request: CompileRequest): Promise<ModelFiles | undefined> {
  const { files, diagnostics } = await readSources(request);
  if (diagnostics.length > 0) return undefined;
  const model = readSourceModel(files);
  if (model.models.some(({ syntax }) => syntax.errors.length > 0)) return undefined;
  const written = model.files
    .filter(({ kind }) => kind === 'data')
    .flatMap(({ syntax }) => syntax.items.flatMap((item) => (item.kind === 'assignment' ? [item.name] : [])));
  const fields = files.flatMap(({ path, text }) => (path.endsWith('.json') ? fieldsOf(text) : []));
  return { ...model, given: new Set([...written, ...fields]) };
}

/** A data file in JSON assigns its fields. */
function fieldsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"\\]+)"\s*:/g)].flatMap(([, name]) => name ?? []);
}

/**
 * Whether a file lies beside the model or below. What is included from elsewhere is a library, ours, MiniZinc's or
 * somebody's: it is believed, but what is suspicious in it is nothing that a writer of this model could mend.
 */
export function isOwn({ models: [model] }: ModelFiles, path: string): boolean {
  const way = model && relative(dirname(model.path), path);
  return way !== undefined && !way.startsWith('..') && !isAbsolute(way);
}

/** The declarations at the top of the model's files. */
export function topDeclarations({
  models,
}: ModelFiles): readonly { readonly file: ParsedFile; readonly item: Declaration }[] {
  return models.flatMap((file) =>
    file.syntax.items.flatMap((item) => (item.kind === 'declaration' ? [{ file, item }] : [])),
  );
}

export function placeOf(file: ParsedFile, span: Span): SourceRange {
  return { file: file.path, range: file.lines.rangeOf(span) };
}
