import { vocabularyLines } from './vocabulary.generated';

/** Indices before the first word: 0 padding, 1 unknown, 2 the document, 3 digits. */
export const firstWord = 4;

/** The words the network knows by themselves, lower case, with their index. */
export function vocabularyOf(): ReadonlyMap<string, number> {
  const words = vocabularyLines.join(' ').split(' ');
  return new Map(words.map((word, index) => [word, firstWord + index]));
}
