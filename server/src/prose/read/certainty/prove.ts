import type { Span } from '../../../text';
import type { Alternative, Doubt, Finding, Reading, Rewording, Skeleton } from '../../graph';
import { sameMeaning } from './sameMeaning';
import { filled } from './skeletons';

/** Reads a text as the text in hand was read; undefined where that cannot be done. */
export type Read = (text: string) => Promise<Reading | undefined>;

/** Something that can be written into the text, after it was read again and meant what it says. */
export type Proved =
  | { readonly kind: 'wording'; readonly meaning: string; readonly rewordings: readonly Rewording[] }
  | { readonly kind: 'skeleton'; readonly skeleton: Skeleton };

/**
 * What of the proposals for a doubt or a finding holds: of each alternative the first wording that, read again, gives its
 * graph and leaves less in doubt; of the skeletons those that, with any number in their places, answer the question.
 */
export async function provedFor(
  text: string,
  before: Reading,
  about: Doubt | Finding,
  read: Read,
): Promise<readonly Proved[]> {
  const proved: Proved[] = [];
  for (const alternative of about.alternatives ?? []) {
    const rewordings = await firstProved(text, before, about, alternative, read);
    if (rewordings) proved.push({ kind: 'wording', meaning: alternative.meaning, rewordings });
  }
  for (const ways of 'skeletons' in about ? (about.skeletons ?? []) : []) {
    for (const skeleton of ways) {
      if (!(await answers(text, before, skeleton, read))) continue;
      proved.push({ kind: 'skeleton', skeleton });
      break;
    }
  }
  return proved;
}

async function firstProved(
  text: string,
  before: Reading,
  about: Doubt | Finding,
  { graph, wordings }: Alternative,
  read: Read,
): Promise<readonly Rewording[] | undefined> {
  for (const rewordings of wordings) {
    const after = await read(reworded(text, rewordings));
    if (after && sameMeaning(after.graph, graph) && openOf(after) < openOf(before) && !isStillOpen(after, about)) {
      return rewordings;
    }
  }
  return undefined;
}

/** What a reading leaves to be settled. */
function openOf({ findings, doubts }: Reading): number {
  return findings.length + doubts.length;
}

/** The same words in the same doubt. */
function isStillOpen({ findings, doubts }: Reading, about: Doubt | Finding): boolean {
  return [...findings, ...doubts].some(({ message }) => message === about.message);
}

/** Whether a sentence with numbers in its places takes a question away and brings nothing new up. */
async function answers(text: string, before: Reading, skeleton: Skeleton, read: Read): Promise<boolean> {
  const numbers = skeleton.pieces.slice(1).map((_, index) => String(7 + 2 * index));
  const after = await read(filled(text, skeleton, numbers));
  const questions = ({ findings }: Reading): number => findings.filter(({ question }) => question !== undefined).length;
  return after !== undefined && questions(after) < questions(before) && openOf(after) < openOf(before);
}

/** A text with some stretches, none in another, written anew. */
function reworded(text: string, rewordings: readonly Rewording[]): string {
  return [...rewordings]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((rest, { span, newText }) => put(rest, span, newText), text);
}

function put(text: string, { start, end }: Span, newText: string): string {
  return text.slice(0, start) + newText + text.slice(end);
}
