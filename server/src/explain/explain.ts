import { corrections } from './drop';
import { deadlineIn, halfOf } from './deadline';
import { findConflicts } from './findConflicts';
import { relaxations } from './relax';
import type { ExplainInput, ExplainOptions, ExplainServices, Explanation } from './types';

/** Repairs offered at most: relaxations, then corrections. */
const RELAXATIONS = 4;
const REPAIRS = 6;

/**
 * Why a model has no solution, and what would give it one. Nothing unproved is in the answer: conflicts are minimal and
 * re-proved, repairs are solved. Rejects only with an `AbortError`.
 */
export async function explain(
  input: ExplainInput,
  services: ExplainServices,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const { model, parts, ...found } = await findConflicts(input, services, options);
  if (options.repairs === false || found.status !== 'infeasible' || parts.length === 0) {
    return { ...found, repairs: [] };
  }
  const deadline = deadlineIn(options.timeLimitMs);
  const files = await services.sources(input.request, options.signal);
  // Half the time at most: that a constraint can be taken out should be said in any case.
  const half = halfOf(deadline);
  const relaxed = await relaxations(parts.flat(), files, model, services, half, RELAXATIONS, options.signal);
  const room = REPAIRS - relaxed.length;
  const dropped = await corrections(parts, model, files, services, deadline, room, options.signal);
  return { ...found, repairs: [...relaxed, ...dropped] };
}
