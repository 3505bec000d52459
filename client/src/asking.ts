import * as vscode from 'vscode';
import {
  checkQuestionRequest,
  clearWhyNotNotification,
  parametersRequest,
  questionAtRequest,
  whatIfRequest,
  whyNotRequest,
  type Outcome,
  type ParameterChange,
} from '../../server/src/protocol';
import { fileNameOf, type AnswerStore } from './answerStore';
import type { ResultPanel } from './resultPanel';
import type { Server } from './server';
import { applyEdits } from './sourcePlaces';

interface AskServices {
  readonly server: Server;
  readonly answers: AnswerStore;
  readonly panel: ResultPanel;
}

/** Asks for a question in an input box, its words checked as they are typed, and then asks it. */
export async function composeWhyNot(uri: vscode.Uri, begin: unknown, services: AskServices): Promise<void> {
  const value = typeof begin === 'string' ? begin : await questionAtCursor(uri, services);
  const from = value.indexOf(' = ');
  const question = await vscode.window.showInputBox({
    title: `Why not… in ${fileNameOf(uri)}`,
    prompt: 'A constraint that should hold, or a solution to judge. Several stand apart by semicolons.',
    placeHolder: 'x = 20',
    value,
    ...(from >= 0 && { valueSelection: [from + ' = '.length, value.length] as [number, number] }),
    validateInput: async (text) => {
      if (text.trim() === '') return undefined;
      const problems = await services.server.request(checkQuestionRequest, { uri: uri.toString(), question: text });
      return problems[0]?.message;
    },
  });
  if (question !== undefined && question.trim() !== '') await askWhyNot(uri, question, services);
}

async function questionAtCursor(uri: vscode.Uri, { server }: AskServices): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString()) return '';
  const { line, character } = editor.selection.active;
  return (await server.request(questionAtRequest, { uri: uri.toString(), position: { line, character } })) ?? '';
}

/** Asks a question; the answer is shown in the result view. */
export async function askWhyNot(
  uri: vscode.Uri,
  question: string,
  { server, answers, panel }: AskServices,
): Promise<void> {
  panel.show(uri);
  answers.tell(uri, { kind: 'whyNot', question });
  const reply = await server.request(whyNotRequest, { uri: uri.toString(), question }).catch((error: unknown) => {
    answers.tell(uri, { kind: 'cleared', what: 'whyNot' });
    throw error;
  });
  // A newer question has taken its place, or the text has changed.
  const shown = answers.of(uri)?.whyNot;
  if (shown?.question !== question || shown.answer) return;
  if (reply.kind === 'answer') answers.tell(uri, { kind: 'whyNot', question, answer: reply.answer });
  else answers.tell(uri, { kind: 'cleared', what: 'whyNot' });
  if (reply.kind === 'refused') void vscode.window.showWarningMessage(reply.message);
}

/** Solves with other values; the answer is shown beside the old one. */
export async function tryValues(
  uri: vscode.Uri,
  changes: readonly ParameterChange[],
  { server, answers }: AskServices,
): Promise<void> {
  answers.tell(uri, { kind: 'whatIf', changes });
  const reply = await server.request(whatIfRequest, { uri: uri.toString(), changes }).catch((error: unknown) => {
    answers.tell(uri, { kind: 'cleared', what: 'whatIf' });
    throw error;
  });
  const shown = answers.of(uri)?.whatIf;
  if (!shown || shown.answer || JSON.stringify(shown.changes) !== JSON.stringify(changes)) return;
  if (reply.kind === 'answer') answers.tell(uri, { kind: 'whatIf', changes, answer: reply.answer });
  else answers.tell(uri, { kind: 'cleared', what: 'whatIf' });
  if (reply.kind === 'refused') void vscode.window.showWarningMessage(reply.message);
}

/** Writes what was tried into the source. */
export async function applyTrial(uri: vscode.Uri, { answers }: Pick<AskServices, 'answers'>): Promise<void> {
  const view = answers.of(uri);
  const answer = view?.whatIf?.answer;
  if (!view || view.stale || answer?.kind !== 'outcome') return;
  await applyEdits(answer.edits, answer.title);
}

/** Takes an answer away, and its marks in the editor. */
export function clearAsk(uri: vscode.Uri, what: 'whyNot' | 'whatIf', { server, answers }: AskServices): void {
  answers.tell(uri, { kind: 'cleared', what });
  if (what === 'whyNot') server.notify(clearWhyNotNotification, { uri: uri.toString() });
}

/** Learns for each fresh outcome in the result view which parameters could be tried with another value. */
export function parametersOfOutcomes(
  { server, answers, panel }: AskServices,
  tell: (error: unknown) => void,
): vscode.Disposable {
  const known = new Map<string, Outcome>();
  return answers.onDidChange((uri) => {
    const view = answers.of(uri);
    const outcome = view?.outcome;
    if (!view || !outcome || view.stale || view.running || panel.shown?.toString() !== uri.toString()) return;
    if (known.get(uri.toString()) === outcome) return;
    known.set(uri.toString(), outcome);
    server.request(parametersRequest, { uri: uri.toString() }).then((parameters) => {
      if (answers.of(uri)?.outcome === outcome) answers.tell(uri, { kind: 'parameters', parameters });
    }, tell);
  });
}
