import type { Assignment } from '../flatzinc';
import type { AssumptionSession, CheckResult } from '../solvers';
import { limitOf, type Deadline } from './deadline';

/** Asks whether a set of parts can hold together. */
export interface Oracle {
  check(parts: readonly number[]): Promise<CheckResult>;
  /** Parts that hold in a solution, where that can be told; there may be more. */
  readonly heldBy?: (solution: Assignment) => readonly number[];
}

/** Opens a session for one purpose. */
export async function inSession<Result>(
  model: { open(): Promise<AssumptionSession> },
  use: (session: AssumptionSession) => Promise<Result>,
): Promise<Result> {
  const session = await model.open();
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/** An oracle over one session: out of time is `unknown`, without asking the engine. Rejects once cancelled. */
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

/** An oracle in all of whose questions `background` holds as well; its cores do not name it. */
export function above(background: readonly number[], oracle: Oracle): Oracle {
  if (background.length === 0) return oracle;
  const always = new Set(background);
  return {
    ...oracle,
    check: async (parts) => {
      const result = await oracle.check([...always, ...parts]);
      if (result.status !== 'unsat') return result;
      return { status: 'unsat', core: result.core.filter((part) => !always.has(part)) };
    },
  };
}
