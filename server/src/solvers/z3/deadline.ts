import type { Engine } from './engine';

/** Z3 looks at its own limit now and then; this long after it the engine is ended from outside. */
const GRACE_MS = 400;

/** A timer's delay has 31 bits; a limit of more than 24 days is none. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1000;

/** Wall clock of one solve. */
export interface Deadline {
  /** Milliseconds left, at least 1; undefined: no limit. */
  remaining(): number | undefined;
  readonly passed: boolean;
}

export function deadlineIn(timeLimitMs: number | undefined): Deadline {
  const end = timeLimitMs === undefined ? undefined : performance.now() + timeLimitMs;
  return {
    remaining: () => (end === undefined ? undefined : Math.max(1, end - performance.now())),
    get passed() {
      return end !== undefined && performance.now() >= end;
    },
  };
}

/** Runs work on an engine that is stopped when the signal aborts or the deadline is well past. */
export async function guarded<T>(
  engine: Engine,
  deadline: Deadline,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const stop = (): void => void engine.stop();
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const left = deadline.remaining();
  const timer = left === undefined || left > LONGEST_TIMER_MS ? undefined : setTimeout(stop, left + GRACE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
