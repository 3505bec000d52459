import { expect, it } from 'vitest';
import { inputOf } from '../../../server/src/prose/parse/input';
import { listedPairs } from '../../../server/src/prose/parse/listed';
import type { Group } from '../../../server/src/prose/parse/names';

/** The pairs that a text lists, by their words. */
function pairs(text: string, relation: string, rows: readonly string[], columns = rows): string[] {
  const input = inputOf(text, new Map());
  const mentions = (word: string): Group =>
    input.tokens.flatMap((token, at) => (token.text === word ? [{ first: at + 1, last: at + 1 }] : []));
  const groups = rows.map(mentions);
  const found = listedPairs(input, mentions(relation), [groups, columns === rows ? groups : columns.map(mentions)]);
  return found.map(([row, column]) => `${rows[row] ?? ''}-${columns[column] ?? ''}`);
}

const people = ['Vera', 'Milan'];
const languages = ['Polish', 'Czech', 'Slovak'];

it.each([
  [
    'Vera speaks Polish and Czech. Milan speaks Slovak and asks for 200.',
    ['Vera-Polish', 'Vera-Czech', 'Milan-Slovak'],
  ],
  ['Vera speaks Polish and Czech, Milan Czech.', ['Vera-Polish', 'Vera-Czech', 'Milan-Czech']],
  ['Vera speaks Polish. Milan Slovak.', ['Vera-Polish', 'Milan-Slovak']],
  ['Polish is what Vera speaks and Milan.', ['Vera-Polish', 'Milan-Polish']],
  ['Vera speaks Polish. Milan must not work on days on which somebody else needs Slovak.', ['Vera-Polish']],
  ['Polish is what Vera and Milan have to learn.', []],
])('reads things of two sets in turn: %s', (text, expected) => {
  expect(pairs(text, 'speaks', people, languages)).toEqual(expected);
});

const lands = ['Abra', 'Bibu', 'Coco'];

it.each([
  ['Abra borders Bibu and Coco; Bibu borders Coco.', ['Abra-Bibu', 'Abra-Coco', 'Bibu-Coco']],
  ['Abra borders Bibu, Bibu also borders Coco.', ['Abra-Bibu', 'Bibu-Coco']],
  ['Abra borders on Bibu, Bibu on Coco.', []],
  ['Abra and Bibu have common borders.', []],
])('reads things of one set beside the verb: %s', (text, expected) => {
  expect(pairs(text, 'borders', lands)).toEqual(expected);
});

it('reads things two by two behind the relation', () => {
  expect(pairs('borders: Abra and Bibu, Abra and Coco, and Bibu and Coco.', 'borders', lands)).toEqual([
    'Abra-Bibu',
    'Abra-Coco',
    'Bibu-Coco',
  ]);
  // One pair, and lists, are told in other ways.
  expect(pairs('borders: Abra and Bibu and Coco and Abra.', 'borders', lands)).toEqual([]);
});

it('reads numbers with a hyphen between them where a clause names the relation', () => {
  const places = ['1', '2', '3', '4'];
  expect(pairs('Streets join 1-2, 1 - 4 and 2–3. Guards work 3-4 hours.', 'join', places)).toEqual([
    '1-2',
    '1-4',
    '2-3',
  ]);
});
