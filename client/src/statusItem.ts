import * as vscode from 'vscode';
import { statusRequest } from '../../server/src/protocol';
import type { AnswerStore } from './answerStore';
import { commandIds } from './commandIds';
import type { Server } from './server';
import { engineTooltip, statusText } from './statusText';
import { isOurs } from './target';

/** The status item: how the active document stands. A click shows its result. */
export function statusItem(answers: AnswerStore, server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('modelwright.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Modelwright';
  item.command = commandIds.showResult;
  item.tooltip = engineTooltip(undefined);

  const refresh = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isOurs(document)) {
      item.hide();
      return;
    }
    const { text, mood } = statusText(answers.of(document.uri));
    item.text = text;
    item.backgroundColor = mood === 'plain' ? undefined : new vscode.ThemeColor(`statusBarItem.${mood}Background`);
    item.show();
  };
  refresh();
  return vscode.Disposable.from(
    item,
    answers.onDidChange(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    server.onDidStart(async () => {
      // Without an answer the item keeps its plain tooltip; why the server did not answer is in its own log.
      const status = await server.request(statusRequest, null).catch(() => undefined);
      if (status) item.tooltip = new vscode.MarkdownString(engineTooltip(status));
    }),
  );
}
