import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { missingTurns, withoutIdleTurns } from '../../../../server/src/prose/parse/implied/untied';
import { parseCorpus } from '../../../../training/gold/parse';
import { annotatedFrom, graphFrom } from '../../goldText';

interface Plan {
  readonly text: string;
  readonly declared: readonly string[];
  readonly aim: string;
  readonly rules?: readonly string[];
}

/** The rules that a plan lacks, as MiniZinc, with their words. */
function added({ text, declared, aim, rules = [] }: Plan): (readonly [string | undefined, string])[] {
  const source = [
    '=== one-001-made | scheduling | test | test',
    `${text} ${rules.map((_, at) => `Rule ${'i'.repeat(at + 1)}`).join('. ')}.`,
    '---',
    ...declared,
    `minimize "As soon as possible": ${aim}`,
    ...rules.map((rule, at) => `"Rule ${'i'.repeat(at + 1)}": ${rule}`),
    '= satisfied',
    '',
  ].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  const { graph } = annotatedFrom(record);
  const constraints = missingTurns(graph, record.text, (span) => span);
  const model = printMiniZinc({ ...graph, constraints }, record.text, 'a.problem').text;
  const printed = [...model.matchAll(/^constraint\s+([^;]*);$/gmu)].map(([, rule = '']) => rule.replace(/\s+/gu, ' '));
  return constraints.map(({ span }, at) => [printed[at], record.text.slice(span.start, span.end)] as const);
}

describe('jobs that nothing ties to one another', () => {
  const plan: Plan = {
    text: 'The jobs cut and bend take 3 and 4 hours on one machine. As soon as possible.',
    declared: ['set jobs "jobs": cut "cut", bend "bend"', 'data work[jobs] "take": 3 4', 'var start[jobs] "on": time'],
    aim: 'max(j in jobs)(start[j] + work[j])',
  };

  it('are done one at a time', () => {
    expect(added(plan)).toEqual([['disjunctive(on, take)', 'one']]);
  });

  it('are done one at a time on the machine that each is given to', () => {
    const text =
      'The jobs cut and bend take 3 and 4 hours on the saw or the press, one at a time. As soon as possible.';
    const declared = [...plan.declared, 'set machines: saw "saw", press "press"', 'var at[jobs] "jobs"@1: machines'];
    expect(added({ ...plan, text, declared })).toEqual([
      [
        'forall (i in Jobs, j in Jobs where i < j) (jobs_2[i] = jobs_2[j] -> on[i] + take[i] <= on[j] \\/ on[j] + take[j] <= on[i])',
        'one at a time',
      ],
    ]);
  });

  it('are done one at a time where one crew does all, though some wait for others', () => {
    const text = 'The jobs cut and bend take 3 and 4 hours and are done by one crew on a floor. As soon as possible.';
    const order = { ...plan, text, rules: ['start[cut] + work[cut] <= start[bend]'] };
    expect(added(order)).toEqual([['disjunctive(on, take)', 'by one crew']]);
    const apart = 'start[cut] + work[cut] <= start[bend] \\/ start[bend] + work[bend] <= start[cut]';
    expect(added({ ...order, rules: [apart] })).toEqual([]);
  });

  it('lack nothing where a rule ties two of them, or where nothing says that one waits for another', () => {
    const alone = plan.text.replace('on one machine', 'on a machine alone');
    expect(added({ ...plan, text: alone, rules: ['start[cut] + 3 <= start[bend]'] })).toEqual([]);
    expect(added({ ...plan, rules: ['disjunctive(start, work)'] })).toEqual([]);
    expect(added({ ...plan, text: plan.text.replace('one machine', 'machines') })).toEqual([]);
  });
});

describe('jobs that go through machines', () => {
  const plan = (text: string, ...rules: string[]): Plan => ({
    text: `${text} Lamp 3 and 6 hours, vase 5 and 2. Machines do a job each. As soon as possible.`,
    declared: [
      'set jobs: lamp "Lamp", vase "vase"',
      'set machines "Machines": cutter "cutter", polisher "polisher"',
      'data work[jobs,machines] "hours": 3 6; 5 2',
      'var start[jobs,machines] "do": time',
    ],
    aim: 'max(j in jobs, m in machines)(start[j,m] + work[j,m])',
    rules: ['forall(m in machines)(disjunctive([start[j,m] | j in jobs], [work[j,m] | j in jobs]))', ...rules],
  });

  it('go through them in the order in which they are named', () => {
    expect(added(plan('All go to the cutter and then to the polisher.'))).toEqual([
      ['forall (i in Jobs) (do[i, cutter] + hours[i, cutter] <= do[i, polisher])', 'then'],
    ]);
  });

  it('are on one of them at a time where the order is free', () => {
    expect(added(plan('All go to the cutter and the polisher in any order.'))).toEqual([
      [
        'forall (i in Jobs) (disjunctive([j: do[i, j] | j in Machines], [j: hours[i, j] | j in Machines]))',
        'any order',
      ],
    ]);
  });

  it('lack nothing where a rule says how each goes', () => {
    const route = 'start[lamp,cutter] + 3 <= start[lamp,polisher]';
    expect(added(plan('To the cutter and then to the polisher.', route))).toEqual([]);
  });
});

it('all one after the other says nothing where several may be done at once', () => {
  const graph = graphFrom(
    ['set jobs "jobs": cut "cut", bend "bend"', 'data work[jobs] "take": 3 4', 'var start[jobs] "on": time'],
    [
      'cumulative(start, work, [`1` | j in jobs], `2`)',
      'disjunctive(start, work) /\\ start[cut] <= start[bend]',
      'disjunctive(start, work)',
    ],
  );
  const left = withoutIdleTurns(graph.constraints);
  const model = printMiniZinc({ ...graph, constraints: left }, '', 'a.problem').text;
  expect(model.match(/^constraint .*$/gmu)).toEqual([
    expect.stringContaining('cumulative') as unknown,
    'constraint on[cut] <= on[bend];',
  ]);
  const [, ...turns] = graph.constraints;
  expect(withoutIdleTurns(turns)).toEqual(turns);
});
