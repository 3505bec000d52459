import { expect, it } from 'vitest';
import { withLettered, withNumbered } from '../../../server/src/prose/parse/numbered';
import { structureOf } from '../../../server/src/prose/parse/structure';
import { saidOf, type Said } from './saidOf';

/** The sets of a text: the names of their things, or how far they are counted. */
function sets(text: string, said: Said): unknown[] {
  const { input, parsed } = saidOf(text, said);
  return structureOf(input, withNumbered(input, parsed)).sets.map(({ name, members }) => [
    name,
    Array.isArray(members) ? members.map((each: { name: string }) => each.name) : 'counted',
  ]);
}

const text = 'The plants: plant 1 can send 35, plant 2 50 and plant 3 40. Plant 1 is old.';

it('takes all things that are called by a noun and numbers for things of one set', () => {
  const names = { thing: [['plant 2'], ['plant 3'], ['Plant 1']], set: [['plants']] };
  expect(sets(text, { names })).toEqual([['plants', ['plant 1', 'plant 2', 'plant 3']]]);
});

it('takes them so where of most of them only the noun was seen', () => {
  const three = 'The plants: plant 1 can send 35, plant 2 50 and plant 3 40.';
  const seen = { names: { thing: [['plant 2'], ['plant']], set: [['plants']] } };
  expect(sets(three, seen)).toEqual([['plants', ['plant 1', 'plant 2', 'plant 3']]]);
});

it('never takes two numbers for one thing', () => {
  const names = { thing: [['plant 2', 'plant 3', 'plant 1', 'Plant 1']], set: [['plants']] };
  expect(sets(text, { names })).toEqual([['plants', ['plant 1', 'plant 2', 'plant 3']]]);
});

it('counts none that have names', () => {
  const said: Said = {
    names: { thing: [['plant 1'], ['plant 2'], ['plant 3']], set: [['plants']] },
    statements: [
      { kind: 'range', at: 'plants', program: [[{ kind: 'constant', value: 1 }], [{ kind: 'number' }, '40']] },
    ],
  };
  expect(sets(text, said)).toEqual([['plants', ['plant 1', 'plant 2', 'plant 3']]]);
});

it('leaves alone what few of are things, and numbers that do not count from 1', () => {
  const few = { thing: [['plant 2']], set: [['plants']] };
  expect(sets(text, { names: few })).toEqual([['things', ['plant 2']]]);
  const years = 'The plants: plant 4 can send 35, plant 7 50.';
  expect(sets(years, { names: { thing: [['plant 4']], set: [['plants']] } })).toEqual([['things', ['plant 4']]]);
});

it('takes things of one noun and letters for amounts by themselves, or for a set, whichever is likelier', () => {
  const said = 'Mix crude A with crude B and crude C.';
  const names = { thing: [['crude A'], ['crude B'], ['crude C']] };
  const read = (singles: string[]): unknown[] => {
    const { input, parsed } = saidOf(said, { names, singles });
    const structure = structureOf(input, withLettered(input, parsed));
    return [
      structure.sets.map(({ members }) => (Array.isArray(members) ? members.length : 0)),
      structure.variables.map(({ name }) => name),
    ];
  };
  expect(read(['crude B'])).toEqual([[3], []]);
  expect(read(['crude A', 'crude B'])).toEqual([[], ['crude A', 'crude B', 'crude C']]);
});
