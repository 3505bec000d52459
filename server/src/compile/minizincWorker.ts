/**
 * Runs MiniZinc's browser worker, unmodified, inside a Node worker thread: gives it the few globals of a browser it
 * asks for. After each message it was sent it reports `done`, so the other side never waits for a job that ended badly.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerData } from './messages';

declare const WebAssembly: {
  instantiate(source: object, imports: object): Promise<{ readonly exports: Readonly<Record<string, unknown>> }>;
  readonly Memory: new () => { readonly buffer: ArrayBuffer };
};

const { script, module } = workerData as WorkerData;
const port = parentPort;
if (port === null) throw new Error('minizincWorker runs in a worker thread only');

// All instances share one compiled module: a new one starts in a fifth of the time, its code already optimised.
const instantiate = WebAssembly.instantiate;
let memory: { readonly buffer: ArrayBuffer } | undefined;
Object.assign(WebAssembly, {
  instantiate: async (_source: object, imports: object) => {
    const instance = await instantiate(module, imports);
    memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return { module, instance };
  },
});

/** The memory before the first job, without the zeros at its end. */
let unused: Uint8Array | undefined;

/**
 * Makes the instance as new. MiniZinc was written to do one job in a process: what it keeps of one (interned strings and
 * numbers, what it knows of a library) is garbage in the next, and came out as false errors and as garbled output.
 * Outside the memory only the stack pointer is left, which a job lowers by its arguments: about 200 bytes.
 */
function makeAsNew(): void {
  if (memory === undefined) throw new Error('MiniZinc has no memory to be reset.');
  const bytes = new Uint8Array(memory.buffer);
  if (unused === undefined) {
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === 0) end--;
    unused = bytes.slice(0, end);
    return;
  }
  bytes.set(unused);
  bytes.fill(0, unused.length);
}

// It catches its own failures and only logs them.
let failure: string | undefined;
console.error = (reason: unknown) => {
  failure = reason instanceof Error ? reason.message : String(reason);
};

Object.assign(globalThis, {
  self: globalThis,
  require: createRequire(script),
  __filename: script,
  __dirname: dirname(script),
  postMessage: (message: unknown) => port.postMessage(message),
  addEventListener: (type: string, listener: (event: { data: unknown }) => Promise<void>) => {
    if (type !== 'message') return;
    let loading = true;
    port.on('message', (data: unknown) => {
      failure = undefined;
      if (!loading) makeAsNew();
      loading = false;
      void listener({ data }).finally(() => port.postMessage({ type: 'done', failure }));
    });
  },
  removeEventListener: () => undefined,
});

// A direct evaluation in the global scope: the file is a script for a browser, not a module.
(0, eval)(readFileSync(script, 'utf8'));
