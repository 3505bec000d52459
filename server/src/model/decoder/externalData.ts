import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The messages of onnx.proto3 that weights stand in, by the numbers of their fields. The runtime opens whatever path a
 * tensor's `external_data` names, so it has to be known before the file is loaded.
 */
const messages = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: { 13: 'entry' },
  entry: { 1: 'text', 2: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<number, string>>>>;

const longestText = 4_096;
const deepest = 64;

/**
 * The files that the tensors of an ONNX file are said to be in, as it names them. Reads the headers of its fields only.
 * @throws Error with a sentence where it is not in the format of ONNX
 */
export function externalFiles(path: string): ReadonlySet<string> {
  const file = openSync(path, 'r');
  try {
    return new Set(locationsIn(bytesOf(file), fstatSync(file).size));
  } catch (error) {
    throw error instanceof RangeError ? new Error(`The file ${path} is no ONNX file: ${error.message}.`) : error;
  } finally {
    closeSync(file);
  }
}

type ByteAt = (position: number) => number;

/** The bytes of a file, of which a window is in memory. */
function bytesOf(file: number): ByteAt {
  const window = Buffer.alloc(1 << 16);
  let [from, to] = [0, 0];
  return (position) => {
    if (position < from || position >= to) {
      from = position;
      to = position + readSync(file, window, 0, window.length, position);
    }
    const byte = window[position - from];
    if (byte === undefined || position >= to) throw new RangeError('it ends too soon');
    return byte;
  };
}

function locationsIn(byteAt: ByteAt, size: number): string[] {
  const found: string[] = [];

  const visit = (kind: keyof typeof messages, from: number, to: number, depth: number): void => {
    if (depth > deepest) throw new RangeError('its parts stand too deep in one another');
    const parts: Readonly<Record<number, string>> = messages[kind];
    /** Of an entry: its key and its value, in whichever order. */
    const texts: string[] = [];
    for (let at = from; at < to;) {
      const [tag, start] = varint(at);
      if (tag >= 2 ** 32) throw new RangeError('a number of a field is too large');
      const [field, wire] = [Math.floor(tag / 8), tag % 8];
      const end = endOf(wire, start);
      if (end > to) throw new RangeError('a part is longer than the whole');
      const part = wire === 2 ? parts[field] : undefined;
      const content = wire === 2 ? varint(start)[1] : start;
      if (part === 'text') texts.push(text(content, end));
      else if (part !== undefined) visit(part as keyof typeof messages, content, end, depth + 1);
      at = end;
    }
    if (texts.includes('location')) found.push(...texts.filter((each) => each !== 'location'));
  };

  /** Where a field ends, by its wire type. */
  const endOf = (wire: number, at: number): number => {
    switch (wire) {
      case 0:
        return varint(at)[1];
      case 1:
        return at + 8;
      case 2: {
        const [length, start] = varint(at);
        return start + length;
      }
      case 5:
        return at + 4;
      default:
        throw new RangeError(`it has a field of the wire type ${String(wire)}`);
    }
  };

  /** A number and where it ends. */
  const varint = (at: number): readonly [number, number] => {
    let value = 0;
    for (let digit = 0; digit < 10; digit++) {
      const byte = byteAt(at + digit);
      value += (byte & 127) * 2 ** (7 * digit);
      if (byte < 128) return [value, at + digit + 1];
    }
    throw new RangeError('a number does not end');
  };

  const text = (from: number, to: number): string => {
    if (to - from > longestText) throw new RangeError('a name is too long');
    return Buffer.from(Array.from({ length: to - from }, (_, at) => byteAt(from + at))).toString('utf8');
  };

  visit('model', 0, size, 0);
  return found;
}
