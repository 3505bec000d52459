import type { Tensors } from '../../model';

/** The network's tags, in the order of its output: O, then B- and I- of each. */
export const tagLabels = ['VAR', 'PARAM', 'LIMIT', 'CONST_DIR', 'OBJ_DIR', 'OBJ_NAME'] as const;
export type TagLabel = (typeof tagLabels)[number];
export const tagCount = 1 + 2 * tagLabels.length;

export const rowClasses = ['none', 'linear', 'total', 'bound', 'each', 'share', 'multiple', 'comparison'] as const;
export type RowClass = (typeof rowClasses)[number];

export const rowOperators = ['at-most', 'at-least', 'equal'] as const;

/** Scores of a position: of its class, its operator, and whether the variable here may take fractions. */
const limitScores = rowClasses.length + rowOperators.length + 1;

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
  /** Probability that rows over single amounts say all that the text says. */
  readonly isAll: number;
  /** Probability that the text describes an optimisation problem. */
  readonly problem: number;
}

/**
 * Gives what the encoder says of rows its meaning. Throws when an output is missing or has another size.
 * @param length positions of the encoder's input
 * @param positions of these the first are of the document
 */
export function headsOf(outputs: Tensors, length: number, positions = length): Heads {
  const take = (name: string, size: number): Float32Array => outputOf(outputs, name, size);
  const tag = logSoftmaxRows(take('rowTags', length * tagCount), tagCount);
  const limits = take('rowLimits', length * limitScores);
  const pair = take('rowPairs', relations.length * length * length);
  const [maximize = 0, isAll = 0, problem = 0] = take('rowText', 3).map(sigmoid);
  const limit = (position: number): Float32Array =>
    limits.subarray(position * limitScores, (position + 1) * limitScores);
  const classes = (position: number): Float64Array =>
    logSoftmaxRows(limit(position).subarray(0, rowClasses.length), rowClasses.length);
  const known = Array.from({ length: positions }, (_, position) => classes(position).map(Math.exp));
  const operators = (position: number): Float32Array => limit(position).subarray(rowClasses.length, limitScores - 1);
  return {
    positions,
    tag: (position, index) => tag[position * tagCount + index] ?? -Infinity,
    rowClass: (position, rowClass) => known[position]?.[rowClasses.indexOf(rowClass)] ?? 0,
    operator: (position) => Array.from(logSoftmaxRows(operators(position), rowOperators.length), Math.exp),
    divisible: (position) => sigmoid(limit(position).at(-1) ?? 0),
    pair: (relation, one, two) => pair[(relations.indexOf(relation) * length + one) * length + two] ?? -Infinity,
    maximize,
    isAll,
    problem,
  };
}

/** One output of a network. Throws when it is missing or has another size. */
export function outputOf(outputs: Tensors, name: string, size: number): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array) || data.length !== size)
    throw new Error(`the local model gives no usable output '${name}'`);
  return data;
}

/** Two networks as one: the mean of their probabilities, and of their scores of pairs; what only one knows is as it says. */
export function together(one: Heads, two: Heads): Heads {
  const mean = (a: number, b: number): number => (a + b) / 2;
  return {
    positions: one.positions,
    tag: (position, tag) => Math.log(mean(Math.exp(one.tag(position, tag)), Math.exp(two.tag(position, tag)))),
    rowClass: (position, rowClass) => mean(one.rowClass(position, rowClass), two.rowClass(position, rowClass)),
    operator: (position) => {
      const other = two.operator(position);
      return one.operator(position).map((each, at) => mean(each, other[at] ?? 0));
    },
    divisible: (position) => mean(one.divisible(position), two.divisible(position)),
    pair: (relation, a, b) => mean(one.pair(relation, a, b), two.pair(relation, a, b)),
    maximize: mean(one.maximize, two.maximize),
    isAll: one.isAll,
    problem: one.problem,
  };
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

export function logSumExp(values: readonly number[]): number {
  const top = Math.max(...values);
  return top === -Infinity ? top : top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}

export function logSoftmaxRows(logits: Float32Array, width: number): Float64Array {
  const result = new Float64Array(logits.length);
  for (let row = 0; row < logits.length; row += width) {
    const values = Array.from(logits.subarray(row, row + width));
    const total = logSumExp(values);
    values.forEach((value, index) => (result[row + index] = value - total));
  }
  return result;
}
