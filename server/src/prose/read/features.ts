import { isDigits, isFunctionWord, isWord, stem, type Token } from './tokens';
import type { NumberMention } from './numbers';
import type { Sentences } from './sentences';

/** Hash buckets of character n-grams; bucket 0 is "no letters". */
export const gramBuckets = 16384;
export const gramsPerToken = 10;
export const shapes = 16;
export const counts = 8;
export const places = 10;
export const numberKinds = 24;

/**
 * What the network sees of each token. Position 0 is no token but the whole document: the objective's row points there.
 * Training reads the very arrays this file makes, so the two cannot drift apart.
 */
export interface Features {
  readonly length: number;
  /** Index in the vocabulary: 0 padding, 1 unknown, 2 the document, 3 digits. */
  readonly word: Int32Array;
  /** `gramsPerToken` hashed character n-grams per token. */
  readonly gram: Int32Array;
  readonly shape: Int32Array;
  /** How often the token's stem occurs, capped. */
  readonly count: Int32Array;
  /** Which sentence counted from the beginning, the last one marked apart. */
  readonly place: Int32Array;
  readonly number: Int32Array;
  /** Equal where two tokens have the same stem; 0 where the token has none. */
  readonly stem: Int32Array;
  /** Sentence, counted from 1; 0 is the document. */
  readonly sentence: Int32Array;
  /** For the first token of a number: the stem of its unit or of what it counts, in the numbering of `stem`; 1 money, 2 percent, 0 none. */
  readonly unit: Int32Array;
}

export function featuresOf(
  tokens: readonly Token[],
  sentences: Sentences,
  numbers: readonly NumberMention[],
  vocabulary: ReadonlyMap<string, number>,
): Features {
  const length = tokens.length + 1;
  const features: Features = {
    length,
    word: new Int32Array(length),
    gram: new Int32Array(length * gramsPerToken),
    shape: new Int32Array(length),
    count: new Int32Array(length),
    place: new Int32Array(length),
    number: new Int32Array(length),
    stem: new Int32Array(length),
    sentence: new Int32Array(length),
    unit: new Int32Array(length),
  };
  const stems = tokens.map((token) =>
    isWord(token.text) && !isFunctionWord(token.text) ? stem(token.text) : undefined,
  );
  const occurrences = new Map<string, number>();
  for (const each of stems) if (each !== undefined) occurrences.set(each, (occurrences.get(each) ?? 0) + 1);
  const stemIds = new Map<string, number>();
  const idOf = (text: string): number => {
    const known = stemIds.get(text);
    if (known !== undefined) return known;
    stemIds.set(text, stemIds.size + 3);
    return stemIds.size + 2;
  };
  const last = sentences.spans.length - 1;
  features.word[0] = 2;
  features.shape[0] = 15;
  tokens.forEach((token, index) => {
    const at = index + 1;
    const own = stems[index];
    const sentence = sentences.ofToken[index] ?? 0;
    features.word[at] = isDigits(token.text) ? 3 : (vocabulary.get(token.text.toLowerCase()) ?? 1);
    features.gram.set(gramsOf(token.text), at * gramsPerToken);
    features.shape[at] = shapeOf(tokens, index);
    features.count[at] = own === undefined ? 0 : Math.min(occurrences.get(own) ?? 0, counts - 1);
    features.place[at] = sentence === last ? places - 1 : Math.min(sentence, places - 2);
    features.stem[at] = own === undefined ? 0 : idOf(own);
    features.sentence[at] = sentence + 1;
  });
  for (const mention of numbers) {
    for (let index = mention.first; index < mention.last; index++) features.number[index + 1] = numberKinds - 1;
    const { unit, kind } = mention.quantity;
    features.number[mention.first + 1] = numberKind(mention);
    features.unit[mention.first + 1] =
      kind === 'percent' ? 2 : unit === undefined ? 0 : isWord(unit) ? idOf(mention.stuff ?? stem(unit)) : 1;
  }
  return features;
}

function numberKind(mention: NumberMention): number {
  const { value, kind, unit } = mention.quantity;
  const size = value < 1 ? 0 : value === 1 ? 1 : value <= 10 ? 2 : value <= 100 ? 3 : value <= 1000 ? 4 : 5;
  if (kind === 'percent') return 1;
  if (kind === 'fraction') return 2;
  if (mention.multiplies) return 3;
  if (kind === 'word') return value === 1 ? 4 : 5;
  if (unit !== undefined && !isWord(unit)) return 6 + size;
  return 12 + size;
}

export function shapeOf(tokens: readonly Token[], index: number): number {
  const text = tokens[index]?.text ?? '';
  const previous = tokens[index - 1]?.text ?? '.';
  const next = tokens[index + 1]?.text.toLowerCase() ?? '';
  if (isDigits(text))
    return next === '%'
      ? 1
      : previous === '$'
        ? 2
        : next === 'times'
          ? 3
          : text.includes('.')
            ? 4
            : text.includes(',')
              ? 5
              : 6;
  if (!isWord(text)) return text === '.' ? 7 : text === ',' ? 8 : text === '?' ? 9 : 10;
  const upper = text[0] !== text[0]?.toLowerCase();
  if (upper && text.length > 1 && text === text.toUpperCase()) return 11;
  if (upper) return /^[.?!]$/u.test(previous) ? 12 : 13;
  return 14;
}

/** Prefixes and suffixes of 2 to 5 letters and two from the middle, hashed into `gramBuckets`. */
export function gramsOf(text: string): number[] {
  if (!isWord(text)) return new Array<number>(gramsPerToken).fill(0);
  const word = `^${text.toLowerCase()}$`;
  const middle = word.length >> 1;
  const pieces = [
    ...[2, 3, 4, 5].map((size) => `p${word.slice(0, size)}`),
    ...[2, 3, 4, 5].map((size) => `s${word.slice(-size)}`),
    `m${word.slice(Math.max(0, middle - 1), middle + 2)}`,
    `w${word}`,
  ];
  return pieces.map((piece) => 1 + (fnv1a(piece) % (gramBuckets - 1)));
}

/** The 32-bit FNV-1a hash (Fowler, Noll, Vo) over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
