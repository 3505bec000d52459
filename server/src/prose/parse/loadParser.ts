import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { loadNetwork } from '../../model/network';
import { parse, type Networks, type Parsed } from './decode';
import { inputOf, type Vocabulary } from './input';
import type { CheckedFile, ParserFiles } from './textParser';
import { vocabularyOf } from './vocabulary';

/** A parser in this process. */
export interface LoadedParser {
  readonly vocabulary: Vocabulary;
  parse(text: string, signal?: AbortSignal): Promise<Parsed>;
}

/**
 * Loads networks and vocabulary; what is checked is what is used.
 * @throws Error with a sentence for people
 */
export async function loadParser({ encoder, decoder, words, shape }: ParserFiles): Promise<LoadedParser> {
  const vocabulary = vocabularyOf(await readChecked(words));
  const networks: Networks = {
    encoder: await loadNetwork(encoder.path, encoder.sha256),
    decoder: await loadNetwork(decoder.path, decoder.sha256),
    shape,
  };
  return { vocabulary, parse: (text, signal) => parse(inputOf(text, vocabulary), networks, signal) };
}

async function readChecked({ path, sha256 }: CheckedFile): Promise<string> {
  const bytes = await readFile(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${path} is not the file its manifest describes (SHA-256 ${found}).`);
  return bytes.toString('utf8');
}
