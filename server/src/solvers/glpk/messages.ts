import type { LinearProgram } from '../linear';
import type { Prices } from './prices';

/** What a worker is started with. */
export interface GlpkWorkerData {
  /** Most megabytes of memory. */
  readonly memoryLimitMb: number;
}

/** What the worker is asked. One program at a time. */
export interface GlpkRequest {
  readonly program: LinearProgram;
  /** Wall milliseconds; undefined: no limit. */
  readonly timeLimitMs: number | undefined;
}

/** What GLPK found, over the columns of the program. */
export interface GlpkAnswer {
  readonly status: 'optimal' | 'satisfied' | 'infeasible' | 'unbounded' | 'unknown';
  /** Value of each column; undefined where there is no solution. */
  readonly values: readonly number[] | undefined;
  /** LPs only. */
  readonly prices: Prices | undefined;
  readonly reason?: 'time-limit' | 'incomplete-search';
  readonly detail?: string;
  readonly statistics: Readonly<Record<string, number>>;
}

export type GlpkReply =
  /** `memoryBytes`: how large the worker's memory has become; it never shrinks. */
  | { readonly kind: 'answer'; readonly answer: GlpkAnswer; readonly memoryBytes: number }
  | { readonly kind: 'failed'; readonly message: string; readonly outOfMemory: boolean };
