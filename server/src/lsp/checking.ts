import type { Session } from '../session';
import type { DataFiles } from './dataFiles';
import type { DiagnosticStore } from './diagnosticStore';
import { roleOf, type OpenDocuments } from './openDocuments';
import { pathOf } from './places';

/** Checks documents as they are typed: a while after the last change, and never for a text that is already gone. */
export interface Checking {
  /** Checks soon; a check that waits or runs for this document is superseded. */
  schedule(uri: string): void;
  /** Cancels, and takes the document's check diagnostics away. */
  forget(uri: string): void;
  dispose(): void;
}

export function checking(services: {
  readonly session: Pick<Session, 'check'>;
  readonly documents: OpenDocuments;
  readonly data: DataFiles;
  readonly store: DiagnosticStore;
  readonly log: (message: string) => void;
  /** Milliseconds of quiet before a check: reading words takes longer than checking a model. */
  readonly delayMs: { readonly words: number; readonly model: number };
}): Checking {
  const { session, documents, data, store, log, delayMs } = services;
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, AbortController>();

  const cancel = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    running.get(uri)?.abort();
    running.delete(uri);
  };

  const check = async (uri: string, file: string): Promise<void> => {
    const controller = new AbortController();
    running.set(uri, controller);
    try {
      const diagnostics = await session.check(file, { data: data.of(file) }, controller.signal);
      if (!controller.signal.aborted) store.set(`check ${uri}`, diagnostics);
    } catch (error) {
      if (!controller.signal.aborted) log(`Checking ${file} failed: ${String(error)}`);
    } finally {
      if (running.get(uri) === controller) running.delete(uri);
    }
  };

  return {
    schedule(uri) {
      const file = pathOf(uri);
      if (file === undefined || !documents.byUri(uri)) return;
      const role = roleOf(file);
      if (role === undefined || role === 'data') return;
      cancel(uri);
      waiting.set(
        uri,
        setTimeout(
          () => {
            waiting.delete(uri);
            void check(uri, file);
          },
          role === 'words' ? delayMs.words : delayMs.model,
        ),
      );
    },
    forget(uri) {
      cancel(uri);
      store.set(`check ${uri}`, []);
    },
    dispose() {
      for (const uri of [...waiting.keys(), ...running.keys()]) cancel(uri);
    },
  };
}
