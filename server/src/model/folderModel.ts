import { basename } from 'node:path';
import { distFile } from '../dist';
import type { Complete } from './complete';
import type { DecoderRequest } from './decoder/decoder';
import { NetworkProcess, type NetworkProcessOptions } from './networkProcess';

export interface FolderModelOptions extends Partial<NetworkProcessOptions> {
  /** Megabytes; undefined: what the machine has. */
  readonly memoryLimitMb?: number | undefined;
}

/** A language model in a folder; loaded by the first reply, and unloaded when it has not been asked for a while. */
export interface FolderModel {
  readonly complete: Complete;
  dispose(): Promise<void>;
}

/** A large model on a small machine takes its time. */
const defaults: NetworkProcessOptions = { timeLimitMs: 300_000, graceMs: 2_000, idleMs: 300_000 };

/**
 * Opens a folder with a language model in the layout of Hugging Face (an ONNX decoder, its tokenizer and its settings).
 * It runs in a process of its own and opens nothing but the folder; what is wrong with it is told by each call.
 * @param folder absolute path
 */
export function openFolderModel(
  folder: string,
  { memoryLimitMb = 0, ...options }: FolderModelOptions = {},
): FolderModel {
  const bytes = String(memoryLimitMb * 2 ** 20);
  const network = new NetworkProcess<DecoderRequest, string>(
    `language model in ${basename(folder)}`,
    { file: distFile('decoderProcess.js'), args: [folder, bytes] },
    { ...defaults, ...options },
  );
  return {
    complete: (messages, schema, { temperature, seed }, signal) =>
      network.run({ messages, schema, temperature, seed }, signal),
    dispose: () => network.dispose(),
  };
}
