import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../server/src/prose';
import { missingCircuits } from '../../../server/src/prose/parse/tours';
import { parseCorpus } from '../../../training/gold/parse';
import { annotatedFrom } from '../goldText';

const text = 'A van calls at the mill, the inn and the port and returns. Mill-inn 4 km, mill-port 5 km, inn-port 6 km.';

/** The circuits that a reading lacks, as MiniZinc, with their words. */
function added(aim: string, ...rules: string[]): (readonly [string | undefined, string])[] {
  const source = [
    '=== one-001-made | indexed | test | test',
    `${text} As short as possible. ${rules.map((_, at) => `Rule ${'i'.repeat(at + 1)}`).join('. ')}.`,
    '---',
    'set places: mill "the mill", inn "the inn", port "the port"',
    'set vans: van "van"',
    'data km[places,places] "km" default `0`: _ 4 5; 4 _ 6; 5 6 _',
    'var next[places] "calls": places',
    `${aim}`,
    ...rules.map((rule, at) => `"Rule ${'i'.repeat(at + 1)}": ${rule}`),
    '= satisfied',
    '',
  ].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  const { graph } = annotatedFrom(record);
  const constraints = missingCircuits(graph, record.text, (span) => span);
  const model = printMiniZinc({ ...graph, constraints }, record.text, 'a.problem').text;
  const printed = [...model.matchAll(/^constraint (.*);$/gmu)].map(([, rule]) => rule);
  return constraints.map(({ span }, at) => [printed[at], record.text.slice(span.start, span.end)] as const);
}

const shortest = 'minimize "As short as possible": sum(p in places)(km[p,next[p]])';

describe('what comes next of each place', () => {
  it('is a tour through all where the aim is the way between them', () => {
    expect(added(shortest)).toEqual([['circuit(calls)', 'returns']]);
  });

  it('is so, too, where some steps are forbidden or each place has one before it', () => {
    expect(added(shortest, 'next[mill] != port', 'not (next[inn] = port)', 'all_different(next)')).toHaveLength(1);
  });

  it('lacks nothing where a rule says what it is', () => {
    expect(added(shortest, 'circuit(next)')).toEqual([]);
    expect(added(shortest, 'count(next, mill) <= `2`')).toEqual([]);
  });

  it('is no tour without such an aim', () => {
    expect(added('maximize "As short as possible": sum(p in places)(km[p,next[p]])')).toEqual([]);
    expect(added('minimize "As short as possible": count(next, mill)')).toEqual([]);
  });
});
