/**
 * Runs MiniZinc's browser worker, unmodified, inside a Node worker thread: gives it the few globals of a browser it
 * asks for. After each message it was sent it reports `done`, so the other side never waits for a job that ended badly.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { limitWasmMemory } from '../wasmMemory';
import type { WorkerData } from './messages';

declare const WebAssembly: {
  instantiate(source: object, imports: object): Promise<{ readonly exports: Readonly<Record<string, unknown>> }>;
  readonly Memory: new () => { readonly buffer: ArrayBuffer };
};

const { script, module, memoryLimitMb } = workerData as WorkerData;
const limit = limitWasmMemory(memoryLimitMb);
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

/** What the job may still read from its standard input. */
let input: Uint8Array = new Uint8Array();
/** Whether it was given any. */
let reading = false;

/** MiniZinc reads its standard input through this, 256 bytes at a time, and decodes each piece alone. */
function readInput(buffer: Uint8Array, offset: number, length: number): number {
  let end = Math.min(length, input.length);
  // A character must not be cut: a byte 10xxxxxx goes on with the one before.
  while (end < input.length && ((input[end] ?? 0) & 0xc0) === 0x80) end--;
  buffer.set(input.subarray(0, end), offset);
  input = input.subarray(end);
  return end;
}

const scriptRequire = createRequire(script);
const scriptFiles = {
  ...fs,
  readSync: (_: unknown, buffer: Uint8Array, offset: number, length: number) => readInput(buffer, offset, length),
};

Object.assign(globalThis, {
  self: globalThis,
  require: (name: string): unknown => (name === 'fs' || name === 'node:fs' ? scriptFiles : scriptRequire(name)),
  __filename: script,
  __dirname: dirname(script),
  postMessage: (message: { readonly type?: string; readonly code?: number }) => {
    // What it took of its input and did not use would be the next job's: the instance must be replaced.
    if (reading && message.type === 'exit' && message.code !== 0) failure ??= 'It did not read its input to the end.';
    port.postMessage(message);
  },
  addEventListener: (type: string, listener: (event: { data: unknown }) => Promise<void>) => {
    if (type !== 'message') return;
    let loading = true;
    port.on('message', (data: { readonly stdin?: string }) => {
      failure = undefined;
      input = new TextEncoder().encode(data.stdin ?? '');
      reading = input.length > 0;
      if (!loading) makeAsNew();
      loading = false;
      void listener({ data }).finally(() =>
        port.postMessage({
          type: 'done',
          failure,
          memoryBytes: memory?.buffer.byteLength,
          limitReached: limit.wasReached(),
        }),
      );
    });
  },
  removeEventListener: () => undefined,
});

// A direct evaluation in the global scope: the file is a script for a browser, not a module.
(0, eval)(fs.readFileSync(script, 'utf8'));
