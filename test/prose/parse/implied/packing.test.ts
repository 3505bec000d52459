import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { withPacking } from '../../../../server/src/prose/parse/implied/packing';
import { graphFrom, graphFromText } from '../../goldText';

const declared = [
  'set loads "loads": ash "ash", bog "bog"',
  'set vans "vans": x "x", y "y"',
  'data weight[loads] "weigh": 3 4',
];

function model(...rules: string[]): string[] {
  const graph = graphFrom([...declared, 'var van[loads] "ride": vans'], rules);
  const { text } = printMiniZinc(withPacking(graph), '', 'a.problem');
  return text.split('\n').filter((line) => line.startsWith('constraint'));
}

it('a place times a weight is the load of each place', () => {
  // What networks confuse cannot be said in the corpus: its types forbid it.
  const graph = graphFrom(
    [...declared, 'var van[loads] "ride": vans', 'var n[loads] "loads": int'],
    ['sum(l in loads)(weight[l]*n[l]) >= 40'],
  );
  const [first] = graph.variables;
  const [rule] = graph.constraints;
  if (!first || rule?.kind !== 'relation') throw new Error('one rule expected');
  const confused = JSON.parse(JSON.stringify(rule.body).replaceAll('"variable":1', '"variable":0')) as typeof rule.body;
  const one = { ...graph, variables: [first], constraints: [{ ...rule, body: confused }] };
  const { text } = printMiniZinc(withPacking(one), '', 'a.problem');
  expect(text).toContain('constraint forall (p in Vans) (sum (l in Loads) (weigh[l] * (ride[l] = p)) <= 40);');
});

it('other rules of places stay', () => {
  const rule = 'forall(v in vans)(sum(l in loads)(weight[l]*(van[l] = v)) <= 40)';
  expect(model(rule)).toEqual(['constraint forall (v in Vans) (sum (l in Loads) (weigh[l] * (ride[l] = v)) <= 40);']);
});

it('the places of loads are as few as can be, where their numbers were added up', () => {
  const text = 'Loads of 3 and 4 ride in vans that take 6, as few as can be.';
  const graph = graphFromText(text, [
    'set loads "Loads" = 1..`2`',
    'set vans "vans" = 1..`2`',
    'data weight[loads] "take": 3 4',
    'var van[loads] "ride": vans',
    'minimize "as few": sum(l in loads)(van[l])',
    '"take 6": forall(v in vans)(sum(l in loads)(weight[l]*(van[l] = v)) <= 6)',
  ]);
  expect(printMiniZinc(withPacking(graph), text, 'a.problem').text).toContain('solve minimize max(ride);');
});
