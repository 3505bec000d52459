import type { CompileFailure, CompileRequest, CompileResult, Traced, TraceOptions } from '../compile';
import type { FlatZinc, Value } from '../flatzinc';
import type { Conflict, ConflictOverview, OutputValue, Repair } from '../outcome';
import type { AssumptionSession, SolverStatus } from '../solvers';
import type { SourceEdit, SourceRange } from '../text';

/** What explaining needs done for it; no engine is known here. */
export interface ExplainServices {
  /** The guarded compilation of the model in question. */
  trace(request: CompileRequest, signal?: AbortSignal, options?: TraceOptions): Promise<Traced | CompileFailure>;
  openSession(model: FlatZinc, parts: readonly Value[], signal?: AbortSignal): Promise<AssumptionSession>;
  /** Compiles and solves the model as it reads after the edits, with the goal that then stands in it. */
  solveEdited(edits: readonly SourceEdit[], options: SolveEditedOptions): Promise<EditedAnswer>;
  /** Compiles the model as it reads after the edits, with the library that `openSession` wants. */
  compileEdited(edits: readonly SourceEdit[], signal?: AbortSignal): Promise<CompileResult>;
  /** Solves FlatZinc of such a compilation, changed or not, with the goal in it. */
  solveFlat(
    model: FlatZinc,
    options: { readonly timeLimitMs?: number; readonly signal?: AbortSignal },
  ): Promise<FlatAnswer>;
  /** Every file of the user's that the model is made of. */
  sources(request: CompileRequest, signal?: AbortSignal): Promise<readonly SourceFile[]>;
}

export interface SolveEditedOptions {
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
  /** The goal is made of maxima and distances: engines for linear models are best at those. */
  readonly hasMaxima?: boolean;
  /** The values are wanted by the model's own names, which takes about as long as compiling it. */
  readonly named?: boolean;
}

export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  readonly kind: 'model' | 'data';
  readonly text: string;
}

export interface EditedAnswer {
  readonly status: 'optimal' | 'satisfied' | 'infeasible' | 'unbounded' | 'unknown' | 'error' | 'incomplete';
  readonly objective: number | null;
  /** Of scalars by their FlatZinc names at least; all of them by the model's own where they were asked for so. */
  readonly values: Readonly<Record<string, OutputValue>>;
}

/** What solving FlatZinc gave. */
export interface FlatAnswer {
  readonly status: SolverStatus;
  /** The value of a variable in the best solution; undefined where there is none, or it is no number. */
  valueOf(variable: string): number | undefined;
}

export interface ExplainInput {
  /** With the library that the engine behind `openSession` wants. */
  readonly request: CompileRequest;
}

export interface ExplainOptions {
  /** Wall milliseconds for finding conflicts; repairs get as much again. undefined: no limit. */
  readonly timeLimitMs?: number;
  /** Every conflict, not only the first. */
  readonly all?: boolean;
  /** With `all`: find one of the smallest conflicts before the others. */
  readonly smallest?: boolean;
  /**
   * Whether declared domains may give way; default hard: they are in a conflict, marked, but no conflict is told for them
   * and no correction takes them away. A domain that is declared `:: negotiable` is negotiable in any case.
   */
  readonly domains?: 'hard' | 'negotiable';
  /** Whether the numbers given to parameters may give way; default negotiable. */
  readonly limits?: 'hard' | 'negotiable';
  /** Look for repairs as well; default true. */
  readonly repairs?: boolean;
  readonly signal?: AbortSignal;
  /** Told of each conflict as it is proved. */
  readonly onConflict?: (conflict: Conflict) => void;
  /** Told of each repair as it is proved, in no order. */
  readonly onRepair?: (repair: SourceRepair) => void;
}

export interface Explanation {
  readonly status: 'infeasible' | 'feasible' | 'unknown';
  /** Smallest first; each is proved. */
  readonly conflicts: readonly Conflict[];
  /** With `all`. */
  readonly overview?: ConflictOverview;
  /** Cheapest first; each makes the whole model feasible, proved by solving it. */
  readonly repairs: readonly SourceRepair[];
  /** Why there is no conflict, or not more; a sentence. */
  readonly reason?: string;
}

/** A repair with what it is about, so that it can be told in the words a model was generated from. */
export type SourceRepair = RelaxRepair | DropRepair | SoftenRepair;

interface CostlyRepair extends Repair {
  /** What it costs beside other repairs: 1 for a part that is given up, by its weight. */
  readonly cost: number;
}

/** Numbers are changed, one or several together. */
export interface RelaxRepair extends CostlyRepair {
  readonly kind: 'relax';
  readonly changes: readonly NumberChange[];
}

export interface NumberChange {
  readonly literal: SourceRange;
  readonly from: number;
  readonly to: number;
}

/** Constraints are taken out, or hold no longer for one case of a loop. */
export interface DropRepair extends CostlyRepair {
  readonly kind: 'drop';
  /** The whole items that are taken out, or of which one case is. */
  readonly items: readonly SourceRange[];
  /** Absent: the items as a whole. */
  readonly exception?: boolean;
}

/** A constraint becomes a penalty in the objective. */
export interface SoftenRepair extends CostlyRepair {
  readonly kind: 'soften';
  readonly items: readonly SourceRange[];
  /** What a unit costs; undefined: the model had no objective, and the violation is it. */
  readonly penalty: number | undefined;
}
