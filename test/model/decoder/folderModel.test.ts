import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolderModel, type FolderModel, type FolderModelOptions } from '../../../server/src/model';
import { citedSchema } from '../../../server/src/prose/cited';
import { bakeryModel } from '../../synthesize/bakery';
import { onnxFile } from '../tinyNetwork';
import { faultIn } from './schemaFault';
import { decoderFile, decoderFolder, logitsAfter, tokenizer, withExternalData } from './tinyDecoder';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function open(folder: string, options?: FolderModelOptions): FolderModel {
  const model = openFolderModel(folder, options);
  closing.push(
    () => model.dispose(),
    () => rm(folder, { recursive: true, force: true }),
  );
  return model;
}

async function openWith(...files: Parameters<typeof decoderFolder>): Promise<FolderModel> {
  return open(await decoderFolder(...files));
}

const asked = [{ role: 'user', content: 'How many loaves?' }] as const;
const likeliest = { temperature: 0, seed: 1 };
const pair = {
  type: 'object',
  properties: { who: { enum: ['ann', 'bob'] }, said: { type: 'array', items: { type: 'string' } } },
  required: ['who', 'said'],
};
const write = (model: FolderModel, schema: object = pair, how = likeliest): Promise<string> =>
  model.complete(asked, { ...schema }, how);
/** Why nothing is written. */
async function refusal(folder: string, options?: FolderModelOptions): Promise<string> {
  const model = open(folder, options);
  return model.complete(asked, pair, likeliest).then(
    (text) => `wrote ${text}`,
    (error: unknown) => (error as Error).message.replaceAll(folder, 'FOLDER'),
  );
}

describe('a language model in a folder', () => {
  it('writes what it likes best, where that keeps to the schema', async () => {
    const script = JSON.stringify({ ...bakeryModel, ignore: ['größer 𝛼 "so"'] });
    expect(await write(await openWith({ script }), citedSchema)).toBe(script);
  });

  it.each([
    ['{"who":"cid","said":[]}', /^\{"who":"(?:ann|bob)","said":\[/u],
    ['{"who":"bob" , "said" : [ ] }', /^\{"who":"bob","said":\[/u],
    ['I think: {"who":"ann","said":[]}', /^\{"who":"(?:ann|bob)","said":\[/u],
    ['{"who":"bob","said":["a\nb"]}', /^\{"who":"bob","said":\["a/u],
  ])('keeps to the schema where it would like to write %j', async (script, expected) => {
    const text = await write(await openWith({ script }));
    expect(text).toMatch(expected);
    expect(faultIn(JSON.parse(text), pair)).toBeUndefined();
  });

  it('always writes what can be parsed, the same for the same seed', async () => {
    const model = await openWith({}, { config: { max_position_embeddings: 1_200 } });
    const texts: string[] = [];
    for (const seed of [1, 2, 3]) {
      const text = await write(model, citedSchema, { temperature: 1, seed });
      expect(faultIn(JSON.parse(text), citedSchema)).toBeUndefined();
      texts.push(text);
    }
    expect(new Set(texts).size).toBe(3);
    expect(await write(model, citedSchema, { temperature: 1, seed: 2 })).toBe(texts[1]);
  });

  it('sees all of the text so far, prompt and own words', async () => {
    const template = '{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}';
    const ascii = Object.fromEntries(Object.entries(tokenizer.model.vocab).filter(([, byte]) => byte < 0x80));
    const model = await openWith(
      {},
      {
        tokenizerConfig: { chat_template: template },
        tokenizer: { ...tokenizer, model: { ...tokenizer.model, vocab: ascii } },
      },
    );
    const content = 'A long question. '.repeat(20);
    const text = await model.complete([{ role: 'user', content }], { type: 'string' }, likeliest);
    let expected = '"';
    while (expected.length < 40) {
      const logits = logitsAfter(Buffer.from(`user: ${content}\n${expected}`));
      const letters = logits.map((logit, byte) => (byte < 0x20 || byte === 0x5c || byte > 0x7f ? -Infinity : logit));
      expected += String.fromCharCode(letters.indexOf(Math.max(...letters)));
    }
    expect(text.slice(0, 40)).toBe(expected);
  });

  it('comes to an end where what it can see is full', async () => {
    const script = `{"who":"ann","said":["${'x'.repeat(1_000)}`;
    const text = await write(await openWith({ script }, { config: { max_position_embeddings: 300 } }));
    expect(text).toBe(`{"who":"ann","said":["${'x'.repeat(299 - 22)}"]}`);
  });

  it('stops when it is cancelled, and goes on afterwards', async () => {
    const model = await openWith({ script: `{"who":"ann","said":["${'x'.repeat(2_000)}` });
    await write(model, { type: 'null' });
    const controller = new AbortController();
    const running = model.complete(asked, pair, likeliest, controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(await write(model, { type: 'null' })).toBe('null');
  });

  it('is waited for no longer than the limit, and takes no more memory than it may', async () => {
    const endless = '{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}';
    const slow = await decoderFolder({}, { tokenizerConfig: { chat_template: endless } });
    expect(await refusal(slow, { timeLimitMs: 1_000 })).toMatch(
      /^The language model in \S+ did not answer within 1 seconds/u,
    );
    expect(await refusal(await decoderFolder(), { memoryLimitMb: 8 })).toMatch(
      /^The language model in \S+ needs more memory than it may take \(0\.\d GB of 0\.0 GB\): take a smaller one, or raise modelwright\.solve\.memoryLimit\.$/u,
    );
  });

  it('says what is missing or broken', async () => {
    const folder = await decoderFolder();
    expect(await refusal('not/absolute')).toBe(
      "The folder of the language model must be an absolute path, not 'FOLDER'.",
    );
    expect(await refusal(join(folder, 'none'))).toBe('There is no folder FOLDER with a language model.');
    await rm(join(folder, 'onnx', 'model.onnx'));
    expect(await refusal(folder)).toBe(
      'There is none of model_quantized.onnx, model_q4.onnx, model_int8.onnx, model.onnx in FOLDER/onnx.',
    );
    const without = await decoderFolder();
    await rm(join(without, 'tokenizer.json'));
    expect(await refusal(without)).toBe(
      'The folder FOLDER has no tokenizer.json: it holds no language model as Hugging Face has them.',
    );
    const broken = await decoderFolder();
    await writeFile(join(broken, 'config.json'), '{"model_type"');
    expect(await refusal(broken)).toBe('The file FOLDER/config.json holds no JSON object.');
    expect(await refusal(await decoderFolder({}, { tokenizerConfig: {} }))).toMatch(/has no chat template/u);
    expect(await refusal(await decoderFolder({}, { tokenizerConfig: { chat_template: '{% if %}' } }))).toMatch(
      /^The chat template of the language model cannot be used: /u,
    );
    const noBrace = { ...tokenizer, model: { ...tokenizer.model, vocab: { a: 97 } } };
    expect(await refusal(await decoderFolder({}, { tokenizer: noBrace }))).toBe(
      'The vocabulary in tokenizer.json cannot write JSON: it has no token “ ”.',
    );
    expect(await refusal(await decoderFolder({}, { config: { max_position_embeddings: 100 } }))).toMatch(
      /^The text is too long for the language model in \S+: with what it is told it makes 1 tokens, and 100 are all it can see\.$/u,
    );
  });

  it('runs no other network than a decoder with a cache', async () => {
    expect(await refusal(await decoderFolder({}, { onnx: Buffer.from('not an ONNX file') }))).toMatch(
      /^The file FOLDER\/onnx\/model\.onnx is no ONNX file: /u,
    );
    expect(await refusal(await decoderFolder({}, { onnx: onnxFile('Identity', ['a'], 'float32') }))).toBe(
      "The language model FOLDER/onnx/model.onnx is of a kind that Modelwright cannot run: it has the input 'a'.",
    );
    expect(await refusal(await decoderFolder({}, { onnx: decoderFile({}).subarray(0, 20_000) }))).toMatch(
      /^The file FOLDER\/onnx\/model\.onnx is no ONNX file: a part is longer than the whole\.$/u,
    );
  });

  it('is read from nowhere but its folder', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'modelwright-outside-'));
    closing.push(() => rm(outside, { recursive: true }));
    await writeFile(join(outside, 'config.json'), '{}');
    await writeFile(join(outside, 'weights'), 'secret');
    const linked = await decoderFolder();
    await rm(join(linked, 'config.json'));
    await symlink(join(outside, 'config.json'), join(linked, 'config.json'));
    expect(await refusal(linked)).toBe(
      'The file FOLDER/config.json is a link out of the folder of the language model; put the file itself there.',
    );
    for (const name of [join(outside, 'weights'), '../../weights', '..', '../config.json', '*/_ORT_MEM_ADDR_/*', 'C:x'])
      expect(await refusal(await decoderFolder({}, { onnx: withExternalData(name) })), name).toBe(
        `The file FOLDER/onnx/model.onnx has weights in '${name}', which is no file beside it.`,
      );
    expect(await refusal(await decoderFolder({}, { onnx: withExternalData('model.onnx_data') }))).toBe(
      'The file FOLDER/onnx/model.onnx wants model.onnx_data beside it.',
    );
    const beside = await decoderFolder({}, { onnx: withExternalData('weights') });
    await symlink(join(outside, 'weights'), join(beside, 'onnx', 'weights'));
    expect(await refusal(beside)).toMatch(/^The file FOLDER\/onnx\/weights is a link out of the folder/u);
  });

  it('may not be of unreasonable size', async () => {
    const large = await decoderFolder();
    await truncate(join(large, 'config.json'), 2 ** 31);
    expect(await refusal(large)).toBe('The file FOLDER/config.json is larger than 1 MB.');
    const weights = await decoderFolder({}, { onnx: withExternalData('weights') });
    await writeFile(join(weights, 'onnx', 'weights'), '');
    await truncate(join(weights, 'onnx', 'weights'), 2 ** 40);
    expect(await refusal(weights)).toMatch(/needs more memory than it may take \(1024\.\d GB of /u);
    for (const size of [1e12, -1, 0.5, '9'])
      expect(await refusal(await decoderFolder({}, { config: { max_position_embeddings: size } }))).toBe(
        '"max_position_embeddings" in config.json must be a whole number from 1 to 1048576.',
      );
    const far = { ...tokenizer, added_tokens: [{ id: 4e9, content: '</s>', special: true }] };
    expect(await refusal(await decoderFolder({}, { tokenizer: far }))).toBe(
      'The file tokenizer.json has a vocabulary that cannot be read.',
    );
  });
});
