import type { AssumptionSession, CheckResult } from '../solvers';
import { limitOf, type Deadline } from './deadline';

/** Asks whether a set of parts can hold together. */
export interface Oracle {
  check(parts: readonly number[]): Promise<CheckResult>;
}

/** An oracle over one session: out of time and cancelled are `unknown`, without asking the engine. */
export function oracleOf(session: AssumptionSession, deadline: Deadline, signal?: AbortSignal): Oracle {
  return {
    check: async (parts) => {
      signal?.throwIfAborted();
      if (deadline.passed()) return { status: 'unknown', reason: 'time-limit' };
      const result = await session.check(parts, { ...limitOf(deadline), ...(signal && { signal }) });
      signal?.throwIfAborted();
      return result;
    },
  };
}
