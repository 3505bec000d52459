import { open, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { externalFiles } from './externalData';

/** A folder with a language model in the layout of Hugging Face, looked through but not loaded. */
export interface DecoderFolder {
  /** Of the ONNX file. */
  readonly network: string;
  /** Bytes of the weights on the disk. */
  readonly size: number;
  /** Tokens that prompt and reply may have together. */
  readonly context: number;
  /** For what the ONNX file does not say of its cache. */
  readonly heads: number | undefined;
  readonly headSize: number | undefined;
  /** Of `generation_config.json`. */
  readonly topP: number;
  readonly template: string;
  readonly tokenizer: Json;
  readonly tokenizerConfig: Json;
}

export type Json = Readonly<Record<string, unknown>>;

/** The quantized one is as good here and far smaller. */
const networks = ['model_quantized.onnx', 'model_q4.onnx', 'model_int8.onnx', 'model.onnx'];
const megabyte = 1 << 20;
const defaultContext = 2_048;
const mostContext = 1 << 20;

/**
 * Reads and checks what lies in the folder. It is a stranger's: nothing outside it is opened, whatever its files say, and
 * nothing of unreasonable size.
 * @throws Error with a sentence for people
 */
export async function readFolder(given: string): Promise<DecoderFolder> {
  if (!isAbsolute(given)) throw new Error(`The folder of the language model must be an absolute path, not '${given}'.`);
  const folder = await realpath(given).catch(() => {
    throw new Error(`There is no folder ${given} with a language model.`);
  });
  const config = await needed(folder, 'config.json', megabyte);
  const tokenizer = await needed(folder, 'tokenizer.json', 64 * megabyte);
  const tokenizerConfig = await needed(folder, 'tokenizer_config.json', 8 * megabyte);
  const generation = (await readJson(folder, 'generation_config.json', megabyte)) ?? {};
  const template = templateIn(tokenizerConfig) ?? (await readText(folder, 'chat_template.jinja', megabyte));
  if (template === undefined) {
    throw new Error(
      `The language model in ${folder} has no chat template (chat_template in tokenizer_config.json): only a model that holds conversations can read problems.`,
    );
  }
  const network = await networkIn(folder);
  const text = isObject(config['text_config']) ? config['text_config'] : config;
  const attention = whole(text, 'num_attention_heads', 4_096);
  const width = whole(text, 'hidden_size', 1 << 20);
  const topP = generation['top_p'];
  return {
    network,
    size: await sizeOf(folder, network),
    context: whole(text, 'max_position_embeddings', mostContext) ?? defaultContext,
    heads: whole(text, 'num_key_value_heads', 4_096) ?? attention,
    headSize: whole(text, 'head_dim', 65_536) ?? (attention && width ? Math.floor(width / attention) : undefined),
    topP: typeof topP === 'number' && topP > 0 && topP <= 1 ? topP : 0.95,
    template,
    tokenizer,
    tokenizerConfig,
  };
}

async function networkIn(folder: string): Promise<string> {
  for (const name of networks) {
    const path = await within(folder, join('onnx', name));
    if (path !== undefined) return path;
  }
  throw new Error(`There is none of ${networks.join(', ')} in ${join(folder, 'onnx')}.`);
}

/** The size of an ONNX file with the files that its weights are in, which lie beside it. */
async function sizeOf(folder: string, network: string): Promise<number> {
  let { size } = await stat(network);
  const home = dirname(network);
  for (const name of externalFiles(network)) {
    const isPlain = name !== '' && name !== '.' && name !== '..' && !/[\\/\0:]/u.test(name);
    if (!isPlain) throw new Error(`The file ${network} has weights in '${name}', which is no file beside it.`);
    const path = await within(folder, join(home, name).slice(folder.length + 1));
    if (path === undefined || dirname(path) !== home) throw new Error(`The file ${network} wants ${name} beside it.`);
    size += (await stat(path)).size;
  }
  return size;
}

/** Where a file of the folder really is; undefined where there is none. */
async function within(folder: string, name: string): Promise<string | undefined> {
  const given = join(folder, name);
  const path = await realpath(given).catch(() => undefined);
  if (path === undefined) return undefined;
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw new Error(`The file ${given} is a link out of the folder of the language model; put the file itself there.`);
  if (!(await stat(path)).isFile()) throw new Error(`${given} is not a file.`);
  return path;
}

async function readText(folder: string, name: string, mostBytes: number): Promise<string | undefined> {
  const path = await within(folder, name);
  if (path === undefined) return undefined;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > mostBytes) throw new Error(`The file ${path} is larger than ${String(mostBytes / megabyte)} MB.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function readJson(folder: string, name: string, mostBytes: number): Promise<Json | undefined> {
  const text = await readText(folder, name, mostBytes);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isObject(value)) throw new Error(`The file ${join(folder, name)} holds no JSON object.`);
  return value;
}

async function needed(folder: string, name: string, mostBytes: number): Promise<Json> {
  const found = await readJson(folder, name, mostBytes);
  if (!found)
    throw new Error(`The folder ${folder} has no ${name}: it holds no language model as Hugging Face has them.`);
  return found;
}

/** One template, or several with names, of which `default` is for conversations. */
function templateIn({ chat_template: template }: Json): string | undefined {
  if (typeof template === 'string') return template;
  const named = Array.isArray(template) ? template.filter(isObject) : [];
  const found = named.find(({ name }) => name === 'default')?.['template'];
  return typeof found === 'string' ? found : undefined;
}

/** A whole number from 1 on; undefined where there is none. */
function whole(config: Json, key: string, most: number): number | undefined {
  const value = config[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`"${key}" in config.json must be a whole number from 1 to ${String(most)}.`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
