import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCorpus } from './parse';
import type { GoldRecord } from './record';

const CORPUS = 'training/corpus';

/** The files of the corpus, from the project's root. */
export function corpusFiles(): string[] {
  return readdirSync(CORPUS)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(CORPUS, name));
}

/** All problems of the corpus; what is no problem in its format is left out. */
export function corpusRecords(): GoldRecord[] {
  return corpusFiles().flatMap((file) => [...parseCorpus(readFileSync(file, 'utf8')).records]);
}
