import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ModelError } from './types';

/** A file of a model's folder. */
export interface ModelFile {
  /** In the same folder as the manifest. */
  readonly file: string;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

/** What `manifest.json` in a model's folder says about it. Other fields are the reader's business. */
export interface ModelManifest {
  readonly name: string;
  readonly version: string;
  /** By what they are for. */
  readonly files: Readonly<Record<string, ModelFile>>;
  /** Whole numbers that the manifest gives beside: the shape of the network. */
  readonly numbers: Readonly<Record<string, number>>;
}

/**
 * Reads and checks `manifest.json` of a model's folder.
 * @throws ModelError that says what is missing or wrong.
 */
export async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, 'manifest.json');
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ModelError(`The local model's manifest ${path} cannot be read: ${(error as Error).message}`);
  }
  const textOf = (value: unknown, name: string): string => {
    const text: unknown = isRecord(value) ? value[name] : undefined;
    if (typeof text === 'string' && text !== '') return text;
    throw new ModelError(`The local model's manifest ${path} must give "${name}" as a text.`);
  };
  const fileOf = (value: unknown): ModelFile => {
    const file = textOf(value, 'file');
    // The file lies beside its manifest; a path would let a manifest point at any file of the machine.
    if (basename(file) !== file || file === '..')
      throw new ModelError(`The local model's manifest ${path} must name a file of its own folder, not ${file}.`);
    return { file, sha256: textOf(value, 'sha256').toLowerCase() };
  };
  const fields = isRecord(content) ? content : {};
  if (!isRecord(fields['files']))
    throw new ModelError(`The local model's manifest ${path} must give "files" as an object.`);
  const files = Object.fromEntries(Object.entries(fields['files']).map(([name, value]) => [name, fileOf(value)]));
  const numbers = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (Number.isInteger(value) ? [[name, Number(value)]] : [])),
  );
  return { name: textOf(content, 'name'), version: textOf(content, 'version'), files, numbers };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
