import { expect, it } from 'vitest';
import { turned } from '../../../server/src/prose/parse/turned';
import { isTyped } from '../../../server/src/prose/parse/types';
import { bodyFrom, graphFromText } from '../goldText';

const text = 'Shops a and b get it from depots x and y; the cost is 1, 2, 3 and 4, at most 9.';
const declared = [
  'set shops "Shops": a "a", b "b"',
  'set depots "depots": x "x", y "y"',
  'data cost[shops,depots] "cost": 1 2; 3 4',
  'var from[shops] "from": depots',
];

it('reads the indices of a table the other way round', () => {
  const graph = graphFromText(text, [...declared, '"at most 9": sum(s in shops)(cost[s,from[s]]) <= 9']);
  const types = { ...graph, definitions: [] };
  const right = bodyFrom(graph);
  const [confused] = turned(right, types);
  if (!confused) throw new Error('one way expected');
  const isTruth = ({ kind }: { readonly kind: string }): boolean => kind === 'truth';
  expect(isTyped(confused, isTruth, types)).toBe(false);
  expect([...turned(confused, types)].filter((each) => isTyped(each, isTruth, types))).toEqual([right]);
});

it('knows no other way where the sets are one, or where no index is told', () => {
  const graph = graphFromText('Days a and b: gap 1, 2, 3 and 4, n at most 9.', [
    'set days "Days": a "a", b "b"',
    'data gap[days,days] "gap": 1 2; 3 4',
    'var n[days] "n": int',
    '"at most 9": sum(d in days)(gap[a,d]*n[d]) <= 9',
  ]);
  expect([...turned(bodyFrom(graph), graph)]).toEqual([]);
});
