import type { Tensors } from '../../model';
import {
  pointerOf,
  ProgramState,
  references,
  statementKinds,
  symbols,
  type Kinds,
  type Reference,
  type Step,
  type Symbol,
} from '../program';
import type { Anchor } from './anchors';
import type { Input } from './input';
import { data, type Networks } from './networks';
import { nameOf, type Hypothesis, type Layer, type ParsedStatement } from './parsed';

/** A place that begins a name with at least this probability may be pointed at. */
const leastName = 0.15;
const beamWidth = 4;
/** Places tried for each symbol that points. */
const placesTried = 3;
/** What is this much less likely than the best of its statement (natural logarithms) is not followed. */
const worstGap = 5;

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

/** What is declared, as far as programs need it. */
export interface Declared {
  readonly kinds: Kinds;
  /** What a place stands for: the same key for all places that mean the same; undefined where nothing is known of it. */
  meant(to: Reference, place: number): string | undefined;
}

/**
 * The likeliest programs of statements, all of them well formed: a beam for each one, a step of all at a time.
 * @param text what the networks say of it: states, kv and keys of `encoder` or `context`, seen and last of `encoder`
 * @param declared what is declared, as far as that is known; programs keep to it where they can
 */
export async function programsOf(
  input: Input,
  anchors: readonly Anchor[],
  names: Float32Array,
  { states, kv, keys, seen, last: lastSeen }: Tensors,
  networks: Networks,
  declared: Declared | undefined,
  signal: AbortSignal | undefined,
): Promise<ParsedStatement[]> {
  const { layers: depth, heads, size } = networks.shape;
  const places = placesByPointer(input, names);
  const ended: Hypothesis[][] = anchors.map(() => []);
  let beams: Beam[] = anchors.map(({ kind, anchor }, statement) => ({
    statement,
    state: ProgramState.of(kind, declared?.kinds),
    steps: [],
    logProbability: 0,
    before: anchor,
    parent: statement,
  }));
  let past: Tensors[string] = {
    dims: [depth, 2, anchors.length, heads, 0, size],
    data: new Float32Array(0),
  };
  if (!states || !kv || !keys || !seen || !lastSeen) throw new Error('The local model gives no states.');
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
      seen,
      last: lastSeen,
    });
    signal?.throwIfAborted();
    if (!output['kept']) throw new Error('The local model gives no kept.');
    past = output['kept'];
    const next: Move[][] = anchors.map(() => []);
    beams.forEach((beam, row) => {
      const moves = continued(beam, row, data(output, 'symbols'), data(output, 'pointers'), input.length, {
        places,
        declared,
      });
      next[beam.statement]?.push(...moves);
    });
    beams = next.flatMap((moves, statement) => {
      const done = ended[statement] ?? [];
      const best = moves
        .sort((a, b) => b.logProbability - a.logProbability)
        .slice(0, beamWidth)
        .map(moved);
      done.push(...best.filter(({ state }) => state.isDone));
      const likeliest = Math.max(...done.map(({ logProbability }) => logProbability), best[0]?.logProbability ?? 0);
      return best.filter((beam) => !beam.state.isDone && isWorthwhile(beam, done, likeliest));
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
function isWorthwhile({ logProbability }: Beam, ended: readonly Hypothesis[], likeliest: number): boolean {
  const better = ended.filter((each) => each.logProbability > logProbability);
  return better.length < beamWidth && logProbability >= likeliest - worstGap;
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

/** What programs may point at, by pointer, and what is declared. */
interface Offered {
  readonly places: readonly (readonly number[])[];
  readonly declared: Declared | undefined;
}

/** A step that may follow a program. */
interface Move {
  readonly beam: Beam;
  /** The program's row in the step before. */
  readonly row: number;
  readonly symbol: Symbol;
  /** Where it points, if it does. */
  readonly place: number | undefined;
  /** Of the program with this step. */
  readonly logProbability: number;
}

/** A program with one more step. */
function moved({ beam, row, symbol, place, logProbability }: Move): Beam {
  return {
    statement: beam.statement,
    state: beam.state.after(symbol, place),
    steps: [...beam.steps, { symbol: symbols.indexOf(symbol), ...(place !== undefined && { places: [place] }) }],
    before: place ?? beam.before,
    parent: row,
    logProbability,
  };
}

/** What may follow a program; where nothing fits what is declared, whatever is well formed. */
function continued(
  beam: Beam,
  row: number,
  symbolScores: Float32Array,
  pointerScores: Float32Array,
  length: number,
  offered: Offered,
): Move[] {
  const scores = symbolScores.subarray(row * symbols.length, (row + 1) * symbols.length);
  const pointed = (pointer: number): Float32Array =>
    pointerScores.subarray(
      (row * (references.length + 1) + pointer) * length,
      (row * (references.length + 1) + pointer + 1) * length,
    );
  const fitting = following(beam, row, scores, pointed, offered);
  if (fitting.length > 0) return fitting;
  return following({ ...beam, state: beam.state.untyped() }, row, scores, pointed, offered);
}

function following(
  beam: Beam,
  row: number,
  scores: Float32Array,
  pointed: (pointer: number) => Float32Array,
  offered: Offered,
): Move[] {
  const total = logSum(scores);
  const found: Move[] = [];
  let chosen = 0;
  for (const at of [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))) {
    const next = pointing(beam, row, at, (scores[at] ?? 0) - total, pointed, offered);
    found.push(...next);
    if (next.length > 0 && ++chosen === beamWidth) break;
  }
  return found;
}

/** The ways to take one symbol, with the places it may point at: of those that mean the same, the likeliest for all. */
function pointing(
  beam: Beam,
  row: number,
  at: number,
  score: number,
  pointed: (pointer: number) => Float32Array,
  { places, declared }: Offered,
): Move[] {
  const { state, logProbability } = beam;
  const symbol = symbols[at];
  const pointer = pointers[at] ?? -1;
  if (!symbol || !state.allows(symbol)) return [];
  if (pointer < 0) return [{ beam, row, symbol, place: undefined, logProbability: logProbability + score }];
  const scores = pointed(pointer);
  const offered = (places[pointer] ?? []).filter((place) => state.allows(symbol, place));
  const sum = logSum(offered.map((place) => scores[place] ?? 0));
  const meant = new Map<string | number, number[]>();
  for (const place of offered.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))) {
    const key = (symbol.kind === 'reference' ? declared?.meant(symbol.to, place) : undefined) ?? place;
    meant.set(key, [...(meant.get(key) ?? []), place]);
  }
  return [...meant.values()]
    .map((alike) => ({ place: alike[0], score: logSum(alike.map((place) => scores[place] ?? 0)) - sum }))
    .sort((a, b) => b.score - a.score)
    .slice(0, placesTried)
    .map(({ place, score: here }) => ({ beam, row, symbol, place, logProbability: logProbability + score + here }));
}

function logSum(scores: Float32Array | readonly number[]): number {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  return most + Math.log(sum);
}
