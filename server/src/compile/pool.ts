import { startInstance, type Instance } from './instance';
import type { MiniZincJob, MiniZincRun } from './messages';

export interface PoolOptions {
  /** Most jobs at a time; further jobs wait. Workers of other kinds may stand by idle. */
  readonly size: number;
  /** Jobs a worker does before it is replaced (200 checks leave about 35 MB behind); 1: a fresh worker for each. */
  readonly jobsPerWorker: number;
}

/** Workers that run MiniZinc jobs, each replaced when it broke down, was cancelled, or has done enough. */
export interface MiniZincPool {
  /** Rejects with an `AbortError` when cancelled (the worker is killed); a breakdown is a run with `crash`. */
  run(job: MiniZincJob, signal?: AbortSignal): Promise<MiniZincRun>;
  /** Starts a worker ahead of time. */
  warm(): void;
  /** Ends every worker; jobs waiting or running are rejected as cancelled. */
  dispose(): Promise<void>;
}

interface IdleWorker {
  /** undefined: it was given no job yet. */
  readonly kind: string | undefined;
  readonly starting: Promise<Instance>;
}

/** Idle workers kept: compiling with each library, and output models. */
const maximumIdle = 4;

/**
 * The solver and library a job is for. A worker keeps to one kind: MiniZinc caches what it knows of a solver's library,
 * and in a process that changes libraries an LP fails with "Not a set of float expression".
 */
function kindOf({ args }: MiniZincJob): string {
  const valueOf = (option: string): string => (args.includes(option) ? (args[args.indexOf(option) + 1] ?? '') : '');
  return `${valueOf('--solver')} ${valueOf('-G')}`;
}

export function openMiniZincPool({ size, jobsPerWorker }: PoolOptions): MiniZincPool {
  /** The longest unused first. */
  const idle: IdleWorker[] = [];
  /** One for each job waiting or running. */
  const jobs = new Set<AbortController>();
  /** Jobs that wait for one of `size` slots; a finished job hands its slot to the first. */
  const waiting: (() => void)[] = [];
  const ending = new Set<Promise<void>>();
  let running = 0;
  let disposed = false;

  const start = (): Promise<Instance> => {
    const instance = startInstance();
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

  /**
   * A run that fails leaves its worker with false knowledge (a type error in one model can give another in the next), so
   * no worker outlives a failure; and a failure in a worker that was used before only counts where a fresh one agrees.
   */
  async function runInSlot(job: MiniZincJob, signal: AbortSignal): Promise<MiniZincRun> {
    const kind = kindOf(job);
    const worker = takeIdle(kind) ?? unused();
    const run = await runIn(worker, kind, job, signal);
    const doubtful = run.exitCode !== 0 && run.crash === undefined && worker.kind !== undefined;
    return doubtful ? runIn(unused(), kind, job, signal) : run;
  }

  async function runIn(worker: IdleWorker, kind: string, job: MiniZincJob, signal: AbortSignal): Promise<MiniZincRun> {
    let instance: Instance;
    try {
      instance = await unlessAborted(worker.starting, signal);
    } catch (error) {
      if (signal.aborted) {
        idle.push(worker);
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
    if (run.exitCode !== 0 || instance.jobs >= jobsPerWorker || disposed) end(instance);
    else putIdle(kind, instance);
    return run;
  }

  function unused(): IdleWorker {
    return { kind: undefined, starting: start() };
  }

  function takeIdle(kind: string): IdleWorker | undefined {
    const same = idle.findIndex((worker) => worker.kind === kind);
    const place = same === -1 ? idle.findIndex((worker) => worker.kind === undefined) : same;
    return place === -1 ? undefined : idle.splice(place, 1)[0];
  }

  function putIdle(kind: string, instance: Instance): void {
    idle.push({ kind, starting: Promise.resolve(instance) });
    const oldest = idle.length > maximumIdle ? idle.shift() : undefined;
    oldest?.starting.then(end, () => undefined);
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
      if (!disposed && idle.length + running < size) idle.push(unused());
    },
    async dispose() {
      disposed = true;
      for (const job of jobs) job.abort();
      // A cancelled job gives its unused worker back before it settles.
      await new Promise((resolve) => setImmediate(resolve));
      for (const { starting } of idle.splice(0)) {
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
