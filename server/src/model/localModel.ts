import { join } from 'node:path';
import { readManifest } from './manifest';
import { NetworkProcess, type NetworkProcessOptions } from './networkProcess';
import { ModelError, type LocalModel, type Tensors } from './types';

export type LocalModelOptions = Partial<NetworkProcessOptions>;

const defaults: NetworkProcessOptions = { timeLimitMs: 60_000, graceMs: 1_000, idleMs: 300_000 };

/**
 * Opens the local model in a folder: `manifest.json` beside the ONNX file it names. The process that runs the network
 * is started by the first run, which also checks the file against the manifest's SHA-256.
 * @param folder absolute path
 * @throws ModelError when the manifest is missing or wrong; a damaged or unloadable ONNX file rejects the run.
 */
export async function openLocalModel(folder: string, options: LocalModelOptions = {}): Promise<LocalModel> {
  const manifest = await readManifest(folder);
  const name = `${manifest.name} ${manifest.version}`;
  const only = manifest.files['model'];
  if (!only) throw new ModelError(`The local model ${name} has several files; one was expected.`);
  const network = new NetworkProcess<Tensors, Tensors>(
    `local model ${name}`,
    { file: 'modelProcess.js', args: [join(folder, only.file), only.sha256] },
    { ...defaults, ...options },
  );
  return {
    name,
    run: (inputs, signal) => network.run(inputs, signal),
    dispose: () => network.dispose(),
  };
}
