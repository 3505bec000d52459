import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { asTour, missingCircuits } from '../../../../server/src/prose/parse/implied/tours';
import { parseCorpus } from '../../../../training/gold/parse';
import { annotatedFrom, graphFromText } from '../../goldText';

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

describe('ways between all places that nothing uses', () => {
  const told =
    'Visit Ayr, Bath, Cork and Deal once each and return. Km: Ayr-Bath 1, Ayr-Cork 2, Ayr-Deal 3, Bath-Cork 4, Bath-Deal 5, Cork-Deal 6. Shortest tour.';
  const read = (words: string): string[] => {
    const graph = graphFromText(words, [
      'set towns "Visit": a "Ayr"@1, b "Bath"@1, c "Cork"@1, d "Deal"@1',
      'data km[towns,towns] "Km" default `0`: _ 1 2 3; 1 _ 4 5; 2 4 _ 6; 3 5 6 _',
      'var visit[towns] "Visit": bool',
      'minimize "Shortest": sum(t in towns)(visit[t])',
      '"once each": visit[a]',
    ]);
    const model = printMiniZinc(
      asTour(graph, words, (span) => span),
      words,
      'a.problem',
    ).text;
    return model.split('\n').filter((line) => /^(?:constraint|solve|array.*var)/u.test(line));
  };

  it('are of a tour through them', () => {
    expect(read(told)).toEqual([
      'array [Visit] of var Visit: visit_2;  % Visit',
      'constraint circuit(visit_2);',
      'solve minimize sum (i in Visit) (km[i, visit_2[i]]);',
    ]);
  });

  it('are of none where nobody comes back, or several go', () => {
    for (const words of [told.replace(' and return', '').replace(' tour', ''), told.replace('Visit', 'Two vans visit')])
      expect(read(words.replace('vans visit', 'vans Visit')).join()).not.toContain('circuit');
  });
});
