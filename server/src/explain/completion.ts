import type { CompileFailure, Traced, TracedPart, TraceOptions } from '../compile';
import { conflictModel, identityOf, type ConflictModel } from './conflictModel';
import { atMost, halfOf, signalFor, type Deadline } from './deadline';
import { inSession, oracleOf } from './oracle';
import { isMinimalConflict, shrink } from './shrink';
import type { ExplainInput, ExplainServices } from './types';

/** Adds to constraints that contradict each other under all that is declared those declarations that they need. */
export interface Completion {
  /**
   * The constraints, and the domains and data without which they could hold; proved to be a minimal conflict in a fresh
   * session. undefined where that could not be told within `patienceMs` for each way of trying.
   */
  of(constraints: readonly TracedPart[], patienceMs: number): Promise<readonly TracedPart[] | undefined>;
}

/**
 * Constraints C that are minimal for all declarations D have all of C in every conflict within C and D, so that only the
 * declarations have to be shrunk. They are opened in a model of these constraints alone: variables without bounds are hard
 * on the engines, and the rest of the model has no part in it. A small model is opened as a whole, once, while the search
 * for the first conflict runs.
 *
 * @param known the parts of the search: what of them a conflict does not have, it does not need
 */
export function completion(
  { small, known }: { readonly small: boolean; readonly known: readonly TracedPart[] },
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Completion {
  const compile = async (options: TraceOptions, limit: Deadline): Promise<ConflictModel | undefined> => {
    const traced = await compileInTime(options, input, services, limit, signal);
    return traced?.kind === 'traced' ? conflictModel(traced, services, signal) : undefined;
  };
  const declared = new Set(known.filter(({ kind }) => kind !== 'constraint').map(identityOf));
  const isAdded = (part: TracedPart): boolean => part.kind !== 'constraint' && !declared.has(identityOf(part));
  const whole = small ? compile({ domains: true, data: true }, halfOf(deadline)) : undefined;
  whole?.catch(() => undefined); // cancelled: whoever waits for it hears of it
  return {
    of: async (constraints, patienceMs) => {
      const only = constraints.flatMap(({ origin, calls = [] }) => [origin, ...calls]);
      const attempts = [
        ...(whole ? [() => whole] : [(limit: Deadline) => compile({ domains: true, data: true, only }, limit)]),
        (limit: Deadline) => compile({ domains: true, only }, limit),
      ];
      for (const attempt of attempts) {
        const model = await attempt(atMost(patienceMs, deadline));
        const limit = atMost(patienceMs, deadline);
        const completed = model && (await completedIn(model, constraints, isAdded, limit, signal));
        if (completed) return completed;
      }
      return undefined;
    },
  };
}

async function completedIn(
  model: ConflictModel,
  constraints: readonly TracedPart[],
  isAdded: (part: TracedPart) => boolean,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<readonly TracedPart[] | undefined> {
  const places = new Map(
    model.groups.flatMap((group, index) => group.map((part) => [identityOf(part), index] as const)),
  );
  const needed = [...new Set(constraints.map((part) => places.get(identityOf(part)) ?? -1))];
  if (needed.includes(-1) || needed.length < constraints.length) return undefined;
  const declarationsAt = (index: number): readonly TracedPart[] =>
    model.groups[index]?.filter(isAdded).slice(0, 1) ?? [];
  const declared = model.candidates.filter((index) => !needed.includes(index) && declarationsAt(index).length > 0);

  const core = await inSession(model, async (session) => {
    const oracle = oracleOf(session, deadline, signal);
    const all = await oracle.check([...needed, ...declared]);
    if (all.status !== 'unsat') return undefined;
    const shrunk = await shrink(oracle, all.core, needed);
    return shrunk.kind === 'minimal' ? shrunk.core : undefined;
  });
  if (!core) return undefined;
  const proved = await inSession(model, (session) => isMinimalConflict(oracleOf(session, deadline, signal), core));
  if (!proved) return undefined;
  return [...constraints, ...core.filter((index) => declared.includes(index)).flatMap(declarationsAt)];
}

/** undefined where opening the declarations made so much of the model that the compiler did not finish. */
async function compileInTime(
  options: TraceOptions,
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<Traced | CompileFailure | undefined> {
  try {
    return await services.trace(input.request, signalFor(deadline, signal), options);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
