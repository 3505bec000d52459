import type { Vocabulary } from './input';

/** Numbers 0 to 3 are padding, unknown words, the text as a whole, and digits. */
const reserved = 4;

/** The vocabulary of a file with one word in each line, in the order of the network's vectors. */
export function vocabularyOf(lines: string): Vocabulary {
  const words = lines.split('\n').filter((word) => word !== '');
  return new Map(words.map((word, at) => [word, at + reserved]));
}
