import type { Conflict } from '../outcome';
import type { Outcome, SolveParams, SolveReply, SolvingEvent } from '../protocol';
import { conflictDiagnostics, type Session } from '../session';
import type { DataFiles } from './dataFiles';
import type { DiagnosticStore } from './diagnosticStore';
import { modelFiles } from './includes';
import { roleOf, type OpenDocuments } from './openDocuments';
import { nameOf, pathOf } from './places';
import { millisecondsOf, type Settings } from './settings';

/** The answers of documents: one run at a time for each, and the last outcome for as long as its texts stand. */
export interface Solving {
  /** A newer run for the same document stops the older one. Stopped by the user, it gives the best solution so far. */
  run(request: 'solve' | 'explain', params: SolveParams, caller?: AbortSignal): Promise<SolveReply>;
  /** Stops the runs of one document, or all; answers how many. */
  stop(uri?: string): number;
  /** Keeps an outcome that was found without being asked for; `files` are the texts it depends on. */
  accept(uri: string, outcome: Outcome, files: ReadonlySet<string>): void;
  /** A text changed in the editor or on disk: outcomes that depend on it are stale from now on. */
  changed(file: string): void;
  /** The last outcome of a document, while it is fresh. */
  freshOutcome(uri: string): Outcome | undefined;
  /** All fresh outcomes. */
  freshOutcomes(): readonly Outcome[];
  /** The document was closed: stops, and takes its diagnostics away. */
  forget(uri: string): void;
}

interface Run {
  readonly controller: AbortController;
  /** What the outcome depends on. */
  files: ReadonlySet<string>;
  /** A text it depends on changed after it was read. */
  stale: boolean;
}

interface Known {
  readonly outcome: Outcome;
  readonly files: ReadonlySet<string>;
  stale: boolean;
}

export function solving(services: {
  readonly session: Pick<Session, 'solve' | 'explain'>;
  readonly documents: OpenDocuments;
  readonly data: DataFiles;
  readonly store: DiagnosticStore;
  readonly settings: (uri: string) => Promise<Settings>;
  readonly notify: (event: SolvingEvent) => void;
  /** Something shown beside the text (code lenses) may look different now. */
  readonly refresh: () => void;
}): Solving {
  const { session, documents, data, store, settings, notify, refresh } = services;
  const runs = new Map<string, Run>();
  const known = new Map<string, Known>();

  const begin = (uri: string, file: string): Run => {
    runs.get(uri)?.controller.abort();
    const run: Run = { controller: new AbortController(), files: new Set([file]), stale: false };
    runs.set(uri, run);
    return run;
  };

  const finish = (uri: string, run: Pick<Run, 'files' | 'stale'>, outcome: Outcome): void => {
    known.set(uri, { outcome, files: run.files, stale: run.stale });
    store.set(`outcome ${uri}`, run.stale ? [] : outcome.diagnostics);
    notify({ kind: 'outcome', uri, outcome, stale: run.stale });
    refresh();
  };

  return {
    async run(request, params, caller) {
      const { uri } = params;
      const file = pathOf(uri);
      if (file === undefined) return { kind: 'refused', message: needsFile(uri) };
      const role = roleOf(file);
      if (role === undefined || role === 'data') return { kind: 'refused', message: notSolvable(uri) };

      if (params.data) data.remember(file, params.data);
      const run = begin(uri, file);
      const { signal } = run.controller;
      const abort = (): void => {
        run.controller.abort();
      };
      caller?.addEventListener('abort', abort);
      if (caller?.aborted) abort();
      notify({ kind: 'started', uri, request });
      try {
        const own = await settings(uri);
        const dataPaths = data.of(file);
        const files = await modelFiles(file, (path) => documents.byPath(path)?.getText());
        signal.throwIfAborted();
        run.files = new Set([...files, ...dataPaths]);
        run.stale = false; // the session reads the texts now
        const conflicts: Conflict[] = [];
        const outcome = await session[request](
          file,
          {
            solver: params.solver ?? own.solver,
            timeLimitMs: params.timeLimit === undefined ? own.timeLimitMs : millisecondsOf(params.timeLimit),
            data: dataPaths,
            all: params.all ?? own.allSolutions,
            prove: own.crossCheck,
            domains: own.domains,
            limits: own.limits,
            ...(own.gap !== undefined && { gap: own.gap }),
            ...(own.integers !== undefined && { integers: own.integers }),
            onProgress: (progress) => {
              if (signal.aborted) return;
              notify({ kind: 'progress', uri, progress });
              if (progress.kind !== 'conflict' || run.stale) return;
              // A proved conflict stands whatever is found after it; repairs take longer.
              conflicts.push(progress.conflict);
              store.set(`outcome ${uri}`, conflictDiagnostics(conflicts));
            },
          },
          signal,
        );
        // Stopped by the user, the session gives the best solution found until then. A run that a newer one replaced, or
        // whose document was closed, gives nothing.
        if (runs.get(uri) !== run) signal.throwIfAborted();
        finish(uri, run, outcome);
        return { kind: 'outcome', outcome, stale: run.stale };
      } catch (error) {
        if (signal.aborted) {
          // A newer run says `started` itself; then `stopped` would end that one in the client's eyes. `forget` told it.
          if (runs.get(uri) === run) notify({ kind: 'stopped', uri, message: STOPPED });
          return { kind: 'stopped' };
        }
        store.set(`outcome ${uri}`, []);
        notify({ kind: 'stopped', uri, message: `Modelwright could not finish: ${messageOf(error)}` });
        throw error;
      } finally {
        caller?.removeEventListener('abort', abort);
        if (runs.get(uri) === run) runs.delete(uri);
      }
    },
    stop(uri) {
      const stopped = uri === undefined ? [...runs.values()] : [runs.get(uri)].filter((run) => run !== undefined);
      for (const run of stopped) run.controller.abort();
      return stopped.length;
    },
    accept(uri, outcome, files) {
      finish(uri, { files, stale: false }, outcome);
    },
    changed(file) {
      for (const [uri, run] of runs) {
        if (run.stale || !run.files.has(file)) continue;
        run.stale = true;
        store.set(`outcome ${uri}`, []); // conflicts it may have told of
      }
      for (const [uri, entry] of known) {
        if (entry.stale || !entry.files.has(file)) continue;
        entry.stale = true;
        store.set(`outcome ${uri}`, []);
        notify({ kind: 'stale', uri });
        refresh();
      }
    },
    freshOutcome(uri) {
      const entry = known.get(uri);
      return entry && !entry.stale ? entry.outcome : undefined;
    },
    freshOutcomes: () => [...known.values()].filter(({ stale }) => !stale).map(({ outcome }) => outcome),
    forget(uri) {
      const run = runs.get(uri);
      if (run) {
        run.controller.abort();
        runs.delete(uri);
        notify({ kind: 'stopped', uri, message: STOPPED });
      }
      known.delete(uri);
      store.set(`outcome ${uri}`, []);
    },
  };
}

const STOPPED = 'Stopped.';

/** Why a document without a file cannot be worked on. */
export function needsFile(uri: string): string {
  return `Save "${nameOf(uri)}" as a .mzn or .problem file first: Modelwright works on files.`;
}

function notSolvable(uri: string): string {
  return `"${nameOf(uri)}" is no model. Open a .mzn or .problem file, and solve it with this file as data.`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
