import { parentPort } from 'node:worker_threads';
import loadGlpk from 'glpk.js/node';
import type { GlpkReply, GlpkRequest } from './messages';
import { optimise } from './optimise';

// The engine's chatter would end on the server's standard output, which belongs to the protocol.
console.log = console.error;

const ready = loadGlpk();

parentPort?.on('message', (request: GlpkRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ program, timeLimitMs }: GlpkRequest): Promise<GlpkReply> {
  try {
    return { kind: 'answer', answer: optimise(await ready, program, timeLimitMs) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
