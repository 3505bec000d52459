import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { fromRuntime, inputMismatch, toRuntime } from './tensors';
import type { Tensor, Tensors } from './types';

/** A loaded network. `run` is synchronous inside the runtime: nothing else happens in this process meanwhile. */
export interface Network {
  run(inputs: Tensors): Promise<Tensors>;
}

/**
 * Loads an ONNX file on the CPU with one thread. The bytes that are checked are the bytes that are loaded.
 * @throws Error with a sentence for people.
 */
export async function loadNetwork(path: string, sha256: string): Promise<Network> {
  const runtime = await import('onnxruntime-node').catch((error: unknown) => {
    throw new Error(`The runtime of the local model (onnxruntime-node) cannot be loaded: ${(error as Error).message}`);
  });
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Error(`The local model ${path} cannot be read: ${(error as Error).message}`);
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new Error(
      `The local model ${path} is not the file its manifest describes (SHA-256 ${found} instead of ${sha256}).`,
    );
  }
  const session = await runtime.InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4, // errors come back as errors; only what ends the process is logged
  }).catch((error: unknown) => {
    throw new Error(`The local model ${path} cannot be loaded: ${(error as Error).message}`);
  });
  return { run: (inputs) => runSession(runtime.Tensor, session, inputs) };
}

async function runSession(
  TensorType: typeof RuntimeTensor,
  session: InferenceSession,
  inputs: Tensors,
): Promise<Tensors> {
  const mismatch = inputMismatch(session.inputNames, inputs);
  if (mismatch) throw new Error(mismatch);
  const feeds: Record<string, RuntimeTensor> = {};
  for (const meta of session.inputMetadata) {
    const input = inputs[meta.name];
    if (input) feeds[meta.name] = toRuntime(TensorType, meta.name, input, meta.isTensor ? meta.type : undefined);
  }
  const results = await session.run(feeds);
  const outputs: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(results)) outputs[name] = fromRuntime(name, tensor);
  return outputs;
}
