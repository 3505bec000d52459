import { beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reading, Term } from '../../../server/src/prose';
import { loadParser, type LoadedParser } from '../../../server/src/prose/parse/loadParser';
import { parserFiles } from '../../../server/src/prose/parse/textParser';
import { relations } from '../../../server/src/prose/read/heads';

const folder = fileURLToPath(new URL('../../../server/models/parser', import.meta.url));
let parser: LoadedParser;
beforeAll(async () => {
  parser = await loadParser(await parserFiles(folder));
});

/** What the heads of rows alone make of a text. */
async function read(text: string): Promise<Reading> {
  return (await parser.readings(text)).rows;
}

/** Objective and constraints, each with the words it stands on. */
function told(text: string, { graph }: Reading): string[] {
  const name = (variable: number): string => graph.variables[variable]?.name ?? '?';
  const terms = (list: readonly Term[]): string =>
    list.map(({ variable, coefficient }) => `${coefficient?.text ?? '1'} ${name(variable)}`).join(' + ');
  const lines = graph.constraints.map((each) => {
    const words = text.slice(each.span.start, each.span.end);
    switch (each.kind) {
      case 'linear':
        return `${terms(each.terms)} ${each.comparator} ${each.limit.text} «${words}»`;
      case 'bound':
        return `${name(each.variable)} ${each.comparator} ${each.limit.text} «${words}»`;
      case 'total':
        return `all ${each.comparator} ${each.limit.text} «${words}»`;
      case 'share':
        return `${name(each.variable)} ${each.comparator} ${each.fraction.text} of all «${words}»`;
      case 'ratio':
        return `${name(each.left)} ${each.comparator} ${each.factor?.text ?? '1'} ${name(each.right)} «${words}»`;
      case 'relation':
        return `a relation «${words}»`;
    }
  });
  const objective = graph.objective;
  return [`${objective?.direction ?? 'no objective'} ${terms(objective?.terms ?? [])}`, ...lines];
}

describe('the local model that ships', () => {
  it('belongs to the words and relations that the server knows', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
      readonly rowPairs: readonly string[];
      readonly vocabulary: { readonly file: string; readonly sha256: string };
    };
    expect(manifest.rowPairs).toEqual(relations);
    const words = await readFile(new URL(`../../../${manifest.vocabulary.file}`, import.meta.url));
    expect(createHash('sha256').update(words).digest('hex')).toBe(manifest.vocabulary.sha256);
  });

  it('is not asked once reading was cancelled', async () => {
    await expect(parser.read('Maximize the profit.', AbortSignal.abort())).rejects.toThrow(/abort/i);
  });

  it('reads two products that share two resources', async () => {
    const text =
      'A joiner makes chairs and tables. Each chair requires 2 hours of sanding and 5 kg of oak. Each table requires 4 hours ' +
      'of sanding and 9 kg of oak. There are at most 80 hours of sanding and at most 200 kg of oak available. At least 3 tables ' +
      'must be made. The profit per chair is $20 and the profit per table is $45. How many of each should be made to maximize profit?';
    const reading = await read(text);
    expect(reading.graph.variables.map(({ name, domain }) => [name, domain])).toEqual([
      ['chairs', 'integer'],
      ['tables', 'integer'],
    ]);
    expect(told(text, reading)).toEqual([
      'maximize $20 chairs + $45 tables',
      '2 chairs + 4 tables at-most 80 «at most 80 hours»',
      '5 chairs + 9 tables at-most 200 «at most 200 kg»',
      'tables at-least 3 «At least 3 tables»',
    ]);
    expect(reading.findings).toEqual([]);
    expect(reading.confidence).toBeGreaterThan(0.6);
  });

  it('reads a count to be made small, with a multiple between the things', async () => {
    const text =
      'A depot uses vans and lorries. A van can carry 30 boxes and a lorry can carry 70 boxes. At least 900 boxes must be moved. ' +
      'There must be at least three times as many vans as lorries. How many of each should be used to minimize the total number of vehicles?';
    expect(told(text, await read(text))).toEqual([
      'minimize 1 vans + 1 lorries',
      '30 vans + 70 lorries at-least 900 «At least 900 boxes»',
      'vans at-least three lorries «at least three times as many vans as lorries»',
    ]);
  });

  it('warns of a number it cannot place, on that number', async () => {
    const text =
      'A joiner makes chairs and tables. Each chair requires 2 hours of sanding and each table requires 4 hours of sanding. ' +
      'The workshop was built in 1974. There are at most 80 hours of sanding. The profit per chair is $20 and the profit per table is $45. Maximize the profit.';
    const { findings } = await read(text);
    expect(findings.map(({ kind, span }) => [kind, text.slice(span.start, span.end)])).toEqual([
      ['unused-quantity', '1974'],
    ]);
  });

  it.each([
    'Dear Anna, thank you for the two books. It rained for three days and we stayed at home.',
    'const total = items.reduce((sum, item) => sum + item.price, 0); // 3 of 5',
    'The museum is open from 9 to 5. A ticket costs $12 and children under 6 go in free.',
  ])('sees no problem in other writing: %s', async (text) => {
    const { graph, findings } = await read(text);
    expect(graph.variables).toEqual([]);
    expect(findings.map(({ kind }) => kind)).toEqual(['not-a-problem']);
  });

  it('asks what is wanted where the text does not say it', async () => {
    const text =
      'A joiner makes chairs and tables. Each chair requires 2 hours of sanding and each table requires 4 hours of sanding. There are at most 80 hours of sanding.';
    const { findings } = await read(text);
    expect(findings.map(({ kind }) => kind)).toContain('missing-objective');
  });

  it.each([
    ['nothing', ''],
    ['pictures', '🍞🍞🍞'],
    ['another language', '最大化利润'],
    ['numbers', '12 7 3.5 $9 50%'],
    ['one word again and again', 'maximize '.repeat(600)],
    ['data', '{"a": [1, 2, 3]}'],
  ])('gives a reading for any text: %s', async (_, text) => {
    const { confidence, findings } = await read(text);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(findings.every(({ span }) => span.start >= 0 && span.end <= text.length)).toBe(true);
  });
});
