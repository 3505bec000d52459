import type { Traced, TracedPart } from '../compile';
import type { Conflict } from '../outcome';
import { completion } from './completion';
import { choicesOf, conflictModel, partsOf, type ConflictModel } from './conflictModel';
import { halfOf, type Deadline } from './deadline';
import { enumerateConflicts, inText, type Enumeration } from './enumerate';
import type { Findings } from './findConflicts';
import { conflictOfItems } from './itemConflict';
import { above, inSession, oracleOf, type Oracle } from './oracle';
import { findConflict, isMinimalConflict, shrink, type Search } from './shrink';
import { byKind, conflictOf, conflictPart, isHard, weightOf } from './told';
import type { ExplainInput, ExplainOptions, ExplainServices } from './types';

/** Why a search has to be done in another way. */
export interface Unsettled {
  readonly status: 'unsettled';
  /** What is asserted has no solution by itself. */
  readonly asserted: boolean;
  readonly reason: string;
}

export interface ConflictSearch {
  readonly traced: Traced;
  readonly input: ExplainInput;
  readonly services: ExplainServices;
  readonly deadline: Deadline;
  readonly options: ExplainOptions;
}

export const TOO_LATE = 'The conflict could not be narrowed down within the time limit.';

/** Guarded models up to this many FlatZinc constraints are also compiled with everything declared opened. */
const SMALL = 400;

/**
 * What is declared gets twice the time that the first conflict took to be completed with: variables without bounds are
 * another kind of problem, and what takes that long is told without it. Milliseconds, at least.
 */
const LEAST_PATIENCE_MS = 4_000;

/** Parts that are the same make conflicts that differ in nothing else; of each, so many are told. */
const MOST_CHOICES = 16;

/** One search over a guarded compilation. Rejects with an `AbortError` when cancelled before there is a conflict. */
export async function searchConflicts(search: ConflictSearch): Promise<Findings | Unsettled> {
  const { traced, services, deadline, options } = search;
  const model = conflictModel(traced, services, options.signal);
  const telling = tellingOf(search, model);
  return inSession(model, async (session) => {
    const oracle: Oracle = { ...oracleOf(session, deadline, options.signal), heldBy: model.heldBy };
    const { first, foreground, background, hardAlone } = await firstConflict(oracle, model, options);
    switch (first.kind) {
      case 'satisfiable':
        return { conflicts: [], parts: [], corrections: [], status: 'feasible' };
      case 'unknown':
        return { status: 'unsettled', asserted: false, reason: reasonOf(first.result) };
      case 'core':
        return { status: 'unsettled', asserted: false, reason: TOO_LATE };
      case 'minimal':
        if (first.core.length === 0) return { status: 'unsettled', asserted: true, reason: ASSERTED };
    }
    const whole = (core: readonly number[]): Promise<readonly number[]> => withBackground(oracle, core, background);
    let rest: Enumeration | undefined;
    try {
      await telling.tell(await whole(first.core));
      const tell = async (core: readonly number[]): Promise<void> => telling.tell(await whole(core));
      rest = await others(above(background, oracle), model, first.core, foreground, search, tell);
      await telling.settled();
    } catch (error) {
      // What was proved before the user stopped stays.
      if (telling.conflicts.length === 0) throw error;
    }
    return findingsOf(search, model, telling, rest, hardAlone);
  });
}

const ASSERTED = 'What is declared or assigned has no solution by itself.';

interface FirstConflict {
  readonly first: Search;
  /** The parts that there is a choice about. */
  readonly foreground: readonly number[];
  readonly background: readonly number[];
  /** What must hold is contradictory by itself: nothing else can correct it. */
  readonly hardAlone: boolean;
}

async function firstConflict(oracle: Oracle, model: ConflictModel, options: ExplainOptions): Promise<FirstConflict> {
  const hard = model.candidates.filter((index) => model.groups[index]?.some((part) => isHard(part, options)));
  const soft = model.candidates.filter((index) => !hard.includes(index));
  for (const hardAlone of [false, true]) {
    const [foreground, background] = hardAlone ? [hard, []] : [soft, hard];
    const impossible = model.impossible.find((index) => foreground.includes(index));
    const base = above(background, oracle);
    // Also where one part is impossible: what is asserted might be so already.
    const asserted = impossible === undefined ? undefined : await base.check([]);
    const first: Search =
      impossible === undefined
        ? await findConflict(base, foreground)
        : { kind: 'minimal', core: asserted?.status === 'unsat' ? [] : [impossible] };
    const isBackground = first.kind === 'minimal' && first.core.length === 0 && background.length > 0;
    if (!isBackground) return { first, foreground, background, hardAlone };
  }
  return { first: { kind: 'minimal', core: [] }, foreground: hard, background: [], hardAlone: true };
}

/** Adds what a conflict needs of the background; it stays as it is where that cannot be told. */
async function withBackground(
  oracle: Oracle,
  core: readonly number[],
  background: readonly number[],
): Promise<readonly number[]> {
  if (background.length === 0) return core;
  const all = await oracle.check([...core, ...background]);
  if (all.status !== 'unsat') return core;
  const shrunk = await shrink(oracle, all.core, core);
  return shrunk.core;
}

/** Proves conflicts one after the other, beside the search for more, and tells of them. */
interface Telling {
  readonly conflicts: readonly Conflict[];
  readonly members: readonly (readonly TracedPart[])[];
  /** The groups that each conflict is made of, in the order of the text. */
  readonly cores: readonly (readonly number[])[];
  /** Conflicts that could not be proved in time. */
  readonly unproved: number;
  /** Resolves when everything asked for before it is told. */
  tell(core: readonly number[]): Promise<void>;
  settled(): Promise<void>;
}

function tellingOf(search: ConflictSearch, model: ConflictModel): Telling {
  const { traced, input, services, deadline, options } = search;
  const { signal } = options;
  const conflicts: Conflict[] = [];
  const proved: (readonly TracedPart[])[] = [];
  const cores: (readonly number[])[] = [];
  const began = performance.now();
  let patienceMs: number | undefined;
  let unproved = 0;
  const small = traced.flatzinc.constraints.length <= SMALL && traced.asserted.length === 0;
  const completed = completion({ small, known: traced.parts }, input, services, deadline, signal);

  const prove = async (
    core: readonly number[],
    parts: readonly TracedPart[],
  ): Promise<readonly TracedPart[] | undefined> => {
    if (traced.asserted.length > 0) {
      const files = await services.sources(input.request, signal);
      const places = [...parts.map(({ origin }) => origin), ...traced.asserted];
      const { members } = await conflictOfItems(files, services, deadline, signal, places);
      return members.length > 0 ? members : undefined;
    }
    patienceMs ??= Math.max(LEAST_PATIENCE_MS, 2 * (performance.now() - began));
    const whole = await completed.of(parts, patienceMs);
    if (whole) return whole;
    const minimal = await inSession(model, (session) => isMinimalConflict(oracleOf(session, deadline, signal), core));
    return minimal ? parts : undefined;
  };
  const settle = async (unordered: readonly number[]): Promise<void> => {
    // The order of the text, whatever the engine's was.
    const core = [...unordered].sort((a, b) => a - b);
    const choices = options.all ? choicesOf(model, core, MOST_CHOICES) : [partsOf(model, core)];
    for (const parts of choices) {
      const found = await prove(core, parts);
      if (!found) {
        unproved++;
        continue;
      }
      const members = byKind(found);
      const conflict = conflictOf(members, options);
      proved.push(members);
      cores.push(core);
      conflicts.push(conflict);
      options.onConflict?.(conflict);
    }
  };
  let last = Promise.resolve();
  return {
    conflicts,
    members: proved,
    cores,
    get unproved() {
      return unproved;
    },
    tell: (core) => {
      last = last.then(() => settle(core));
      return last;
    },
    settled: () => last,
  };
}

/**
 * What of a first conflict is in every other; with `all` the other conflicts and the corrections. Half the time left is
 * for finding them, the rest for proving them.
 */
async function others(
  oracle: Oracle,
  model: ConflictModel,
  first: readonly number[],
  foreground: readonly number[],
  { deadline, options }: ConflictSearch,
  tell: (core: readonly number[]) => Promise<void>,
): Promise<Enumeration> {
  const half = halfOf(deadline);
  const impossible = model.impossible.filter((index) => foreground.includes(index) && !first.includes(index));
  const told: Promise<void>[] = [];
  const onConflict = (core: readonly number[]): void => {
    const telling = tell(core);
    telling.catch(() => undefined); // awaited below
    told.push(telling);
  };
  const known = [first, ...impossible.map((index) => [index])];
  if (options.all) known.slice(1).forEach(onConflict);
  const isOver = (): boolean => half.passed() || options.signal?.aborted === true;
  const found = await enumerateConflicts(unlessCancelled(oracle, options.signal), foreground, {
    known,
    weightOf: (index) => (model.groups[index] ?? []).reduce((sum, part) => sum + weightOf(part), 0),
    smallest: options.smallest === true,
    onlyNeeded: options.all !== true,
    isOver,
    onConflict,
  });
  await Promise.all(told).catch((error: unknown) => {
    if (options.signal?.aborted !== true) throw error;
  });
  return found;
}

/** An oracle that does not know instead of rejecting once the caller has cancelled. */
function unlessCancelled(oracle: Oracle, signal: AbortSignal | undefined): Oracle {
  return {
    ...oracle,
    check: async (parts) => {
      try {
        return await oracle.check(parts);
      } catch (error) {
        if (signal?.aborted !== true) throw error;
        return { status: 'unknown', reason: 'cancelled' };
      }
    },
  };
}

function findingsOf(
  { traced, options }: ConflictSearch,
  model: ConflictModel,
  { conflicts, members, cores, unproved }: Telling,
  rest: Enumeration | undefined,
  hardAlone: boolean,
): Findings {
  // The order is that of what there is a choice about: completing a conflict with what is declared changes nothing.
  const order = [...conflicts.keys()].sort(
    (a, b) => sizeOf(members[a], options) - sizeOf(members[b], options) || inText(cores[a], cores[b]),
  );
  const sorted = <Entry>(entries: readonly Entry[]): readonly Entry[] =>
    order.flatMap((index) => entries.slice(index, index + 1));
  const found = (rest?.corrections ?? []).map((correction) =>
    byKind(correction.flatMap((index) => model.groups[index] ?? [])),
  );
  const corrections = hardAlone ? [] : found;
  const complete = rest?.complete === true && unproved === 0;
  const inEvery = found.filter((parts) => parts.length === 1).flat();
  return {
    status: 'infeasible',
    ...(traced.asserted.length === 0 && { model }),
    conflicts: sorted(conflicts),
    parts: sorted(members),
    corrections,
    ...(options.all && {
      overview: {
        complete,
        smallestFirst: rest?.smallestFirst === true && unproved === 0,
        inEvery: inEvery.map((part) => conflictPart(part, options)),
        corrections: corrections.map((parts) => parts.map((part) => conflictPart(part, options))),
      },
    }),
    ...reasonFor(conflicts.length, rest, complete, options),
  };
}

/** The parts that there is a choice about, then all parts. */
function sizeOf(members: readonly TracedPart[] | undefined, options: ExplainOptions): number {
  if (!members) return 0;
  const soft = members.filter((part) => part.kind !== 'data' && !isHard(part, options)).length;
  return soft + members.length / (1 + members.length);
}

function reasonFor(
  count: number,
  rest: Enumeration | undefined,
  complete: boolean,
  { all, signal }: ExplainOptions,
): { readonly reason?: string } {
  if (count === 0) return { reason: 'A conflict was found, but could not be proved within the time limit.' };
  if (!all || complete) return {};
  if (signal?.aborted) return { reason: 'Stopped before every conflict was found.' };
  return { reason: 'The time limit was reached before every conflict was found.' };
}

function reasonOf({ reason, detail }: { readonly reason: string; readonly detail?: string }): string {
  if (detail !== undefined) return detail;
  return reason === 'time-limit' ? 'The time limit was reached before a conflict was found.' : 'The engine gave up.';
}
