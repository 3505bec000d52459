import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadNetwork, ModelError, readManifest, type Network, type Tensor } from '../../server/src/model';
import { onnxFile } from './tinyNetwork';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modelwright-model-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(file: Buffer): Promise<Network> {
  const path = join(folder, 'tiny.onnx');
  await writeFile(path, file);
  return loadNetwork(path, createHash('sha256').update(file).digest('hex'));
}

const floats = (...values: number[]): Tensor => ({ dims: [values.length], data: Float32Array.from(values) });
const integers = (...values: number[]): Tensor => ({ dims: [values.length], data: Int32Array.from(values) });
const addFloats = onnxFile('Add', ['a', 'b'], 'float32');

describe('loadNetwork', () => {
  it('runs a network, several times at once', async () => {
    const network = await open(addFloats);
    const runs = [1, 2, 3].map((n) => network.run({ a: floats(n, 0.5), b: floats(10, 0.25) }));
    expect(await Promise.all(runs)).toEqual([
      { c: floats(11, 0.75) },
      { c: floats(12, 0.75) },
      { c: floats(13, 0.75) },
    ]);
  });

  it.each(['int32', 'int64', 'float32', 'bool'] as const)('widens int32 to %s and gives it back', async (type) => {
    const network = await open(onnxFile('Identity', ['a'], type));
    const { c } = await network.run({ a: integers(1, 0, 1) });
    expect(c).toEqual(type === 'float32' ? floats(1, 0, 1) : integers(1, 0, 1));
  });

  it('says which inputs are wanted', async () => {
    const network = await open(addFloats);
    await expect(network.run({ a: floats(1), words: floats(1) })).rejects.toThrow(
      'The local model wants the inputs a, b; it was given a, words.',
    );
    await expect(network.run({ a: floats(1), b: floats(2) })).resolves.toEqual({ c: floats(3) });
  });

  it('says that data do not fit their shape or type', async () => {
    const network = await open(onnxFile('Identity', ['a'], 'int64'));
    await expect(network.run({ a: { dims: [2, 2], data: Int32Array.of(1) } })).rejects.toThrow(
      'The input a has 1 values for the shape [2, 2].',
    );
    await expect(network.run({ a: floats(1) })).rejects.toThrow(
      'The input a is int64 in the local model; float32 does not fit.',
    );
  });

  it('passes on what the runtime says of a failed run', async () => {
    const network = await open(addFloats);
    await expect(network.run({ a: floats(1, 2), b: floats(1, 2, 3) })).rejects.toThrow();
    await expect(network.run({ a: floats(1), b: floats(2) })).resolves.toEqual({ c: floats(3) });
  });

  it('refuses a file that is not the one of the manifest', async () => {
    const path = join(folder, 'tiny.onnx');
    await writeFile(path, addFloats);
    await expect(loadNetwork(path, 'a'.repeat(64))).rejects.toThrow(
      /tiny\.onnx is not the file its manifest describes \(SHA-256 /,
    );
  });

  it('says that a file is no network', async () => {
    await expect(open(Buffer.from('not an ONNX file'))).rejects.toThrow(/tiny\.onnx cannot be loaded: /);
  });
});

describe('readManifest', () => {
  const whole = { name: 'tiny', version: '1', files: { encoder: { file: 'tiny.onnx', sha256: 'AB' } }, width: 160 };
  const manifest = async (content: Record<string, unknown>): ReturnType<typeof readManifest> => {
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(content));
    return readManifest(folder);
  };

  it('gives the files and the shape of a model', async () => {
    expect(await manifest(whole)).toEqual({
      name: 'tiny',
      version: '1',
      files: { encoder: { file: 'tiny.onnx', sha256: 'ab' } },
      numbers: { width: 160 },
    });
  });

  it('says what is wrong', async () => {
    await expect(readManifest(folder)).rejects.toBeInstanceOf(ModelError);
    await expect(readManifest(folder)).rejects.toThrow(/manifest\.json cannot be read: ENOENT/);
    await expect(manifest({ ...whole, version: 2 })).rejects.toThrow(/must give "version" as a text/);
    await expect(manifest({ ...whole, files: 1 })).rejects.toThrow(/must give "files" as an object/);
    await expect(manifest({ ...whole, files: { encoder: { file: '../tiny.onnx', sha256: 'ab' } } })).rejects.toThrow(
      /must name a file of its own folder/,
    );
  });
});
