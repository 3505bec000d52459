import type { Conflict, OutcomeStatus, Outcome, OutputValue, Question } from '../outcome';
import type { Paradigm } from '../flatzinc';
import type { TraceRecord } from '../prose';
import type { SolveOptions, SolverId } from '../solvers';
import type { AskOptions, Parameter, ParameterChange, QuestionProblem, WhatIf, WhyNot } from './asking';
import type { EngineSettings } from './engines';
import type { Diagnostic, Range } from '../text';
import type { WordFixes } from './wordFixes';

export type SolverChoice = 'auto' | SolverId;

/** In the order they are offered. */
export const solverChoices: readonly SolverChoice[] = ['auto', 'z3', 'glpk', 'highs', 'gecode', 'chuffed', 'cbc'];

/** Whether a text names a solver: one of ours, or `native:` and the id of one of the user's own MiniZinc. */
export function isSolverChoice(value: unknown): value is SolverChoice {
  return (
    typeof value === 'string' && (solverChoices.some((choice) => choice === value) || /^native:[\w.@+-]+$/.test(value))
  );
}

export type Stage = 'reading' | 'compiling' | 'solving' | 'checking' | 'explaining' | 'repairing';

/** What happens while a file is solved; for progress, never the answer itself. */
export type SolveProgress =
  | {
      readonly kind: 'stage';
      readonly stage: Stage;
      /** What is waited for: a reply of the user's own model. */
      readonly detail?: string;
    }
  /** An incumbent that passed the evaluator. `solution` has the scalar output variables only. */
  | {
      readonly kind: 'solution';
      readonly objective: number | null;
      readonly solution: Readonly<Record<string, OutputValue>>;
    }
  /** No solution can be better than this. */
  | { readonly kind: 'bound'; readonly bound: number }
  /** A proved conflict; repairs and further conflicts may follow. */
  | { readonly kind: 'conflict'; readonly conflict: Conflict };

export interface SolveFileOptions {
  readonly solver: SolverChoice;
  /** Wall milliseconds for solving; explaining gets as much again. undefined: no limit. */
  readonly timeLimitMs?: number;
  /** Absolute paths of data files. */
  readonly data: readonly string[];
  /** Every solution, not only the first or best. */
  readonly all?: boolean;
  /** With `all`: stop after so many. */
  readonly limit?: number;
  /** Stop once the solution is proved to be within this share of the best, 0.01 for 1 %. */
  readonly gap?: number;
  /** How Z3 writes integers; undefined: as its cost model has it. */
  readonly integers?: SolveOptions['integers'];
  /** Have a second engine confirm that the solution is the best, or that there is none. */
  readonly prove?: boolean;
  /** Nobody asked: the user's own model is not asked either. */
  readonly background?: boolean;
  /** `explain` only: find one of the smallest conflicts before the others. */
  readonly smallest?: boolean;
  /** Whether declared domains may give way where the model does not say; default hard. */
  readonly domains?: 'hard' | 'negotiable';
  /** Whether the numbers given to parameters may give way; default negotiable. */
  readonly limits?: 'hard' | 'negotiable';
  readonly onProgress?: (progress: SolveProgress) => void;
}

/** What the words of a `.problem` file became. */
export interface Synthesis {
  readonly file: string;
  /** The generated MiniZinc; null where the text is no problem or lacks something. */
  readonly model: string | null;
  readonly paradigm: Paradigm | null;
  readonly trace: readonly TraceRecord[];
  readonly questions: readonly Question[];
  readonly diagnostics: readonly Diagnostic[];
  /** 0..1 */
  readonly confidence: number;
}

export type ExportFormat = 'fzn' | 'lp' | 'mps' | 'smt2' | 'dimacs';

export type ExportResult =
  | { readonly kind: 'text'; readonly text: string }
  /** The format cannot say what the model says; `reason` is a sentence. */
  | { readonly kind: 'impossible'; readonly reason: string }
  | { readonly kind: 'error'; readonly diagnostics: readonly Diagnostic[] };

/** Names and versions of what is inside, for people. */
export interface EngineStatus {
  readonly solvers: readonly {
    readonly id: SolverId;
    readonly name: string;
    /** What it does not run without: options for the user's own MiniZinc. */
    readonly requires?: readonly string[];
  }[];
  /** The local model, or why there is none. */
  readonly model: string;
}

/**
 * The life of documents: text -> check -> compile -> solve -> explain. Every call takes an AbortSignal and rejects with
 * an `AbortError` when cancelled, but `solve` and `explain` keep what they have found until then: the best solution, or
 * that there is none. Nothing else rejects: what the user caused comes back as diagnostics, what an engine did as an
 * `unknown` outcome with its reason.
 */
export interface Session {
  /** Unsaved editor text wins over the disk; undefined gives the file back to the disk. */
  setText(file: string, text: string | undefined): void;
  check(
    file: string,
    options?: { readonly data?: readonly string[] },
    signal?: AbortSignal,
  ): Promise<readonly Diagnostic[]>;
  /**
   * What can be written into a `.problem` to settle what is said about a range of it: which of two meanings is meant, what
   * is missing, with places to fill in. Each was read again with the change before it is offered; none for other files.
   */
  wordFixes(file: string, range: Range, signal?: AbortSignal): Promise<readonly WordFixes[]>;
  /** Solves; where no solution exists, with a first conflict and its repairs. */
  solve(file: string, options: SolveFileOptions, signal?: AbortSignal): Promise<Outcome>;
  /**
   * What is suspicious about a file that is not in error: each proved, within the time. Wall milliseconds; undefined: no
   * limit. Nothing is said of a model that has no solution.
   */
  hints(
    file: string,
    options?: { readonly data?: readonly string[]; readonly timeLimitMs?: number },
    signal?: AbortSignal,
  ): Promise<readonly Diagnostic[]>;
  /** As `solve`, with every conflict found in the time limit, smallest first. */
  explain(file: string, options: SolveFileOptions, signal?: AbortSignal): Promise<Outcome>;
  /** Why is this no solution, or what does it cost? `question`: constraints, or a solution, as `readQuestion` has it. */
  whyNot(file: string, question: string, options: AskOptions, signal?: AbortSignal): Promise<WhyNot>;
  /** What is wrong with a question's syntax and words, without compiling or solving. */
  checkQuestion(
    file: string,
    question: string,
    options?: { readonly data?: readonly string[] },
    signal?: AbortSignal,
  ): Promise<readonly QuestionProblem[]>;
  /** Solves as if parameters had other values; writes nothing. */
  whatIf(file: string, changes: readonly ParameterChange[], options: AskOptions, signal?: AbortSignal): Promise<WhatIf>;
  /** The parameters that `whatIf` can change; none where the file is in error. */
  parameters(
    file: string,
    options?: { readonly data?: readonly string[] },
    signal?: AbortSignal,
  ): Promise<readonly Parameter[]>;
  /** `background`: as for `solve`. */
  synthesize(file: string, signal?: AbortSignal, options?: { readonly background?: boolean }): Promise<Synthesis>;
  exportModel(
    file: string,
    format: ExportFormat,
    options?: { readonly data?: readonly string[] },
    signal?: AbortSignal,
  ): Promise<ExportResult>;
  /** What is inside, and the solvers of the user's own MiniZinc. */
  engines(): Promise<EngineStatus>;
  /** Settings of the whole session; engines that are open already keep theirs. */
  configure(settings: EngineSettings): void;
  /** Loads the compiler and the local model ahead of the first request. */
  warm(): void;
  dispose(): Promise<void>;
}

export type * from './asking';
export type { Complete } from '../model';
export type { OwnModel } from './ownModel';
export type { EngineSettings, Outcome, OutcomeStatus, WordFixes };
