import { openCompiler, openMiniZincPool, type Compiler } from '../compile';
import { openLocalModel, type LocalModel } from '../model';
import { openGlpkSolver } from '../solvers/glpk';
import { openMiniZincSolver, type MiniZincSolverId } from '../solvers/minizinc';
import { openZ3Solver } from '../solvers/z3';
import type { AssumptionSolver, Solver, SolverId } from '../solvers';
import { distFile } from '../dist';

/** Every engine, opened when first asked for and kept warm until the session ends. */
export interface Engines {
  compiler(): Compiler & { warm(): void };
  solver(id: SolverId): Solver;
  /** The engine that gives unsatisfiable cores. */
  cores(): AssumptionSolver;
  /** The embedded local model. Rejects with a `ModelError` where it cannot be loaded. */
  model(): Promise<LocalModel>;
  /** The local model's name, or why there is none; for people. */
  modelName(): string;
  /** Starts what the first request will need. */
  warm(): void;
  dispose(): Promise<void>;
}

export const SOLVER_IDS: readonly SolverId[] = ['z3', 'glpk', 'gecode', 'chuffed', 'highs', 'cbc'];

function isMiniZinc(id: SolverId): id is MiniZincSolverId {
  return id === 'gecode' || id === 'chuffed' || id === 'highs' || id === 'cbc';
}

export function openEngines(): Engines {
  // One set of workers compiles and runs MiniZinc's engines: what is warm serves both.
  const workers = openMiniZincPool({ size: 6 });
  const solvers = new Map<SolverId, Solver>();
  let compiler: ReturnType<typeof openCompiler> | undefined;
  let z3: (Solver & AssumptionSolver) | undefined;
  let model: Promise<LocalModel> | undefined;
  let modelName = 'not loaded yet';

  const openZ3 = (): Solver & AssumptionSolver => (z3 ??= openZ3Solver());
  const open = (id: SolverId): Solver => {
    if (id === 'z3') return openZ3();
    if (id === 'glpk') return openGlpkSolver();
    if (isMiniZinc(id)) return openMiniZincSolver(id, workers);
    throw new Error(`there is no solver ${id}`);
  };
  const openCompilerOnce = () => (compiler ??= openCompiler(workers));
  const openModel = (): Promise<LocalModel> => {
    if (!model) {
      const opening = openLocalModel(distFile('models', 'reader'));
      opening.then(
        ({ name }) => (modelName = name),
        (error: unknown) => {
          modelName = error instanceof Error ? error.message : String(error);
          model = undefined; // the next request tries again
        },
      );
      model = opening;
    }
    return model;
  };
  return {
    compiler: openCompilerOnce,
    solver: (id) => {
      const solver = solvers.get(id) ?? open(id);
      solvers.set(id, solver);
      return solver;
    },
    cores: openZ3,
    model: openModel,
    modelName: () => modelName,
    warm: () => {
      openCompilerOnce().warm();
      openModel().catch(() => undefined); // told of by the request that needs it
    },
    dispose: async () => {
      const loaded = await model?.catch(() => undefined);
      const open = new Set<{ dispose(): Promise<void> }>(solvers.values());
      if (z3) open.add(z3);
      if (compiler) open.add(compiler);
      if (loaded) open.add(loaded);
      await Promise.all([...open].map((engine) => engine.dispose()));
      await workers.dispose();
    },
  };
}
