import type { Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { Tensor } from './types';

/** The sentence that says which inputs are missing or unknown; undefined when they fit. */
export function inputMismatch(wanted: readonly string[], given: Readonly<Record<string, Tensor>>): string | undefined {
  const names = Object.keys(given);
  if (names.length === wanted.length && wanted.every((name) => name in given)) return undefined;
  const list = (items: readonly string[]): string => [...items].sort().join(', ') || 'none';
  return `The local model wants the inputs ${list(wanted)}; it was given ${list(names)}.`;
}

/**
 * Our tensor as one of the runtime's, of the element type the ONNX file declares (widened from int32 where needed).
 * @throws Error with a sentence when the data do not fit.
 */
export function toRuntime(
  TensorType: typeof RuntimeTensor,
  name: string,
  tensor: Tensor,
  type: string | undefined,
): RuntimeTensor {
  const size = tensor.dims.reduce((product, dimension) => product * dimension, 1);
  if (size !== tensor.data.length) {
    throw new Error(`The input ${name} has ${tensor.data.length} values for the shape [${tensor.dims.join(', ')}].`);
  }
  const { data, dims } = tensor;
  switch (type) {
    case 'float32':
      return new TensorType('float32', data instanceof Float32Array ? data : new Float32Array(data), dims);
    case 'int32':
      if (data instanceof Int32Array) return new TensorType('int32', data, dims);
      break;
    case 'int64':
      if (data instanceof Int32Array) return new TensorType('int64', BigInt64Array.from(data, BigInt), dims);
      break;
    case 'bool':
      if (data instanceof Int32Array) return new TensorType('bool', Uint8Array.from(data), dims);
      break;
  }
  const given = data instanceof Int32Array ? 'int32' : 'float32';
  throw new Error(`The input ${name} is ${type ?? 'not a tensor'} in the local model; ${given} does not fit.`);
}

/** The runtime's tensor as one of ours: floats as float32, integers and Booleans as int32. */
export function fromRuntime(name: string, tensor: RuntimeTensor): Tensor {
  const dims = [...tensor.dims];
  const { data } = tensor;
  if (data instanceof Float32Array) return { dims, data };
  if (data instanceof Float64Array) return { dims, data: new Float32Array(data) };
  if (data instanceof BigInt64Array) return { dims, data: Int32Array.from(data, Number) };
  if (data instanceof Int32Array) return { dims, data };
  if (data instanceof Uint8Array || data instanceof Int8Array) return { dims, data: new Int32Array(data) };
  throw new Error(`The output ${name} of the local model has the element type ${tensor.type}, which is not supported.`);
}
