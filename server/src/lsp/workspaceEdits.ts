import {
  CreateFile,
  TextDocumentEdit,
  TextEdit,
  type SnippetTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { SourceEdit } from '../text';
import { toLspRange } from './toLsp';

/** What an edit must know of the editor: its name and version of a file. */
export interface EditTarget {
  uriOf(path: string): string;
  /** null: the file is not open, the disk's text is meant. */
  versionOf(path: string): number | null;
  /** Whether the client takes versioned edits and file creation; without it plain changes are sent. */
  readonly documentChanges: boolean;
  /** Whether it takes edits with places to fill in; without them the places are written as they are. */
  readonly snippets: boolean;
}

/** Edits of any number of files as one workspace edit; the editor refuses it if a version is no longer the one named. */
export function editOf(edits: readonly SourceEdit[], target: EditTarget): WorkspaceEdit {
  const byFile = new Map<string, SourceEdit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  if (!target.documentChanges) {
    return { changes: Object.fromEntries([...byFile].map(([file, own]) => [target.uriOf(file), own.map(plainEdit)])) };
  }
  return {
    documentChanges: [...byFile].map(([file, own]) =>
      TextDocumentEdit.create(
        { uri: target.uriOf(file), version: target.versionOf(file) },
        own.map((edit) => (target.snippets && edit.pieces ? snippetEdit(edit, edit.pieces) : plainEdit(edit))),
      ),
    ),
  };
}

function plainEdit({ range, newText }: SourceEdit): TextEdit {
  return TextEdit.replace(toLspRange(range), newText);
}

/** The places are stops, in their order, each with a word to type over. */
function snippetEdit({ range }: SourceEdit, pieces: readonly string[]): SnippetTextEdit {
  const value = pieces.reduce(
    (before, piece, index) => `${before}${index === 0 ? '' : `\${${index}:number}`}${piece.replace(/[\\$}]/g, '\\$&')}`,
    '',
  );
  return { range: toLspRange(range), snippet: { kind: 'snippet', value } };
}

/** Creates a file that must not exist yet, with a text in it. */
export function creationOf(file: string, text: string, target: EditTarget): WorkspaceEdit {
  const uri = target.uriOf(file);
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }),
      TextDocumentEdit.create({ uri, version: null }, [TextEdit.insert(start, text)]),
    ],
  };
}
