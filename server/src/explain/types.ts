import type { CompileFailure, CompileRequest, Traced, TracedPart, TraceOptions } from '../compile';
import type { FlatZinc, Value } from '../flatzinc';
import type { Conflict, OutputValue, Repair } from '../outcome';
import type { AssumptionSession } from '../solvers';
import type { SourceEdit, SourceRange } from '../text';

/** What explaining needs done for it; no engine is known here. */
export interface ExplainServices {
  /** The guarded compilation of the model in question. */
  trace(request: CompileRequest, signal?: AbortSignal, options?: TraceOptions): Promise<Traced | CompileFailure>;
  openSession(model: FlatZinc, parts: readonly Value[], signal?: AbortSignal): Promise<AssumptionSession>;
  /** Compiles and solves the model as it reads after the edits, with the goal that then stands in it. */
  solveEdited(
    edits: readonly SourceEdit[],
    options: { readonly timeLimitMs?: number; readonly signal?: AbortSignal },
  ): Promise<EditedAnswer>;
  /** Every file of the user's that the model is made of. */
  sources(request: CompileRequest, signal?: AbortSignal): Promise<readonly SourceFile[]>;
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
  readonly values: Readonly<Record<string, OutputValue>>;
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
  /** Look for repairs as well; default true. */
  readonly repairs?: boolean;
  readonly signal?: AbortSignal;
  /** Told of each conflict as it is proved. */
  readonly onConflict?: (conflict: Conflict) => void;
}

export interface Explanation {
  readonly status: 'infeasible' | 'feasible' | 'unknown';
  /** Smallest first; each is proved. */
  readonly conflicts: readonly Conflict[];
  /** Cheapest first; each makes the whole model feasible, proved by solving it. */
  readonly repairs: readonly SourceRepair[];
  /** Why there is no conflict, or not more; a sentence. */
  readonly reason?: string;
}

/** A repair with what it is about, so that it can be told in the words a model was generated from. */
export type SourceRepair = RelaxRepair | DropRepair;

export interface RelaxRepair extends Repair {
  readonly kind: 'relax';
  readonly literal: SourceRange;
  readonly from: number;
  readonly to: number;
}

export interface DropRepair extends Repair {
  readonly kind: 'drop';
  /** The whole items that are taken out. */
  readonly items: readonly SourceRange[];
  /** The members of the conflict that stand in them. */
  readonly dropped: readonly TracedPart[];
}
