/** The time that all hints of a model share. */
export interface Deadline {
  passed(): boolean;
  /** Milliseconds for one question: what is left, and not so much that one hard question takes it all. */
  limit(): { readonly timeLimitMs?: number };
}

/** @param share of the whole that one question may take */
export function deadlineIn(milliseconds: number | undefined, share: number): Deadline {
  const end = milliseconds === undefined ? undefined : performance.now() + milliseconds;
  return {
    passed: () => end !== undefined && performance.now() >= end,
    limit: () => {
      if (milliseconds === undefined || end === undefined) return {};
      return { timeLimitMs: Math.max(1, Math.ceil(Math.min(end - performance.now(), milliseconds * share))) };
    },
  };
}
