import { ModelError, type Complete } from '../model';
import { emptyGraph, type Reading } from '../prose';
import { blankComments, citedSchema, readingOf } from '../prose/cited';
import { judge, type Candidate } from './judge';
import { promptOf, repairOf } from './prompt';
import type { SynthesizeOptions, Trial, TryModel } from './types';
import { byFaults, isSettled, vote, type Elected } from './vote';

/** Characters beyond which a text is no problem told in words. */
const longestText = 40_000;

/**
 * Reads a problem with a language model of the user's: several replies, each held against the text, compiled, solved and
 * mended from what is wrong with it; the outcome that most of them come to wins (the inference-time methods of CP-Bench,
 * Michailidis et al. 2025). Its confidence is that agreement.
 *
 * Rejects with `AbortError`, and with `ModelError` where the model cannot be asked or nothing it wrote can be used: what
 * is not verified is never a reading.
 */
export async function synthesize(
  source: string,
  complete: Complete,
  tryModel: TryModel,
  options: SynthesizeOptions,
  signal?: AbortSignal,
): Promise<Reading> {
  const text = blankComments(source);
  if (text.trim() === '') return empty(source);
  if (text.length > longestText)
    throw new ModelError(`The text is longer than ${String(longestText)} characters, too long to be one problem.`);
  const tried = once(tryModel);
  const candidates: Candidate[] = [];
  for (let sample = 1; sample <= options.samples && !isSettled(candidates, options.samples - sample + 1); sample++) {
    try {
      candidates.push(await one(text, complete, tried, sample, options, signal));
    } catch (error) {
      // What was verified before the model failed still is.
      if (!(error instanceof ModelError) || !vote(candidates)) throw error;
      break;
    }
  }
  const elected = vote(candidates);
  if (!elected) throw new ModelError(unusable(candidates));
  return told(elected, candidates.length, text);
}

/** The same model, which two replies may become, is solved once. */
function once(tryModel: TryModel): TryModel {
  const known = new Map<string, Trial>();
  return async (model, signal) => {
    const trial = known.get(model) ?? (await tryModel(model, signal));
    known.set(model, trial);
    return trial;
  };
}

/** One reply, and its repairs: the best of them. */
async function one(
  text: string,
  complete: Complete,
  tryModel: TryModel,
  sample: number,
  { samples, repairs, onAsking }: SynthesizeOptions,
  signal?: AbortSignal,
): Promise<Candidate> {
  const prompt = promptOf(text);
  // The first is the likeliest; the others differ, or they could not disagree.
  const how = { temperature: sample === 1 ? 0 : 0.7, seed: sample };
  let best: Candidate | undefined;
  let last: Candidate | undefined;
  for (let repair = 0; repair <= repairs; repair++) {
    onAsking?.({ sample, samples, repair });
    const messages = last ? [...prompt, ...repairOf(last.reply, wrongs(last, repair === 1))] : prompt;
    const reply = await complete(messages, citedSchema, how, signal).catch((error: unknown) => {
      if (error instanceof ModelError && best?.outcome !== undefined) return undefined;
      throw error;
    });
    if (reply === undefined || reply === last?.reply) break;
    last = await judge(reply, text, tryModel, signal);
    signal?.throwIfAborted();
    if (!best || byFaults(last, best) < 0) best = last;
    if (wrongs(last, repair === 0).length === 0) break;
  }
  if (!best) throw new ModelError('The model gave no reply.');
  return best;
}

/** What has to be mended; what is only doubtful is asked about once. */
function wrongs({ said, doubts }: Candidate, isFirst: boolean): readonly string[] {
  return isFirst ? [...said, ...doubts] : said;
}

function told({ candidate, votes }: Elected, asked: number, text: string): Reading {
  const { resolved, graph, faults, outcome } = candidate;
  // The rule of succession: one reply alone is no agreement.
  const agreement = (votes + 0.5) / (asked + 1);
  const reading = readingOf(resolved, graph, faults, agreement * 0.75 ** faults.length);
  if (asked < 2 || votes * 2 > asked || outcome === 'no problem') return reading;
  const span = { start: 0, end: text.trimEnd().length };
  const message = `Your model read this text ${String(asked)} times and came to different answers; this is ${votes === 1 ? 'one of them' : `that of ${String(votes)}`}. Look at what it became.`;
  return { ...reading, findings: [{ kind: 'low-confidence', span, message }, ...reading.findings] };
}

function unusable(candidates: readonly Candidate[]): string {
  const [first] = candidates.flatMap(({ said }) => said.slice(0, 1));
  const why = first === undefined ? '' : `, since ${first.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').slice(0, 300)}`;
  const times = candidates.length === 1 ? 'Nothing' : `In ${String(candidates.length)} replies nothing`;
  return `${times} that your model wrote can be used${why}.`;
}

function empty(text: string): Reading {
  const question = 'What is to be decided, what limits it, and what should be as large or as small as possible?';
  const message = 'There is nothing to read. Describe what is to be decided, what limits it, and what is wanted.';
  return {
    graph: emptyGraph,
    findings: [{ kind: 'empty', span: { start: 0, end: text.length }, message, question }],
    doubts: [],
    confidence: 1,
  };
}
