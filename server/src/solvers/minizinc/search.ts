import type { MiniZincMessage, MiniZincPool, MiniZincRun } from '../../compile';

/** How a run of an engine ended. */
export type Search = { readonly kind: 'ended'; readonly run: MiniZincRun } | { readonly kind: 'cancelled' | 'overdue' };

export interface SearchOptions {
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
  readonly onMessage?: (message: MiniZincMessage) => void;
}

/** Past the time limit by so much, an engine that does not stop by itself is killed (CBC took twice its time). */
const graceMs = 1000;

/** Runs an engine on FlatZinc text. Never rejects. */
export async function search(
  pool: MiniZincPool,
  solver: string,
  text: string,
  args: readonly string[],
  { timeLimitMs, signal, onMessage }: SearchOptions,
): Promise<Search> {
  if (signal?.aborted) return { kind: 'cancelled' };
  const controller = new AbortController();
  const abort = () => controller.abort();
  let overdue = false;
  const timer =
    timeLimitMs === undefined
      ? undefined
      : setTimeout(() => {
          overdue = true;
          abort();
        }, timeLimitMs + graceMs);
  signal?.addEventListener('abort', abort, { once: true });
  const limit = timeLimitMs === undefined ? [] : ['--time-limit', String(Math.max(1, Math.round(timeLimitMs)))];
  try {
    const run = await pool.run(
      {
        args: ['--solver', solver, '-s', ...limit, ...args, 'model.fzn'],
        files: { 'model.fzn': text },
        ...(onMessage === undefined ? {} : { onMessage }),
      },
      controller.signal,
    );
    return { kind: 'ended', run };
  } catch {
    return { kind: overdue ? 'overdue' : 'cancelled' };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** MiniZinc's own word for the outcome: `OPTIMAL_SOLUTION`, `UNSATISFIABLE`, ...; undefined where it said none. */
export function saidStatus({ messages }: MiniZincRun): string | undefined {
  return messages.findLast((message) => message.type === 'status')?.status;
}

/** Numbers the engine told about its search, the last of each name. */
export function statisticsOf(search: Search): Readonly<Record<string, number>> {
  const statistics: Record<string, number> = {};
  for (const message of search.kind === 'ended' ? search.run.messages : []) {
    if (message.type !== 'statistics') continue;
    for (const [name, value] of Object.entries(message.statistics)) {
      if (typeof value === 'number' && name !== 'paths') statistics[name] = value;
    }
  }
  return statistics;
}
