import { wholenessSentences, type WholenessSentence } from './certainty/wholeness';
import { blank, blankComments } from './comments';
import { penaltySentences, type PenaltySentence } from './penaltySentences';
import { findNumbers, type NumberMention } from './numbers';
import { segment, type Sentences } from './sentences';
import { tokenize, type Token } from './tokens';

/** The longest text the network reads at once, in tokens; a longer one is cut at the end of a sentence. */
export const longestInput = 480;

/** A text made ready for the network: everything that needs no understanding. */
export interface Document {
  readonly text: string;
  /** The text before anything but comments was blanked. */
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly sentences: Sentences;
  readonly numbers: readonly NumberMention[];
  /** Sentences that say what breaking a limit costs: read by rule, and blanked for the network. */
  readonly penalties: readonly PenaltySentence[];
  /** The sentence that says whether amounts are whole, read and blanked in the same way. */
  readonly wholeness: WholenessSentence | undefined;
  /** Offset from which the text was left out; undefined where all of it is in. */
  readonly cutAt: number | undefined;
}

export function documentOf(source: string): Document {
  const uncommented = blankComments(source);
  // A token takes at least one character, so nothing behind this window can be within the limit of a dense text; a
  // sparse one is cut earlier than needed only when it has more than 32 characters to a token.
  const window = Math.min(uncommented.length, longestInput * 32);
  const raw = tokenize(uncommented, 0, window);
  const penalties = penaltySentences(uncommented, raw);
  const wholeness = wholenessSentences(uncommented, raw);
  const ruled = [...penalties.map(({ line }) => line), ...wholeness.map(({ span }) => span)];
  const text = ruled.reduce(blank, uncommented);
  const all = tokenize(text, 0, window);
  let tokens = all;
  let sentences = segment(text, all);
  let cutAt = window < text.length && text.slice(window).trim() !== '' ? window : undefined;
  if (all.length > longestInput) {
    const limit = sentences.ofToken[longestInput] ?? 0;
    const end = sentences.ofToken.indexOf(limit);
    tokens = all.slice(0, end > longestInput / 4 ? end : longestInput);
    sentences = segment(text, tokens);
    cutAt = all[tokens.length]?.start;
  }
  const read = penalties.filter(({ span }) => cutAt === undefined || span.start < cutAt);
  return {
    text,
    source: uncommented,
    tokens,
    sentences,
    numbers: findNumbers(text, tokens),
    penalties: read,
    wholeness: wholeness.at(-1),
    cutAt,
  };
}
