import * as vscode from 'vscode';
import { synthesizeRequest, type SynthesizeReply } from '../../server/src/protocol';
import type { Server } from './server';

const SCHEME = 'modelwright-model';
/** Milliseconds of quiet after a change of the words before the model is made again. */
const QUIET_MS = 300;

/** The read-only document that shows what the words of a `.problem` became; it follows the words as they change. */
export interface GeneratedModels extends vscode.Disposable {
  show(source: vscode.Uri): Promise<void>;
}

export function generatedModels(server: Server): GeneratedModels {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changes.event,
    async provideTextDocumentContent(uri, token) {
      const source = sourceOfGenerated(uri);
      if (!source) return '';
      return textOf(await server.request(synthesizeRequest, { uri: source.toString() }, token));
    },
  });
  const follow = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const shown = generatedFor(document.uri).toString();
    if (!vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === shown)) return;
    clearTimeout(waiting.get(shown));
    waiting.set(
      shown,
      setTimeout(() => {
        waiting.delete(shown);
        changes.fire(vscode.Uri.parse(shown));
      }, QUIET_MS),
    );
  });

  return {
    async show(source) {
      const document = await vscode.workspace.openTextDocument(generatedFor(source));
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: false,
      });
    },
    dispose() {
      for (const timer of waiting.values()) clearTimeout(timer);
      vscode.Disposable.from(provider, follow, changes).dispose();
    },
  };
}

/** The `.problem` a generated document was made from; undefined for any other document. */
export function sourceOfGenerated(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.scheme === SCHEME ? vscode.Uri.parse(uri.query) : undefined;
}

function generatedFor(source: vscode.Uri): vscode.Uri {
  const path = `${source.path.replace(/\.problem$/i, '')}.mzn`;
  return vscode.Uri.from({ scheme: SCHEME, path, query: source.toString() });
}

/** The model, or as MiniZinc comments why there is none. */
function textOf(reply: SynthesizeReply): string {
  if (reply.kind === 'refused') return comments([reply.message]);
  const { model, questions, diagnostics } = reply.synthesis;
  if (model !== null) return model;
  return comments([
    'There is no model yet.',
    ...questions.map(({ text, range }) => `Line ${range.start.line + 1}: ${text}`),
    ...diagnostics.map(({ message, range }) => `Line ${range.start.line + 1}: ${message}`),
  ]);
}

function comments(lines: readonly string[]): string {
  return lines.map((line) => `% ${line}\n`).join('');
}
