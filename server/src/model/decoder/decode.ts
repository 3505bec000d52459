import { setImmediate as turn } from 'node:timers/promises';
import { begin, completion, isDone, type State } from './automaton';
import { choose, randomFrom, type Sampling } from './choose';
import type { Grammar } from './grammar';
import type { DecoderRun } from './network';
import type { Vocabulary } from './vocabulary';

export interface DecodeOptions extends Sampling {
  /** Of the random numbers. */
  readonly seed: number;
  /** Tokens of the reply; where they do not suffice, it is brought to its end with the fewest characters. */
  readonly mostTokens: number;
  /** Called before each step; what it throws ends the decoding. */
  readonly check: () => void;
}

/** Tokens of the prompt that are computed at once: a step can be cancelled in between. */
const promptStep = 64;

/**
 * Has a decoder write on behind a prompt. What it gives is a text of the grammar, whatever the decoder says.
 * Rejects with what `check` throws, and with an Error where the decoder fails.
 */
export async function decode(
  run: DecoderRun,
  prompt: readonly number[],
  vocabulary: Vocabulary,
  grammar: Grammar,
  { seed, mostTokens, check, ...sampling }: DecodeOptions,
): Promise<string> {
  const random = randomFrom(seed);
  const feed = async (tokens: readonly number[]): Promise<Float32Array> => {
    await turn(); // a word that it is cancelled is heard
    check();
    return run.feed(tokens);
  };
  let logits: Float32Array | undefined;
  for (let at = 0; at < prompt.length; at += promptStep) logits = await feed(prompt.slice(at, at + promptStep));
  const written: Uint8Array[] = [];
  let state: State = begin(grammar);
  for (let count = 1; logits && !isDone(state); count++) {
    const choice = choose(logits, vocabulary, state, sampling, random);
    if (!choice) break;
    written.push(vocabulary.bytes[choice.token] ?? new Uint8Array());
    state = choice.state;
    if (count >= mostTokens || isDone(state)) break;
    logits = await feed([choice.token]);
  }
  return Buffer.concat([...written, completion(state)]).toString('utf8');
}
