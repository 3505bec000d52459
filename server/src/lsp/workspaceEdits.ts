import { CreateFile, TextDocumentEdit, TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { SourceEdit } from '../text';
import { toLspRange } from './toLsp';

/** What an edit must know of the editor: its name and version of a file. */
export interface EditTarget {
  uriOf(path: string): string;
  /** null: the file is not open, the disk's text is meant. */
  versionOf(path: string): number | null;
  /** Whether the client takes versioned edits and file creation; without it plain changes are sent. */
  readonly documentChanges: boolean;
}

/** Edits of any number of files as one workspace edit; the editor refuses it if a version is no longer the one named. */
export function editOf(edits: readonly SourceEdit[], target: EditTarget): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const { file, range, newText } of edits) {
    const ofFile = byFile.get(file) ?? [];
    ofFile.push(TextEdit.replace(toLspRange(range), newText));
    byFile.set(file, ofFile);
  }
  if (!target.documentChanges) {
    return { changes: Object.fromEntries([...byFile].map(([file, ofFile]) => [target.uriOf(file), ofFile])) };
  }
  return {
    documentChanges: [...byFile].map(([file, ofFile]) =>
      TextDocumentEdit.create({ uri: target.uriOf(file), version: target.versionOf(file) }, ofFile),
    ),
  };
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
