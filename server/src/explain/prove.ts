import type { SourceEdit } from '../text';
import { limitOf, type Deadline } from './deadline';
import type { SourceModel } from './sourceModel';
import { titleWith } from './title';
import type { Defaults } from './told';
import type { EditedAnswer, ExplainServices, SolveEditedOptions, SourceRepair } from './types';

/** What every search for repairs works with. */
export interface RepairSearch {
  readonly model: SourceModel;
  readonly services: ExplainServices;
  readonly deadline: Deadline;
  readonly signal?: AbortSignal;
  /** What may give way where the user did not say. */
  readonly defaults: Defaults;
  /** What the user calls the objective; undefined where it has no name. */
  readonly objective: string | undefined;
  /** Told of each repair once it is proved: what ends the search takes none of them away. */
  readonly onRepair: (repair: SourceRepair) => void;
}

/** One step gets at most this share of the time left, so that a hard goal does not take it all. */
const SHARE = 1 / 3;
/** Wall milliseconds that a step gets in any case. */
const LEAST = 1_000;

/** The time for one of several steps. */
export function shareOf(deadline: Deadline): { readonly timeLimitMs?: number } {
  const { timeLimitMs } = limitOf(deadline);
  return timeLimitMs === undefined ? {} : { timeLimitMs: Math.min(timeLimitMs, Math.max(LEAST, timeLimitMs * SHARE)) };
}

/**
 * Solves the text as it would read. undefined where the time is over.
 */
export async function solveAfter(
  edits: readonly SourceEdit[],
  { services, deadline, signal }: RepairSearch,
  kind: Pick<SolveEditedOptions, 'hasMaxima' | 'named'> = {},
): Promise<EditedAnswer | undefined> {
  signal?.throwIfAborted();
  if (deadline.passed()) return undefined;
  return services.solveEdited(edits, { ...shareOf(deadline), ...(signal && { signal }), ...kind });
}

export function isFeasible(answer: EditedAnswer | undefined): answer is EditedAnswer {
  return answer?.status === 'optimal' || answer?.status === 'satisfied' || answer?.status === 'unbounded';
}

/** The best value of the objective, where it is proved to be the best. */
export function bestOf({ status, objective }: EditedAnswer): number | null {
  return status === 'optimal' ? objective : null;
}

/**
 * What a repair is once the text was solved as it would read: nothing is told that was not tried. undefined where it is
 * no repair after all.
 */
export async function proved(
  title: string,
  edits: readonly SourceEdit[],
  search: RepairSearch,
): Promise<Pick<SourceRepair, 'title' | 'edits' | 'objectiveAfter'> | undefined> {
  const after = await solveAfter(edits, search);
  if (!isFeasible(after)) return undefined;
  const objectiveAfter = bestOf(after);
  return { title: titleWith(title, objectiveAfter, search.objective), edits, objectiveAfter };
}
