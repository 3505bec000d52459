/** A point in time that several steps share. */
export interface Deadline {
  /** Milliseconds left, never below 0; undefined: no limit. */
  remaining(): number | undefined;
  passed(): boolean;
}

export function deadlineIn(milliseconds: number | undefined): Deadline {
  const end = milliseconds === undefined ? undefined : performance.now() + milliseconds;
  const remaining = (): number | undefined => (end === undefined ? undefined : Math.max(0, end - performance.now()));
  return { remaining, passed: () => remaining() === 0 };
}

/** The time left as an option for an engine. */
export function limitOf(deadline: Deadline): { readonly timeLimitMs?: number } {
  const remaining = deadline.remaining();
  return remaining === undefined ? {} : { timeLimitMs: Math.max(1, Math.ceil(remaining)) };
}

/** Half the time that is left. */
export function halfOf(deadline: Deadline): Deadline {
  const remaining = deadline.remaining();
  return deadlineIn(remaining === undefined ? undefined : remaining / 2);
}

/** So many milliseconds, or half the time that is left where that is less. */
export function atMost(milliseconds: number, deadline: Deadline): Deadline {
  const remaining = deadline.remaining();
  return deadlineIn(remaining === undefined ? milliseconds : Math.min(milliseconds, remaining / 2));
}

/** A signal for steps that take no time limit: the caller's, and the deadline. */
export function signalFor(deadline: Deadline, signal?: AbortSignal): AbortSignal | undefined {
  const remaining = deadline.remaining();
  if (remaining === undefined) return signal;
  const timer = AbortSignal.timeout(Math.ceil(remaining));
  return signal ? AbortSignal.any([signal, timer]) : timer;
}
