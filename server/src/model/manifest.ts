import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ModelError } from './types';

/** What `manifest.json` in a model's folder says about it. Other fields are the reader's business. */
export interface ModelManifest {
  readonly name: string;
  readonly version: string;
  /** Name of the ONNX file in the same folder. */
  readonly file: string;
  /** Of the ONNX file, in lower-case hexadecimal. */
  readonly sha256: string;
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
  const field = (name: string): string => {
    const value = typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;
    if (typeof value === 'string' && value !== '') return value;
    throw new ModelError(`The local model's manifest ${path} must give "${name}" as a text.`);
  };
  const manifest = {
    name: field('name'),
    version: field('version'),
    file: field('file'),
    sha256: field('sha256').toLowerCase(),
  };
  // The file lies beside its manifest; a path would let a manifest point at any file of the machine.
  if (basename(manifest.file) !== manifest.file || manifest.file === '..') {
    throw new ModelError(
      `The local model's manifest ${path} must name a file of its own folder, not ${manifest.file}.`,
    );
  }
  return manifest;
}
