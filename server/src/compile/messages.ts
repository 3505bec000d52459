/** What travels between us and a MiniZinc worker, and MiniZinc's own JSON stream (manual, "Machine-readable JSON output format"). */

export interface WorkerData {
  /** Absolute path of MiniZinc's own worker script. */
  readonly script: string;
  /** The compiled WebAssembly module. */
  readonly module: object;
  /** Most megabytes of memory. */
  readonly memoryLimitMb: number;
}

/** 1-based, both ends inclusive, columns in code points; `filename` is null where MiniZinc knows no place. */
export interface MiniZincLocation {
  readonly filename: string | null;
  readonly firstLine: number;
  readonly firstColumn: number;
  readonly lastLine: number;
  readonly lastColumn: number;
}

export interface MiniZincFrame {
  readonly location: MiniZincLocation;
  /** The frame is a loop variable with its value: `i = 3`. */
  readonly isCompIter: boolean;
  readonly description: string;
}

export type MiniZincMessage =
  | {
      readonly type: 'error';
      readonly what: string;
      readonly message: string;
      readonly location?: MiniZincLocation;
      readonly stack?: readonly MiniZincFrame[];
    }
  | {
      readonly type: 'warning';
      readonly what?: string;
      readonly message: string;
      readonly location?: MiniZincLocation;
      readonly stack?: readonly MiniZincFrame[];
    }
  | {
      readonly type: 'solution';
      readonly output: Readonly<Record<string, unknown>>;
      readonly sections: readonly string[];
    }
  | { readonly type: 'status'; readonly status: string }
  | { readonly type: 'statistics'; readonly statistics: Readonly<Record<string, unknown>> }
  | { readonly type: 'stdout' | 'stderr'; readonly value: string }
  | {
      readonly type: 'exit';
      readonly code: number;
      readonly message?: string;
      readonly stdout?: string;
      readonly stderr?: string;
      readonly outputFiles?: Readonly<Record<string, string | null>>;
    }
  /** From our own worker entry: the message it was sent is dealt with. Its memory never shrinks. */
  | {
      readonly type: 'done';
      readonly failure?: string;
      readonly memoryBytes?: number;
      /** More memory was asked for than there may be. */
      readonly limitReached?: boolean;
    }
  | { readonly type: 'ready' | 'interface' | 'time' | 'trace' | 'comment' | 'checker' | 'profiling' | 'paths' };

export interface MiniZincJob {
  readonly args: readonly string[];
  /** Relative path in the working folder -> text. */
  readonly files: Readonly<Record<string, string>>;
  readonly outputFiles?: readonly string[];
  /** What MiniZinc reads from its standard input. */
  readonly stdin?: string;
  /** Default true. Without it, what MiniZinc prints comes as `stdout` of the run. */
  readonly jsonStream?: boolean;
  /** Called for each message as it comes. */
  readonly onMessage?: (message: MiniZincMessage) => void;
}

/** What a job gave. */
export interface MiniZincRun {
  readonly messages: readonly MiniZincMessage[];
  /** MiniZinc's exit code; undefined where the worker died. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputFiles: Readonly<Record<string, string | null>>;
  /** Why the worker broke down, a sentence; undefined where MiniZinc ended by itself. */
  readonly crash?: string;
}
