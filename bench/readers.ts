import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadNetwork } from '../server/src/model/network';
import { readManifest } from '../server/src/model/manifest';
import { readText, type Reading } from '../server/src/prose';
import { loadParser } from '../server/src/prose/parse/loadParser';
import { parserFiles } from '../server/src/prose/parse/textParser';
import { readProblem } from '../server/src/prose/read';

/** Folders of models. */
export interface Models {
  readonly rows: string;
  /** May be missing: the rows then read alone. */
  readonly whole: string;
}

/** Reads texts in this process, with one of the two models or with both, as the server does. */
export async function openReader(
  { rows, whole }: Models,
  by: 'rows' | 'whole' | 'both',
): Promise<(text: string) => Promise<Reading>> {
  const { file = '', sha256 = '' } = (await readManifest(resolve(rows))).files['model'] ?? {};
  const { run } = await loadNetwork(join(rows, file), sha256);
  const model = { name: 'rows', run, dispose: () => Promise.resolve() };
  const parser = existsSync(join(whole, 'manifest.json'))
    ? await loadParser(await parserFiles(resolve(whole)))
    : undefined;
  if (by === 'whole') {
    if (!parser) throw new Error(`no model in ${whole}`);
    return (text) => parser.read(text);
  }
  return by === 'rows' ? (text) => readProblem(text, model) : (text) => readText(text, { rows: model, whole: parser });
}
