import type { SyntaxNode } from '@lezer/common';
import { declarationsOf, parseModel, type Declaration, type Declarations, type ModelSyntax } from '../minizinc';
import { LineIndex, type SourceEdit, type SourceRange, type Span } from '../text';
import type { SourceFile } from './types';

export interface ParsedFile extends SourceFile {
  readonly syntax: ModelSyntax;
  readonly lines: LineIndex;
}

/** The files of a model, read once for everything that looks for repairs in them. JSON data are left out. */
export interface SourceModel {
  readonly files: readonly ParsedFile[];
  /** Those of the files that are models; the first is the main one. */
  readonly models: readonly ParsedFile[];
  readonly declarations: Declarations;
}

export function readSourceModel(sources: readonly SourceFile[]): SourceModel {
  const files = sources
    .filter(({ path }) => !path.endsWith('.json'))
    .map((file): ParsedFile => ({ ...file, syntax: parseModel(file.text), lines: new LineIndex(file.text) }));
  const models = files.filter(({ kind }) => kind === 'model');
  return { files, models, declarations: declarationsOf(models.map(({ syntax }) => syntax)) };
}

export function fileAt({ files }: SourceModel, path: string): ParsedFile | undefined {
  return files.find((file) => file.path === path);
}

/** The whole expression that stands at a place; undefined where none does. */
export function expressionAt(model: SourceModel, { file: path, range }: SourceRange): SyntaxNode | undefined {
  const file = fileAt(model, path);
  if (!file) return undefined;
  const span = file.lines.spanOf(range);
  let node: SyntaxNode | null = file.syntax.tree.resolveInner(span.start, 1);
  while (node && (node.to < span.end || !node.type.is('Expression'))) node = node.parent;
  return node && node.from === span.start && node.to === span.end ? node : undefined;
}

/** The declaration that stands around a span. */
export function declarationAround({ syntax: { items } }: ParsedFile, span: Span): Declaration | undefined {
  return items.find(
    (item): item is Declaration =>
      item.kind === 'declaration' && item.span.start <= span.start && item.span.end >= span.end,
  );
}

export function replace(file: ParsedFile, span: Span, newText: string): SourceEdit {
  return { file: file.path, range: file.lines.rangeOf(span), newText };
}

/** A name that stands in none of the files: the wanted one, or with a number behind it. */
export function freeName(wanted: string, { files }: SourceModel): string {
  const taken = (name: string): boolean => files.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken(name)) return name;
  }
}
