import type { Tensors } from '../../model';
import { gramsPerToken } from '../read/features';
import { columnCount, columnNames, type Input } from './input';

/** One of the networks of the reader. */
export interface Network {
  run(inputs: Tensors): Promise<Tensors>;
}
export interface Networks {
  /** A text: its names, pairs and anchors, and states for the statements that declare. */
  readonly encoder: Network;
  /** States for the statements about what is declared. */
  readonly context: Network;
  /** One step of all programs. */
  readonly decoder: Network;
  /** Of the decoder: layers, heads, and numbers in each head. */
  readonly shape: { readonly layers: number; readonly heads: number; readonly size: number };
}

/** @throws Error when the network gives no such output */
export function data(tensors: Tensors, name: string): Float32Array {
  const found = tensors[name]?.data;
  if (!(found instanceof Float32Array)) throw new Error(`The local model gives no ${name}.`);
  return found;
}

function columnOf(input: Input, name: (typeof columnNames)[number]): Int32Array {
  const width = name === 'gram' ? gramsPerToken : 1;
  const at = columnNames.indexOf(name);
  const from = at <= 1 ? at : at - 1 + gramsPerToken;
  const column = new Int32Array(input.length * width);
  for (let position = 0; position < input.length; position++)
    for (let k = 0; k < width; k++)
      column[position * width + k] = input.features[position * columnCount + from + k] ?? 0;
  return column;
}

/** The columns of the input by name. */
export function columnsOf(input: Input): Tensors {
  return Object.fromEntries(
    columnNames.map((name) => [
      name,
      { dims: name === 'gram' ? [1, input.length, gramsPerToken] : [1, input.length], data: columnOf(input, name) },
    ]),
  );
}

/** The columns that the later networks look at again. */
export function seenOf(input: Input): Tensors {
  return Object.fromEntries(
    (['word', 'stem', 'sentence', 'unit', 'row', 'column', 'item'] as const).map((name) => [
      name,
      { dims: [1, input.length], data: columnOf(input, name) },
    ]),
  );
}

/** Probabilities of scores in groups of `width`. */
export function softmaxed(scores: Float32Array, width: number): Float32Array {
  const result = new Float32Array(scores.length);
  for (let from = 0; from < scores.length; from += width) {
    const group = scores.subarray(from, from + width);
    const most = Math.max(...group);
    const sum = group.reduce((total, score) => total + Math.exp(score - most), 0);
    group.forEach((score, at) => {
      result[from + at] = Math.exp(score - most) / sum;
    });
  }
  return result;
}
