import { describe, expect, it } from 'vitest';
import {
  printMiniZinc,
  type Constraint,
  type Expression,
  type ProblemGraph,
  type Quantity,
} from '../../server/src/prose';
import { emptyGraph } from '../../server/src/prose/graph';
import { proportionIn } from '../../server/src/prose/proportions';

/** The constraint that a sentence says of seniors, juniors and trainees, as MiniZinc prints it. */
function said(text: string): string | undefined {
  const variables = ['senior', 'junior', 'trainee'].map((name): ProblemGraph['variables'][number] => ({
    name,
    domain: 'integer',
    index: [],
    domainSpan: undefined,
    mentions: [...text.matchAll(new RegExp(`${name}s?\\b`, 'gu'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  }));
  const words: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3 };
  const numbers = [...text.matchAll(/\d+|one|two|three/gu)].map((match): Quantity => ({
    value: words[match[0]] ?? Number(match[0]),
    kind: 'number',
    span: { start: match.index, end: match.index + match[0].length },
    text: match[0],
    unit: undefined,
  }));
  const whole = { start: 0, end: text.length };
  const body: Expression | undefined = proportionIn(whole, numbers, { sets: [], variables }, text);
  if (!body) return undefined;
  const constraint: Constraint = { kind: 'relation', body, span: whole, sentence: whole, confidence: 1 };
  const model = printMiniZinc({ ...emptyGraph, variables, constraints: [constraint] }, text, 'text').text;
  return /constraint (.*);/u.exec(model)?.[1];
}

describe('a proportion of two amounts', () => {
  it.each([
    ['For every 3 juniors there must be at least one senior.', '3 * senior >= junior'],
    ['For every senior no more than two juniors can work.', 'junior <= 2 * senior'],
    ['At least one senior for every three juniors is wanted.', '3 * senior >= junior'],
    ['For each senior there are to be exactly 2 juniors.', 'junior = 2 * senior'],
    ['Seniors and juniors work in the ratio 2 to 3.', undefined],
    ['We want three parts of senior to one part of junior.', 'senior = 3 * junior'],
    ['There must be at least 2 parts of senior to 5 parts of junior.', '5 * senior >= 2 * junior'],
    ['We mix two parts of senior to every part of junior.', 'senior = 2 * junior'],
    ['We want seniors and juniors in the ratio 2 to 3.', '3 * senior = 2 * junior'],
    ['The ratio of seniors to juniors must be at least 2 : 3.', '3 * senior >= 2 * junior'],
    ['The ratio of seniors to juniors must not be more than 1 to 3.', '3 * senior <= junior'],
    [
      'We want seniors, juniors and trainees in the ratio 1 to 2 to 3.',
      '2 * senior = junior /\\ 3 * junior = 2 * trainee',
    ],
  ])('is what it says: %s', (text, constraint) => {
    expect(said(text)).toBe(constraint);
  });

  it.each([
    'For every senior at least two juniors are needed if there is a trainee.',
    'At least 60 juniors come, and a senior for every three juniors at least.',
    'For each senior two juniors, or one trainee.',
    'For each senior 2 at least.',
    'The ratio of seniors to juniors must be 1 to 2 or better.',
  ])('is not told by more or less than that: %s', (text) => {
    expect(said(text)).toBeUndefined();
  });
});
