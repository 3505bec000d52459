import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { distFile } from '../dist';
import { largestMemoryMb } from '../wasmMemory';
import type { MiniZincJob, MiniZincMessage, MiniZincRun, WorkerData } from './messages';

declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

let compiledModule: Promise<object> | undefined;

/** The WebAssembly module, compiled once per process and off the main thread. */
function sharedModule(): Promise<object> {
  compiledModule ??= readFile(distFile('minizinc.wasm')).then((bytes) => WebAssembly.compile(bytes));
  return compiledModule;
}

/** Nested expressions recurse deeply in the compiler; 4 MB, the default, overflows on sums of a few thousand terms. */
const stackMegabytes = 32;

/** One MiniZinc in a worker thread of its own. It does one job at a time. */
export interface Instance {
  readonly jobs: number;
  /** How large its memory has become: it never shrinks. */
  readonly memoryBytes: number;
  /** Never rejects: a worker that dies is a run with `crash`. */
  run(job: MiniZincJob): Promise<MiniZincRun>;
  /** Ends the worker at once; a job in it ends as a crash. */
  end(): Promise<void>;
}

/**
 * Starts a worker and waits until it can take a job. Rejects where MiniZinc cannot be loaded.
 * @param memoryLimitMb most megabytes of memory; a job that needs more ends as a crash
 */
export async function startInstance(memoryLimitMb = largestMemoryMb): Promise<Instance> {
  const data: WorkerData = { script: distFile('minizinc-worker.js'), module: await sharedModule(), memoryLimitMb };
  const worker = new Worker(distFile('minizincWorker.js'), {
    workerData: data,
    stdout: true,
    stderr: true,
    execArgv: [],
    resourceLimits: { stackSizeMb: stackMegabytes },
  });
  worker.unref();
  worker.stdout.resume();
  worker.stderr.resume();

  let listener: ((message: MiniZincMessage) => void) | undefined;
  let died: string | undefined;
  let memoryBytes = 0;
  let limitReached = false;
  const die = (reason: string) => {
    died ??= reason;
    listener?.({ type: 'done', failure: died });
  };
  worker.on('message', (message: MiniZincMessage) => listener?.(message));
  worker.on('error', (error) => die(error.message));
  worker.on('exit', () => die('The MiniZinc worker ended.'));

  const exchange = (message: object, onMessage: (message: MiniZincMessage) => void): Promise<string | undefined> =>
    new Promise((resolve) => {
      if (died !== undefined) return resolve(died);
      worker.ref();
      listener = (received) => {
        if (received.type !== 'done') return onMessage(received);
        listener = undefined;
        memoryBytes = received.memoryBytes ?? memoryBytes;
        limitReached = received.limitReached ?? false;
        worker.unref();
        resolve(received.failure);
      };
      worker.postMessage(message);
    });

  const loading = await exchange(
    { wasmURL: distFile('minizinc.wasm'), dataURL: distFile('minizinc.data') },
    () => undefined,
  );
  if (loading !== undefined) {
    await worker.terminate();
    throw new Error(`MiniZinc could not be loaded: ${loading}`);
  }

  let jobs = 0;
  return {
    get jobs() {
      return jobs;
    },
    get memoryBytes() {
      return memoryBytes;
    },
    async run({ onMessage, ...job }) {
      jobs++;
      const messages: MiniZincMessage[] = [];
      let exit: Extract<MiniZincMessage, { type: 'exit' }> | undefined;
      const failure = await exchange({ jsonStream: true, ...job }, (message) => {
        if (message.type === 'exit') exit = message;
        else if (message.type !== 'ready') {
          messages.push(message);
          onMessage?.(message);
        }
      });
      const broken =
        failure ?? (exit === undefined || exit.code < 0 ? (exit?.message ?? 'MiniZinc broke off.') : undefined);
      // It may also have ended by itself, with an error that tells of the memory or of nothing.
      const starved = limitReached && (broken !== undefined || exit?.code !== 0);
      const crash = starved ? starvedBy(memoryLimitMb) : broken === undefined ? undefined : told(broken);
      return {
        messages: starved ? messages.filter(({ type }) => type !== 'error') : messages,
        exitCode: exit?.code,
        stdout: exit?.stdout ?? '',
        stderr: exit?.stderr ?? '',
        outputFiles: exit?.outputFiles ?? {},
        ...(crash === undefined ? {} : { crash }),
      };
    },
    async end() {
      await worker.terminate();
    },
  };
}

function starvedBy(memoryLimitMb: number): string {
  return `MiniZinc needs more than the ${memoryLimitMb} MB of memory that it may use.`;
}

/** The engine's words for running out of something, as a sentence. A stack that overflows looks like either. */
function told(reason: string): string {
  if (/call stack|out of bounds|memory|bad_alloc|abort/i.test(reason)) {
    return (
      'MiniZinc ran out of memory or stack: the instance is too large, an expression is nested too deeply, ' +
      'or a function calls itself without end.'
    );
  }
  return `MiniZinc broke down: ${reason}`;
}
