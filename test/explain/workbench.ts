import { openCompiler, readSources, type CompileRequest } from '../../server/src/compile';
import type { EditedAnswer, ExplainServices } from '../../server/src/explain';
import { numberOf } from '../../server/src/solvers/race';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { applyEdits, type SourceEdit } from '../../server/src/text';

/** The real compiler and Z3 behind the services that explaining needs, over models that are on no disk. */
export interface Workbench {
  readonly services: ExplainServices;
  readonly request: CompileRequest;
}

const compiler = openCompiler();
const z3 = openZ3Solver();

export const MODEL = '/models/model.mzn';

/** Opens a model, by itself or with other files by their paths. */
export function workbench(model: string, others: Readonly<Record<string, string>> = {}): Workbench {
  const overlay = new Map([[MODEL, model], ...Object.entries(others)]);
  const data = Object.keys(others).filter((path) => path.endsWith('.dzn'));
  const request: CompileRequest = { model: MODEL, data, overlay, library: 'z3' };
  return {
    request,
    services: {
      trace: (traced, signal, options) => compiler.trace(traced, signal, options),
      openSession: (flatzinc, parts, signal) => z3.open(flatzinc, parts, signal),
      sources: async (of) => (await readSources(of)).files,
      compileEdited: (edits, signal) => compiler.compile(edited(request, edits), signal),
      solveFlat: async (flatzinc, options) => {
        const { status, solutions } = await z3.solve(flatzinc, options);
        return { status, valueOf: (variable) => numberOf(solutions.at(-1)?.get(variable)) };
      },
      solveEdited: (edits, options) => solveEdited(request, edits, options),
    },
  };
}

/** The texts of a request as they read after the edits. */
export function edited(request: CompileRequest, edits: readonly SourceEdit[]): CompileRequest {
  const overlay = new Map(
    [...request.overlay].map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );
  return { ...request, overlay };
}

async function solveEdited(
  request: CompileRequest,
  edits: readonly SourceEdit[],
  options: { readonly timeLimitMs?: number; readonly signal?: AbortSignal },
): Promise<EditedAnswer> {
  const compiled = await compiler.compile(edited(request, edits), options.signal);
  if (compiled.kind === 'failed') {
    return { status: compiled.infeasible ? 'infeasible' : 'error', objective: null, values: {} };
  }
  const { status, solutions, objective } = await z3.solve(compiled.flatzinc, options);
  const best = solutions.at(-1);
  const values = best ? (await compiled.present(best, options.signal)).values : {};
  return { status, objective: compiled.flatzinc.goal.kind === 'satisfy' ? null : (objective ?? null), values };
}

export async function closeWorkbench(): Promise<void> {
  await Promise.all([compiler.dispose(), z3.dispose()]);
}
