import type { CompileFailure, Traced, TracedPart } from '../compile';
import type { Conflict, ConflictPart } from '../outcome';
import { conflictModel, inSession, partsOf, type ConflictModel } from './conflictModel';
import { deadlineIn, type Deadline } from './deadline';
import { withDomains } from './domains';
import { enumerateConflicts } from './enumerate';
import { conflictOfItems } from './hardConflict';
import { oracleOf } from './oracle';
import { findConflict, isMinimalConflict } from './shrink';
import type { ExplainInput, ExplainOptions, ExplainServices } from './types';

/** What was found out about a model that should have no solution. */
export interface Findings {
  readonly status: 'infeasible' | 'feasible' | 'unknown';
  /** Smallest first; each is proved. */
  readonly conflicts: readonly Conflict[];
  /** The members of the conflicts, as far as they come from a guarded compilation. */
  readonly parts: readonly (readonly TracedPart[])[];
  /** The guarded compilation, where there is one. */
  readonly model?: ConflictModel;
  readonly reason?: string;
}

const NO_CONFLICT = { conflicts: [], parts: [] } as const;

/** Finds a conflict, with `options.all` every conflict that the time allows. */
export async function findConflicts(
  input: ExplainInput,
  services: ExplainServices,
  options: ExplainOptions,
): Promise<Findings> {
  const { signal } = options;
  const deadline = deadlineIn(options.timeLimitMs);
  const closed = await services.trace(input.request, signal);
  const found = closed.kind === 'traced' ? await search(closed, false, input, services, deadline, options) : undefined;
  if (found) return found;
  if (closed.kind === 'failed' && !closed.infeasible) return { ...NO_CONFLICT, ...uncompiled(closed) };
  // What is asserted has no solution by itself: the declared domains have a part in it, or are all of it.
  const open = await services.trace(input.request, signal, { domains: true });
  const opened = open.kind === 'traced' ? await search(open, true, input, services, deadline, options) : undefined;
  if (opened) return opened;
  const files = await services.sources(input.request, signal);
  const parts = await conflictOfItems(files, services, deadline, signal);
  if (parts) {
    options.onConflict?.({ parts });
    return { status: 'infeasible', conflicts: [{ parts }], parts: [] };
  }
  return {
    ...NO_CONFLICT,
    status: 'infeasible',
    reason: deadline.passed()
      ? 'The conflict could not be narrowed down within the time limit.'
      : 'The conflict is in what is declared or assigned, not in constraints that can be told apart.',
  };
}

function uncompiled({ diagnostics }: CompileFailure): Pick<Findings, 'status' | 'reason'> {
  const [first] = diagnostics;
  return {
    status: 'unknown',
    reason: `The model could not be compiled for explaining: ${first?.message ?? 'no reason given'}`,
  };
}

/** undefined where nothing need be assumed for the contradiction. */
async function search(
  traced: Traced,
  domainsAreOpen: boolean,
  input: ExplainInput,
  services: ExplainServices,
  deadline: Deadline,
  options: ExplainOptions,
): Promise<Findings | undefined> {
  const { signal } = options;
  const model = conflictModel(traced, services, signal);
  const proved: (readonly TracedPart[])[] = [];
  const conflicts: Conflict[] = [];
  const tell = (members: readonly TracedPart[], parts: readonly ConflictPart[]): void => {
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
      const items = await conflictOfItems(files, services, deadline, signal, places);
      if (items) tell(parts, items);
      return;
    }
    const refined = domainsAreOpen ? undefined : await withDomains(parts, input, services, deadline, signal);
    const minimal = (): Promise<boolean> =>
      inSession(model, (session) => isMinimalConflict(oracleOf(session, deadline, signal), core));
    const conflict = refined ?? ((await minimal()) ? parts : undefined);
    if (conflict) tell(conflict, conflict.map(conflictPart));
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
      return { ...NO_CONFLICT, status: 'feasible', model };
    case 'unknown':
      return { ...NO_CONFLICT, status: 'unknown', model, reason: reasonOf(first.result) };
    case 'core':
      return {
        ...NO_CONFLICT,
        status: 'infeasible',
        model,
        reason: 'The conflict could not be narrowed down within the time limit.',
      };
    case 'minimal':
      if (first.core.length === 0) return undefined;
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
    model,
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
  const remaining = deadline.remaining();
  const half = deadlineIn(remaining === undefined ? undefined : remaining / 2);
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
