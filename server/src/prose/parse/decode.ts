import type { Tensors } from '../../model';
import {
  pointerOf,
  ProgramState,
  references,
  statementKinds,
  symbols,
  type StatementKind,
  type Step,
  type Symbol,
} from '../program';
import { columnCount, columnNames, type Input } from './input';
import { gramsPerToken } from '../read/features';

/** One of the two networks of the reader. */
export interface Network {
  run(inputs: Tensors): Promise<Tensors>;
}
export interface Networks {
  readonly encoder: Network;
  readonly decoder: Network;
  /** Of the decoder: layers, heads, and numbers in each head. */
  readonly shape: { readonly layers: number; readonly heads: number; readonly size: number };
}

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
}

/** All that the networks say of a text. Plain data. */
export interface Parsed {
  readonly length: number;
  /** That the text is a problem. */
  readonly problem: number;
  /** By position and layer: probabilities of outside, beginning, inside. */
  readonly names: Float32Array;
  /** By position: log odds of a single variable, then seven scores of its domain. */
  readonly thing: Float32Array;
  /** By relation and two positions: log odds, or scores where one of the positions is chosen. */
  readonly pair: Float32Array;
  readonly statements: readonly ParsedStatement[];
}

/** Far more than any problem text tells; they only keep a text that is none from taking long. */
const mostStatements = 48;

const domains = 7;
/** Statements less likely than this are not read. */
const leastProbability = 0.3;
/** What is less likely to begin a statement than this is no sign of one. */
const faintest = 0.05;
/** Two statements of one sentence begin further apart than this. */
const nearest = 2;
/** A place that begins a name with at least this probability may be pointed at. */
const leastName = 0.15;
const beamWidth = 4;
/** Places tried for each symbol that points. */
const placesTried = 3;

/** Runs the networks over a text: names, pairs, and a few programs for each statement, all of them well formed. */
export async function parse(input: Input, networks: Networks, signal?: AbortSignal): Promise<Parsed> {
  const encoded = await networks.encoder.run(encoderInputs(input));
  signal?.throwIfAborted();
  const names = softmaxed(data(encoded, 'names'), 3);
  const parsed = {
    length: input.length,
    problem: softmaxed(data(encoded, 'document'), 2)[1] ?? 0,
    names,
    thing: data(encoded, 'thing'),
    pair: data(encoded, 'pair'),
  };
  const anchors = anchorsOf(data(encoded, 'anchor'), input);
  const statements = await decodeAll(input, anchors, names, encoded, networks, signal);
  return { ...parsed, statements };
}

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

function data(tensors: Tensors, name: string): Float32Array {
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

function encoderInputs(input: Input): Tensors {
  return Object.fromEntries(
    columnNames.map((name) => [
      name,
      { dims: name === 'gram' ? [1, input.length, gramsPerToken] : [1, input.length], data: columnOf(input, name) },
    ]),
  );
}

function softmaxed(scores: Float32Array, width: number): Float32Array {
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

interface Anchor {
  readonly kind: StatementKind;
  readonly anchor: number;
  readonly probability: number;
}

/**
 * Where statements are told from. A number tells its own exactly; words tell theirs within a sentence, where what several
 * of them seem to tell is added up.
 */
function anchorsOf(scores: Float32Array, input: Input): Anchor[] {
  const isNumber = new Set(input.numberPositions);
  const all = statementKinds.flatMap((kind, at) => {
    const found: Anchor[] = [];
    const bySentence = new Map<number, Anchor[]>();
    for (let anchor = 0; anchor < input.length; anchor++) {
      const probability = 1 / (1 + Math.exp(-(scores[anchor * statementKinds.length + at] ?? -20)));
      if (anchor === 0 || isNumber.has(anchor)) {
        if (probability >= leastProbability) found.push({ kind, anchor, probability });
      } else if (probability >= faintest) {
        const sentence = input.sentences.ofToken[anchor - 1] ?? 0;
        bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), { kind, anchor, probability }]);
      }
    }
    for (const told of bySentence.values()) found.push(...added(told));
    return found;
  });
  const likely = [...all].sort((a, b) => b.probability - a.probability).slice(0, mostStatements);
  return all.filter((each) => likely.includes(each));
}

/** The places of one sentence that tell something, each with the probability of those that it stands for. */
function added(told: readonly Anchor[]): Anchor[] {
  const total = told.reduce((sum, { probability }) => sum + probability, 0);
  const most = Math.max(1, Math.round(total));
  const chosen: Anchor[] = [];
  for (const each of [...told].sort((a, b) => b.probability - a.probability)) {
    if (chosen.length < most && chosen.every(({ anchor }) => Math.abs(anchor - each.anchor) > nearest))
      chosen.push(each);
  }
  const rest = chosen.reduce((sum, { probability }) => sum - probability, total) / chosen.length;
  return chosen
    .map((each) => ({ ...each, probability: Math.min(1, each.probability + Math.max(0, rest)) }))
    .filter(({ probability }) => probability >= leastProbability);
}

interface Beam {
  readonly statement: number;
  readonly state: ProgramState;
  readonly steps: readonly Step[];
  readonly logProbability: number;
  /** The place it pointed at last; at first its anchor. */
  readonly before: number;
  /** Its row in the step before. */
  readonly parent: number;
}

async function decodeAll(
  input: Input,
  anchors: readonly Anchor[],
  names: Float32Array,
  encoded: Tensors,
  networks: Networks,
  signal: AbortSignal | undefined,
): Promise<ParsedStatement[]> {
  const { layers: depth, heads, size } = networks.shape;
  const places = placesByPointer(input, names);
  const ended: Hypothesis[][] = anchors.map(() => []);
  let beams: Beam[] = anchors.map(({ kind, anchor }, statement) => ({
    statement,
    state: ProgramState.of(kind),
    steps: [],
    logProbability: 0,
    before: anchor,
    parent: statement,
  }));
  let past: Tensors[string] = {
    dims: [depth, 2, anchors.length, heads, 0, size],
    data: new Float32Array(0),
  };
  const seen = Object.fromEntries(
    (['word', 'stem', 'sentence', 'unit', 'row', 'column', 'item'] as const).map((name) => [
      name,
      { dims: [1, input.length], data: columnOf(input, name) },
    ]),
  );
  const { states, kv, keys } = encoded;
  if (!states || !kv || !keys) throw new Error('The local model gives no states.');
  while (beams.length > 0) {
    const whole = (value: (beam: Beam) => number): Tensors[string] => ({
      dims: [beams.length],
      data: Int32Array.from(beams, value),
    });
    const last = (beam: Beam): Step | undefined => beam.steps.at(-1);
    const share = (value: (beam: Beam) => boolean): Tensors[string] => ({
      dims: [beams.length],
      data: Float32Array.from(beams, (beam) => Number(value(beam))),
    });
    const output = await networks.decoder.run({
      begins: share((beam) => beam.steps.length === 0),
      kind: whole(({ statement }) => statementKinds.indexOf(anchors[statement]?.kind ?? 'constraint')),
      anchor: whole(({ statement }) => anchors[statement]?.anchor ?? 0),
      symbol: whole((beam) => last(beam)?.symbol ?? 0),
      place: whole((beam) => last(beam)?.places?.[0] ?? 0),
      has: share((beam) => last(beam)?.places !== undefined),
      before: whole(({ before }) => before),
      parent: whole(({ parent }) => parent),
      states,
      kv,
      keys,
      past,
      ...seen,
    });
    signal?.throwIfAborted();
    if (!output['kept']) throw new Error('The local model gives no kept.');
    past = output['kept'];
    const next = beams.flatMap((beam, row) =>
      continued(beam, row, data(output, 'symbols'), data(output, 'pointers'), input.length, places),
    );
    beams = [];
    anchors.forEach((_, statement) => {
      const best = next
        .filter((beam) => beam.statement === statement)
        .sort((a, b) => b.logProbability - a.logProbability)
        .slice(0, beamWidth);
      for (const beam of best) {
        if (beam.state.isDone) ended[statement]?.push(beam);
        else if (isWorthwhile(beam, ended[statement] ?? [])) beams.push(beam);
      }
    });
  }
  return anchors.map((anchor, statement) => ({
    ...anchor,
    hypotheses: (ended[statement] ?? [])
      .map(({ steps, logProbability }) => ({ steps, logProbability }))
      .sort((a, b) => b.logProbability - a.logProbability)
      .slice(0, beamWidth),
  }));
}

/** A program that goes on only gets less likely: it is left once enough likelier ones have ended. */
function isWorthwhile(beam: Beam, ended: readonly Hypothesis[]): boolean {
  const better = ended.filter(({ logProbability }) => logProbability > beam.logProbability);
  return better.length < beamWidth && !better.some(({ logProbability }) => logProbability > beam.logProbability + 5);
}

/** By pointer of the network (numbers, then kinds of names): the places it may point at. */
function placesByPointer(input: Input, names: Float32Array): number[][] {
  const begins = (...of: Layer[]): number[] => {
    const found: number[] = [];
    for (let position = 1; position < input.length; position++)
      if (of.some((layer) => nameOf(names, layer, position, 1) >= leastName)) found.push(position);
    return found;
  };
  const things = begins('thing');
  return [
    [...new Set(input.numberPositions)],
    things,
    begins('set', 'thing'),
    [...new Set([...begins('table'), ...input.numberPositions])],
    [0, ...begins('family')],
    things,
    begins('definition'),
  ];
}

const pointers = symbols.map(pointerOf);

/** What may follow a program, each with its probability. */
function continued(
  beam: Beam,
  row: number,
  symbolScores: Float32Array,
  pointerScores: Float32Array,
  length: number,
  places: readonly (readonly number[])[],
): Beam[] {
  const from = row * symbols.length;
  const scores = symbolScores.subarray(from, from + symbols.length);
  const total = logSum(scores);
  const chosen: { readonly symbol: Symbol; readonly at: number; readonly score: number }[] = [];
  for (const at of [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))) {
    const symbol = symbols[at];
    const pointer = pointers[at] ?? -1;
    if (!symbol || (pointer >= 0 && (places[pointer]?.length ?? 0) === 0) || !beam.state.allows(symbol)) continue;
    chosen.push({ symbol, at, score: scores[at] ?? 0 });
    if (chosen.length === beamWidth) break;
  }
  return chosen.flatMap(({ symbol, at, score }) => {
    const logProbability = beam.logProbability + score - total;
    const state = beam.state.after(symbol);
    const pointer = pointers[at] ?? -1;
    const base = { statement: beam.statement, state, before: beam.before, parent: row };
    if (pointer < 0) return [{ ...base, steps: [...beam.steps, { symbol: at }], logProbability }];
    const start = (row * (references.length + 1) + pointer) * length;
    const candidates = (places[pointer] ?? []).map((place) => ({ place, score: pointerScores[start + place] ?? 0 }));
    const sum = logSum(Float32Array.from(candidates, (each) => each.score));
    return candidates
      .sort((a, b) => b.score - a.score)
      .slice(0, placesTried)
      .map((each) => ({
        ...base,
        steps: [...beam.steps, { symbol: at, places: [each.place] }],
        before: each.place,
        logProbability: logProbability + each.score - sum,
      }));
  });
}

function logSum(scores: Float32Array): number {
  const most = Math.max(...scores);
  return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
}
