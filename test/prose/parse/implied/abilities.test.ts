import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { missingAbilities } from '../../../../server/src/prose/parse/implied/abilities';
import { graphFromText } from '../../goldText';

/** What a table of lecturers and courses means. */
function abilities(name: string, ...more: string[]): string[] {
  const text = `Lecturers Ahn and Beck ${name} logic; Ahn ${name} graphs. Courses are taught.`;
  const graph = graphFromText(text, [
    'set lecturers "Lecturers": ahn "Ahn", beck "Beck"',
    'set courses "Courses": logic "logic", graphs "graphs"',
    `pairs able[lecturers,courses] "${name}": ahn logic, ahn graphs, beck logic`,
    'var by[courses] "taught": lecturers',
    ...more,
  ]);
  const constraints = missingAbilities(graph, text, (span) => span);
  return [...printMiniZinc({ ...graph, constraints }, text, 'text').text.matchAll(/^constraint (.*);/gmu)].map(
    ([, each]) => each ?? '',
  );
}

it('gives each thing one of those that can', () => {
  expect(abilities('can teach')).toEqual(['forall (i in Courses) (can_teach[taught[i], i])']);
});

it('is none where the table is used, or says something else', () => {
  expect(abilities('can teach', '"Courses": forall(c in courses)(able[by[c],c])')).toEqual([]);
  expect(abilities('cannot teach')).toEqual([]);
  expect(abilities('would like')).toEqual([]);
});
