import type { TracedPart } from '../compile';
import type { Conflict, ConflictOverview } from '../outcome';
import type { ConflictModel } from './conflictModel';
import { deadlineIn, halfOf, signalFor, type Deadline } from './deadline';
import { conflictOfItems } from './itemConflict';
import { searchConflicts, TOO_LATE, type Unsettled } from './searchConflicts';
import { conflictOf } from './told';
import type { ExplainInput, ExplainOptions, ExplainServices } from './types';

/** What was found out about a model that should have no solution. */
export interface Findings {
  readonly status: 'infeasible' | 'feasible' | 'unknown';
  /** Smallest first; each is proved. */
  readonly conflicts: readonly Conflict[];
  /** The members of each conflict. */
  readonly parts: readonly (readonly TracedPart[])[];
  /**
   * Minimal correction subsets, the cheapest first: the rest of the model has a solution without them. All of them only
   * where `overview.complete` says so.
   */
  readonly corrections: readonly (readonly TracedPart[])[];
  /** Where every conflict was asked for. */
  readonly overview?: ConflictOverview;
  /** The guarded compilation, where it tells the whole model. */
  readonly model?: ConflictModel;
  readonly reason?: string;
}

const NO_CONFLICT = { conflicts: [], parts: [], corrections: [] } as const;

/**
 * Finds a conflict, with `options.all` every conflict that the time allows: over the guarded compilation, with declared
 * domains asserted, where these alone are contradictory with the domains as parts; and if all that fails by solving the
 * model again and again without some of its items. Cancelled once a conflict is there, it gives what it has.
 */
export async function findConflicts(
  input: ExplainInput,
  services: ExplainServices,
  options: ExplainOptions,
): Promise<Findings> {
  const { signal } = options;
  const deadline = deadlineIn(options.timeLimitMs);
  const domains = options.domains === 'negotiable';
  const closed = await guarded(domains, input, services, halfOf(deadline), options);
  if (closed.status !== 'unsettled') return closed;
  const retries = closed.asserted && !domains;
  const open = retries ? await guarded(true, input, services, halfOf(deadline), options) : closed;
  if (open.status !== 'unsettled') return open;

  const files = await services.sources(input.request, signal);
  const { kind, members } = await conflictOfItems(files, services, deadline, signal);
  if (members.length > 0) {
    const conflict = conflictOf(members, options);
    options.onConflict?.(conflict);
    return { status: 'infeasible', conflicts: [conflict], parts: [members], corrections: [] };
  }
  if (kind === 'satisfiable') return { ...NO_CONFLICT, status: 'feasible' };
  if (kind === 'unknown' && !closed.asserted) return { ...NO_CONFLICT, status: 'unknown', reason: open.reason };
  return { ...NO_CONFLICT, status: 'infeasible', reason: kind === 'minimal' ? DECLARED : TOO_LATE };
}

const DECLARED = 'The conflict is in what is declared or assigned, not in constraints that can be told apart.';

/** One search over a guarded compilation; an engine that fails leaves it unsettled. */
async function guarded(
  domainsAreOpen: boolean,
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  options: ExplainOptions,
): Promise<Findings | Unsettled> {
  const unsettled = (reason: string): Unsettled => ({ status: 'unsettled', asserted: false, reason });
  const limit = signalFor(deadline, options.signal);
  try {
    const traced = await services.trace(input.request, limit, { domains: domainsAreOpen });
    if (traced.kind === 'traced') {
      return await searchConflicts({ traced, input, services, deadline, options });
    }
    const message = traced.diagnostics[0]?.message ?? 'no reason given';
    return {
      ...unsettled(`The model could not be compiled for explaining: ${message}`),
      asserted: traced.infeasible === true,
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    return unsettled(limit?.aborted ? TOO_LATE : error instanceof Error ? error.message : String(error));
  }
}
