import { corrections } from './drop';
import { deadlineIn } from './deadline';
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
  const { timeLimitMs, signal } = options;
  const files = await services.sources(input.request, signal);
  // Half the time for numbers, half for constraints: a step that overruns must not take the other's.
  const half = timeLimitMs === undefined ? undefined : timeLimitMs / 2;
  const relaxed = await relaxations(parts.flat(), files, model, services, deadlineIn(half), RELAXATIONS, signal);
  const room = REPAIRS - relaxed.length;
  const dropped = await corrections(parts, model, files, services, deadlineIn(half), room, signal);
  return { ...found, repairs: [...relaxed, ...dropped] };
}
