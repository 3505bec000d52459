import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import { emptyGraph, type Comparator, type ProblemGraph, type Reading } from '../../server/src/prose';
import { graphOf, resolve } from '../../server/src/prose/cited';
import { withIdleTold } from '../../server/src/prose/idle';
import { odditiesOf, trivialBest } from '../../server/src/prose/implausible';
import { isSolvable } from '../../server/src/prose/solvable';
import { withUnsureTold } from '../../server/src/prose/unsure';
import { parseCorpus } from '../../training/gold/parse';
import { problemText } from './problemText';

const TEXT =
  'Experts care for 100 metres at 500 dollars, apprentices for 80 at 300. Care for 5000 metres at the least cost.';
const glpk = await loadGlpk();

function problem(comparator: Comparator, direction: 'minimize' | 'maximize' = 'minimize'): ProblemGraph {
  const say = problemText(TEXT);
  const [metres, cost, more, less] = ['100', '500', '80', '300'].map((words) => say.number(words));
  const [experts, apprentices] = [say.variable('Experts'), say.variable('apprentices')];
  return say.graph({
    variables: [experts, apprentices],
    objective: say.objective('least cost', {
      direction,
      name: 'cost',
      terms: [
        { variable: 0, coefficient: cost },
        { variable: 1, coefficient: less },
      ],
    }),
    constraints: [
      say.constraint('Care for 5000 metres', comparator, {
        kind: 'linear',
        terms: [
          { variable: 0, coefficient: metres },
          { variable: 1, coefficient: more },
        ],
        limit: say.number('5000'),
      }),
    ],
  });
}

const reading = (graph: ProblemGraph): Reading => ({ graph, findings: [], doubts: [], confidence: 0.9 });

describe('a reading by which nothing need be done', () => {
  it('says so at the aim, and is not sure', () => {
    const { findings, confidence } = withIdleTold(reading(problem('at-most')));
    expect(confidence).toBe(0.45);
    expect(findings.map(({ kind, span }) => [kind, TEXT.slice(span.start, span.end)])).toEqual([
      ['low-confidence', 'least cost'],
    ]);
  });

  it('is not one that has something to reach, or to gain', () => {
    for (const graph of [problem('at-least'), problem('equal'), problem('at-most', 'maximize')])
      expect(withIdleTold(reading(graph))).toEqual(reading(graph));
  });
});

describe('a reading that is hardly sure of the whole', () => {
  const unsure: Reading = { ...reading(problem('at-least')), confidence: 0.1 };

  it('marks its least sure words', () => {
    expect(withUnsureTold(unsure).findings.map(({ kind, span }) => [kind, TEXT.slice(span.start, span.end)])).toEqual([
      ['low-confidence', 'Care for 5000 metres'],
    ]);
  });

  it('says no more where it is surer, or has marked something else', () => {
    const marked: Reading = {
      ...unsure,
      findings: [{ kind: 'unused-quantity', span: { start: 0, end: 7 }, message: 'Unused.' }],
    };
    for (const each of [marked, { ...unsure, confidence: 0.3 }, { ...unsure, graph: emptyGraph }])
      expect(withUnsureTold(each)).toEqual(each);
  });
});

/** A cited model of the corpus' own format, without its text's other numbers. */
function graphOfGold(text: string, gold: string): ProblemGraph {
  const [record] = parseCorpus(`=== a-1-b | logic | x | y\n${text}\n---\n${gold}= optimal ?\n`).records;
  if (!record) throw new Error('no record');
  return graphOf(resolve(record)).graph;
}

describe('what a text hardly ever means', () => {
  const text = 'Take tents: dome 4 kg, tunnel 6 kg. Joy: 3 and 5. Carry 9 kg. Take 2. Take most joy.';
  const declared =
    'set tents "tents": dome "dome", tunnel "tunnel"\ndata kg[tents] "kg": 4 6\ndata joy[tents] "Joy": 3 5\nvar take[tents] "Take": bool\n';
  const best = 'maximize "most joy": sum(t in tents)(joy[t]*take[t])\n';
  const weight = '"Carry 9 kg": sum(t in tents)(kg[t]*take[t]) <= 9\n';

  it('is nothing where a limit binds', () => {
    expect(odditiesOf(graphOfGold(text, declared + best + weight))).toEqual([]);
  });

  it('is to take all that there is', () => {
    const two = '"Take 2": sum(t in tents)(take[t]) <= 2\n';
    expect(odditiesOf(graphOfGold(text, declared + best + two))).toEqual(['everything', 'table']);
    expect(withIdleTold(reading(graphOfGold(text, declared + best + two))).findings).toHaveLength(1);
  });

  it('is to do nothing', () => {
    const least = best.replace('maximize', 'minimize');
    expect(odditiesOf(graphOfGold(text, declared + least + weight))).toEqual(['nothing']);
    const atLeast = weight.replace('<=', '>=');
    expect(odditiesOf(graphOfGold(text, declared + least + atLeast))).toEqual([]);
  });

  it('is that amounts run away', () => {
    expect(trivialBest(problem('at-least', 'maximize'))).toBe('runaway');
    expect(trivialBest(problem('at-most', 'maximize'))).toBeUndefined();
  });

  it('is a second limit of the same sum', () => {
    const twice = weight + '"Take 2": sum(t in tents)(kg[t]*take[t]) <= 2\n';
    expect(odditiesOf(graphOfGold(text, declared + best + twice))).toEqual(['twice']);
  });

  it('is to say in two limits what an equation would', () => {
    const pinned = weight + '"Take 2": sum(t in tents)(kg[t]*take[t]) >= 9\n';
    expect(odditiesOf(graphOfGold(text, declared + best + pinned))).toEqual(['pinned']);
    const between = weight + '"Take 2": sum(t in tents)(kg[t]*take[t]) >= 2\n';
    expect(odditiesOf(graphOfGold(text, declared + best + between))).toEqual([]);
  });

  it('is not told of what only a solver can judge', () => {
    const order =
      'set tents "tents": dome "dome", tunnel "tunnel"\nvar at[tents] "Take": position\nimplied: all_different(at)\n';
    expect(odditiesOf(graphOfGold(text, `${order}minimize "most joy": at[dome]\n`))).toEqual([]);
  });
});

describe('rows over single amounts', () => {
  it('have a best solution, or none', () => {
    expect(isSolvable(problem('at-least'), glpk)).toBe(true);
    expect(isSolvable(problem('at-least', 'maximize'), glpk)).toBe(false);
    const { constraints, ...rest } = problem('at-most', 'maximize');
    expect(isSolvable({ ...rest, constraints }, glpk)).toBe(true);
    const both = [...constraints, ...problem('at-least').constraints].map((each, at) =>
      at === 0 && each.kind === 'linear' ? { ...each, limit: { ...each.limit, value: 4000 } } : each,
    );
    expect(isSolvable({ ...rest, constraints: both }, glpk)).toBe(false);
  });

  it('are all that is asked about', () => {
    const { constraints, ...rest } = problem('at-most');
    const relation = { kind: 'relation', body: { kind: 'truth', value: true } } as const;
    const [first] = constraints;
    if (!first) throw new Error('no constraint');
    const { span, sentence, confidence } = first;
    const whole = { ...rest, constraints: [{ ...relation, span, sentence, confidence }] };
    expect(isSolvable(whole, glpk)).toBeUndefined();
  });
});
