import type { CompileFailure, Traced, TracedPart } from '../compile';
import { conflictModel, inSession, partsOf, samePart } from './conflictModel';
import { oracleOf } from './oracle';
import { halfOf, signalFor, type Deadline } from './deadline';
import { isMinimalConflict, shrink } from './shrink';
import type { ExplainInput, ExplainServices } from './types';

/**
 * Adds to a conflict that was found under the declared domains those domains that it needs, and proves the whole.
 *
 * Constraints C are minimal for all domains D, so that every conflict within C and D has all of C in it, and only the
 * domains have to be shrunk. They are opened in a model of these constraints alone: variables without bounds are hard
 * on the engines, and the rest of the model has no part in it. undefined where that model cannot be had or decided.
 */
export async function withDomains(
  constraints: readonly TracedPart[],
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<readonly TracedPart[] | undefined> {
  const traced = await compileInTime(input, services, constraints, deadline, signal);
  if (traced?.kind !== 'traced') return undefined;
  const model = conflictModel(traced, services, signal);
  const indexOf = (wanted: TracedPart): number =>
    model.groups.findIndex((group) => group.some((part) => samePart(part, wanted)));
  const needed = [...new Set(constraints.map(indexOf))];
  if (needed.includes(-1)) return undefined;
  const domains = model.candidates.filter((index) => model.groups[index]?.some(({ kind }) => kind === 'domain'));

  const core = await inSession(model, async (session) => {
    const oracle = oracleOf(session, deadline, signal);
    const all = await oracle.check([...needed, ...domains]);
    if (all.status !== 'unsat') return undefined;
    const shrunk = await shrink(oracle, all.core, needed);
    return shrunk.kind === 'minimal' ? shrunk.core : undefined;
  });
  if (!core) return undefined;
  const proved = await inSession(model, (session) => isMinimalConflict(oracleOf(session, deadline, signal), core));
  return proved
    ? [
        ...constraints,
        ...partsOf(
          model,
          core.filter((index) => domains.includes(index)),
        ),
      ]
    : undefined;
}

/** undefined where opening the domains made so much of the model that the compiler did not finish. */
async function compileInTime(
  input: ExplainInput,
  services: ExplainServices,
  constraints: readonly TracedPart[],
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<Traced | CompileFailure | undefined> {
  const options = { domains: true, only: constraints.map(({ origin }) => origin) };
  try {
    return await services.trace(input.request, signalFor(halfOf(deadline), signal), options);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
