import * as vscode from 'vscode';
import type { Range, SourceEdit, SourceRange } from '../../server/src/protocol';

/** Selects a place in its file, in an editor that is already there if there is one. */
export async function reveal(place: SourceRange): Promise<void> {
  const uri = vscode.Uri.file(place.file);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  await vscode.window.showTextDocument(uri, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    selection: toVscodeRange(place.range),
  });
}

/** Applies edits, all or none, and shows the first of them. `title` names them where that cannot be done. */
export async function applyEdits(edits: readonly SourceEdit[], title: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { file, range, newText } of edits) edit.replace(vscode.Uri.file(file), toVscodeRange(range), newText);
  const applied = await vscode.workspace.applyEdit(edit);
  const [first] = edits;
  if (!applied || !first) {
    void vscode.window.showWarningMessage(`"${title}" could not be applied. Solve again first.`);
    return;
  }
  const { start } = first.range;
  await reveal({ file: first.file, range: { start, end: start } });
}

function toVscodeRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
