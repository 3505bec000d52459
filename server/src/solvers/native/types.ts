import type { NativeSolverId, SolveOptions, Solver, SolverResult } from '../types';
import type { FlatZinc } from '../../flatzinc';

/** A solver that the user's MiniZinc can run on FlatZinc, as `minizinc --solvers-json` tells it. */
export interface NativeSolverInfo {
  readonly id: NativeSolverId;
  /** What MiniZinc's `--solver` is given: `org.gecode.gecode`, with `@version` where several are installed. */
  readonly solver: string;
  /** For people. */
  readonly name: string;
  /** Empty where MiniZinc does not know it. */
  readonly version: string;
  /** `cp`, `mip`, `int`, `float`, `set`, ...; none where its configuration says nothing. */
  readonly tags: readonly string[];
  /** The standard options it takes: `-a`, `-p`, `-f`, ... */
  readonly flags: readonly string[];
  /**
   * Options it does not run without, such as `--cplex-dll`: its own library was not found. Users set them in MiniZinc's
   * `Preferences.json`; MiniZinc lists them all the same.
   */
  readonly requires: readonly string[];
}

/** The user's own MiniZinc. */
export interface NativeMiniZinc {
  /** Absolute path. */
  readonly executable: string;
  /** `2.8.5` */
  readonly version: string;
  /** In MiniZinc's order, each once. */
  readonly solvers: readonly NativeSolverInfo[];
}

export type NativeSearch =
  | { readonly kind: 'found'; readonly minizinc: NativeMiniZinc }
  /** There is none. `detail` is a sentence. */
  | { readonly kind: 'absent'; readonly detail: string }
  /** There is one that cannot be used, or the setting is no program. `detail` is a sentence that says why. */
  | { readonly kind: 'unusable'; readonly detail: string };

export interface NativeSolveOptions extends SolveOptions {
  /** Threads, where the solver can use several; undefined: as many as it takes by itself. */
  readonly threads?: number;
}

/** A `Solver` that can be told how many threads to use. */
export interface NativeSolver extends Solver {
  readonly id: NativeSolverId;
  solve(model: FlatZinc, options: NativeSolveOptions): Promise<SolverResult>;
}
