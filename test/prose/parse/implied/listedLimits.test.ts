import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { listedLimits } from '../../../../server/src/prose/parse/implied/listedLimits';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { graphFromText } from '../../goldText';

/** The limits that a text lists for an amount of each of three foods. */
function limits(words: string, ...gold: readonly string[]): string[] {
  const text = `How much oats, milk and eggs are eaten? ${words}`;
  const foods = 'set foods: oats "oats", milk "milk", eggs "eggs"';
  const graph = graphFromText(text, [foods, 'var eat[foods] "eaten": int', ...gold]);
  const told = { ...graph, constraints: listedLimits(graph, inputOf(text, new Map())) };
  return [...printMiniZinc(told, text, 'text').text.matchAll(/^constraint (.*);/gmu)].map(([, each]) => each ?? '');
}

it('limits each thing of a list that begins with the words of a limit', () => {
  expect(limits('No more than 4 cups of oats, 3 of milk and 2 of eggs.', 'ignore 4, 3, 2')).toEqual([
    'eaten[oats] <= 4',
    'eaten[milk] <= 3',
    'eaten[eggs] <= 2',
  ]);
  expect(limits('At least 5 oats and 6 eggs are wanted.', 'ignore 5, 6')).toEqual([
    'eaten[oats] >= 5',
    'eaten[eggs] >= 6',
  ]);
});

it('leaves alone what is used, what has words of its own, and what is no list', () => {
  expect(limits('At least 5 oats and 6 eggs.', '"At least 5 oats": eat[oats] >= 5', 'ignore 6')).toEqual([]);
  expect(limits('At most 5 oats, but 6 eggs are fine.', 'ignore 5, 6')).toEqual([]);
  expect(limits('We have 5 oats and 6 eggs.', 'ignore 5, 6')).toEqual([]);
});
