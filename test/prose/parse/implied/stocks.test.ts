import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { withStock } from '../../../../server/src/prose/parse/implied/stocks';
import { graphFromText } from '../../goldText';

const plan = 'Plan May, June and July; the shops need 11, 12 and 13. Made in advance, jam is stored.';
const declared = [
  'set months "Plan": may "May", june "June", july "July"',
  'data need[months] "need": 11 12 13',
  'var make[months] "Made": int',
  'var stock[months] "stored": int',
];
const opening = (number: string): string => `"need": stock[may] = ${number}make[may] - need[may]`;
const later = '"need": forall(m in months where m != may)(stock[m] = stock[enum_prev(months, m)] + make[m] - need[m])';

/** The constraints of a reading with its stock as the words behind the plan say it. */
function constraints(words: string, ...gold: string[]): string[] {
  const text = `${plan} ${words}`;
  const graph = graphFromText(text, [...declared, ...gold]);
  const told = { ...graph, constraints: withStock(graph, inputOf(text, new Map())) };
  return printMiniZinc(told, text, 'a.problem')
    .text.split('\n')
    .filter((line) => line.startsWith('constraint') && !line.includes('enum_prev'))
    .map((line) => line.slice('constraint '.length, -1));
}

const begins = (number = ''): string => `stored[may] = ${number}made[may] - need[may]`;

describe('a stock', () => {
  it('begins with what was there at the start and ends with what is left, whichever was read for it', () => {
    const words = 'At the start 40 are in stock, and at the end of the year 50 should be left.';
    expect(constraints(words, opening('50 + '), later, '"At the start": forall(m in months)(stock[m] <= 40)')).toEqual([
      begins('40 + '),
      'stored[july] = 50',
    ]);
    expect(constraints(words, opening('40 + '), later, 'ignore "50"')).toEqual([begins('40 + '), 'stored[july] = 50']);
  });

  it('begins with what was there when the month before the first one ended', () => {
    const words = 'At the end of April 40 are in stock.';
    expect(constraints(words, opening(''), later, 'ignore "40"')).toEqual([begins('40 + ')]);
    const within = 'At the end of June 40 are in stock.';
    expect(constraints(within, opening(''), later, 'ignore "40"')).toEqual([begins()]);
  });

  it('may end with more than what has to be left', () => {
    const words = 'At the end at least 50 should be left.';
    expect(constraints(words, opening(''), later, 'ignore "50"')).toEqual([begins(), 'stored[july] >= 50']);
  });

  it('is not what it was before the first month', () => {
    expect(constraints('There are 40 now.', later, '"There are 40 now": stock[may] = 40')).toEqual([begins('40 + ')]);
    const nothing = 'Nothing is there now.';
    expect(constraints(nothing, opening(''), later, '"Nothing is there now": stock[may] = `0`')).toEqual([begins()]);
  });

  it('keeps its limits', () => {
    const limit = '"holds 40": forall(m in months)(stock[m] <= 40)';
    expect(constraints('The cellar is empty at the start and holds 40.', opening(''), later, limit)).toEqual([
      begins(),
      'forall (m in Plan) (stored[m] <= 40)',
    ]);
  });
});

it('what costs money and nothing asks for comes in beside what is made', () => {
  const words = 'Making costs 5 and buying 9; up to 20 can be bought a month. Spend as little as possible.';
  const buy = [
    'var buy[months] "bought": int',
    'minimize "as little as possible": sum(m in months)(5*make[m] + 9*buy[m] + stock[m])',
    '"up to 20": forall(m in months)(buy[m] <= 20)',
  ];
  expect(constraints(words, ...buy, opening(''), later)).toEqual([
    'forall (m in Plan) (bought[m] <= 20)',
    'stored[may] = made[may] + bought[may] - need[may]',
  ]);
  // What is asked for elsewhere has a place already.
  const asked = '"bought": sum(m in months)(buy[m]) >= 20';
  expect(constraints(words, ...buy.slice(0, 2), asked, opening(''), later)).toContain(begins());
});
