import { expect, it } from 'vitest';
import { nonsenseOf } from '../../../server/src/prose/parse/sense';
import { bodyFrom, graphFrom } from '../goldText';

const people = 'set people "people": x "x", y "y", z "z"';

it.each([
  ['var on[people] "on": bool', 'on[x] -> on[x]', 'a thing held against itself'],
  ['var on[people] "on": bool', 'on[x] -> on[y]', undefined],
  ['var on[people] "on": bool', 'on[x] >= 20', 'a number that cannot be reached'],
  ['var on[people] "on": bool', 'sum(p in people)(on[p]) >= 4', 'a number that cannot be reached'],
  ['var on[people] "on": bool', 'sum(p in people)(on[p]) >= 3', undefined],
  ['var at[people] "at": position', 'at[x] != at[x]', 'a thing held against itself'],
  ['var at[people] "at": position', 'at[x] = 5', 'a number that cannot be reached'],
  ['var at[people] "at": position', 'at[x] = 3', undefined],
  ['var many[people] "many": int', 'many[x] >= 20', undefined],
  ['var many[people] "many": int', '2*many[x] + 3*many[x] <= 20', 'a thing held against itself'],
  ['var many[people] "many": int', '2*many[x] + 3*many[y] <= 20', undefined],
  ['var many[people] "many": int', 'many[x] = many[x] + many[y] - 3', 'an amount that cancels out'],
  ['var many[people] "many": int', 'many[x] = many[y] + 3 - many[x]', 'an amount that cancels out'],
  ['var many[people] "many": int', 'many[x] >= 30%*(many[x] + many[y])', undefined],
  ['var many[people] "many": int', 'many[x] > `0` -> many[x] = `0`', 'what implies that it is not so'],
  ['var many[people] "many": int', 'many[x] > `0` -> many[y] = `0`', undefined],
  ['var at[people] "at": position', 'at[x] - at[y] = at[y] - at[z]', undefined],
  [
    'var many[people] "many": int',
    'forall(p in people, q in people)(many[p] <= 20)',
    'an index that nothing depends on',
  ],
  ['var many[people] "many": int', 'sum([5 | p in people]) <= many[x]', undefined],
])('says why nobody means it: %s with %s', (declared, rule, why) => {
  const graph = graphFrom([people, declared], [rule]);
  expect(nonsenseOf(bodyFrom(graph), graph)).toBe(why);
});

it('knows that two moments are not compared for the machine that they are on', () => {
  const graph = graphFrom(
    [people, 'var start[people] "start": time'],
    ['start[x] = start[y] -> start[x] + 20 <= start[y]'],
  );
  expect(nonsenseOf(bodyFrom(graph), graph)).toBe('two moments that are the same one');
});

it.each([
  ['count(on, x) >= 6:40', 'a time of day that is none of a moment'],
  ['start[x] >= 6:40', undefined],
])('knows what a time of day is of: %s', (rule, why) => {
  const graph = graphFrom([people, 'var on[people] "on": people', 'var start[people] "start": time'], [rule]);
  expect(nonsenseOf(bodyFrom(graph), graph)).toBe(why);
});
