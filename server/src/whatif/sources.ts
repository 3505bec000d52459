import { declarationsOf, parseModel, type Declarations, type ModelSyntax } from '../minizinc';
import { LineIndex } from '../text';

/** A file of a model, read. */
export interface ReadSource {
  /** Absolute path. */
  readonly path: string;
  readonly kind: 'model' | 'data';
  readonly text: string;
  readonly syntax: ModelSyntax;
  readonly lines: LineIndex;
  readonly isJson: boolean;
}

export interface ReadSources {
  readonly files: readonly ReadSource[];
  readonly declarations: Declarations;
}

export function readTexts(
  files: readonly { readonly path: string; readonly kind: 'model' | 'data'; readonly text: string }[],
): ReadSources {
  const read = files.map(({ path, kind, text }): ReadSource => {
    const isJson = path.toLowerCase().endsWith('.json');
    return { path, kind, text, syntax: parseModel(isJson ? '' : text), lines: new LineIndex(text), isJson };
  });
  const models = read.filter(({ kind }) => kind === 'model').map(({ syntax }) => syntax);
  return { files: read, declarations: declarationsOf(models) };
}
