import type { Assignment, FlatZinc } from '../../flatzinc';
import type { SolveOptions, SolverResult } from '../types';
import type { Deadline } from './deadline';
import { EngineError, type Dialogue, type Snapshot } from './dialogue';
import { EngineLost, type Engine } from './engine';
import type { Lowered } from './lower';

/** What is known so far; kept outside the search, so that what was found survives an engine's end. */
export interface Progress {
  readonly solutions: Assignment[];
  objective: number | undefined;
  bound: number | undefined;
  statistics: Readonly<Record<string, number>>;
}

/** A search's own end, unless the engine ended first. */
export type Ending = Pick<SolverResult, 'status' | 'reason' | 'detail'>;

export interface Search {
  readonly engine: Engine;
  readonly model: FlatZinc;
  readonly lowered: Lowered;
  readonly dialogue: Dialogue;
  readonly deadline: Deadline;
  /** Takes a solution in and tells whoever listens. */
  found(snapshot: Snapshot, objective: number | undefined): void;
  readonly progress: Progress;
  readonly options: SolveOptions;
}

/** Z3 said unknown: it ran out of time, or it cannot decide this. */
export async function gaveUp({
  deadline,
  dialogue,
  progress,
}: Pick<Search, 'deadline' | 'dialogue' | 'progress'>): Promise<Ending> {
  const status = progress.solutions.length > 0 ? 'satisfied' : 'unknown';
  if (deadline.passed) return { status, ...timeLimit };
  const [info] = await dialogue.ask('(get-info :reason-unknown)');
  const why = Array.isArray(info) ? String(info[1]).replace(/"/g, '') : '';
  if (/timeout|canceled|cancelled/.test(why)) return { status, ...timeLimit };
  if (/memory|memout/.test(why)) return { status, reason: 'memory', detail: 'Z3 ran out of memory.' };
  return {
    status,
    reason: 'incomplete-search',
    detail: `Z3 cannot decide this model${why === '' ? '' : ` (${why})`}.`,
  };
}

const timeLimit = { reason: 'time-limit', detail: 'The time limit was reached.' } as const;

/** How a solve ends when its engine did not answer. */
export function endingOf(error: unknown, deadline: Deadline, signal: AbortSignal | undefined): Ending {
  if (signal?.aborted === true) return { status: 'unknown', reason: 'cancelled', detail: 'Solving was cancelled.' };
  if (deadline.passed) return { status: 'unknown', ...timeLimit };
  if (error instanceof EngineLost)
    return {
      status: 'unknown',
      reason: error.because === 'memory' ? 'memory' : 'crashed',
      detail: `${error.message}.`,
    };
  if (error instanceof EngineError) return { status: 'unknown', reason: error.because, detail: `${error.message}.` };
  throw error;
}
