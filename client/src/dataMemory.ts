import * as vscode from 'vscode';
import type { DataParams } from '../../server/src/protocol';

/** Which data files the user chose for which model, kept with the workspace. */
export interface DataMemory extends vscode.Disposable {
  readonly onDidChange: vscode.Event<DataParams>;
  of(model: vscode.Uri): readonly vscode.Uri[];
  remember(model: vscode.Uri, data: readonly vscode.Uri[]): Promise<void>;
  all(): readonly DataParams[];
  /** A model that uses a file as data; undefined if none does. */
  modelFor(data: vscode.Uri): vscode.Uri | undefined;
}

const KEY = 'modelwright.dataFiles';

export function dataMemory(state: vscode.Memento): DataMemory {
  const changes = new vscode.EventEmitter<DataParams>();
  const stored = (): Readonly<Record<string, readonly string[]>> => state.get(KEY, {});
  return {
    onDidChange: changes.event,
    of: (model) => (stored()[model.toString()] ?? []).map((uri) => vscode.Uri.parse(uri)),
    async remember(model, data) {
      const uris = data.map((uri) => uri.toString());
      await state.update(KEY, { ...stored(), [model.toString()]: uris });
      changes.fire({ uri: model.toString(), data: uris });
    },
    all: () => Object.entries(stored()).map(([uri, data]) => ({ uri, data })),
    modelFor(data) {
      const found = Object.entries(stored()).find(([, uris]) => uris.includes(data.toString()));
      return found && vscode.Uri.parse(found[0]);
    },
    dispose: () => {
      changes.dispose();
    },
  };
}
