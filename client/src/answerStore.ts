import * as vscode from 'vscode';
import type { SolvingEvent } from '../../server/src/protocol';
import type { AnswerView } from '../webview/messages';
import { answerAfter, emptyAnswer } from './answers';
import { askAfter, type AskEvent } from './asks';

/** The answers of all documents as the server told them, by document URI. */
export interface AnswerStore extends vscode.Disposable {
  readonly onDidChange: vscode.Event<vscode.Uri>;
  of(uri: vscode.Uri): AnswerView | undefined;
  accept(event: SolvingEvent): void;
  /** A question about a document, or its answer. */
  tell(uri: vscode.Uri, event: AskEvent): void;
  /** The server is gone: nothing runs any more. */
  serverStopped(): void;
  /** Whether anything runs. */
  readonly busy: boolean;
}

export function answerStore(): AnswerStore {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const answers = new Map<string, AnswerView>();

  const accept = (event: SolvingEvent): void => {
    const uri = vscode.Uri.parse(event.uri);
    const before = answers.get(uri.toString()) ?? emptyAnswer(fileNameOf(uri));
    answers.set(uri.toString(), answerAfter(before, event));
    changes.fire(uri);
  };

  const tell = (uri: vscode.Uri, event: AskEvent): void => {
    const before = answers.get(uri.toString()) ?? emptyAnswer(fileNameOf(uri));
    answers.set(uri.toString(), askAfter(before, event));
    changes.fire(uri);
  };

  return {
    onDidChange: changes.event,
    of: (uri) => answers.get(uri.toString()),
    accept,
    tell,
    serverStopped() {
      for (const [uri, { running }] of answers) {
        if (running) accept({ kind: 'stopped', uri, message: 'The language server stopped.' });
      }
    },
    get busy() {
      return [...answers.values()].some(({ running }) => running !== undefined);
    },
    dispose: () => {
      changes.dispose();
    },
  };
}

/** The last part of a URI's path. */
export function fileNameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
