import type { Tensors } from '../../model';
import type { StatementKind, Step } from '../program';

/** Pair relations, in the order of the network's output. */
export const relations = [
  'sameThing',
  'sameSet',
  'thingOfSet',
  'sameSetName',
  'sameTable',
  'sameFamily',
  'sameDefinition',
  'cellTable',
  'cellLast',
  'cellFirst',
  'first',
  'last',
] as const;
export type Relation = (typeof relations)[number];

/** Layers of names, in the order of the network's output. */
export const layers = ['thing', 'set', 'table', 'family', 'definition'] as const;
export type Layer = (typeof layers)[number];

/** One way to read a statement. */
export interface Hypothesis {
  readonly steps: readonly Step[];
  /** Natural logarithm of its probability, given that the statement is there. */
  readonly logProbability: number;
}

/** A statement that the text makes, with the ways to read it, the likeliest first. */
export interface ParsedStatement {
  readonly kind: StatementKind;
  /** Position it is told from. */
  readonly anchor: number;
  /** That the text makes it. */
  readonly probability: number;
  readonly hypotheses: readonly Hypothesis[];
  /** Of a family: it is one of its own, whatever else its words seem to name. */
  readonly isApart?: boolean;
}

/** All that the networks say of a text. Plain data. */
export interface Parsed {
  readonly length: number;
  /** That the text is a problem. */
  readonly problem: number;
  /** That it lacks something: what the words of one sentence say of that, added up, in the sentence that says most. */
  readonly lacking: number;
  /** By position and layer: probabilities of outside, beginning, inside. */
  readonly names: Float32Array;
  /** By position: log odds of a single variable, then seven scores of its domain. */
  readonly thing: Float32Array;
  /** By relation and two positions: log odds, or scores where one of the positions is chosen. */
  readonly pair: Float32Array;
  readonly statements: readonly ParsedStatement[];
}

/** The same, and what the encoder says of rows over single amounts (`headsOf`). */
export interface ParsedText extends Parsed {
  readonly rows: Tensors;
}

/** Scores of the domain of a single variable, and before them one of whether it is one. */
const domains = 7;

/** Log odds or score of a relation between two positions. */
export function pairOf({ pair, length }: Parsed, relation: Relation, one: number, two: number): number {
  return pair[(relations.indexOf(relation) * length + one) * length + two] ?? 0;
}

/** Probability that a name of a layer begins at a position (1) or goes on there (2). */
export function nameOf(names: Float32Array, layer: Layer, position: number, tag: 1 | 2): number {
  return names[(position * layers.length + layers.indexOf(layer)) * 3 + tag] ?? 0;
}

/** Whether the thing at a position is a single variable, as log odds. */
export function singleOf({ thing }: Parsed, position: number): number {
  return thing[position * (1 + domains)] ?? 0;
}

/** Scores of the domains of a single variable at a position. */
export function domainsOf({ thing }: Parsed, position: number): Float32Array {
  return thing.subarray(position * (1 + domains) + 1, (position + 1) * (1 + domains));
}
