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
