import { availableParallelism } from 'node:os';
import { openCompiler, openMiniZincPool, type Compiler, type MiniZincPool } from '../compile';
import { openFolderModel, type FolderModel } from '../model';
import { openTextParser, type TextParser } from '../prose';
import { openGlpkSolver } from '../solvers/glpk';
import { openMiniZincSolver } from '../solvers/minizinc';
import type { NativeSolverInfo } from '../solvers/native';
import { openZ3Solver } from '../solvers/z3';
import type { AssumptionSolver, BuiltInSolverId, NativeSolverId, Solver, SolverId } from '../solvers';
import { distFile } from '../dist';
import { nativeSolvers, type NativeSolvers } from './native';
import { ownModelName, type OwnModel } from './ownModel';

/** What holds for a whole session. */
export interface EngineSettings {
  /** The user's own MiniZinc, a name on PATH or an absolute path; undefined: no program may be started. */
  readonly minizinc: string | undefined;
  /** Most megabytes of memory for each engine; undefined: what its WebAssembly can address, 2 GB. */
  readonly memoryLimitMb: number | undefined;
  /** Reads problems in place of the embedded model; undefined: none does, and nothing is sent anywhere. */
  readonly ownModel?: OwnModel | undefined;
}

/** Every engine, opened when first asked for and kept warm until the session ends. */
export interface Engines {
  compiler(): Compiler & { warm(): void };
  solver(id: BuiltInSolverId): Solver;
  /** Any solver, the user's own included; a sentence where there is none of that id. */
  find(id: SolverId): Promise<Solver | string>;
  /** The solvers of the user's own MiniZinc. */
  natives(): Promise<readonly NativeSolverInfo[]>;
  /** Holds for engines that are not open yet; the user's own MiniZinc is looked for anew where its place changed. */
  configure(settings: EngineSettings): void;
  /** The engine that gives unsatisfiable cores. */
  cores(): AssumptionSolver;
  /** The embedded local model. Rejects with a `ModelError` where it cannot be loaded. */
  reader(): Promise<TextParser>;
  /** The user's own model, where problems are read with one. */
  ownModel(): OwnModel | undefined;
  /** The language model in a folder, if problems are read with one; the last that was asked for is kept. */
  folderModel(folder: string): FolderModel;
  /** The name of the model that reads, or why there is none; for people. */
  modelName(): string;
  /** Starts what the first request will need. */
  warm(): void;
  dispose(): Promise<void>;
}

export const SOLVER_IDS: readonly BuiltInSolverId[] = ['z3', 'glpk', 'gecode', 'chuffed', 'highs', 'cbc'];

/** A worker for each core, and two for engines that wait for the time the others leave. */
const WORKERS = availableParallelism() + 2;

function isNative(id: SolverId): id is NativeSolverId {
  return id.startsWith('native:');
}

export function openEngines(initial: EngineSettings): Engines {
  let settings = initial;
  let native = nativeSolvers(settings.minizinc);
  const formerNatives: NativeSolvers[] = [];
  let pool: MiniZincPool | undefined;
  const memory = () => (settings.memoryLimitMb === undefined ? {} : { memoryLimitMb: settings.memoryLimitMb });
  // One set of workers compiles and runs MiniZinc's engines: what is warm serves both.
  const workers = (): MiniZincPool => (pool ??= openMiniZincPool({ size: WORKERS, ...memory() }));
  const solvers = new Map<BuiltInSolverId, Solver>();
  let compiler: ReturnType<typeof openCompiler> | undefined;
  let z3: (Solver & AssumptionSolver) | undefined;
  let reader: Promise<TextParser> | undefined;
  let modelName = 'not loaded yet';
  let folderModel: (FolderModel & { readonly folder: string }) | undefined;
  /** Closed, or about to be. */
  const formerModels: Promise<void>[] = [];

  const openZ3 = (): Solver & AssumptionSolver => (z3 ??= openZ3Solver(memory()));
  const open = (id: BuiltInSolverId): Solver => {
    if (id === 'z3') return openZ3();
    return id === 'glpk' ? openGlpkSolver(memory()) : openMiniZincSolver(id, workers());
  };
  const openCompilerOnce = () => (compiler ??= openCompiler(workers()));
  const openOnce = (id: BuiltInSolverId): Solver => {
    const solver = solvers.get(id) ?? open(id);
    solvers.set(id, solver);
    return solver;
  };
  const openReader = (): Promise<TextParser> => {
    if (!reader) {
      const opening = openTextParser(distFile('models', 'parser'));
      opening.then(
        ({ name }) => (modelName = name),
        (error: unknown) => {
          modelName = error instanceof Error ? error.message : String(error);
          reader = undefined; // the next request tries again
        },
      );
      reader = opening;
    }
    return reader;
  };
  const closeFolderModel = (): void => {
    if (folderModel) formerModels.push(folderModel.dispose());
    folderModel = undefined;
  };
  return {
    compiler: openCompilerOnce,
    solver: openOnce,
    find: (id) => (isNative(id) ? native.open(id) : Promise.resolve(openOnce(id))),
    natives: () => native.list(),
    configure: (next) => {
      if (next.minizinc !== settings.minizinc) {
        formerNatives.push(native); // what still runs there may end
        native = nativeSolvers(next.minizinc);
      }
      const kept = next.ownModel?.source === 'folder' && next.memoryLimitMb === settings.memoryLimitMb;
      if (!kept) closeFolderModel();
      settings = next;
    },
    cores: openZ3,
    reader: openReader,
    ownModel: () => settings.ownModel,
    folderModel: (folder) => {
      if (folderModel?.folder !== folder) {
        closeFolderModel();
        folderModel = { folder, ...openFolderModel(folder, memory()) };
      }
      return folderModel;
    },
    modelName: () => (settings.ownModel ? ownModelName(settings.ownModel) : modelName),
    warm: () => {
      openCompilerOnce().warm();
      openReader().catch(() => undefined); // told of by the request that needs it
    },
    dispose: async () => {
      closeFolderModel();
      const loaded = await reader?.catch(() => undefined);
      const open = new Set<{ dispose(): Promise<void> }>([...solvers.values(), native, ...formerNatives]);
      if (z3) open.add(z3);
      if (compiler) open.add(compiler);
      if (loaded) open.add(loaded);
      await Promise.all([...formerModels, ...[...open].map((engine) => engine.dispose())]);
      await pool?.dispose();
    },
  };
}
