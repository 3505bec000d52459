import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../server/src/prose';
import { untwinned } from '../../../server/src/prose/parse/twins';
import { parseCorpus } from '../../../training/gold/parse';
import { annotatedFrom } from '../goldText';

/** The aim of a plan for what is made and stored, as it is taken. */
function aim(value: string, more: readonly string[] = []): string | undefined {
  const source = [
    '=== one-001-made | indexed | test | test',
    'A bottle costs 2 euros to make and 0.1 euros a month to store. It may be sold in May or June. Cheaply.',
    '---',
    'set months: may "May", june "June"',
    'var make[months] "make": int',
    'var store[months] "store": int',
    ...more,
    `minimize "Cheaply": sum(m in months)(${value})`,
    '= optimal 0',
    '',
  ].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  const { graph } = annotatedFrom(record);
  const { objective } = graph;
  if (!objective?.value) throw new Error('no aim');
  const taken = { ...graph, objective: { ...objective, value: untwinned(objective.value, graph) } };
  return /minimize sum \(.*?\) \((.*)\);/u.exec(printMiniZinc(taken, record.text, 'a.problem').text)?.[1];
}

it('gives one of two equal amounts to the family whose words are nearer', () => {
  expect(aim('2*store[m] + 0.1*store[m]')).toBe('2 * make[m] + 0.1 * store[m]');
  expect(aim('2*make[m] + 0.1*make[m]')).toBe('2 * make[m] + 0.1 * store[m]');
});

it('leaves others as they are', () => {
  expect(aim('2*make[m] + 0.1*store[m]')).toBe('2 * make[m] + 0.1 * store[m]');
  expect(aim('2*store[m] + 0.1*store[m]', ['var sold[months] "sold": int'])).toBe('2 * store[m] + 0.1 * store[m]');
});
