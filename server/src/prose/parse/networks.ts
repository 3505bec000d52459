import type { Tensors } from '../../model';
import { columnCount, columnNames, type Input } from './input';
import { specialPieces } from './pieces';

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
  const at = columnNames.indexOf(name);
  return Int32Array.from({ length: input.length }, (_, position) => input.features[position * columnCount + at] ?? 0);
}

/** The word pieces of a text one after the other, each with the position it belongs to; both ends belong to the text. */
function piecesOf({ pieces }: Input): Tensors {
  const all = [
    [specialPieces.begin, 0] as const,
    ...pieces.flatMap((of, at) => of.map((piece) => [piece, at + 1] as const)),
    [specialPieces.end, 0] as const,
  ];
  const row = (data: number[]): Tensors[string] => ({ dims: [1, all.length], data: Int32Array.from(data) });
  return { piece: row(all.map(([piece]) => piece)), pieceOf: row(all.map(([, position]) => position)) };
}

/** What the encoder takes of a text, by name. */
export function columnsOf(input: Input): Tensors {
  return { ...piecesOf(input), ...columns(input, columnNames) };
}

/** The columns that the later networks look at again. */
export function seenOf(input: Input): Tensors {
  return columns(input, ['shape', 'stem', 'sentence', 'unit', 'row', 'column', 'clause', 'item']);
}

function columns(input: Input, names: readonly (typeof columnNames)[number][]): Tensors {
  return Object.fromEntries(names.map((name) => [name, { dims: [1, input.length], data: columnOf(input, name) }]));
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
