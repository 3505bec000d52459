// The process that runs the local model. Speaks `RunRequest` and `RunAnswer` over Node's IPC; ends with its parent.
import type { RunAnswer, RunRequest } from './messages';
import { loadNetwork, type Network } from './network';

const [path = '', sha256 = ''] = process.argv.slice(2);
let network: Promise<Network> | undefined;

function load(): Promise<Network> {
  // A failure is not kept: the file may be whole again by the next run.
  network ??= loadNetwork(path, sha256).catch((error: unknown) => {
    network = undefined;
    throw error;
  });
  return network;
}

async function answer(request: RunRequest): Promise<RunAnswer> {
  try {
    const outputs = await (await load()).run(request.inputs);
    return { kind: 'done', id: request.id, outputs };
  } catch (error) {
    return { kind: 'failed', id: request.id, message: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (message) => {
  void answer(message as RunRequest).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
