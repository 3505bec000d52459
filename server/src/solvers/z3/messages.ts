/** What a worker is started with. */
export interface Z3WorkerData {
  /** Most megabytes of memory; undefined: the 2 GB that it can address. */
  readonly memoryLimitMb: number | undefined;
}

/** To the worker. Every `evaluate` gets exactly one `answer` or the worker dies. */
export type ToWorker =
  /** Runs SMT-LIB commands; `fresh` first drops everything said before, so that no job sees another's facts. */
  { readonly kind: 'evaluate'; readonly commands: string; readonly fresh: boolean };

/** From the worker. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'failed'; readonly message: string };
