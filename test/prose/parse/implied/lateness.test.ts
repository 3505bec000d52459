import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { withoutForbiddenLateness } from '../../../../server/src/prose/parse/implied/lateness';
import { parseCorpus } from '../../../../training/gold/parse';
import { annotatedFrom } from '../../goldText';

/** The rules that stay, as MiniZinc, where an aim is read. */
function kept(aim: string, ...rules: string[]): string[] {
  const source = [
    '=== one-001-made | scheduling | test | test',
    `Jobs cut and bend start, take 3 and 4, due by 5 and 6. As little as possible. ${rules.map((_, at) => `Rule ${'i'.repeat(at + 1)}`).join('. ')}.`,
    '---',
    'set jobs: cut "cut", bend "bend"',
    'data work[jobs] "take": 3 4',
    'data due[jobs] "due": 5 6',
    'var start[jobs] "start": time',
    `minimize "As little as possible": ${aim}`,
    ...rules.map((rule, at) => `"Rule ${'i'.repeat(at + 1)}": ${rule}`),
    '= satisfied',
    '',
  ].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  const { graph } = annotatedFrom(record);
  const constraints = withoutForbiddenLateness(graph);
  const { text } = printMiniZinc({ ...graph, constraints }, record.text, 'a.problem');
  return [...text.matchAll(/^constraint (.*);$/gmu)].map(([, rule = '']) => rule);
}

const late = 'sum(j in jobs)(max(`0`, start[j] + work[j] - due[j]))';
const deadline = 'forall(j in jobs)(start[j] + work[j] <= due[j])';

it('drops a rule that nothing is late where the aim counts lateness', () => {
  expect(kept(late, deadline, 'start[cut] + 3 <= start[bend]')).toEqual(['start[cut] + 3 <= start[bend]']);
});

it('keeps it where the aim is another, or the rule is of one thing', () => {
  expect(kept('max(j in jobs)(start[j] + work[j])', deadline)).toHaveLength(1);
  expect(kept(late, 'start[cut] + 3 <= due[cut]')).toHaveLength(1);
});
