import { startInstance, type Instance } from './instance';
import type { MiniZincJob, MiniZincRun } from './messages';

export interface PoolOptions {
  /** Most workers at a time; further jobs wait. */
  readonly size: number;
  /** Jobs a worker does before it is replaced; default 200. */
  readonly jobsPerWorker?: number;
  /** Most megabytes of memory for each worker; default 2048, all that MiniZinc can address. */
  readonly memoryLimitMb?: number;
}

/** A worker is replaced once a job made it larger than this: its memory never shrinks. */
const largestKept = 256 * 2 ** 20;
/** Workers kept warm while there is nothing to do; each takes some 60 MB. */
const mostIdle = 3;

/** Workers that run MiniZinc jobs, each replaced when it broke down, was cancelled, or has done enough. */
export interface MiniZincPool {
  /** Rejects with an `AbortError` when cancelled (the worker is killed); a breakdown is a run with `crash`. */
  run(job: MiniZincJob, signal?: AbortSignal): Promise<MiniZincRun>;
  /** Starts a worker ahead of time. */
  warm(): void;
  /** Ends every worker; jobs waiting or running are rejected as cancelled. */
  dispose(): Promise<void>;
}

export function openMiniZincPool({ size, jobsPerWorker = 200, memoryLimitMb }: PoolOptions): MiniZincPool {
  const idle: Promise<Instance>[] = [];
  /** One for each job waiting or running. */
  const jobs = new Set<AbortController>();
  /** Jobs that wait for one of `size` slots; a finished job hands its slot to the first. */
  const waiting: (() => void)[] = [];
  const ending = new Set<Promise<void>>();
  let running = 0;
  let disposed = false;

  const start = (): Promise<Instance> => {
    const instance = startInstance(memoryLimitMb);
    // Whoever takes it sees the rejection; until then it must not count as unhandled.
    instance.catch(() => undefined);
    return instance;
  };

  const end = (instance: Instance): void => {
    const ended: Promise<void> = instance.end().finally(() => ending.delete(ended));
    ending.add(ended);
  };

  async function takeSlot(signal: AbortSignal): Promise<void> {
    if (running < size) {
      running++;
      return;
    }
    let take = (): void => undefined;
    const slot = new Promise<void>((resolve) => (take = resolve));
    waiting.push(take);
    try {
      await unlessAborted(slot, signal);
    } catch (error) {
      const place = waiting.indexOf(take);
      // Cancelled in the same moment as its turn came: the slot goes on to the next.
      if (place === -1) leaveSlot();
      else waiting.splice(place, 1);
      throw error;
    }
  }

  function leaveSlot(): void {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }

  async function runInSlot(job: MiniZincJob, signal: AbortSignal): Promise<MiniZincRun> {
    const starting = idle.shift() ?? start();
    let instance: Instance;
    try {
      instance = await unlessAborted(starting, signal);
    } catch (error) {
      if (signal.aborted) {
        idle.push(starting);
        throw error;
      }
      const crash = error instanceof Error ? error.message : String(error);
      return { messages: [], exitCode: undefined, stdout: '', stderr: '', outputFiles: {}, crash };
    }
    let run: MiniZincRun;
    try {
      run = await unlessAborted(instance.run(job), signal);
    } catch (error) {
      end(instance);
      throw error;
    }
    const spent = instance.jobs >= jobsPerWorker || instance.memoryBytes > largestKept || idle.length >= mostIdle;
    if (run.crash !== undefined || spent || disposed) end(instance);
    else idle.push(Promise.resolve(instance));
    return run;
  }

  return {
    async run(job, signal) {
      if (disposed || signal?.aborted) throw aborted();
      const controller = new AbortController();
      const abort = () => controller.abort();
      signal?.addEventListener('abort', abort, { once: true });
      jobs.add(controller);
      try {
        await takeSlot(controller.signal);
        try {
          return await runInSlot(job, controller.signal);
        } finally {
          leaveSlot();
        }
      } finally {
        jobs.delete(controller);
        signal?.removeEventListener('abort', abort);
      }
    },
    warm() {
      if (!disposed && idle.length + running < size) idle.push(start());
    },
    async dispose() {
      disposed = true;
      for (const job of jobs) job.abort();
      // A cancelled job gives its unused worker back before it settles.
      await new Promise((resolve) => setImmediate(resolve));
      for (const starting of idle.splice(0)) {
        const instance = await starting.catch(() => undefined);
        if (instance !== undefined) end(instance);
      }
      await Promise.all(ending);
    },
  };
}

/** The promise's outcome, or an `AbortError` as soon as the signal is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(aborted());
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function aborted(): DOMException {
  return new DOMException('The MiniZinc job was cancelled.', 'AbortError');
}
