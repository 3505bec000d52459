import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { withListedOrders, withPredecessors } from '../../../../server/src/prose/parse/implied/predecessors';
import type { Span } from '../../../../server/src/text';
import { parseCorpus } from '../../../../training/gold/parse';
import { annotatedFrom } from '../../goldText';

/** The constraints of a plan of three tasks, as MiniZinc prints them, with what was read of it beside the table. */
function planned(text: string, ...read: string[]): string[] {
  const source = [
    '=== one-001-made | scheduling | test | test',
    text,
    '---',
    'set tasks "task": dig "dig", pour "pour", roof "roof"',
    'data days[tasks] "days": 2 3 4',
    'var start[tasks] "plan": time',
    ...read,
    '= satisfied',
    '',
  ].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  const { graph } = annotatedFrom(record);
  const input = inputOf(record.text, new Map());
  const sentenceOf = (span: Span): Span =>
    input.sentences.spans.find(({ start, end }) => start <= span.start && span.end <= end) ?? span;
  const whole = withListedOrders(
    withPredecessors(graph, input, (span) => span),
    input,
    sentenceOf,
  );
  return [...printMiniZinc(whole, record.text, 'text').text.matchAll(/^constraint (.*);/gmu)].map(
    ([, each]) => each ?? '',
  );
}

function table(head: string, ...cells: readonly [string, string, string]): string {
  const rows = ['dig | 2', 'pour | 3', 'roof | 4'].map((row, at) => `| ${row} | ${cells[at] ?? ''} |`);
  return [`| task | days | ${head} |`, '|---|---|---|', ...rows, '', 'Make the plan. No rest.'].join('\n');
}

describe('a column of predecessors', () => {
  it('says what must be over before each task begins', () => {
    expect(planned(table('after', '–', 'dig', 'dig, pour'))).toEqual([
      'plan[dig] + days[dig] <= plan[pour]',
      'plan[dig] + days[dig] <= plan[roof] /\\ plan[pour] + days[pour] <= plan[roof]',
    ]);
  });

  it('knows tasks by what stands before them in their row', () => {
    const text = [
      '| no. | task | days | predecessors |',
      '|---|---|---|---|',
      '| I | dig | 2 | none |',
      '| II | pour | 3 | I |',
      '| III | roof | 4 | I and II |',
      '',
      'Make the plan.',
    ].join('\n');
    expect(planned(text)).toHaveLength(2);
  });

  it('replaces what else was read of its cells, and keeps all other constraints', () => {
    expect(
      planned(
        table('needs', '-', 'dig', 'pour'),
        '"pour"@2: start[pour] >= days[dig]',
        '"No rest": disjunctive(start, days)',
      ),
    ).toEqual([
      'plan[dig] + days[dig] <= plan[pour]',
      'plan[pour] + days[pour] <= plan[roof]',
      'disjunctive(plan, days)',
    ]);
  });

  it.each([
    ['of another meaning', table('with', '–', 'dig', 'pour')],
    ['with other words in a cell', table('needs', '–', 'a crane', 'dig')],
    ['with a task after itself', table('after', '–', 'pour', 'dig')],
  ])('is none %s', (_, text) => {
    expect(planned(text)).toEqual([]);
  });
});

describe('a list of tasks', () => {
  const tail = ' Make the plan for each task.';

  it('says behind each time what must be over, whatever else was made of it', () => {
    const text = `Tasks in days: dig 2, pour 3 after dig, roof 4 days after pour and dig.${tail}`;
    expect(planned(text, '"after dig": start[dig] + days[dig] <= start[roof]')).toEqual([
      'plan[dig] + days[dig] <= plan[pour]',
      'plan[dig] + days[dig] <= plan[roof]',
      'plan[pour] + days[pour] <= plan[roof]',
    ]);
  });

  it('may say of one task after the other which it needs', () => {
    const text = `Tasks in days: dig 2, pour 3, roof 4. The pour needs dig to be finished, and roof needs dig and pour.${tail}`;
    expect(planned(text)).toEqual([
      'plan[dig] + days[dig] <= plan[pour]',
      'plan[dig] + days[dig] <= plan[roof]',
      'plan[pour] + days[pour] <= plan[roof]',
    ]);
    const several = `Tasks in days: dig 2, pour 3, roof 4. The pour comes after dig, and dig and pour come after roof.${tail}`;
    expect(planned(several)).toEqual([]);
  });

  it.each(['Pour and roof come after the dig.', 'The dig must be finished before pour and roof can start.'])(
    'may say of several tasks which they need: %s',
    (words) => {
      expect(planned(`Tasks in days: dig 2, pour 3, roof 4. ${words}${tail}`)).toEqual([
        'plan[dig] + days[dig] <= plan[pour]',
        'plan[dig] + days[dig] <= plan[roof]',
      ]);
    },
  );

  it('keeps one rule that says it of all of them', () => {
    const text = `Tasks in days: dig 2, pour 3, roof 4. Pour and roof come after the dig.${tail}`;
    const rule = '"come after": forall(j in {pour, roof})(start[dig] + days[dig] <= start[j])';
    expect(planned(text, rule)).toHaveLength(1);
  });

  it('is left alone where more is said, or of one task only', () => {
    expect(planned(`Tasks in days: dig 2, pour 3 after dig, roof 4 not before pour.${tail}`)).toEqual([]);
    expect(planned(`Tasks in days: dig 2, pour 3 after dig, roof 4.${tail}`)).toEqual([]);
  });
});
