import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromView, ToView } from '../webview/messages';
import { emptyAnswer } from './answers';
import { fileNameOf, type AnswerStore } from './answerStore';
import { commandIds, internalCommandIds } from './commandIds';
import { applyEdits, reveal } from './sourcePlaces';

/** The result view: one panel beside the editor that shows the answer of one document at a time. */
export interface ResultPanel extends vscode.Disposable {
  /** Opens the view if need be, without taking the focus, and shows a document's answer. */
  show(uri: vscode.Uri): void;
  /** The document now shown. */
  readonly shown: vscode.Uri | undefined;
}

export function resultPanel(extensionUri: vscode.Uri, answers: AnswerStore, log: vscode.LogOutputChannel): ResultPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shown: vscode.Uri | undefined;

  const send = (): void => {
    if (!panel || !shown) return;
    const message: ToView = { kind: 'show', view: answers.of(shown) ?? emptyAnswer(fileNameOf(shown)) };
    void panel.webview.postMessage(message);
  };
  const receive = async (message: FromView): Promise<void> => {
    switch (message.kind) {
      case 'ready':
        send();
        return;
      case 'solve':
      case 'explain':
      case 'stop':
        await vscode.commands.executeCommand(commandIds[message.kind], shown);
        return;
      case 'reveal':
        await reveal(message.place);
        return;
      case 'repair': {
        const view = shown && answers.of(shown);
        const repair = view && !view.stale ? view.outcome?.repairs[message.index] : undefined;
        if (repair) await applyEdits(repair.edits, repair.title);
        return;
      }
      case 'whyNot':
        await vscode.commands.executeCommand(internalCommandIds.ask, shown, message.question);
        return;
      case 'whatIf':
        await vscode.commands.executeCommand(internalCommandIds.tryValues, shown, message.changes);
        return;
      case 'apply':
        await vscode.commands.executeCommand(internalCommandIds.applyTrial, shown);
        return;
      case 'clear':
        await vscode.commands.executeCommand(internalCommandIds.clearAsk, shown, message.what);
        return;
      default:
        message satisfies never;
    }
  };
  const create = (): vscode.WebviewPanel => {
    const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const created = vscode.window.createWebviewPanel(
      'modelwright.result',
      'Modelwright',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [root] },
    );
    created.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    created.webview.html = pageHtml(created.webview, root);
    created.webview.onDidReceiveMessage((message: FromView) => {
      receive(message).catch((error: unknown) => {
        log.error(String(error));
      });
    });
    created.onDidDispose(() => {
      panel = undefined;
    });
    return created;
  };

  const watch = vscode.Disposable.from(
    answers.onDidChange((uri) => {
      if (uri.toString() === shown?.toString()) send();
    }),
    // The view follows the editor to documents that have an answer.
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (!panel || !editor || !answers.of(editor.document.uri)) return;
      shown = editor.document.uri;
      send();
    }),
  );
  return {
    show(uri) {
      shown = uri;
      if (panel) {
        if (!panel.visible) panel.reveal(undefined, true);
      } else {
        panel = create();
      }
      send();
    },
    get shown() {
      return panel && shown;
    },
    dispose() {
      watch.dispose();
      panel?.dispose();
    },
  };
}

function pageHtml(webview: vscode.Webview, root: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(root, 'panel.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(root, 'panel.css')).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <link rel="stylesheet" href="${style}" />
    <title>Modelwright</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
