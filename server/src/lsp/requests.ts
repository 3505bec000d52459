import type { Connection } from 'vscode-languageserver/node';
import {
  checkQuestionRequest,
  explainRequest,
  exportRequest,
  parametersRequest,
  questionAtRequest,
  solveRequest,
  statusRequest,
  stopRequest,
  synthesizeRequest,
  whatIfRequest,
  whyNotRequest,
} from '../protocol';
import type { Session } from '../session';
import type { Asking } from './asking';
import type { DataFiles } from './dataFiles';
import type { OpenDocuments } from './openDocuments';
import { pathOf } from './places';
import { questionAt } from './questionAt';
import { needsFile, type Solving } from './solving';
import { onRequest } from './typedMessages';

/** Answers the requests of `protocol.ts`. */
export function answerRequests(
  connection: Connection,
  services: {
    readonly session: Session;
    readonly documents: OpenDocuments;
    readonly data: DataFiles;
    readonly solving: Solving;
    readonly asking: Asking;
  },
): void {
  const { session, documents, data, solving, asking } = services;

  onRequest(connection, solveRequest, (params, signal) => solving.run('solve', params, signal));
  onRequest(connection, explainRequest, (params, signal) => solving.run('explain', params, signal));
  onRequest(connection, stopRequest, ({ uri }) => Promise.resolve(solving.stop(uri) + asking.stop(uri)));
  onRequest(connection, whyNotRequest, (params, signal) => asking.whyNot(params, signal));
  onRequest(connection, whatIfRequest, (params, signal) => asking.whatIf(params, signal));
  onRequest(connection, parametersRequest, async ({ uri }, signal) => {
    const file = pathOf(uri);
    return file === undefined ? [] : session.parameters(file, { data: data.of(file) }, signal);
  });
  onRequest(connection, checkQuestionRequest, async ({ uri, question }, signal) => {
    const file = pathOf(uri);
    return file === undefined ? [] : session.checkQuestion(file, question, { data: data.of(file) }, signal);
  });
  onRequest(connection, questionAtRequest, ({ uri, position }) => {
    const text = documents.byUri(uri)?.getText();
    const outcome = solving.freshOutcome(uri);
    const here = text === undefined || !outcome ? undefined : questionAt(text, position, outcome);
    return Promise.resolve(here?.question ?? null);
  });
  onRequest(connection, synthesizeRequest, async ({ uri }, signal) => {
    const file = pathOf(uri);
    if (file === undefined) return { kind: 'refused', message: needsFile(uri) } as const;
    // The generated model follows the words as they are typed.
    return { kind: 'synthesis', synthesis: await session.synthesize(file, signal, { background: true }) } as const;
  });
  onRequest(connection, exportRequest, async (params, signal) => {
    const file = pathOf(params.uri);
    if (file === undefined) return { kind: 'refused', message: needsFile(params.uri) } as const;
    const paths = params.data ? params.data.flatMap((uri) => pathOf(uri) ?? []) : data.of(file);
    return session.exportModel(file, params.format, { data: paths }, signal);
  });
  onRequest(connection, statusRequest, () => session.engines());
}
