import { conflictDiagnostics } from '../explain';
import type { Conflict, Outcome, SolvingEvent } from '../protocol';
import type { Session } from '../session';
import { background, type Background } from './background';
import type { DataFiles } from './dataFiles';
import type { DiagnosticStore } from './diagnosticStore';
import { modelFiles } from './includes';
import { roleOf, type OpenDocuments } from './openDocuments';
import { pathOf } from './places';
import type { Settings } from './settings';
import { solveItemRange } from './solveItem';

/**
 * Whether the open documents have a solution, found out while one types (`modelwright.solve.when` is `type`): the first
 * solution ends the search, a conflict is shown as soon as it is proved, its repairs when they are. A document that takes
 * longer than its budget is left alone until its text shrinks or the user asks for it.
 */
export interface Rechecking extends Pick<Background, 'poke' | 'dispose' | 'idle'> {
  /** A document depends on a text that changed; `file` is the text. */
  want(uri: string, file: string): void;
  /** A text changed: everything stops until it is quiet again, and what was said of it is gone. */
  changed(file: string): void;
  /** The user asked for this document: what took too long may be tried again. */
  asked(uri: string): void;
  forget(uri: string): void;
}

export function rechecking(services: {
  readonly session: Pick<Session, 'solve'>;
  readonly documents: OpenDocuments;
  readonly data: DataFiles;
  readonly store: DiagnosticStore;
  readonly settings: (uri: string) => Promise<Settings>;
  /** Keeps an outcome as if the user had asked for it. */
  readonly accept: (uri: string, outcome: Outcome, files: ReadonlySet<string>) => void;
  readonly notify: (event: SolvingEvent) => void;
  /** Nothing more important runs or waits. */
  readonly mayRun: () => boolean;
  readonly onIdle: () => void;
  readonly quietMs: number;
  readonly log: (message: string) => void;
}): Rechecking {
  const { session, documents, data, store, settings, accept, notify, mayRun, onIdle, quietMs, log } = services;
  /** Texts that changed since a document was last looked at. */
  const causes = new Map<string, Set<string>>();
  /** How long the texts of documents were that took too long. */
  const tooLong = new Map<string, number>();
  /** What the conflicts shown for a document depend on, before there is an outcome. */
  const shown = new Map<string, ReadonlySet<string>>();
  /** The last run of each document: what an older one says, slow to stop, is not told. */
  const latest = new Map<string, AbortSignal>();
  /** What it depends on that a document is said to have a solution. */
  const feasible = new Map<string, ReadonlySet<string>>();

  const clear = (uri: string): void => {
    if (shown.delete(uri)) store.set(`recheck ${uri}`, []);
  };

  const run = async (uri: string, signal: AbortSignal): Promise<void> => {
    const file = pathOf(uri);
    const document = documents.byUri(uri);
    if (file === undefined || !document) return;
    const own = await settings(uri);
    if (own.when !== 'type' || signal.aborted) return;
    const dataPaths = data.of(file);
    const openText = (path: string): string | undefined => documents.byPath(path)?.getText();
    const files = new Set([...(await modelFiles(file, openText)), ...dataPaths]);
    if (signal.aborted) return;
    const since = [...(causes.get(uri) ?? [])];
    if (!since.some((cause) => files.has(cause))) return;
    const length = [...files].reduce((sum, path) => sum + (openText(path)?.length ?? 0), 0);
    if (length >= (tooLong.get(uri) ?? Infinity)) return;

    latest.set(uri, signal);
    notify({ kind: 'rechecking', uri });
    let verdict: Verdict = 'unknown';
    try {
      verdict = await ask(uri, file, files, own, dataPaths, signal);
    } finally {
      const told = signal.aborted ? 'unknown' : verdict;
      if (latest.get(uri) === signal) notify({ kind: 'rechecked', uri, verdict: told });
    }
    if (signal.aborted) return;
    if (verdict === 'feasible') feasible.set(uri, files);
    causes.delete(uri);
    if (verdict === 'unknown') tooLong.set(uri, length);
    else tooLong.delete(uri);
  };

  const ask = async (
    uri: string,
    file: string,
    files: ReadonlySet<string>,
    own: Settings,
    dataPaths: readonly string[],
    stopped: AbortSignal,
  ): Promise<Verdict> => {
    // The first solution is enough, and compiling has to fit in the budget too.
    const enough = new AbortController();
    let isFeasible = false;
    const budget = setTimeout(() => {
      enough.abort();
    }, own.budgetMs);
    try {
      const outcome = await session.solve(
        file,
        {
          solver: own.solver,
          timeLimitMs: own.budgetMs,
          data: dataPaths,
          background: true,
          ...(own.integers !== undefined && { integers: own.integers }),
          onProgress: (progress) => {
            if (stopped.aborted) return;
            // Infeasible: now it is about why, for which explaining keeps its own time.
            if (progress.kind === 'stage' && progress.stage === 'explaining') clearTimeout(budget);
            if (progress.kind === 'solution') {
              isFeasible = true;
              enough.abort();
            }
            if (progress.kind === 'conflict') showConflict(uri, files, progress.conflict);
          },
        },
        AbortSignal.any([stopped, enough.signal]),
      );
      if (stopped.aborted) return 'unknown';
      clear(uri);
      if (outcome.status === 'infeasible' || outcome.status === 'unbounded') accept(uri, outcome, files);
      return verdictOf(outcome, isFeasible);
    } catch (error) {
      if (isFeasible) return 'feasible';
      if (enough.signal.aborted || stopped.aborted) return 'unknown';
      throw error;
    } finally {
      clearTimeout(budget);
    }
  };

  const showConflict = (uri: string, files: ReadonlySet<string>, conflict: Conflict): void => {
    shown.set(uri, files);
    store.set(`recheck ${uri}`, conflictDiagnostics([conflict]));
  };

  const work = background({ quietMs, run, mayRun, onIdle, log });
  return {
    want(uri, file) {
      const role = roleOf(pathOf(uri) ?? '');
      const text = documents.byUri(uri)?.getText() ?? '';
      // A model without a solve item is a library: it is looked at with the model that includes it.
      if (role !== 'words' && !(role === 'model' && solveItemRange(text))) return;
      const known = causes.get(uri);
      if (known) known.add(file);
      else causes.set(uri, new Set([file]));
      work.want(uri);
    },
    changed(file) {
      work.interrupt();
      for (const [uri, files] of [...shown]) if (files.has(file)) clear(uri);
      for (const [uri, files] of [...feasible]) {
        if (!files.has(file)) continue;
        feasible.delete(uri);
        notify({ kind: 'rechecked', uri, verdict: 'unknown' });
      }
    },
    asked(uri) {
      tooLong.delete(uri);
      work.interrupt();
    },
    forget(uri) {
      causes.delete(uri);
      tooLong.delete(uri);
      feasible.delete(uri);
      latest.delete(uri);
      work.forget(uri);
      clear(uri);
    },
    poke: work.poke,
    get idle() {
      return work.idle;
    },
    dispose: work.dispose,
  };
}

type Verdict = Extract<SolvingEvent, { kind: 'rechecked' }>['verdict'];

function verdictOf({ status }: Outcome, feasible: boolean): Verdict {
  switch (status) {
    case 'optimal':
    case 'satisfied':
    case 'unbounded':
      return 'feasible';
    case 'infeasible':
      return 'infeasible';
    case 'error':
    case 'incomplete':
      return 'error';
    case 'unknown':
      return feasible ? 'feasible' : 'unknown';
    default:
      return status satisfies never;
  }
}
