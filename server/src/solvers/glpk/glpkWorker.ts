import { parentPort, workerData } from 'node:worker_threads';
import loadGlpk from 'glpk.js/node';
import { limitWasmMemory } from '../../wasmMemory';
import type { GlpkReply, GlpkRequest, GlpkWorkerData } from './messages';
import { optimise } from './optimise';

// The engine's chatter would end on the server's standard output, which belongs to the protocol.
console.log = console.error;

const limit = limitWasmMemory((workerData as GlpkWorkerData).memoryLimitMb);
const ready = loadGlpk();

parentPort?.on('message', (request: GlpkRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ program, timeLimitMs }: GlpkRequest): Promise<GlpkReply> {
  try {
    const answer = optimise(await ready, program, timeLimitMs);
    return { kind: 'answer', answer, memoryBytes: limit.memoryBytes };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message, outOfMemory: limit.wasReached() };
  }
}
