import * as vscode from 'vscode';
import { fileNameOf } from './answerStore';

interface DataItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/**
 * Asks for the data files of a model: those of its folder first, then the workspace's, then any file. undefined: the user
 * changed their mind.
 */
export async function pickDataFiles(
  model: vscode.Uri,
  chosen: readonly vscode.Uri[],
): Promise<readonly vscode.Uri[] | undefined> {
  const candidates = await candidatesFor(model, chosen);
  if (candidates.length === 0) return browse(model);
  const browseItem: DataItem = { label: '$(folder-opened) Browse…', description: 'any .dzn or .json file' };
  const items: DataItem[] = candidates.map((uri) => ({
    label: fileNameOf(uri),
    description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..')),
    picked: chosen.some((other) => other.toString() === uri.toString()),
    uri,
  }));
  const picked = await vscode.window.showQuickPick([...items, browseItem], {
    canPickMany: true,
    title: `Data for ${fileNameOf(model)}`,
    placeHolder: 'Choose the data files; none solves the model alone',
  });
  if (!picked) return undefined;
  const known = picked.flatMap(({ uri }) => uri ?? []);
  if (!picked.includes(browseItem)) return known;
  const more = await browse(model);
  return more && [...known, ...more];
}

async function candidatesFor(model: vscode.Uri, chosen: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(model, '..');
  const beside = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '*.{dzn,json}'), undefined, 100);
  const elsewhere = await vscode.workspace.findFiles('**/*.dzn', '**/node_modules/**', 100);
  const byUri = new Map([...chosen, ...sorted(beside), ...sorted(elsewhere)].map((uri) => [uri.toString(), uri]));
  return [...byUri.values()];
}

function sorted(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...uris].sort((a, b) => a.path.localeCompare(b.path));
}

async function browse(model: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: `Data for ${fileNameOf(model)}`,
    openLabel: 'Use as Data',
    defaultUri: vscode.Uri.joinPath(model, '..'),
    canSelectMany: true,
    filters: { 'MiniZinc data': ['dzn', 'json'] },
  });
}
