import type { FlatAnswer } from '../explain';
import type { FlatZinc } from '../flatzinc';
import { numberOf, race } from '../solvers/race';
import { chooseSolvers } from './choose';
import type { Engines } from './engines';

/**
 * Solves FlatZinc that was compiled for Z3, or made from what was, as a trial: one engine mostly settles it. Never
 * rejects: cancelled or out of time it is `unknown`.
 */
export async function solveFlat(
  engines: Engines,
  model: FlatZinc,
  { timeLimitMs, signal }: { readonly timeLimitMs?: number; readonly signal?: AbortSignal },
): Promise<FlatAnswer> {
  const { linear, starts } = chooseSolvers(model, 'trial');
  // Engines with globals of their own read another FlatZinc.
  const able = starts.filter(({ solver }) => solver === 'z3' || (linear && solver === 'glpk'));
  const { status, found } = await race(
    able.map(({ solver, afterMs }) => ({
      solver: engines.solver(solver),
      startsAfterMs: afterMs,
      model: () => Promise.resolve(model),
    })),
    { lanes: 2, ...(timeLimitMs !== undefined && { timeLimitMs }), ...(signal && { signal }) },
  );
  const best = found.at(-1)?.solution;
  return { status, valueOf: (variable) => numberOf(best?.get(variable)) };
}
