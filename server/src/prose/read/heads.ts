import type { LocalModel, Tensor } from '../../model';
import type { Document } from './document';
import { featuresOf, gramsPerToken } from './features';
import { vocabularyOf } from './vocabulary';

/** The network's tags, in the order of its output: O, then B- and I- of each. */
export const tagLabels = ['VAR', 'PARAM', 'LIMIT', 'CONST_DIR', 'OBJ_DIR', 'OBJ_NAME'] as const;
export type TagLabel = (typeof tagLabels)[number];
export const tagCount = 1 + 2 * tagLabels.length;

export const rowClasses = ['none', 'linear', 'total', 'bound', 'each', 'share', 'multiple', 'comparison'] as const;
export type RowClass = (typeof rowClasses)[number];

export const rowOperators = ['at-most', 'at-least', 'equal'] as const;

/** Which two positions belong together, and how. A row is its limit's position, the objective is position 0. */
export const relations = ['sameVariable', 'numberVariable', 'numberRow', 'left', 'right', 'rowZero', 'rowOne'] as const;
export type Relation = (typeof relations)[number];

/** What the network says of a document, by position: 0 is the whole document, token t is position t + 1. */
export interface Heads {
  readonly positions: number;
  /** Log-probability of a tag (see `tagLabels`). */
  tag(position: number, tag: number): number;
  /** Probability that the position starts a row of the class. */
  rowClass(position: number, rowClass: RowClass): number;
  /** Probabilities of at-most, at-least, equal. */
  operator(position: number): readonly number[];
  /** Probability that the variable mentioned here may take fractions. */
  divisible(position: number): number;
  /** Log-odds (up to a constant) that two positions stand in a relation. */
  pair(relation: Relation, one: number, two: number): number;
  /** Probability that the objective is to be made large. */
  readonly maximize: number;
  /** Probability that the text describes an optimisation problem. */
  readonly problem: number;
}

let vocabulary: ReadonlyMap<string, number> | undefined;

/** Runs the network on a document. Rejects as `LocalModel.run` does, and with an Error when the outputs do not fit. */
export async function runNetwork(document: Document, model: LocalModel, signal?: AbortSignal): Promise<Heads> {
  vocabulary ??= vocabularyOf();
  const features = featuresOf(document.tokens, document.sentences, document.numbers, vocabulary);
  const flat = (data: Int32Array): Tensor => ({ dims: [1, features.length], data });
  const outputs = await model.run(
    {
      word: flat(features.word),
      gram: { dims: [1, features.length, gramsPerToken], data: features.gram },
      shape: flat(features.shape),
      count: flat(features.count),
      place: flat(features.place),
      number: flat(features.number),
      stem: flat(features.stem),
      sentence: flat(features.sentence),
      unit: flat(features.unit),
    },
    signal,
  );
  return headsOf(outputs, features.length);
}

/** Gives the raw outputs of the network their meaning. Throws when one is missing or has another size. */
export function headsOf(outputs: Readonly<Record<string, Tensor>>, positions: number): Heads {
  const take = (name: string, size: number): Float32Array => {
    const data = outputs[name]?.data;
    if (!(data instanceof Float32Array) || data.length !== size)
      throw new Error(`the local model gives no usable output '${name}'`);
    return data;
  };
  const tag = logSoftmaxRows(take('tag', positions * tagCount), tagCount);
  const classes = logSoftmaxRows(take('rowClass', positions * rowClasses.length), rowClasses.length);
  const operator = logSoftmaxRows(take('operator', positions * rowOperators.length), rowOperators.length);
  const divisible = take('divisible', positions);
  const pair = take('pair', relations.length * positions * positions);
  const direction = logSoftmaxRows(take('direction', 2), 2);
  const problem = logSoftmaxRows(take('problem', 2), 2);
  return {
    positions,
    tag: (position, index) => tag[position * tagCount + index] ?? -Infinity,
    rowClass: (position, rowClass) =>
      Math.exp(classes[position * rowClasses.length + rowClasses.indexOf(rowClass)] ?? -Infinity),
    operator: (position) =>
      rowOperators.map((_, index) => Math.exp(operator[position * rowOperators.length + index] ?? -Infinity)),
    divisible: (position) => sigmoid(divisible[position] ?? 0),
    pair: (relation, one, two) => pair[(relations.indexOf(relation) * positions + one) * positions + two] ?? -Infinity,
    maximize: Math.exp(direction[1] ?? -Infinity),
    problem: Math.exp(problem[1] ?? -Infinity),
  };
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

export function logSumExp(values: readonly number[]): number {
  const top = Math.max(...values);
  return top === -Infinity ? top : top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}

function logSoftmaxRows(logits: Float32Array, width: number): Float64Array {
  const result = new Float64Array(logits.length);
  for (let row = 0; row < logits.length; row += width) {
    const values = Array.from(logits.subarray(row, row + width));
    const total = logSumExp(values);
    values.forEach((value, index) => (result[row + index] = value - total));
  }
  return result;
}
