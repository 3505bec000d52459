import type { CompileRequest, CompileResult } from '../compile';
import type { FlatZinc, Value } from '../flatzinc';
import type { AssumptionSession, SolveOptions, SolverResult } from '../solvers';

/** What looking for hints needs done for it; no engine is known here. */
export interface HintServices {
  compile(request: CompileRequest, signal?: AbortSignal): Promise<CompileResult>;
  openSession(model: FlatZinc, parts: readonly Value[], signal?: AbortSignal): Promise<AssumptionSession>;
  /** Solves with the engine behind `openSession`. */
  solve(model: FlatZinc, options: SolveOptions): Promise<SolverResult>;
}

export interface HintInput {
  /** With the library that the engine behind `openSession` wants. */
  readonly request: CompileRequest;
}

export interface HintOptions {
  /** Wall milliseconds for all of it; undefined: no limit. */
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
}

export interface UnboundedOptions extends HintOptions {
  /** An engine proved that there is no limit; else only what the linear rows themselves prove is told. */
  readonly proved: boolean;
}
