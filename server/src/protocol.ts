import type { Outcome } from './outcome';
import type {
  EngineStatus,
  ExportFormat,
  ExportResult,
  Parameter,
  ParameterChange,
  QuestionProblem,
  SolveProgress,
  SolverChoice,
  Synthesis,
  WhatIf,
  WhyNot,
} from './session';
import type { Position } from './text';

/**
 * What the extension and the language server say to each other beyond LSP. Plain data and no imports but types
 * and what reads them, so both sides can bundle it. URIs stand for documents; paths inside an outcome are absolute file paths.
 */

export { isOutputSet, literalOf } from './outcome';
export type {
  Conflict,
  ConflictPart,
  ObjectiveRange,
  Outcome,
  OutcomeStatus,
  OutputValue,
  Question,
  Repair,
  ShadowPrice,
} from './outcome';
export type {
  Asked,
  AskedConflict,
  EngineStatus,
  ExportFormat,
  ExportResult,
  Parameter,
  ParameterChange,
  QuestionProblem,
  SolveProgress,
  SolverChoice,
  Stage,
  Synthesis,
  ValueChange,
  WhatIf,
  WhyNot,
} from './session';
export type { SolverId } from './solvers';
export type { Diagnostic, Position, Range, SourceEdit, SourceRange } from './text';

/** A request by its method; the phantom field carries the types alone. */
export interface RequestOf<Params, Result> {
  readonly method: string;
  readonly types?: { readonly params: Params; readonly result: Result };
}

/** A notification by its method; the phantom field carries the type alone. */
export interface NotificationOf<Params> {
  readonly method: string;
  readonly types?: { readonly params: Params };
}

export interface SolveParams {
  readonly uri: string;
  /** Absent: the setting `modelwright.solver`. */
  readonly solver?: SolverChoice;
  /** Seconds; 0: no limit. Absent: the setting `modelwright.solve.timeLimit`. */
  readonly timeLimit?: number;
  /** URIs of data files; they are remembered for this model. Absent: those remembered. */
  readonly data?: readonly string[];
  /** Absent: the setting `modelwright.solve.allSolutions`. */
  readonly all?: boolean;
}

/** Why a document cannot be worked on at all; a sentence for people. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
}

export type SolveReply =
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly stale: boolean }
  | { readonly kind: 'stopped' }
  | Refusal;

export type SynthesizeReply = { readonly kind: 'synthesis'; readonly synthesis: Synthesis } | Refusal;

export interface ExportParams {
  readonly uri: string;
  readonly format: ExportFormat;
  /** URIs; absent: those remembered. */
  readonly data?: readonly string[];
}

export type ExportReply = ExportResult | Refusal;

/** A question to a document's model. The answer to the document as it stands is taken from its last, fresh outcome. */
export interface WhyNotParams {
  readonly uri: string;
  readonly question: string;
}

export type WhyNotReply = { readonly kind: 'answer'; readonly answer: WhyNot } | { readonly kind: 'stopped' } | Refusal;

export interface WhatIfParams {
  readonly uri: string;
  readonly changes: readonly ParameterChange[];
}

export type WhatIfReply = { readonly kind: 'answer'; readonly answer: WhatIf } | { readonly kind: 'stopped' } | Refusal;

/** What happens to a document's answer. Every `started` is followed by exactly one `outcome` or `stopped`. */
export type SolvingEvent =
  | { readonly kind: 'started'; readonly uri: string; readonly request: 'solve' | 'explain' }
  | { readonly kind: 'progress'; readonly uri: string; readonly progress: SolveProgress }
  /** `stale`: the text was edited while it was being solved. */
  | { readonly kind: 'outcome'; readonly uri: string; readonly outcome: Outcome; readonly stale: boolean }
  | { readonly kind: 'stopped'; readonly uri: string; readonly message: string }
  /** The last outcome is for a text that is no longer there. */
  | { readonly kind: 'stale'; readonly uri: string }
  /** While one types, the server looks by itself whether there is a solution; `rechecked` follows. */
  | { readonly kind: 'rechecking'; readonly uri: string }
  /** What was found; where there is no solution, or no limit to the objective, an `outcome` came before. */
  | {
      readonly kind: 'rechecked';
      readonly uri: string;
      /** `unknown`: stopped, or not found out within the budget; `error`: the text is in error or incomplete. */
      readonly verdict: 'feasible' | 'infeasible' | 'unknown' | 'error';
    };

/** Data files of a model, by URI. */
export interface DataParams {
  readonly uri: string;
  readonly data: readonly string[];
}

export const solveRequest: RequestOf<SolveParams, SolveReply> = { method: 'modelwright/solve' };
/** As solve, with every conflict found in the time limit. */
export const explainRequest: RequestOf<SolveParams, SolveReply> = { method: 'modelwright/explain' };
/** Stops what runs for one document, or for all; answers how many runs were stopped. */
export const stopRequest: RequestOf<{ readonly uri?: string }, number> = { method: 'modelwright/stop' };
export const synthesizeRequest: RequestOf<{ readonly uri: string }, SynthesizeReply> = {
  method: 'modelwright/synthesize',
};
export const exportRequest: RequestOf<ExportParams, ExportReply> = { method: 'modelwright/export' };
/** The answer's diagnostics stay on the broken lines until an edit, the next question or `clearWhyNotNotification`. */
export const whyNotRequest: RequestOf<WhyNotParams, WhyNotReply> = { method: 'modelwright/whyNot' };
export const whatIfRequest: RequestOf<WhatIfParams, WhatIfReply> = { method: 'modelwright/whatIf' };
/** The parameters that `whatIfRequest` can change; not the entries of long arrays. */
export const parametersRequest: RequestOf<{ readonly uri: string }, readonly Parameter[]> = {
  method: 'modelwright/parameters',
};
/** What is wrong with a question's syntax and words, without solving; for while it is typed. */
export const checkQuestionRequest: RequestOf<WhyNotParams, readonly QuestionProblem[]> = {
  method: 'modelwright/checkQuestion',
};
/** The question to begin with for the variable at a place: its name and value; null where none is known there. */
export const questionAtRequest: RequestOf<{ readonly uri: string; readonly position: Position }, string | null> = {
  method: 'modelwright/questionAt',
};
/** Client to server: takes the diagnostics of the last question away. */
export const clearWhyNotNotification: NotificationOf<{ readonly uri: string }> = { method: 'modelwright/clearWhyNot' };
export const statusRequest: RequestOf<null, EngineStatus> = { method: 'modelwright/status' };

/** What holds for all engines: with the client's `initializationOptions`, and when it changes. */
export interface EngineParams {
  /** A name on PATH or an absolute path; null: no program of this machine may be started. */
  readonly minizinc: string | null;
  /** Megabytes for each engine; 0: no limit but the engine's own. */
  readonly memoryLimit: number;
  /** Who reads problems; absent: the embedded model. */
  readonly model?: ModelParams;
}

/** The settings `modelwright.model.*` of a workspace that is trusted. */
export interface ModelParams {
  readonly source: 'embedded' | 'server' | 'folder' | 'editor';
  readonly url: string;
  /** An absolute path. */
  readonly folder: string;
  readonly name: string;
  readonly samples: number;
  readonly repairs: number;
}

/** What a language model of the editor is asked: a conversation, and whether the words may vary. */
export interface CompleteParams {
  /** A model's id or family; empty: any. */
  readonly name: string;
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
  readonly schema: Readonly<Record<string, unknown>>;
  readonly temperature: number;
}

export type CompleteReply = { readonly kind: 'reply'; readonly text: string } | Refusal;

/** Server to client: asks a language model of the editor, with the user's consent. */
export const completeRequest: RequestOf<CompleteParams, CompleteReply> = { method: 'modelwright/complete' };
/** Client to server: workspace trust or a setting changed. */
export const enginesNotification: NotificationOf<EngineParams> = { method: 'modelwright/engines' };
/** Server to client. */
export const solvingEvent: NotificationOf<SolvingEvent> = { method: 'modelwright/solving' };
/** Client to server: the data files remembered for a model. */
export const dataNotification: NotificationOf<DataParams> = { method: 'modelwright/data' };

/**
 * Commands of the extension that the server names in code lenses and code actions. Their first argument is the
 * document's URI; `useDataFile` has the data file's URI as its second, `whyNot` the question to begin with.
 */
export const clientCommands = {
  solve: 'modelwright.solve',
  explain: 'modelwright.explain',
  showGeneratedModel: 'modelwright.showGeneratedModel',
  useDataFile: 'modelwright.useDataFile',
  whyNot: 'modelwright.whyNot',
} as const;
