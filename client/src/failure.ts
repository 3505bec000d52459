import * as vscode from 'vscode';

/** Says that something of ours failed and where to read more. What the user cancelled is no failure. */
export async function tellFailure(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'Canceled')) return;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const show = 'Show Log';
  const message = `Modelwright: ${error instanceof Error ? error.message : String(error)}`;
  if ((await vscode.window.showErrorMessage(message, show)) === show) log.show();
}
