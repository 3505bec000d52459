import type { Session } from '../session';
import { background, type Background } from './background';
import type { DataFiles } from './dataFiles';
import type { DiagnosticStore } from './diagnosticStore';
import { modelFiles } from './includes';
import { roleOf, type OpenDocuments } from './openDocuments';
import { pathOf } from './places';
import type { Settings } from './settings';

/** A document whose hints took all their time gets only this part of it, until its text shrinks. */
const BRIEF = 10;

/** What is suspicious about the open documents: looked for when nothing else happens, and gone with the next edit. */
export interface Hinting extends Pick<Background, 'want' | 'interrupt' | 'poke' | 'dispose'> {
  /** A text changed: hints on what depends on it are gone, and all work stops until it is quiet again. */
  changed(file: string): void;
  forget(uri: string): void;
}

export function hinting(services: {
  readonly session: Pick<Session, 'hints'>;
  readonly documents: OpenDocuments;
  readonly data: DataFiles;
  readonly store: DiagnosticStore;
  readonly settings: (uri: string) => Promise<Settings>;
  /** Nothing more important runs or waits. */
  readonly mayRun: () => boolean;
  readonly quietMs: number;
  readonly log: (message: string) => void;
}): Hinting {
  const { session, documents, data, store, settings, mayRun, quietMs, log } = services;
  /** What the hints of a document depend on. */
  const shown = new Map<string, ReadonlySet<string>>();
  /** How long the texts of documents were for which the time did not do. */
  const tooLong = new Map<string, number>();

  const clear = (uri: string): void => {
    if (shown.delete(uri)) store.set(`hints ${uri}`, []);
  };

  const run = async (uri: string, signal: AbortSignal): Promise<void> => {
    const file = pathOf(uri);
    if (file === undefined || !documents.byUri(uri)) return;
    const { hints } = await settings(uri);
    clear(uri);
    if (!hints.enabled || signal.aborted) return;
    const dataPaths = data.of(file);
    const files = await modelFiles(file, (path) => documents.byPath(path)?.getText());
    if (signal.aborted) return;
    const length = [...files].reduce((sum, path) => sum + (documents.byPath(path)?.getText().length ?? 0), 0);
    const wasTooLong = length >= (tooLong.get(uri) ?? Infinity);
    const timeLimitMs =
      hints.timeLimitMs === undefined ? undefined : wasTooLong ? hints.timeLimitMs / BRIEF : hints.timeLimitMs;
    const started = performance.now();
    const limits = { data: dataPaths, ...(timeLimitMs !== undefined && { timeLimitMs }) };
    const found = await session.hints(file, limits, signal);
    if (signal.aborted) return;
    const ranOut = timeLimitMs !== undefined && performance.now() - started >= timeLimitMs;
    if (ranOut) tooLong.set(uri, Math.min(length, tooLong.get(uri) ?? Infinity));
    else if (!wasTooLong) tooLong.delete(uri);
    shown.set(uri, new Set([...files, ...dataPaths]));
    store.set(`hints ${uri}`, found);
  };

  const work = background({ quietMs, run, mayRun, onIdle: () => undefined, log });
  return {
    want(uri) {
      const role = roleOf(pathOf(uri) ?? '');
      if (role === 'model' || role === 'words') work.want(uri);
    },
    interrupt: work.interrupt,
    poke: work.poke,
    changed(file) {
      work.interrupt();
      for (const [uri, files] of [...shown]) if (files.has(file)) clear(uri);
    },
    forget(uri) {
      work.forget(uri);
      tooLong.delete(uri);
      clear(uri);
    },
    dispose: work.dispose,
  };
}
