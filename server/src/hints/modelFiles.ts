import type { SyntaxNode } from '@lezer/common';
import { readSources, type CompileRequest } from '../compile';
import { declarationsOf, parseModel, spanOf, type Declaration, type Declarations, type ModelSyntax } from '../minizinc';
import type { LineIndex } from '../text';
import { type SourceEdit, type SourceRange, type Span } from '../text';

/** One of the user's own files, parsed. */
export interface ModelFile {
  readonly path: string;
  readonly kind: 'model' | 'data';
  readonly text: string;
  readonly syntax: ModelSyntax;
  readonly lines: LineIndex;
}

/** The files that a request is made of, and what is declared in them. */
export interface ModelFiles {
  readonly all: readonly ModelFile[];
  /** The model and what it includes; the first is the model itself. */
  readonly models: readonly ModelFile[];
  readonly declarations: Declarations;
  /** Parameters whose value comes from a data file: what holds for them may not hold for the next data. */
  readonly given: ReadonlySet<string>;
}

/** undefined where a file cannot be read or is not MiniZinc: then the check speaks, and hints are silent. */
export async function openModelFiles(request: CompileRequest): Promise<ModelFiles | undefined> {
  const sources = await readSources(request);
  if (sources.diagnostics.length > 0) return undefined;
  const all = sources.files.map(({ path, kind, text, lines }): ModelFile => {
    // A data file in JSON assigns its fields; it is no MiniZinc.
    const syntax = parseModel(path.endsWith('.json') ? '' : text);
    return { path, kind, text, syntax, lines };
  });
  const models = all.filter(({ kind }) => kind === 'model');
  if (models.some(({ syntax }) => syntax.errors.length > 0)) return undefined;
  const declarations = declarationsOf(models.map(({ syntax }) => syntax));
  return { all, models, declarations, given: assignedInData(all) };
}

function assignedInData(files: readonly ModelFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, kind, text, syntax } of files) {
    if (kind !== 'data') continue;
    for (const item of syntax.items) if (item.kind === 'assignment') names.add(item.name);
    if (path.endsWith('.json')) for (const [, name] of text.matchAll(/"([^"\\]+)"\s*:/g)) names.add(name ?? '');
  }
  return names;
}

/** The declarations at the top of the model's files. */
export function topDeclarations({
  models,
}: ModelFiles): readonly { readonly file: ModelFile; readonly item: Declaration }[] {
  return models.flatMap((file) =>
    file.syntax.items.flatMap((item) => (item.kind === 'declaration' ? [{ file, item }] : [])),
  );
}

export function placeOf(file: ModelFile, span: Span): SourceRange {
  return { file: file.path, range: file.lines.rangeOf(span) };
}

export function replacementOf(file: ModelFile, span: Span, newText: string): SourceEdit {
  return { ...placeOf(file, span), newText };
}

export function textOf(file: ModelFile, node: SyntaxNode): string {
  const { start, end } = spanOf(node);
  return file.text.slice(start, end);
}
