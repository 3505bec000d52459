import { readSources, type CompileRequest, type Overlay } from '../compile';
import {
  conflictDiagnostics,
  deadlineIn,
  explain,
  limitOf,
  withoutRepairs,
  type EditedAnswer,
  type ExplainServices,
  type SourceRepair,
} from '../explain';
import type { Conflict, ConflictOverview, Outcome, Repair } from '../outcome';
import { applyEdits, type SourceEdit } from '../text';
import { answer, type AnswerOptions } from './answer';
import type { Engines } from './engines';
import type { Problem } from './problem';
import { repairInWords, type Proving } from './repairsInWords';
import type { Retelling } from './retell';
import { solveFlat } from './solveFlat';
import type { Subject } from './subject';
import type { SolveFileOptions } from './types';

export interface ExplainSubjectOptions extends SolveFileOptions {
  /** Every conflict the time allows, not only the first. */
  readonly every: boolean;
}

/** Milliseconds for the conflicts, and as many for the repairs, where the user set no limit. */
export const PATIENCE = 20_000;

type Why = Pick<Outcome, 'conflicts' | 'repairs' | 'diagnostics' | 'overview' | 'reason'>;

/**
 * Finds what makes a subject infeasible, and repairs, all told in the user's own text; undefined where it has a solution
 * after all. What ends it early takes nothing away that was found until then.
 */
export async function explainSubject(
  engines: Engines,
  subject: Subject,
  options: ExplainSubjectOptions,
  /** What a problem text would become, read anew. */
  reread: (text: string) => Promise<Subject | undefined>,
  signal?: AbortSignal,
): Promise<Why | undefined> {
  const progress = options.onProgress ?? (() => undefined);
  const { request, retelling, problem } = subject;
  const timeLimitMs = options.timeLimitMs ?? PATIENCE;
  const services = servicesFor(engines, request, options.solver);
  progress({ kind: 'stage', stage: 'explaining' });
  const retold = ({ parts }: Conflict): Conflict => ({ parts: retelling.parts(parts) });
  const { smallest, domains, limits } = options;
  const words = problem && translation(engines, problem, options.solver, 2 * timeLimitMs, reread, signal);
  const found = await explain({ request: { ...request, library: 'z3' } }, services, {
    timeLimitMs,
    all: options.every,
    ...(smallest !== undefined && { smallest }),
    ...(domains && { domains }),
    ...(limits && { limits }),
    ...(signal && { signal }),
    onConflict: (conflict) => {
      progress({ kind: 'conflict', conflict: retold(conflict) });
      progress({ kind: 'stage', stage: 'repairing' });
    },
    ...(words && { onRepair: words.begin }),
  });
  if (found.status === 'feasible') return undefined;
  const conflicts = found.conflicts.map(retold);
  let { reason } = found;
  const { repairs, error } = words ? await words.of(found.repairs) : { repairs: found.repairs, error: undefined };
  if (error !== undefined && repairs.length === 0) reason = withoutRepairs(error, signal);
  return {
    conflicts,
    ...(found.overview && { overview: overviewIn(found.overview, retelling) }),
    repairs: repairs.map(({ title, kind, edits, objectiveAfter }) => ({ title, kind, edits, objectiveAfter })),
    diagnostics: conflictDiagnostics(conflicts),
    ...(reason !== undefined && { reason }),
  };
}

function overviewIn(overview: ConflictOverview, { parts }: Retelling): ConflictOverview {
  const { inEvery, corrections } = overview;
  return { ...overview, inEvery: parts(inEvery), corrections: corrections.map(parts) };
}

/** Repairs told in words, begun while others are still looked for: what ends the search leaves those that are done. */
interface Translation {
  begin(repair: SourceRepair): void;
  /** Those of these repairs that could be told, in their order; each title once. With what ended it early. */
  of(repairs: readonly SourceRepair[]): Promise<{ readonly repairs: readonly Repair[]; readonly error: unknown }>;
}

function translation(
  engines: Engines,
  problem: Problem,
  solver: SolveFileOptions['solver'],
  timeLimitMs: number,
  reread: (text: string) => Promise<Subject | undefined>,
  signal: AbortSignal | undefined,
): Translation {
  const deadline = deadlineIn(timeLimitMs);
  const told = new Map<SourceRepair, Repair>();
  let error: unknown;
  let last = Promise.resolve();
  const solve: Proving['solve'] = (again, named) =>
    trial(engines, again.request, { solver, named, ...limitOf(deadline) }, signal);
  const tell = async (repair: SourceRepair): Promise<void> => {
    if (error !== undefined || deadline.passed()) return;
    try {
      const repaired = await repairInWords(problem, repair, { reread, solve });
      if (repaired) told.set(repair, repaired);
    } catch (failure) {
      error = failure;
    }
  };
  return {
    begin: (repair) => {
      last = last.then(() => tell(repair));
    },
    of: async (repairs) => {
      await last;
      const inOrder = repairs.flatMap((repair) => told.get(repair) ?? []);
      return { repairs: [...new Map(inOrder.map((repair) => [repair.title, repair])).values()], error };
    },
  };
}

export function servicesFor(
  engines: Engines,
  request: Subject['request'],
  solver: SolveFileOptions['solver'],
): ExplainServices {
  const sources = async (of: CompileRequest) => (await readSources(of)).files;
  return {
    trace: (traced, signal, options) => engines.compiler().trace(traced, signal, options),
    openSession: (model, parts, signal) => engines.cores().open(model, parts, signal),
    sources,
    compileEdited: async (edits, signal) => {
      const files = await sources({ ...request, library: 'z3' });
      const overlay = editedOverlay(request.overlay, files, edits);
      return engines.compiler().compile({ ...request, overlay, library: 'z3' }, signal);
    },
    solveFlat: (model, options) => solveFlat(engines, model, options),
    solveEdited: async (edits, { timeLimitMs, signal, hasMaxima, named }) => {
      const files = await sources({ ...request, library: 'std' });
      const overlay = editedOverlay(request.overlay, files, edits);
      const again = { ...request, overlay };
      const how = { solver, ...(named !== undefined && { named }), ...(timeLimitMs !== undefined && { timeLimitMs }) };
      if (hasMaxima === true && solver === 'auto') {
        const half = timeLimitMs === undefined ? {} : { timeLimitMs: timeLimitMs / 2 };
        const found = await trial(engines, again, { ...how, ...half, solver: 'glpk' }, signal);
        if (found.status === 'optimal' || found.status === 'infeasible') return found;
      }
      return trial(engines, again, how, signal);
    },
  };
}

/** Solves a model that is only tried. */
function trial(
  engines: Engines,
  request: Subject['request'],
  options: Pick<AnswerOptions, 'solver' | 'timeLimitMs' | 'named'>,
  signal: AbortSignal | undefined,
): Promise<EditedAnswer> {
  return answer(engines, request, { ...options, plain: true }, signal);
}

/** The texts as they read after the edits, nothing written. */
export function editedOverlay(
  overlay: Overlay,
  files: readonly { readonly path: string; readonly text: string }[],
  edits: readonly SourceEdit[],
): Overlay {
  const edited = new Map(overlay);
  for (const { path, text } of files) {
    const own = edits.filter(({ file }) => file === path);
    if (own.length > 0) edited.set(path, applyEdits(text, own));
  }
  return edited;
}
