import { join } from 'node:path';
import { distFile } from '../../dist';
import { ModelError, NetworkProcess, readManifest, type ModelManifest, type NetworkProcessOptions } from '../../model';
import type { Reading } from '../graph';

/** The networks that read whole graphs, in a process of their own. */
export interface TextParser {
  /** Of the manifest: name and version, for people. */
  readonly name: string;
  /** What a problem text means. Rejects with `AbortError` when cancelled and with `ModelError`. */
  read(text: string, signal?: AbortSignal): Promise<Reading>;
  dispose(): Promise<void>;
}

/** A file whose bytes are checked before they are used. */
export interface CheckedFile {
  readonly path: string;
  readonly sha256: string;
}

/** What the parser's process is started with. */
export interface ParserFiles {
  readonly encoder: CheckedFile;
  readonly context: CheckedFile;
  readonly decoder: CheckedFile;
  readonly pieces: CheckedFile;
  /** The small network of rows. */
  readonly rows: CheckedFile;
  readonly shape: { readonly layers: number; readonly heads: number; readonly size: number };
}

const defaults: NetworkProcessOptions = { timeLimitMs: 60_000, graceMs: 1_000, idleMs: 300_000 };

/**
 * Opens the parser in a folder with its manifest; its process is started by the first text.
 * @param folder absolute path
 * @throws ModelError when the manifest is missing or wrong
 */
export async function openTextParser(
  folder: string,
  options: Partial<NetworkProcessOptions> = {},
): Promise<TextParser> {
  const manifest = await readManifest(folder);
  const { name, version } = manifest;
  const process = new NetworkProcess<string, Reading>(
    `local model ${name} ${version}`,
    { file: distFile('parserProcess.js'), args: [JSON.stringify(filesOf(folder, manifest))] },
    { ...defaults, ...options },
  );
  return {
    name: `${name} ${version}`,
    read: (text, signal) => process.run(text, signal),
    dispose: () => process.dispose(),
  };
}

/**
 * The files of a parser's folder.
 * @throws ModelError when the manifest is missing or wrong
 */
export async function parserFiles(folder: string): Promise<ParserFiles> {
  return filesOf(folder, await readManifest(folder));
}

function filesOf(folder: string, { name, files, numbers }: ModelManifest): ParserFiles {
  const file = (which: string): CheckedFile => {
    const found = files[which];
    if (!found) throw new ModelError(`The manifest of the local model ${name} names no file for its ${which}.`);
    return { path: join(folder, found.file), sha256: found.sha256 };
  };
  const { layers = 0, heads = 0, width = 0 } = numbers;
  if (!(layers > 0 && heads > 0 && width % heads === 0))
    throw new ModelError(`The manifest of the local model ${name} must give layers, heads and width.`);
  return {
    encoder: file('encoder'),
    context: file('context'),
    decoder: file('decoder'),
    pieces: file('pieces'),
    rows: file('rows'),
    shape: { layers, heads, size: width / heads },
  };
}
