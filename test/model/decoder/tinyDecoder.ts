import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytes, number } from '../protobuf';

// A tiny decoder in the layout of Hugging Face, written here from scratch. Its tokens are the 256 bytes and an end of text.

const vocabularySize = 257;
const headSize = 4;

/** What the decoder would like to write. */
export interface Wishes {
  /** Bytes behind the prompt, by their place; behind them and elsewhere anything, the same for the same text before it. */
  readonly script?: string;
  /** By how much the script's bytes are liked better than all others. */
  readonly strength?: number;
}

interface FolderFiles {
  readonly config?: object;
  readonly tokenizer?: object;
  readonly tokenizerConfig?: object;
  readonly onnx?: Uint8Array;
}

/** The prompt is one token, whatever is asked: so the place of a token in the script is known. */
export const oneToken = '{% if messages %}?{% endif %}';

/** A new folder with a decoder in it; `files` replaces some of what lies there. */
export async function decoderFolder(wishes: Wishes = {}, files: FolderFiles = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'modelwright-decoder-'));
  await mkdir(join(folder, 'onnx'));
  const write = (name: string, content: object): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify(content));
  await write('config.json', files.config ?? { model_type: 'llama', max_position_embeddings: 8_192 });
  await write('generation_config.json', { top_p: 0.9 });
  await write('tokenizer_config.json', files.tokenizerConfig ?? { eos_token: '</s>', chat_template: oneToken });
  await write('tokenizer.json', files.tokenizer ?? tokenizer);
  await writeFile(join(folder, 'onnx', 'model.onnx'), files.onnx ?? decoderFile(wishes));
  return folder;
}

const random = numbers(7);
const embedding = Float32Array.from({ length: vocabularySize * headSize }, random);
const projection = Float32Array.from({ length: headSize * vocabularySize }, random);

/** What a decoder without wishes makes of a text, computed here: the logits of the byte after it. */
export function logitsAfter(text: Uint8Array): number[] {
  const mean = Array.from({ length: headSize }, (_, at) =>
    text.reduce((sum, byte) => sum + (embedding[byte * headSize + at] ?? 0) / text.length, 0),
  );
  return Array.from({ length: 256 }, (_, byte) =>
    mean.reduce((sum, each, at) => sum + each * (projection[at * vocabularySize + byte] ?? 0), 0),
  );
}

/** Each byte as byte-level BPE writes it. */
const byteTokens = Array.from({ length: 256 }, (_, byte) => byte);
const hidden = byteTokens.filter((byte) => byte < 0x21 || (byte > 0x7e && byte < 0xa1) || byte === 0xad);
const vocabulary = Object.fromEntries(
  byteTokens.map((byte) => [String.fromCharCode(hidden.includes(byte) ? 256 + hidden.indexOf(byte) : byte), byte]),
);

export const tokenizer = {
  version: '1.0',
  added_tokens: [
    { id: 256, content: '</s>', special: true, single_word: false, lstrip: false, rstrip: false, normalized: false },
  ],
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  post_processor: null,
  decoder: { type: 'ByteLevel' },
  model: { type: 'BPE', unk_token: null, byte_fallback: false, vocab: vocabulary, merges: [] },
};

/**
 * logits = weights[script[position]] + mean of all embeddings so far · projection, the mean taken from the cache. So a
 * cache that is handed on wrongly changes what is written.
 */
export function decoderFile({ script = '', strength = 100 }: Wishes): Buffer {
  // The last row likes nothing.
  const liking = new Float32Array((vocabularySize + 1) * vocabularySize);
  for (let token = 0; token < vocabularySize; token++) liking[token * vocabularySize + token] = strength;
  const places = new BigInt64Array(8_192).fill(BigInt(vocabularySize));
  for (const [at, byte] of Buffer.from(script).entries()) places[at] = BigInt(byte);
  const graph = Buffer.concat([
    node('Gather', ['embedding', 'input_ids'], 'embedded'),
    node('Unsqueeze', ['embedded', 'one'], 'heads'),
    node('Concat', ['past_key_values.0.key', 'heads'], 'present.0.key', integer('axis', 2)),
    node('Concat', ['past_key_values.0.value', 'heads'], 'present.0.value', integer('axis', 2)),
    node('ReduceMean', ['present.0.value'], 'mean', integers('axes', [2]), integer('keepdims', 0)),
    node('MatMul', ['mean', 'projection'], 'habit'),
    node('Gather', ['places', 'position_ids'], 'wanted'),
    node('Gather', ['liking', 'wanted'], 'wish'),
    node('Add', ['wish', 'habit'], 'logits'),
    bytes(2, 'tiny'),
    tensor('embedding', [vocabularySize, headSize], 1, embedding),
    tensor('projection', [headSize, vocabularySize], 1, projection),
    tensor('liking', [vocabularySize + 1, vocabularySize], 1, liking),
    tensor('places', [places.length], 7, places),
    tensor('one', [1], 7, BigInt64Array.of(1n)),
    ...['input_ids', 'attention_mask', 'position_ids'].map((name) =>
      bytes(11, value(name, 7, ['batch', `${name}_length`])),
    ),
    ...['key', 'value'].map((part) => bytes(11, value(`past_key_values.0.${part}`, 1, ['batch', 1, 'past', headSize]))),
    bytes(12, value('logits', 1, ['batch', 'length', vocabularySize])),
    ...['key', 'value'].map((part) => bytes(12, value(`present.0.${part}`, 1, ['batch', 1, 'all', headSize]))),
  ]);
  return Buffer.concat([number(1, 7), bytes(7, graph), bytes(8, number(2, 13))]); // IR version 7, operator set 13
}

/** An ONNX file with a tensor that is said to be in another file. */
export function withExternalData(location: string): Buffer {
  const entry = (key: string, text: string): Buffer => bytes(13, Buffer.concat([bytes(1, key), bytes(2, text)]));
  const stranger = Buffer.concat([
    number(1, 1),
    number(2, 1),
    bytes(8, 'w'),
    entry('location', location),
    number(14, 1),
  ]);
  return Buffer.concat([number(1, 7), bytes(7, bytes(5, stranger)), bytes(8, number(2, 13))]);
}

function node(operator: string, inputs: readonly string[], output: string, ...attributes: readonly Buffer[]): Buffer {
  const parts = [...inputs.map((name) => bytes(1, name)), bytes(2, output), bytes(4, operator), ...attributes];
  return bytes(1, Buffer.concat(parts));
}

function integer(name: string, value: number): Buffer {
  return bytes(5, Buffer.concat([bytes(1, name), number(3, value), number(20, 2)]));
}

function integers(name: string, values: readonly number[]): Buffer {
  return bytes(5, Buffer.concat([bytes(1, name), ...values.map((each) => number(8, each)), number(20, 7)]));
}

/** An initializer; types: 1 float32, 7 int64. */
function tensor(name: string, dims: readonly number[], type: number, data: Float32Array | BigInt64Array): Buffer {
  const raw = new Uint8Array(data.buffer);
  const parts = [...dims.map((size) => number(1, size)), number(2, type), bytes(8, name), bytes(9, raw)];
  return bytes(5, Buffer.concat(parts));
}

/** ValueInfoProto of a tensor; a size that is named may be any. */
function value(name: string, type: number, dims: readonly (number | string)[]): Buffer {
  const sizes = dims.map((size) => bytes(1, typeof size === 'number' ? number(1, size) : bytes(2, size)));
  const shape = bytes(2, Buffer.concat(sizes));
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, Buffer.concat([number(1, type), shape])))]);
}

/** From -1 to 1, always the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647) * 2 - 1;
  };
}
