import { availableParallelism } from 'node:os';
import type * as Runtime from 'onnxruntime-node';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { DecoderFolder } from './folder';

/** A loaded decoder. */
export interface DecoderNetwork {
  /** A text from its beginning. */
  begin(): DecoderRun;
  /** Bytes that the network keeps of so many tokens. */
  cacheSize(tokens: number): number;
}

/** A text that grows; what the network has computed of it is kept. */
export interface DecoderRun {
  /** Adds tokens and gives the logits of the token after them, by token. */
  feed(tokens: readonly number[]): Promise<Float32Array>;
}

/** The part of the cache of one layer, and the shape of a token in it. */
interface CacheInput {
  readonly name: string;
  readonly type: 'float32' | 'float16';
  readonly heads: number;
  readonly headSize: number;
}

const mostLayers = 512;

/**
 * Loads the ONNX file of a decoder with a cache of keys and values, as Hugging Face's Optimum exports them.
 * @throws Error with a sentence where it cannot be loaded or is no such decoder
 */
export async function loadDecoder(folder: DecoderFolder): Promise<DecoderNetwork> {
  const runtime = await import('onnxruntime-node');
  const { network: path } = folder;
  const session = await runtime.InferenceSession.create(path, {
    executionProviders: ['cpu'],
    intraOpNumThreads: Math.max(1, availableParallelism() >> 1),
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4, // errors come back as errors
  }).catch((error: unknown) => {
    throw new Error(`The language model ${path} cannot be loaded: ${(error as Error).message}`);
  });
  const caches = cacheInputs(session, folder);
  return {
    begin: () => beginRun(runtime, session, caches, path),
    cacheSize: (tokens) =>
      caches.reduce((sum, { type, heads, headSize }) => sum + heads * headSize * (type === 'float32' ? 4 : 2), 0) *
      tokens,
  };
}

/** What of the cache goes in; also checks that nothing else is wanted. */
function cacheInputs(session: InferenceSession, { network: path, heads, headSize }: DecoderFolder): CacheInput[] {
  const other = (name: string): Error =>
    new Error(`The language model ${path} is of a kind that Modelwright cannot run: it has ${name}.`);
  const caches: CacheInput[] = [];
  for (const meta of session.inputMetadata) {
    if (plainInputs.has(meta.name)) continue;
    const output = outputOf(meta.name);
    if (output === undefined || !session.outputNames.includes(output)) throw other(`the input '${meta.name}'`);
    if (!meta.isTensor || (meta.type !== 'float32' && meta.type !== 'float16'))
      throw other(`'${meta.name}' of another type`);
    const [, tokenHeads = heads, , size = headSize] = meta.shape.map((each) =>
      typeof each === 'number' && each > 0 ? each : undefined,
    );
    if (meta.shape.length !== 4 || tokenHeads === undefined || size === undefined)
      throw other(`'${meta.name}' of an unknown shape`);
    caches.push({ name: meta.name, type: meta.type, heads: tokenHeads, headSize: size });
  }
  if (caches.length === 0) throw other('no cache (past_key_values)');
  if (caches.length > 2 * mostLayers) throw other(`more than ${String(mostLayers)} layers`);
  if (!session.outputNames.includes('logits')) throw other('no output logits');
  return caches;
}

const plainInputs = new Set(['input_ids', 'attention_mask', 'position_ids', 'num_logits_to_keep', 'use_cache_branch']);

/** The output that an input of the cache is taken from. */
function outputOf(input: string): string | undefined {
  const [, place] = /^past_key_values\.(\d+\.(?:key|value))$/u.exec(input) ?? [];
  return place === undefined ? undefined : `present.${place}`;
}

function beginRun(
  { Tensor: TensorType }: typeof Runtime,
  session: InferenceSession,
  caches: readonly CacheInput[],
  path: string,
): DecoderRun {
  const wanted = new Set(session.inputNames);
  let length = 0;
  const cache = new Map<string, Tensor>(
    caches.map(({ name, type, heads, headSize }) => {
      const none = type === 'float32' ? new Float32Array() : new Uint16Array();
      return [name, new TensorType(type, none, [1, heads, 0, headSize])];
    }),
  );
  const integers = (values: readonly number[], dims = [1, values.length]): Tensor =>
    new TensorType('int64', BigInt64Array.from(values, BigInt), dims);

  return {
    async feed(tokens) {
      const after = length + tokens.length;
      const feeds: Record<string, Tensor> = Object.fromEntries(cache);
      const plain: Readonly<Record<string, () => Tensor>> = {
        input_ids: () => integers(tokens),
        attention_mask: () => integers(Array<number>(after).fill(1)),
        position_ids: () => integers(tokens.map((_, at) => length + at)),
        num_logits_to_keep: () => integers([1], []),
        use_cache_branch: () => new TensorType('bool', Uint8Array.of(length > 0 ? 1 : 0), [1]),
      };
      for (const [name, tensor] of Object.entries(plain)) if (wanted.has(name)) feeds[name] = tensor();
      const results = await session.run(feeds).catch((error: unknown) => {
        throw new Error(`The language model ${path} failed: ${(error as Error).message}`);
      });
      for (const { name } of caches) {
        const next = results[outputOf(name) ?? ''];
        if (next) cache.set(name, next);
      }
      length = after;
      return lastLogits(results['logits'], path);
    },
  };
}

function lastLogits(tensor: Tensor | undefined, path: string): Float32Array {
  const size = tensor?.dims.at(-1) ?? 0;
  if (!tensor || !(tensor.data instanceof Float32Array) || size < 1 || tensor.data.length < size)
    throw new Error(`The language model ${path} gives logits that cannot be read.`);
  return tensor.data.subarray(tensor.data.length - size);
}
