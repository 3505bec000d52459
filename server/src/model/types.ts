/** A dense tensor. Integers travel as Int32Array; the runtime widens them where the ONNX file wants int64. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;

export class ModelError extends Error {}
