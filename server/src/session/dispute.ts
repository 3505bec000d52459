import type { CompileRequest } from '../compile';
import { answer, type Answer, type AnswerOptions } from './answer';
import type { Engines } from './engines';

/** An answer that needs no reason. */
export type Settled = Answer & { readonly status: Exclude<Answer['status'], 'infeasible'> };

/**
 * Solves a model and, where it has no solution, has `why` look for the reason. That finds none where an engine was wrong
 * (Gecode is, about the order of sets with holes): then Z3, which found a solution, has to show it, unless the user chose
 * the engine. Neither is believed where it does not.
 *
 * @param why gives undefined where there is a solution after all
 */
export async function answerOrWhy<Why>(
  engines: Engines,
  request: Omit<CompileRequest, 'library'>,
  options: AnswerOptions,
  why: () => Promise<Why | undefined>,
  signal?: AbortSignal,
): Promise<{ readonly found: Settled; readonly why?: undefined } | { readonly found: Answer; readonly why: Why }> {
  const found = await answer(engines, request, options, signal);
  if (isSettled(found)) return { found };
  const reason = await why();
  if (reason !== undefined) return { found, why: reason };
  if (options.solver === 'auto') {
    const again = await answer(engines, request, { ...options, solver: 'z3' }, signal);
    if (again.checked && isSettled(again)) {
      const denied = `${found.solver ?? 'An engine'} found no solution; this one holds.`;
      return { found: { ...again, reason: `${denied} ${again.reason ?? ''}`.trim() } };
    }
  }
  return { found: { ...found, status: 'unknown', reason: DISPUTED } };
}

/** One of two engines must be wrong. */
const DISPUTED = 'The solver found no solution, but Z3 found one when asked why. Choose another solver.';

function isSettled(found: Answer): found is Settled {
  return found.status !== 'infeasible';
}
