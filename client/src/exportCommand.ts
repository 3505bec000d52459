import * as vscode from 'vscode';
import { exportRequest, type ExportFormat } from '../../server/src/protocol';
import { fileNameOf } from './answerStore';
import type { Server } from './server';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
  readonly extension: string;
}

const formats: readonly FormatItem[] = [
  {
    format: 'fzn',
    extension: 'fzn',
    label: 'FlatZinc',
    description: '.fzn',
    detail: 'Any model, for MiniZinc solvers',
  },
  { format: 'lp', extension: 'lp', label: 'LP', description: '.lp', detail: 'Linear models, for LP and MILP solvers' },
  { format: 'smt2', extension: 'smt2', label: 'SMT-LIB', description: '.smt2', detail: 'Any model, for SMT solvers' },
];

/** Asks for a format and a place, and writes the model there. Says why where the format cannot hold the model. */
export async function exportModel(uri: vscode.Uri, server: Server): Promise<void> {
  const picked = await vscode.window.showQuickPick(formats, {
    title: `Export ${fileNameOf(uri)}`,
    matchOnDetail: true,
  });
  if (!picked) return;
  const reply = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Exporting to ${picked.label}`, cancellable: true },
    (_progress, token) => server.request(exportRequest, { uri: uri.toString(), format: picked.format }, token),
  );
  switch (reply.kind) {
    case 'text':
      await save(uri, picked, reply.text);
      return;
    case 'impossible':
      void vscode.window.showWarningMessage(`This model cannot be written as ${picked.label}: ${reply.reason}`);
      return;
    case 'error': {
      const [first] = reply.diagnostics;
      void vscode.window.showErrorMessage(first?.message ?? 'The model has errors; see the Problems view.');
      return;
    }
    case 'refused':
      void vscode.window.showWarningMessage(reply.message);
      return;
    default:
      reply satisfies never;
  }
}

async function save(source: vscode.Uri, { label, extension }: FormatItem, text: string): Promise<void> {
  const path = `${source.path.replace(/\.[^./]+$/, '')}.${extension}`;
  const target = await vscode.window.showSaveDialog({
    title: `Export as ${label}`,
    defaultUri: source.with({ path }),
    filters: { [label]: [extension] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(`Written: ${fileNameOf(target)}`, open);
  if (answer === open) await vscode.window.showTextDocument(target);
}
