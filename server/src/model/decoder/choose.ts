import { advance, advanceAll, type State } from './automaton';
import type { Vocabulary } from './vocabulary';

export interface Sampling {
  /** 0: the likeliest token. */
  readonly temperature: number;
  /** The likeliest tokens with this share of the probability together, 0 to 1. */
  readonly topP: number;
}

/** A token and the state behind it. */
export interface Choice {
  readonly token: number;
  readonly state: State;
}

/** The likeliest tokens, which are tried first: one of them is nearly always allowed. */
const tried = [64, 4_096, Infinity];

/**
 * The next token: of those that the grammar allows the likeliest, or one of the likeliest drawn (Holtzman et al. 2020,
 * nucleus sampling). undefined where it allows none. Whether a token is allowed is only found out for the likeliest.
 * @param logits by token; those of tokens that the vocabulary does not know are left alone
 * @param random from 0 to less than 1
 */
export function choose(
  logits: Float32Array,
  vocabulary: Vocabulary,
  state: State,
  { temperature, topP }: Sampling,
  random: () => number,
): Choice | undefined {
  const candidates = beginningRight(logits, vocabulary, state);
  const most = temperature > 0 ? Infinity : 1;
  for (const count of tried) {
    const choices: Choice[] = [];
    for (const token of likeliest(candidates, logits, count)) {
      const next = advanceAll(state, vocabulary.bytes[token] ?? new Uint8Array());
      if (next) choices.push({ token, state: next });
      if (choices.length === most) break;
    }
    const [first] = choices;
    if (first) {
      const best = logits[first.token] ?? 0;
      const weights = choices.map(({ token }) => Math.exp(((logits[token] ?? 0) - best) / temperature));
      return choices.length === 1 ? first : draw(choices, weights, topP, random);
    }
    if (count >= candidates.length) break;
  }
  return undefined;
}

/** The tokens whose first byte is allowed. */
function beginningRight(logits: Float32Array, { first }: Vocabulary, state: State): number[] {
  const mayBeFirst = Uint8Array.from({ length: 256 }, (_, byte) => Number(advance(state, byte).length > 0));
  const tokens: number[] = [];
  for (let token = 0; token < Math.min(logits.length, first.length); token++) {
    const byte = first[token] ?? -1;
    if (byte >= 0 && mayBeFirst[byte] === 1 && Number.isFinite(logits[token])) tokens.push(token);
  }
  return tokens;
}

/** So many tokens with the largest logits, the largest first. */
function likeliest(tokens: readonly number[], logits: Float32Array, count: number): number[] {
  const logitOf = (token: number | undefined): number => logits[token ?? -1] ?? -Infinity;
  const byLogit = (a: number, b: number): number => logitOf(b) - logitOf(a);
  const kept: number[] = [];
  let least = -Infinity;
  for (const token of tokens) {
    if (logitOf(token) <= least) continue;
    kept.push(token);
    if (kept.length < 2 * count) continue;
    kept.sort(byLogit);
    kept.length = count;
    least = logitOf(kept.at(-1));
  }
  return kept.sort(byLogit).slice(0, count);
}

/** One of the choices, which are in the order of their weights, of those that make up the share. */
function draw(
  choices: readonly Choice[],
  weights: readonly number[],
  share: number,
  random: () => number,
): Choice | undefined {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let sum = 0;
  while (kept < weights.length && (kept === 0 || sum < share * whole)) sum += weights[kept++] ?? 0;
  let point = random() * sum;
  return choices.slice(0, kept).find((_, at) => (point -= weights[at] ?? 0) < 0) ?? choices[0];
}

/** Numbers from 0 to less than 1, the same for the same seed (mulberry32, Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
