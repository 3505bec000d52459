/** A point in time that several steps share. */
export interface Deadline {
  /** Milliseconds left, never below 0; undefined: no limit. */
  readonly remaining: () => number | undefined;
  readonly passed: () => boolean;
  /** Milliseconds that one question may take of it, at most: one that is hard must not keep the rest from being asked. */
  readonly mostMs?: number;
}

/** @param share of the whole that one question may take */
export function deadlineIn(milliseconds: number | undefined, share = 1): Deadline {
  const end = milliseconds === undefined ? undefined : performance.now() + milliseconds;
  const remaining = (): number | undefined => (end === undefined ? undefined : Math.max(0, end - performance.now()));
  const passed = (): boolean => remaining() === 0;
  return { remaining, passed, ...(milliseconds !== undefined && { mostMs: milliseconds * share }) };
}

/** The time left as an option for an engine that is asked one question. */
export function limitOf({ remaining, mostMs = Infinity }: Deadline): { readonly timeLimitMs?: number } {
  const left = remaining();
  return left === undefined ? {} : { timeLimitMs: Math.max(1, Math.ceil(Math.min(left, mostMs))) };
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
