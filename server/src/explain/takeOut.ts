import type { SourceEdit, SourceRange } from '../text';
import { commentOut } from './commentOut';
import { fileAt, type SourceModel } from './sourceModel';

/** Takes whole items out of their texts, as comments. */
export function takeOut(items: readonly SourceRange[], model: SourceModel): readonly SourceEdit[] {
  return items.flatMap(({ file: path, range }) => {
    const file = fileAt(model, path);
    return file ? commentOut(path, file.text, range) : [];
  });
}
