import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { withMargins } from '../../../../server/src/prose/parse/implied/margins';
import { objectiveOf } from '../../../../server/src/prose/parse/rows';
import { graphFromText } from '../../goldText';

/** An amount with all places where a text names it. */
function amount(name: string, text: string): string {
  const [, ...more] = text.matchAll(new RegExp(`\\b${name}\\b`, 'gu'));
  const places = more.length === 0 ? [`"${name}"`] : [0, ...more].map((_, at) => `"${name}"@${String(at + 1)}`);
  return `var ${name} ${places.join(' | ')}: int`;
}

/** The aim, and the limits, of a reading of jam and tea with its money as its text means it. */
function aim(text: string, ...gold: string[]): string[] {
  const { objective, ...rest } = graphFromText(text, [amount('jam', text), amount('tea', text), ...gold]);
  const read = { ...rest, objective: objective && objectiveOf(objective) };
  const graph = withMargins(read, inputOf(text, new Map()));
  const { text: model } = printMiniZinc(graph, text, 'a.problem');
  const named = new Map(
    [...model.matchAll(/^(?:int|float): (\w+) = ([\d.]+);/gmu)].map(([, name, value]) => [name, value]),
  );
  return model
    .split('\n')
    .filter((line) => /^(?:solve|constraint)/u.test(line))
    .map((line) => line.replace(/\w+/gu, (word) => named.get(word) ?? word));
}

describe('a profit', () => {
  it('is a price less a cost, however they were read', () => {
    const text = 'A jam costs 2 and sells at 5, a tea 3 and 9. Make jam and tea for the most profit.';
    expect(aim(text, 'maximize "the most profit": (2 - 5)*jam + (9 - 3)*tea')).toEqual([
      'solve maximize (5 - 2) * jam + (9 - 3) * tea;',
    ]);
  });

  it('has the costs of each that nothing uses taken away', () => {
    const gold = 'maximize "the most profit": 5*jam + 9*tea';
    const both = 'Jam brings 5, tea 9. Materials run to 2 for jam and 3 for tea. Make jam and tea for the most profit.';
    expect(aim(both, gold, 'ignore "2", "3"')).toEqual(['solve maximize (5 - 2) * jam + (9 - 3) * tea;']);
    const inOrder = 'The jam and the tea bring 5 and 9; ingredients cost 2 and 3. Make both for the most profit.';
    expect(aim(inOrder, gold, 'ignore "2", "3"')).toEqual(['solve maximize 5 * jam + 9 * tea;']);
    const one = 'Jam brings 5, tea 9. Materials run to 2 for jam. Make jam and tea for the most profit.';
    expect(aim(one, gold, 'ignore "2"')).toEqual(['solve maximize 5 * jam + 9 * tea;']);
  });

  it('is less what is paid in any case, which limits nothing', () => {
    const sold = 'Jam brings 5, tea 9. Make jam and tea for the most profit.';
    const gold = 'maximize "the most profit": 5*jam + 9*tea';
    const less = 'solve maximize 5 * jam + 9 * tea - 80;';
    expect(aim(`The fixed costs are 80. ${sold}`, gold, '"fixed costs are 80": jam + tea <= 80')).toEqual([less]);
    expect(aim(`The stall costs 80 a day in any case. ${sold}`, gold, 'ignore "80"')).toEqual([less]);
    expect(aim(`Rent and lights are 80 a month. ${sold}`, gold, 'ignore "80"')).toEqual([less]);
  });

  it('is left alone where what is paid depends on something, limits something, or is no part of the question', () => {
    const sold = 'Jam brings 5, tea 9. Make jam and tea for the most profit.';
    const gold = 'maximize "the most profit": 5*jam + 9*tea';
    const all = 'solve maximize 5 * jam + 9 * tea;';
    for (const said of [
      'If we make tea, fixed costs of 80 come on top.',
      'The costs may total 80 in any case.',
      'The fixed costs of 80 are paid separately.',
      'The rent is 80.',
    ])
      expect(aim(`${said} ${sold}`, gold, 'ignore "80"')).toEqual([all]);
  });
});

it('a cost to be kept small has what is paid in any case added, and its differences left alone', () => {
  const text =
    'Starting costs 80 in any case. A jam costs 5 less 9 of refund, a tea 3. Get jam and tea as cheaply as possible.';
  expect(aim(text, 'minimize "as cheaply as possible": (5 - 9)*jam + 3*tea', 'ignore "80"')).toEqual([
    'solve minimize (5 - 9) * jam + 3 * tea + 80;',
  ]);
});
