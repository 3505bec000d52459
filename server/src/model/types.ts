/** A dense tensor. Integers travel as Int32Array; the runtime widens them where the ONNX file wants int64. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** The local model, loaded in a process of its own; a crash there is an error of the one call, and it is restarted. */
export interface LocalModel {
  /** Of the manifest: name and version, for people. */
  readonly name: string;
  /** Runs the network once. Rejects with `AbortError` when cancelled and with `ModelError` when it failed. */
  run(inputs: Tensors, signal?: AbortSignal): Promise<Tensors>;
  dispose(): Promise<void>;
}

export class ModelError extends Error {}
