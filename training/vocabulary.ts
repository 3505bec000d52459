import { readFileSync } from 'node:fs';
import { vocabularyOf } from '../server/src/prose/parse/vocabulary';
import type { Vocabulary } from '../server/src/prose/parse/input';

export const vocabularyFile = 'training/words.txt';

/** The vocabulary that belongs to the weights. */
export function readVocabulary(): Vocabulary {
  return vocabularyOf(readFileSync(vocabularyFile, 'utf8'));
}
