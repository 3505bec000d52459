// What the tests of the extension host share: documents of the profile's workspace, and waiting for what VS Code shows.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A file of fixtures/ or samples/, as it lies in the workspace. */
export function fileOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the workbench has a workspace');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file in the editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileOf(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Gives back all unsaved edits and closes every editor, so that tests do not see each other. */
export async function closeAll(): Promise<void> {
  const ours = vscode.workspace.textDocuments.filter((document) => vscode.workspace.getWorkspaceFolder(document.uri));
  for (const document of ours.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Asks again and again until there is an answer; mocha's own limit ends it. */
export async function until<T>(ask: () => T | undefined | Thenable<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The diagnostics of a document with this code, once there are any. */
export function diagnosticsOf(document: vscode.TextDocument, code: string): Promise<readonly vscode.Diagnostic[]> {
  return until(() => {
    const found = vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.code === code);
    return found.length > 0 ? found : undefined;
  });
}

/** Resolves once nothing is wrong with the document any more. */
export async function noDiagnostics(document: vscode.TextDocument): Promise<void> {
  await until(() => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined));
}

/** The quick fixes at a place. VS Code answers nothing or "Canceled" while another provider registers: ask again. */
export async function quickFixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return until(async () => {
    try {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      return actions.length > 0 ? actions : undefined;
    } catch (error) {
      if (!String(error).includes('Canceled')) throw error;
      return undefined;
    }
  });
}
