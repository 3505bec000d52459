/** What the server sends to a model's process: run once, or leave the run of that number. */
export type RunRequest<Request> =
  | { readonly kind: 'run'; readonly id: number; readonly request: Request }
  | { readonly kind: 'cancel'; readonly id: number };

/** What a model's process answers, once per run. `message` is a sentence for people. */
export type RunAnswer<Result> =
  | { readonly kind: 'done'; readonly id: number; readonly result: Result }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
