import type { RunAnswer, RunRequest } from './messages';

/**
 * The child's side of a `NetworkProcess`: answers each run over Node's IPC, and ends with its parent. An error's message
 * is a sentence for people.
 */
export function serve<Request, Result>(run: (request: Request, signal: AbortSignal) => Promise<Result>): void {
  const running = new Map<number, AbortController>();
  const answer = async (id: number, request: Request): Promise<RunAnswer<Result>> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      return { kind: 'done', id, result: await run(request, controller.signal) };
    } catch (error) {
      return { kind: 'failed', id, message: error instanceof Error ? error.message : String(error) };
    } finally {
      running.delete(id);
    }
  };
  process.on('message', (message) => {
    const asked = message as RunRequest<Request>;
    if (asked.kind === 'cancel') running.get(asked.id)?.abort();
    else void answer(asked.id, asked.request).then((told) => process.send?.(told));
  });
  process.on('disconnect', () => process.exit(0));
}

/** Loads once, when first asked; a failure is not kept, since the files may be whole again by the next run. */
export function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
