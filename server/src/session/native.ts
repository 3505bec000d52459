import type { NativeSolverId, Solver } from '../solvers';
import { findNativeMiniZinc, openNativeSolver, type NativeSearch, type NativeSolverInfo } from '../solvers/native';

/** The user's own MiniZinc: looked for when first asked for, its solvers opened one by one. */
export interface NativeSolvers {
  /** Its solvers; none where there is no MiniZinc, or none may be started. */
  list(): Promise<readonly NativeSolverInfo[]>;
  /** The solver of that id, or a sentence that says why there is none. */
  open(id: NativeSolverId): Promise<Solver | string>;
  dispose(): Promise<void>;
}

/** @param executable a name on PATH or an absolute path; undefined: no program may be started */
export function nativeSolvers(executable: string | undefined): NativeSolvers {
  let search: Promise<NativeSearch> | undefined;
  const opened = new Map<NativeSolverId, Solver>();
  const find = (): Promise<NativeSearch> => {
    search ??=
      executable === undefined
        ? Promise.resolve({ kind: 'absent', detail: 'No program of this machine may be started in this workspace' })
        : findNativeMiniZinc({ executable });
    return search;
  };
  return {
    list: async () => {
      const found = await find();
      return found.kind === 'found' ? found.minizinc.solvers : [];
    },
    async open(id) {
      const known = opened.get(id);
      if (known) return known;
      const found = await find();
      if (found.kind !== 'found') {
        search = undefined; // it may be installed by the next time
        return found.detail;
      }
      const { minizinc } = found;
      const info = minizinc.solvers.find((solver) => solver.id === id);
      if (info === undefined) {
        const others = minizinc.solvers.map((solver) => solver.id).join(', ');
        return `MiniZinc ${minizinc.version} has no solver ${id}; it has ${others === '' ? 'none' : others}.`;
      }
      const solver = openNativeSolver(minizinc, info);
      opened.set(id, solver);
      return solver;
    },
    dispose: async () => {
      await Promise.all([...opened.values()].map((solver) => solver.dispose()));
    },
  };
}
