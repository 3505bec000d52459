import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { withListsInTurn } from '../../../../server/src/prose/parse/implied/inTurn';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { objectiveOf, rowOf } from '../../../../server/src/prose/parse/rows';
import { graphFromText } from '../../goldText';

/** The limits and the aim of a text, with what was read of it, as numbers times amounts. */
function sums(text: string, ...read: string[]): string[] {
  const graph = graphFromText(text, ['var desks "desk": int', 'var chairs "chair": int', ...read]);
  const rows = {
    ...graph,
    constraints: graph.constraints.map((each) => (each.kind === 'relation' ? rowOf(each, 2) : each)),
    objective: graph.objective && objectiveOf(graph.objective),
  };
  const printed = printMiniZinc(withListsInTurn(rows, inputOf(text, new Map())), text, 'text').text;
  const values = new Map([...printed.matchAll(/^int: (\w+) = (\d+);/gmu)].map(([, name, value]) => [name, value]));
  const lines = [...printed.matchAll(/^(?:constraint|solve \w+) (.*);$/gmu)].map(([, each]) => each ?? '');
  return lines.map((line) => line.replace(/\w+/gu, (name) => values.get(name) ?? name));
}

it('takes the numbers that lists tell in turn', () => {
  const text = 'Each desk takes 8 feet of wood and 3 hours, each chair 5 and 2. There are 48 feet and 20 hours.';
  expect(sums(text, '"48 feet": 8*desks + 8*chairs <= 48', '"20 hours": 3*desks + 5*chairs <= 20', 'ignore 2')).toEqual(
    ['8 * desk + 5 * chair <= 48', '3 * desk + 2 * chair <= 20'],
  );
  expect(sums(text, 'maximize "There": 8*chairs + 3*desks', '"48 feet": desks <= 48', 'ignore 5, 2, 20').at(-1)).toBe(
    '8 * desk + 5 * chair',
  );
});

it.each([
  ['words stand between', 'Each desk takes 8 and 3 hours, each chair 5 feet of wood and 2. There are 48.'],
  ['a list has more numbers', 'Each desk takes 8 and 3, each chair 5, 2 and 1. There are 48.'],
  ['words follow', 'Each desk takes 8 and 3, each chair 5 and 2 of the other wood. There are 48.'],
])('leaves a sum alone where %s', (_, text) => {
  const rest = text.includes('1') ? 'ignore 3, 2, 1' : 'ignore 3, 2';
  expect(sums(text, '"There are 48": 8*desks + 8*chairs <= 48', rest, 'ignore 5')).toEqual([
    '8 * desk + 8 * chair <= 48',
  ]);
});
