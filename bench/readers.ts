import { resolve } from 'node:path';
import type { Reading } from '../server/src/prose';
import { loadParser } from '../server/src/prose/parse/loadParser';
import { parserFiles } from '../server/src/prose/parse/textParser';

/** Reads texts in this process: by the heads of rows alone, by the programs alone, or by both, as the server does. */
export async function openReader(
  folder: string,
  by: 'rows' | 'whole' | 'both',
): Promise<(text: string) => Promise<Reading>> {
  const parser = await loadParser(await parserFiles(resolve(folder)));
  return by === 'both' ? parser.read : async (text) => (await parser.readings(text))[by];
}
