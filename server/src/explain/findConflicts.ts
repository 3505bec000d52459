import type { Traced, TracedPart } from '../compile';
import type { Conflict, ConflictPart } from '../outcome';
import { conflictModel, inSession, partsOf, type ConflictModel } from './conflictModel';
import { deadlineIn, halfOf, signalFor, type Deadline } from './deadline';
import { withDomains } from './domains';
import { enumerateConflicts } from './enumerate';
import { conflictOfItems } from './itemConflict';
import { oracleOf } from './oracle';
import { findConflict, isMinimalConflict } from './shrink';
import type { ExplainInput, ExplainOptions, ExplainServices } from './types';

/** What was found out about a model that should have no solution. */
export interface Findings {
  readonly status: 'infeasible' | 'feasible' | 'unknown';
  /** Smallest first; each is proved. */
  readonly conflicts: readonly Conflict[];
  /** The members of each conflict. */
  readonly parts: readonly (readonly TracedPart[])[];
  /** The guarded compilation, where it tells the whole model. */
  readonly model?: ConflictModel;
  readonly reason?: string;
}

/** Why a search has to be done in another way. */
interface Unsettled {
  readonly status: 'unsettled';
  /** What is asserted has no solution by itself. */
  readonly asserted: boolean;
  readonly reason: string;
}

const NO_CONFLICT = { conflicts: [], parts: [] } as const;

/**
 * Finds a conflict, with `options.all` every conflict that the time allows: over the guarded compilation, with declared
 * domains asserted, where these alone are contradictory with the domains as parts; and if all that fails by solving the
 * model again and again without some of its items.
 */
export async function findConflicts(
  input: ExplainInput,
  services: ExplainServices,
  options: ExplainOptions,
): Promise<Findings> {
  const { signal } = options;
  const deadline = deadlineIn(options.timeLimitMs);
  const closed = await guarded(false, input, services, halfOf(deadline), options);
  if (closed.status !== 'unsettled') return closed;
  const open = closed.asserted ? await guarded(true, input, services, halfOf(deadline), options) : closed;
  if (open.status !== 'unsettled') return open;

  const files = await services.sources(input.request, signal);
  const { kind, members } = await conflictOfItems(files, services, deadline, signal);
  if (members.length > 0) {
    const conflict = { parts: members.map(conflictPart) };
    options.onConflict?.(conflict);
    return { status: 'infeasible', conflicts: [conflict], parts: [members] };
  }
  if (kind === 'satisfiable') return { ...NO_CONFLICT, status: 'feasible' };
  if (kind === 'unknown' && !closed.asserted) return { ...NO_CONFLICT, status: 'unknown', reason: open.reason };
  return { ...NO_CONFLICT, status: 'infeasible', reason: kind === 'minimal' ? DECLARED : TOO_LATE };
}

const DECLARED = 'The conflict is in what is declared or assigned, not in constraints that can be told apart.';
const TOO_LATE = 'The conflict could not be narrowed down within the time limit.';

/** One search over a guarded compilation; an engine that fails leaves it unsettled. */
async function guarded(
  domains: boolean,
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  options: ExplainOptions,
): Promise<Findings | Unsettled> {
  const unsettled = (reason: string): Unsettled => ({ status: 'unsettled', asserted: false, reason });
  const limit = signalFor(deadline, options.signal);
  try {
    const traced = await services.trace(input.request, limit, { domains });
    if (traced.kind === 'traced') return await search(traced, domains, input, services, deadline, options);
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

async function search(
  traced: Traced,
  domainsAreOpen: boolean,
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  options: ExplainOptions,
): Promise<Findings | Unsettled> {
  const { signal } = options;
  const model = conflictModel(traced, services, signal);
  const proved: (readonly TracedPart[])[] = [];
  const conflicts: Conflict[] = [];
  const tell = (members: readonly TracedPart[]): void => {
    const parts = members.map(conflictPart);
    proved.push(members);
    conflicts.push({ parts });
    options.onConflict?.({ parts });
  };
  /** Proves a conflict, with the domains it needs, and tells of it. */
  const settle = async (found: readonly number[]): Promise<void> => {
    // The order of the text, whatever the engine's was.
    const core = [...found].sort((a, b) => a - b);
    const parts = partsOf(model, core);
    if (traced.asserted.length > 0) {
      const files = await services.sources(input.request, signal);
      const places = [...parts.map(({ origin }) => origin), ...traced.asserted];
      const { members } = await conflictOfItems(files, services, deadline, signal, places);
      if (members.length > 0) tell(members);
      return;
    }
    const refined = domainsAreOpen ? undefined : await withDomains(parts, input, services, deadline, signal);
    const minimal = (): Promise<boolean> =>
      inSession(model, (session) => isMinimalConflict(oracleOf(session, deadline, signal), core));
    const conflict = refined ?? ((await minimal()) ? parts : undefined);
    if (conflict) tell(conflict);
  };

  const first = await inSession(model, async (session) => {
    const oracle = oracleOf(session, deadline, signal);
    const [impossible] = model.impossible;
    // Also where one part is impossible: what is asserted might be so already.
    const asserted = impossible === undefined ? undefined : await oracle.check([]);
    if (asserted?.status === 'unsat') return { kind: 'minimal', core: [] } as const;
    if (impossible !== undefined) return { kind: 'minimal', core: [impossible] } as const;
    return findConflict(oracle, model.candidates);
  });
  switch (first.kind) {
    case 'satisfiable':
      return { ...NO_CONFLICT, status: 'feasible' };
    case 'unknown':
      return { status: 'unsettled', asserted: false, reason: reasonOf(first.result) };
    case 'core':
      return { status: 'unsettled', asserted: false, reason: TOO_LATE };
    case 'minimal':
      if (first.core.length === 0) return { status: 'unsettled', asserted: true, reason: DECLARED };
      await settle(first.core);
  }
  const rest = options.all ? await others(model, first.core, deadline, signal) : { cores: [], complete: true };
  for (const core of rest.cores) await settle(core);
  const sizeOf = (index: number): number => conflicts[index]?.parts.length ?? 0;
  const bySize = [...conflicts.keys()].sort((a, b) => sizeOf(a) - sizeOf(b));
  const sorted = <Entry>(entries: readonly Entry[]): readonly Entry[] =>
    bySize.flatMap((index) => entries.slice(index, index + 1));
  return {
    status: 'infeasible',
    ...(traced.asserted.length === 0 && { model }),
    conflicts: sorted(conflicts),
    parts: sorted(proved),
    ...(!rest.complete && { reason: 'The time limit was reached before every conflict was found.' }),
    ...(conflicts.length === 0 && { reason: 'A conflict was found, but could not be proved within the time limit.' }),
  };
}

/** The conflicts besides the first; half the time left is for finding them, the rest for proving them. */
async function others(
  model: ConflictModel,
  first: readonly number[],
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<{ readonly cores: readonly (readonly number[])[]; readonly complete: boolean }> {
  const half = halfOf(deadline);
  const known = [first, ...model.impossible.filter((index) => !first.includes(index)).map((index) => [index])];
  const { conflicts, complete } = await inSession(model, (session) =>
    enumerateConflicts(oracleOf(session, half, signal), model.candidates, known),
  );
  return { cores: conflicts.filter((core) => core !== first).sort(inOrder), complete };
}

/** By size, then by place. */
function inOrder(left: readonly number[], right: readonly number[]): number {
  if (left.length !== right.length) return left.length - right.length;
  const [a, b] = [left, right].map((core) => [...core].sort((x, y) => x - y));
  const differing = a?.findIndex((part, index) => part !== b?.[index]) ?? -1;
  return differing < 0 ? 0 : (a?.[differing] ?? 0) - (b?.[differing] ?? 0);
}

function reasonOf({ reason, detail }: { readonly reason: string; readonly detail?: string }): string {
  if (detail !== undefined) return detail;
  return reason === 'time-limit' ? 'The time limit was reached before a conflict was found.' : 'The engine gave up.';
}

function conflictPart({ origin: { file, range, text, indices } }: TracedPart): ConflictPart {
  return { file, range, text, indices };
}
