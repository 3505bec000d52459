import type { Connection } from 'vscode-languageserver/node';
import {
  explainRequest,
  exportRequest,
  solveRequest,
  statusRequest,
  stopRequest,
  synthesizeRequest,
} from '../protocol';
import type { Session } from '../session';
import type { DataFiles } from './dataFiles';
import { pathOf } from './places';
import { needsFile, type Solving } from './solving';
import { onRequest } from './typedMessages';

/** Answers the requests of `protocol.ts`. */
export function answerRequests(
  connection: Connection,
  services: { readonly session: Session; readonly data: DataFiles; readonly solving: Solving },
): void {
  const { session, data, solving } = services;

  onRequest(connection, solveRequest, (params, signal) => solving.run('solve', params, signal));
  onRequest(connection, explainRequest, (params, signal) => solving.run('explain', params, signal));
  onRequest(connection, stopRequest, ({ uri }) => Promise.resolve(solving.stop(uri)));
  onRequest(connection, synthesizeRequest, async ({ uri }, signal) => {
    const file = pathOf(uri);
    if (file === undefined) return { kind: 'refused', message: needsFile(uri) } as const;
    return { kind: 'synthesis', synthesis: await session.synthesize(file, signal) } as const;
  });
  onRequest(connection, exportRequest, async (params, signal) => {
    const file = pathOf(params.uri);
    if (file === undefined) return { kind: 'refused', message: needsFile(params.uri) } as const;
    const paths = params.data ? params.data.flatMap((uri) => pathOf(uri) ?? []) : data.of(file);
    return session.exportModel(file, params.format, { data: paths }, signal);
  });
  onRequest(connection, statusRequest, () => session.engines());
}
