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
  instantiate(source: object, imports: object): Promise<object>;
};

const { script, module } = workerData as WorkerData;
const port = parentPort;
if (port === null) throw new Error('minizincWorker runs in a worker thread only');

// All instances share one compiled module: a new one starts in a fifth of the time, its code already optimised.
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (_source, imports) => ({ module, instance: await instantiate(module, imports) });

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
    port.on('message', (data: unknown) => {
      failure = undefined;
      void listener({ data }).finally(() => port.postMessage({ type: 'done', failure }));
    });
  },
  removeEventListener: () => undefined,
});

// A direct evaluation in the global scope: the file is a script for a browser, not a module.
(0, eval)(readFileSync(script, 'utf8'));
