import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../server/src/prose';
import { asCompared } from '../../../server/src/prose/parse/comparators';
import { graphOf, readCitedJson, resolve } from '../../../server/src/prose/cited';

/** The only constraint of a problem about bread and rolls, with the side its words say. */
function constraint(words: string, expression: string): string {
  const text = `Bake bread and rolls. ${words}`;
  const reply = {
    variables: [
      { id: 'bread', quotes: ['bread'], type: 'int' },
      { id: 'rolls', quotes: ['rolls'], type: 'int' },
    ],
    constraints: [{ quotes: [words], expression }],
  };
  const { graph } = graphOf(resolve(readCitedJson(JSON.stringify(reply), text).model));
  const constraints = graph.constraints.map((each) =>
    each.kind === 'relation' ? { ...each, body: asCompared(each.body, text) } : each,
  );
  const printed = printMiniZinc({ ...graph, constraints }, text, 'a.problem').text;
  return /constraint (.*);/u.exec(printed)?.[1] ?? printed;
}

describe('the words beside a number', () => {
  it.each([
    ['The wholesaler takes 30 loaves or more.', '>='],
    ['It has to be 30+ in sum.', '>='],
    ['We sell 30 of them at the very least.', '>='],
    ['No fewer than 30 are baked.', '>='],
    ['The sum must never fall below 30.', '>='],
    ['The oven cannot hold more than 30.', '<='],
    ['Nobody wants to see more than 30.', '<='],
    ['We sell 30 at most.', '<='],
    ['There are a maximum of 30.', '<='],
    ['The oven holds up to 30.', '<='],
    ['It is capped at $30.', '<='],
    ['All in all: ≤ 30.', '<='],
    ['It ends no later than 30.', '<='],
    ['We need no fewer than €30.', '>='],
  ])('say the side that it limits: %s', (words, side) => {
    for (const read of ['<=', '=', '>='])
      expect(constraint(words, `2*bread + 3*rolls ${read} 30`)).toMatch(new RegExp(`${side} 30$`, 'u'));
  });

  it('say it of a share and of a number on the left as well', () => {
    expect(constraint('At least 30% is bread.', 'bread <= 30%*(bread + rolls)')).toBe(
      '100 * bread >= 30 * (bread + rolls)',
    );
    expect(constraint('At most 30 are bread.', '30 <= bread')).toBe('30 >= bread');
  });

  it('say nothing of another number, of a divisor, or of what is no limit', () => {
    expect(constraint('For every 30 breads at least one is a roll.', 'bread <= 30*rolls')).toBe('bread <= 30 * rolls');
    expect(constraint('There are 30, at least 2 of them bread.', 'bread + rolls <= 30')).toBe('bread + rolls <= 30');
    expect(constraint('A loaf weighs at most 20 g, 300 g are there.', '20*bread <= 300')).toBe('20 * bread <= 300');
    expect(constraint('It is no more and no less than 30.', 'bread = 30')).toBe('bread = 30');
    expect(constraint('It is either 0 or more than 30.', 'bread = 0 \\/ bread > 30')).toBe('bread = 0 \\/ bread > 30');
    expect(constraint('Nobody may bake 30 loaves or more.', 'bread <= 30')).toBe('bread <= 30');
    expect(constraint('It takes 5 min. 30 loaves fit.', 'bread <= 30')).toBe('bread <= 30');
    expect(constraint('Those who do not bake rolls must bake more than 30.', 'bread >= 30')).toBe('bread >= 30');
    expect(constraint('It takes 30 minutes.', 'bread <= 30')).toBe('bread <= 30');
    expect(constraint('More than 30 are baked.', 'bread > 30')).toBe('bread > 30');
  });
});
