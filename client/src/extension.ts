import * as vscode from 'vscode';
import { answerStore } from './answerStore';
import { parametersOfOutcomes } from './asking';
import { contextKeys } from './commandIds';
import { registerCommands } from './commands';
import { tellFailure } from './failure';
import { dataMemory } from './dataMemory';
import { generatedModels } from './generatedModel';
import { resultPanel } from './resultPanel';
import { languageServer, type Server } from './server';
import { statusItem } from './statusItem';

let server: Server | undefined;

/** VS Code calls this for the first document of our languages, or the first of our commands. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Modelwright', { log: true });
  const answers = answerStore();
  const data = dataMemory(context.workspaceState);
  const panel = resultPanel(context.extensionUri, answers, log);
  server = languageServer(context, { answers, data, log });
  const generated = generatedModels(server);
  context.subscriptions.push(
    log,
    answers,
    data,
    panel,
    generated,
    registerCommands({ server, answers, data, panel, generated, log }),
    statusItem(answers, server),
    parametersOfOutcomes({ server, answers, panel }, (error) => {
      log.error(String(error)); // the view does without
    }),
    answers.onDidChange(() => {
      void vscode.commands.executeCommand('setContext', contextKeys.solving, answers.busy);
    }),
  );
  // Not awaited: commands and highlighting are there at once, and each request waits for the server itself.
  server.start().catch((error: unknown) => tellFailure(error, log));
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
