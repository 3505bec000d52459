import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import type { Comparator, ProblemGraph, Reading } from '../../server/src/prose';
import { withIdleTold } from '../../server/src/prose/idle';
import { isSolvable } from '../../server/src/prose/solvable';
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
