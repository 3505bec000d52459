import { Worker } from 'node:worker_threads';
import { distFile } from '../../dist';
import type { GlpkAnswer, GlpkReply, GlpkRequest, GlpkWorkerData } from './messages';

/** Why a worker gave no answer. */
export type Failure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'out of memory' }
  | { readonly kind: 'crashed'; readonly message: string };

/** One GLPK in a thread of its own. It answers one request at a time and can be killed at any moment. */
export interface GlpkWorker {
  /** Programs answered so far. */
  readonly answered: number;
  /** How large its memory has become: it never shrinks. */
  readonly memoryBytes: number;
  /** False once it was stopped or died. */
  readonly alive: boolean;
  /** Never rejects. After a failure the worker is gone. */
  ask(
    request: GlpkRequest,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly kind: 'answer'; readonly answer: GlpkAnswer } | Failure>;
  stop(): Promise<void>;
}

/** GLPK looks at its clock between steps; a step that takes longer than this past the limit is cut off. */
const graceMs = 2_000;

export function startGlpkWorker(memoryLimitMb: number): GlpkWorker {
  const workerData: GlpkWorkerData = { memoryLimitMb };
  const worker = new Worker(distFile('glpkWorker.js'), { workerData, stdout: true, stderr: true });
  worker.unref();
  let answered = 0;
  let memoryBytes = 0;
  let alive = true;
  /** What killed the worker while nobody was asking. */
  let death = 'GLPK stopped unexpectedly.';
  let settle: ((failure: Failure) => void) | undefined;
  const die = (message: string): void => {
    alive = false;
    death = message;
    settle?.({ kind: 'crashed', message });
  };
  worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => die(death));

  const stop = async (): Promise<void> => {
    alive = false;
    await worker.terminate();
  };

  return {
    get answered() {
      return answered;
    },
    get memoryBytes() {
      return memoryBytes;
    },
    get alive() {
      return alive;
    },
    stop: async () => {
      settle?.({ kind: 'cancelled' });
      await stop();
    },
    ask: (request, signal) =>
      new Promise((resolve) => {
        const finish = (result: Awaited<ReturnType<GlpkWorker['ask']>>): void => {
          if (settle === undefined) return;
          settle = undefined;
          clearTimeout(timer);
          signal?.removeEventListener('abort', cancel);
          worker.off('message', hear);
          worker.unref();
          if (result.kind !== 'answer' && alive) void stop();
          resolve(result);
        };
        const cancel = (): void => finish({ kind: 'cancelled' });
        const hear = (reply: GlpkReply): void => {
          answered++;
          if (reply.kind === 'answer') {
            memoryBytes = reply.memoryBytes;
            finish(reply);
          } else finish(reply.outOfMemory ? { kind: 'out of memory' } : { kind: 'crashed', message: reply.message });
        };
        const limit = request.timeLimitMs;
        const timer =
          limit === undefined
            ? undefined
            : setTimeout(() => finish({ kind: 'overdue' }), Math.min(limit + graceMs, 2 ** 31 - 1));
        settle = finish;
        if (signal?.aborted) return cancel();
        if (!alive) return finish({ kind: 'crashed', message: death });
        signal?.addEventListener('abort', cancel, { once: true });
        worker.ref();
        worker.on('message', hear);
        worker.postMessage(request);
      }),
  };
}
