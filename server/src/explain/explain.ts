import { corrections } from './drop';
import { deadlineIn } from './deadline';
import { findConflicts, type Findings } from './findConflicts';
import { relaxations } from './relax';
import type { ExplainInput, ExplainOptions, ExplainServices, Explanation, SourceRepair } from './types';

/** Repairs offered at most: relaxations, then corrections. */
const RELAXATIONS = 4;
const REPAIRS = 6;

/**
 * Why a model has no solution, and what would give it one. Nothing unproved is in the answer: conflicts are minimal and
 * re-proved, repairs are solved. Rejects with an `AbortError` when cancelled before the conflicts are there; whatever ends
 * the search for repairs, they stay.
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
  try {
    return { ...found, repairs: await repairsFor(parts, model, input, services, options) };
  } catch (error) {
    return { ...found, repairs: [], reason: withoutRepairs(error, options.signal) };
  }
}

async function repairsFor(
  parts: Findings['parts'],
  model: Findings['model'],
  input: ExplainInput,
  services: ExplainServices,
  { timeLimitMs, signal }: ExplainOptions,
): Promise<readonly SourceRepair[]> {
  const files = await services.sources(input.request, signal);
  // Half the time for numbers, half for constraints: a step that overruns must not take the other's.
  const half = timeLimitMs === undefined ? undefined : timeLimitMs / 2;
  const relaxed = await relaxations(parts.flat(), files, model, services, deadlineIn(half), RELAXATIONS, signal);
  const room = REPAIRS - relaxed.length;
  const dropped = await corrections(parts, model, files, services, deadlineIn(half), room, signal);
  return [...relaxed, ...dropped];
}

/** Why a conflict is told of without repairs; a sentence. */
export function withoutRepairs(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted) return 'Stopped before repairs were found.';
  return `Repairs could not be looked for: ${error instanceof Error ? error.message : String(error)}`;
}
