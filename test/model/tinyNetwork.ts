import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytes, number } from './protobuf';

const elementType = { float32: 1, int32: 6, int64: 7, bool: 9, double: 11 } as const;
export type ElementType = keyof typeof elementType;

/** ValueInfoProto of a tensor with one dimension of any length. */
function vector(name: string, type: ElementType): Buffer {
  const anyLength = bytes(2, bytes(1, bytes(2, 'n')));
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, Buffer.concat([number(1, elementType[type]), anyLength])))]);
}

/** An ONNX file of one operator: `c = operator(a, b)`, or `c = operator(a)` with a single input. */
export function onnxFile(operator: string, inputs: readonly string[], type: ElementType): Buffer {
  const node = Buffer.concat([...inputs.map((name) => bytes(1, name)), bytes(2, 'c'), bytes(4, operator)]);
  const graph = Buffer.concat([
    bytes(1, node),
    bytes(2, 'tiny'),
    ...inputs.map((name) => bytes(11, vector(name, type))),
    bytes(12, vector('c', type)),
  ]);
  return Buffer.concat([number(1, 7), bytes(7, graph), bytes(8, number(2, 13))]); // IR version 7, operator set 13
}

/** A new folder with a model in it, as `openLocalModel` wants it; `manifest` replaces fields of the right one. */
export async function modelFolder(file: Buffer, manifest: Record<string, unknown> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'modelwright-model-'));
  const sha256 = createHash('sha256').update(file).digest('hex');
  await writeFile(join(folder, 'tiny.onnx'), file);
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({ name: 'tiny', version: '1', file: 'tiny.onnx', sha256, ...manifest }),
  );
  return folder;
}
