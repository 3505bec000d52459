import type { Assignment, FlatZinc, Value } from '../flatzinc';

/** The engines that come with the extension. */
export type BuiltInSolverId = 'z3' | 'glpk' | 'highs' | 'gecode' | 'chuffed' | 'cbc';

/** A solver of the user's own MiniZinc, by the id it goes by there: `native:org.gecode.gecode`. */
export type NativeSolverId = `native:${string}`;

export type SolverId = BuiltInSolverId | NativeSolverId;

export type SolverStatus =
  | 'optimal' // the best solution, proved
  | 'satisfied' // a solution; for optimisation: not proved to be the best
  | 'infeasible' // proved
  | 'unbounded' // proved
  | 'unknown'; // stopped, or the engine gave up; `reason` says why

/** What solving gave, before anything is checked or shown. */
export interface SolverResult {
  readonly status: SolverStatus;
  /** Every solution found, in order; the last one is the best. Without `all`, only the last need be kept. */
  readonly solutions: readonly Assignment[];
  readonly objective: number | undefined;
  /** Best proved bound on the objective. */
  readonly bound: number | undefined;
  readonly statistics: Readonly<Record<string, number>>;
  /**
   * LPs only: the dual value of a constraint by its index in `FlatZinc.constraints`: the change of the best objective
   * per unit by which its right-hand side grows as FlatZinc has it (the compiler writes `a >= b` as `-a <= -b`).
   */
  readonly duals?: ReadonlyMap<number, number>;
  /**
   * LPs only: the reduced cost of a variable by its name: the change of the best objective per unit by which the bound
   * that the variable stands at grows; 0 for a variable between its bounds.
   */
  readonly reducedCosts?: ReadonlyMap<string, number>;
  /**
   * LPs only: what the objective gains, never less than 0, per unit by which a constraint is relaxed, if by little
   * enough; by its index in `FlatZinc.constraints`. Right also where the optimum is degenerate and duals are not unique.
   */
  readonly shadowPrices?: ReadonlyMap<number, number>;
  /** LPs only, where the optimum is not degenerate: how far the numbers can move before other ones are tight. */
  readonly ranges?: Ranges;
  readonly reason?:
    | 'time-limit'
    | 'cancelled'
    | 'memory'
    | 'crashed'
    | 'unsupported'
    | 'incomplete-search'
    /** Good enough: within the gap that was asked for. */
    | 'gap'
    /** As many solutions as were asked for. */
    | 'limit';
  /** A sentence for people that belongs to `reason`. */
  readonly detail?: string;
}

/** Distances are never less than 0; Infinity: without end. */
export interface Ranges {
  /**
   * By the index in `FlatZinc.constraints`: by how much the constraint can be relaxed and tightened with its shadow price
   * still right; of an equation, `relax` is to its better side.
   */
  readonly constraints: ReadonlyMap<number, { readonly relax: number; readonly tighten: number }>;
  /** By variable: the interval of its coefficient in the objective in which the solution stays the best. */
  readonly coefficients: ReadonlyMap<
    string,
    { readonly coefficient: number; readonly low: number; readonly high: number }
  >;
}

export interface SolveOptions {
  /** Wall milliseconds; undefined: no limit. */
  readonly timeLimitMs?: number;
  /** Enumerate all solutions (projected on the output variables) instead of the first. */
  readonly all?: boolean;
  /** With `all`: stop after so many solutions. */
  readonly limit?: number;
  /** Stop once the incumbent is proved to be within this share of its size from the best, 0.01 for 1 %. */
  readonly gap?: number;
  /** Z3 only: how integers are written; undefined: as its cost model has it. */
  readonly integers?: 'booleans' | 'integers';
  /** Called for each solution as it is found, the objective with it. */
  readonly onSolution?: (solution: Assignment, objective: number | undefined) => void;
  /** Called when a better bound on the objective is proved. */
  readonly onBound?: (bound: number) => void;
  /**
   * The best objective known from elsewhere, undefined while there is none. An engine that asks may look for something
   * better alone; `optimal` without a solution of its own then says that there is nothing better.
   */
  readonly incumbent?: () => number | undefined;
  readonly signal?: AbortSignal;
}

/** One engine. Each runs in workers of its own that can be killed at any moment; `dispose` ends them. */
export interface Solver {
  readonly id: SolverId;
  /** With version, for people: "Z3 5.2.0". */
  readonly name: string;
  /** It asks for `SolveOptions.incumbent` while it runs; others are given a model without what is no better. */
  readonly asksForIncumbent?: boolean;
  /** The globals library the compiler must use for this engine. */
  readonly library: 'std' | 'linear' | 'z3' | 'gecode' | 'chuffed';
  /** undefined if it can take the model; else the sentence that says what it cannot do. */
  unsupported(model: FlatZinc): string | undefined;
  /** Never rejects for anything the model or the engine did: a crash is `unknown` with its reason. */
  solve(model: FlatZinc, options: SolveOptions): Promise<SolverResult>;
  dispose(): Promise<void>;
}

export type CheckResult =
  | { readonly status: 'sat'; readonly solution: Assignment }
  /** `core`: indices into the assumed parts, unsatisfiable together; not necessarily minimal. */
  | { readonly status: 'unsat'; readonly core: readonly number[] }
  | { readonly status: 'unknown'; readonly reason: NonNullable<SolverResult['reason']>; readonly detail?: string };

/**
 * A model of which some parts can be switched on and off, kept loaded so that what was learned stays.
 * Part `k` is the Boolean `parts[k]` of the FlatZinc (a variable or a constant): it holds if the part is on.
 */
export interface AssumptionSession {
  check(parts: readonly number[], options: { timeLimitMs?: number; signal?: AbortSignal }): Promise<CheckResult>;
  close(): Promise<void>;
}

/** An engine that gives unsatisfiable cores over assumptions. */
export interface AssumptionSolver {
  open(model: FlatZinc, parts: readonly Value[], signal?: AbortSignal): Promise<AssumptionSession>;
}
