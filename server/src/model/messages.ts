import type { Tensor } from './types';

/** What the server sends to the model's process: run the network once. */
export interface RunRequest {
  readonly id: number;
  readonly inputs: Readonly<Record<string, Tensor>>;
}

/** What the model's process answers, once per request. `message` is a sentence for people. */
export type RunAnswer =
  | { readonly kind: 'done'; readonly id: number; readonly outputs: Readonly<Record<string, Tensor>> }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** The command line of the model's process. */
export interface ProcessArguments {
  readonly path: string;
  readonly sha256: string;
}
