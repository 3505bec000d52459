import { openCompiler, type CompileRequest } from '../../server/src/compile';
import type { HintServices } from '../../server/src/hints';
import { openZ3Solver } from '../../server/src/solvers/z3';

/** The real compiler and Z3 behind the services that hints need, over models that are on no disk. */
const compiler = openCompiler();
const z3 = openZ3Solver();

export const MODEL = '/models/model.mzn';

export const services: HintServices = {
  compile: (request, signal) => compiler.compile(request, signal),
  openSession: (flatzinc, parts, signal) => z3.open(flatzinc, parts, signal),
  solve: (flatzinc, options) => z3.solve(flatzinc, options),
};

/** The request for a model, by itself or with other files by their paths. */
export function requestFor(model: string, others: Readonly<Record<string, string>> = {}): CompileRequest {
  return {
    model: MODEL,
    data: Object.keys(others).filter((path) => path.endsWith('.dzn')),
    overlay: new Map([[MODEL, model], ...Object.entries(others)]),
    library: 'z3',
  };
}

export async function closeWorkbench(): Promise<void> {
  await Promise.all([compiler.dispose(), z3.dispose()]);
}
