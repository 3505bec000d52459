import type { Assignment, FlatZinc, Origin, Value } from '../flatzinc';
import type { OutputValue } from '../outcome';
import type { Diagnostic, SourceRange } from '../text';

/** Absolute path -> text that stands in for what is on disk: unsaved editor text, generated models. */
export type Overlay = ReadonlyMap<string, string>;

/**
 * The library of globals a model is compiled with: everything decomposed into FlatZinc builtins (`std`), into linear
 * constraints (`linear`), or with the globals an engine propagates itself left whole.
 */
export type GlobalsLibrary = 'std' | 'linear' | 'z3' | 'gecode' | 'chuffed';

export interface CompileRequest {
  /** Absolute path of the model; it need not exist on disk if the overlay has it. */
  readonly model: string;
  /** Absolute paths of data files (.dzn, .json). */
  readonly data: readonly string[];
  readonly overlay: Overlay;
  readonly library: GlobalsLibrary;
  /**
   * Give every constraint its origin; default false. It takes time and memory where globals are decomposed (four times
   * as long and 260 MB of paths for 80,000 constraints), and conflicts do not need it: `trace` knows its parts.
   */
  readonly origins?: boolean;
}

export interface Compiled {
  readonly kind: 'compiled';
  readonly flatzinc: FlatZinc;
  /** FlatZinc as text, for engines that read it and for export; made only when asked for. */
  flatzincText(signal?: AbortSignal): Promise<string>;
  /** What the model shows for a solution. */
  present(solution: Assignment, signal?: AbortSignal): Promise<Presentation>;
  /** As `present` for many solutions, in one run: only the last is sure to have its `output`. */
  presentAll(solutions: readonly Assignment[], signal?: AbortSignal): Promise<readonly Presentation[]>;
  readonly warnings: readonly Diagnostic[];
}

export interface Presentation {
  /** What the `output` item prints; null where the model has none. */
  readonly output: string | null;
  /** Values by name, arrays nested by their index sets, enums by their names. */
  readonly values: Readonly<Record<string, OutputValue>>;
  /** Why the `output` item could not be printed for this solution; then `output` is null. */
  readonly problem?: string;
}

export interface CompileFailure {
  readonly kind: 'failed';
  readonly diagnostics: readonly Diagnostic[];
  /** The model is proved to have no solution while compiling; diagnostics then are empty or warnings. */
  readonly infeasible?: boolean;
}

export type CompileResult = Compiled | CompileFailure;

/** `:: hard`, or `:: negotiable(weight)`: how much giving it up costs, 1 where nothing is said. */
export type Standing = { readonly kind: 'hard' } | { readonly kind: 'negotiable'; readonly weight: number };

/** A part of the model that can be switched off: a constraint, a loop instance of one, a declared domain. */
export interface TracedPart {
  /** Its text is what the part says: without annotations, and of data with what the number is given to. */
  readonly origin: Origin;
  /** What it is; a repair may drop a constraint, and only relax the others. */
  readonly kind: 'constraint' | 'domain' | 'data';
  /** What the user said about it giving way; absent where nothing was said. */
  readonly standing?: Standing;
  /** Of data: what an entry of an array is called, `demand[Tue]`. */
  readonly entry?: string;
  /** For a line inside a predicate: the calls that lead to it, outermost first. */
  readonly calls?: readonly Origin[];
  /** The Boolean of the FlatZinc that says whether the part holds; a constant where compiling settled it. */
  readonly holds: Value;
  /** The whole `constraint` item it stands in (with its semicolon), for repairs that comment it out. */
  readonly item: Origin['range'];
}

/**
 * What of a model becomes parts; by default every constraint, and the domains that are declared `:: negotiable`, with the
 * other domains asserted.
 */
export interface TraceOptions {
  /** Declared domains become parts too. */
  readonly domains?: boolean;
  /** The numbers given to parameters become parts too, where the compiler can do with variables in their place. */
  readonly data?: boolean;
  /**
   * Only the constraints at these places, and the domains that matter for them; every other constraint is left out of
   * the model.
   */
  readonly only?: readonly SourceRange[];
}

/** The guarded compilation: no constraint of the user is asserted, each is a Boolean one can assume. */
export interface Traced {
  readonly kind: 'traced';
  readonly flatzinc: FlatZinc;
  readonly parts: readonly TracedPart[];
  /** Items that could not be switched off and so are asserted: nothing can be said about them but that they stand. */
  readonly asserted: readonly SourceRange[];
}

/** Drives the MiniZinc compiler. Cancelling rejects with an `AbortError`; nothing else rejects. */
export interface Compiler {
  compile(request: CompileRequest, signal?: AbortSignal): Promise<CompileResult>;
  /** Diagnostics only: syntax, types, missing parameters and, where data are complete, instance errors. */
  check(request: CompileRequest, signal?: AbortSignal): Promise<readonly Diagnostic[]>;
  trace(request: CompileRequest, signal?: AbortSignal, options?: TraceOptions): Promise<Traced | CompileFailure>;
  dispose(): Promise<void>;
}
