import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type LocalModel,
  type LocalModelOptions,
  ModelError,
  openLocalModel,
  type Tensor,
} from '../../server/src/model';
import { modelFolder, onnxFile } from './tinyNetwork';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function folderWith(file: Buffer, manifest?: Record<string, unknown>): Promise<string> {
  const folder = await modelFolder(file, manifest);
  closing.push(() => rm(folder, { recursive: true }));
  return folder;
}

async function open(file: Buffer, options?: LocalModelOptions): Promise<LocalModel> {
  const model = await openLocalModel(await folderWith(file), options);
  closing.unshift(() => model.dispose());
  return model;
}

const floats = (...values: number[]): Tensor => ({ dims: [values.length], data: Float32Array.from(values) });
const integers = (...values: number[]): Tensor => ({ dims: [values.length], data: Int32Array.from(values) });
const addFloats = onnxFile('Add', ['a', 'b'], 'float32');

describe('openLocalModel', () => {
  it('runs a network, several times at once', async () => {
    const model = await open(addFloats);
    expect(model.name).toBe('tiny 1');
    const runs = [1, 2, 3].map((n) => model.run({ a: floats(n, 0.5), b: floats(10, 0.25) }));
    expect(await Promise.all(runs)).toEqual([
      { c: floats(11, 0.75) },
      { c: floats(12, 0.75) },
      { c: floats(13, 0.75) },
    ]);
  });

  it.each(['int32', 'int64', 'float32', 'bool'] as const)('widens int32 to %s and gives it back', async (type) => {
    const model = await open(onnxFile('Identity', ['a'], type));
    const { c } = await model.run({ a: integers(1, 0, 1) });
    expect(c).toEqual(type === 'float32' ? floats(1, 0, 1) : integers(1, 0, 1));
  });

  it('says which inputs are wanted', async () => {
    const model = await open(addFloats);
    await expect(model.run({ a: floats(1), words: floats(1) })).rejects.toThrow(
      new ModelError('The local model wants the inputs a, b; it was given a, words.'),
    );
    await expect(model.run({ a: floats(1), b: floats(2) })).resolves.toEqual({ c: floats(3) });
  });

  it('says that data do not fit their shape or type', async () => {
    const model = await open(onnxFile('Identity', ['a'], 'int64'));
    await expect(model.run({ a: { dims: [2, 2], data: Int32Array.of(1) } })).rejects.toThrow(
      'The input a has 1 values for the shape [2, 2].',
    );
    await expect(model.run({ a: floats(1) })).rejects.toThrow(
      'The input a is int64 in the local model; float32 does not fit.',
    );
  });

  it('passes on what the runtime says of a failed run', async () => {
    const model = await open(addFloats);
    await expect(model.run({ a: floats(1, 2), b: floats(1, 2, 3) })).rejects.toBeInstanceOf(ModelError);
    await expect(model.run({ a: floats(1), b: floats(2) })).resolves.toEqual({ c: floats(3) });
  });

  it('refuses a file that is not the one of the manifest, and takes it once it is', async () => {
    const folder = await folderWith(addFloats);
    const model = await openLocalModel(folder);
    closing.unshift(() => model.dispose());
    await writeFile(join(folder, 'tiny.onnx'), onnxFile('Sub', ['a', 'b'], 'float32'));
    const run = (): Promise<unknown> => model.run({ a: floats(1), b: floats(2) });
    await expect(run()).rejects.toThrow(/tiny\.onnx is not the file its manifest describes \(SHA-256 /);
    await expect(run()).rejects.toBeInstanceOf(ModelError);
    await writeFile(join(folder, 'tiny.onnx'), addFloats);
    await expect(run()).resolves.toEqual({ c: floats(3) });
  });

  it('says that a file is no network', async () => {
    const model = await open(Buffer.from('not an ONNX file'));
    await expect(model.run({})).rejects.toThrow(/tiny\.onnx cannot be loaded: /);
  });

  it('says what is wrong with a manifest', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'modelwright-model-'));
    closing.push(() => rm(empty, { recursive: true }));
    await expect(openLocalModel(empty)).rejects.toThrow(/manifest\.json cannot be read: ENOENT/);
    await expect(openLocalModel(await folderWith(addFloats, { version: 2 }))).rejects.toThrow(
      /must give "version" as a text/,
    );
    await expect(openLocalModel(await folderWith(addFloats, { file: '../tiny.onnx' }))).rejects.toThrow(
      /must name a file of its own folder/,
    );
  });
});
