import type { Span } from '../text';

/** What compiling and solving a generated model within a budget gave. */
export interface Trial {
  readonly status: 'optimal' | 'satisfied' | 'infeasible' | 'unbounded' | 'unknown' | 'error';
  readonly objective: number | null;
  /** What the compiler has to say against it, at places of the generated text. */
  readonly errors: readonly { readonly span: Span; readonly message: string }[];
}

/** Compiles and solves generated MiniZinc. Rejects only with `AbortError`. */
export type TryModel = (model: string, signal?: AbortSignal) => Promise<Trial>;

/** What is asked of the user's model next; for progress. */
export interface Asking {
  /** From 1. */
  readonly sample: number;
  readonly samples: number;
  /** 0: the first reply; else the round of repairs. */
  readonly repair: number;
}

export interface SynthesizeOptions {
  /** How many replies are asked for, each on its own. */
  readonly samples: number;
  /** How many times each may be mended. */
  readonly repairs: number;
  readonly onAsking?: (asking: Asking) => void;
}
