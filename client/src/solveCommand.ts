import * as vscode from 'vscode';
import {
  explainRequest,
  solveRequest,
  type Outcome,
  type SolveParams,
  type SolveReply,
} from '../../server/src/protocol';
import { stageText } from '../webview/render/progress';
import { fileNameOf, type AnswerStore } from './answerStore';
import type { DataMemory } from './dataMemory';
import { pickDataFiles } from './dataPicker';
import { tellFailure } from './failure';
import type { ResultPanel } from './resultPanel';
import type { Server } from './server';

/** A run that is over sooner than this shows no notification: it would only flicker. */
const PATIENCE_MS = 600;

export interface SolveServices {
  readonly server: Server;
  readonly answers: AnswerStore;
  readonly data: DataMemory;
  readonly panel: ResultPanel;
  readonly log: vscode.LogOutputChannel;
}

/** Solves or explains a document: shows the result view, progress that can be cancelled, and asks for missing data. */
export async function solve(
  request: 'solve' | 'explain',
  uri: vscode.Uri,
  services: SolveServices,
  options: Omit<SolveParams, 'uri'> = {},
): Promise<void> {
  if (uri.scheme === 'untitled') {
    await askToSave(uri);
    return;
  }
  services.panel.show(uri);
  const reply = await withProgress(request, uri, services, options);
  if (reply.kind === 'refused') void vscode.window.showWarningMessage(reply.message);
  if (reply.kind === 'outcome' && lacksData(reply.outcome)) {
    // Not awaited: the run is over, whether or not the user ever answers.
    askForData(request, uri, services, options).catch((error: unknown) => tellFailure(error, services.log));
  }
}

async function withProgress(
  request: 'solve' | 'explain',
  uri: vscode.Uri,
  { server, answers }: SolveServices,
  options: Omit<SolveParams, 'uri'>,
): Promise<SolveReply> {
  const source = new vscode.CancellationTokenSource();
  const params: SolveParams = { uri: uri.toString(), ...options };
  const running = server.request(request === 'solve' ? solveRequest : explainRequest, params, source.token);
  const over = running.then(
    () => true,
    () => true,
  );
  const patience = new Promise<false>((resolve) =>
    setTimeout(() => {
      resolve(false);
    }, PATIENCE_MS),
  );
  if (!(await Promise.race([over, patience]))) {
    const title = `${request === 'solve' ? 'Solving' : 'Explaining'} ${fileNameOf(uri)}`;
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress({ title, location, cancellable: true }, async (progress, token) => {
      const listening = vscode.Disposable.from(
        token.onCancellationRequested(() => {
          source.cancel();
        }),
        answers.onDidChange(() => {
          const running = answers.of(uri)?.running;
          if (running?.stage) progress.report({ message: running.detail ?? stageText(running.stage) });
        }),
      );
      await over;
      listening.dispose();
    });
  }
  source.dispose();
  return running;
}

function lacksData({ status, diagnostics }: Outcome): boolean {
  return status === 'error' && diagnostics.some(({ code }) => code === 'missing-parameter');
}

async function askForData(
  request: 'solve' | 'explain',
  uri: vscode.Uri,
  services: SolveServices,
  options: Omit<SolveParams, 'uri'>,
): Promise<void> {
  const choose = 'Choose Data…';
  const answer = await vscode.window.showWarningMessage(
    `${fileNameOf(uri)} has parameters without a value. Choose its data, or let the quick fix create a data file.`,
    choose,
  );
  if (answer === choose) await solveWithData(request, uri, services, options);
}

/** Asks for the data files, remembers them, and solves with them. */
export async function solveWithData(
  request: 'solve' | 'explain',
  uri: vscode.Uri,
  services: SolveServices,
  options: Omit<SolveParams, 'uri'> = {},
): Promise<void> {
  const picked = await pickDataFiles(uri, services.data.of(uri));
  if (!picked) return;
  await services.data.remember(uri, picked);
  await solve(request, uri, services, { ...options, data: picked.map((file) => file.toString()) });
}

async function askToSave(uri: vscode.Uri): Promise<void> {
  const save = 'Save As…';
  const message = 'Save this text as a .mzn or .problem file first: Modelwright works on files.';
  if ((await vscode.window.showInformationMessage(message, save)) !== save) return;
  await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand('workbench.action.files.saveAs');
}
