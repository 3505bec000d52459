import type { WhatIfParams, WhatIfReply, WhyNotParams, WhyNotReply } from '../protocol';
import type { AskOptions, Session } from '../session';
import type { DataFiles } from './dataFiles';
import type { DiagnosticStore } from './diagnosticStore';
import { pathOf } from './places';
import type { Settings } from './settings';
import { needsFile, type Solving } from './solving';

/** Questions about a document: one at a time for each, and the last answer's diagnostics for as long as its texts stand. */
export interface Asking {
  whyNot(params: WhyNotParams, caller: AbortSignal): Promise<WhyNotReply>;
  whatIf(params: WhatIfParams, caller: AbortSignal): Promise<WhatIfReply>;
  /** Stops the question of one document, or all; answers how many. */
  stop(uri?: string): number;
  /** Takes the diagnostics of the last question away; of all where none is named. */
  clear(uri?: string): void;
  /** A text changed: no answer that stands on lines holds any more. */
  changed(): void;
}

export function asking(services: {
  readonly session: Pick<Session, 'whyNot' | 'whatIf'>;
  readonly data: DataFiles;
  readonly store: DiagnosticStore;
  readonly solving: Pick<Solving, 'freshOutcome'>;
  readonly settings: (uri: string) => Promise<Settings>;
}): Asking {
  const { session, data, store, solving, settings } = services;
  const runs = new Map<string, AbortController>();
  const shown = new Set<string>();
  /** Counts edits: an answer to a text that has changed since marks no lines. */
  let edits = 0;

  const clear = (uri: string): void => {
    if (shown.delete(uri)) store.set(`why-not ${uri}`, []);
  };

  /** Runs a question, ending the one before; undefined where it was stopped. */
  const run = async <Answer>(
    uri: string,
    file: string,
    caller: AbortSignal,
    ask: (options: AskOptions, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | undefined> => {
    runs.get(uri)?.abort();
    const controller = new AbortController();
    runs.set(uri, controller);
    const signal = AbortSignal.any([controller.signal, caller]);
    try {
      const { solver, timeLimitMs } = await settings(uri);
      const known = solving.freshOutcome(uri);
      const options = {
        solver,
        data: data.of(file),
        ...(timeLimitMs !== undefined && { timeLimitMs }),
        ...(known && { known }),
      };
      signal.throwIfAborted();
      return await ask(options, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      if (runs.get(uri) === controller) runs.delete(uri);
    }
  };

  return {
    async whyNot({ uri, question }, caller) {
      const file = pathOf(uri);
      if (file === undefined) return { kind: 'refused', message: needsFile(uri) };
      clear(uri);
      const before = edits;
      const answer = await run(uri, file, caller, (options, signal) => session.whyNot(file, question, options, signal));
      if (!answer) return { kind: 'stopped' };
      if (answer.kind === 'impossible' && edits === before) {
        shown.add(uri);
        store.set(`why-not ${uri}`, answer.diagnostics);
      }
      return { kind: 'answer', answer };
    },
    async whatIf({ uri, changes }, caller) {
      const file = pathOf(uri);
      if (file === undefined) return { kind: 'refused', message: needsFile(uri) };
      const answer = await run(uri, file, caller, (options, signal) => session.whatIf(file, changes, options, signal));
      return answer ? { kind: 'answer', answer } : { kind: 'stopped' };
    },
    stop(uri) {
      const stopped = uri === undefined ? [...runs.values()] : [runs.get(uri)].filter((one) => one !== undefined);
      for (const controller of stopped) controller.abort();
      return stopped.length;
    },
    clear(uri) {
      for (const one of uri === undefined ? [...shown] : [uri]) clear(one);
    },
    changed() {
      edits++;
      for (const uri of [...shown]) clear(uri);
    },
  };
}
