import { describe, expect, it } from 'vitest';
import { distancesOf } from '../../../server/src/prose/parse/distances';
import { saidOf } from './saidOf';

/** The table between A, B and C that a text tells, row by row; undefined where it tells none. */
function table(text: string, things = ['A', 'B', 'C']): (string | undefined)[] | undefined {
  const { input, parsed } = saidOf(text, { names: {} });
  const mention = (first: number) => ({ first, last: first });
  const members = things.map((name) =>
    input.tokens.flatMap(({ text: word }, at) => (word === name ? [mention(at + 1)] : [])),
  );
  const found = distancesOf({ input, parsed }, input.numberPositions, [{ names: [], members }]);
  return found?.cells.map((cell) => (cell === undefined ? undefined : input.tokens[cell - 1]?.text));
}

const _ = undefined;

describe('numbers between two things', () => {
  it.each([
    'Kilometres: A-B 12, A-C 20, B-C 9.',
    'A to B 12 km, A to C 20 km, and B to C 9 km.',
    'A and B lie 12 km apart, A and C 20, B and C 9.',
    'A: B 12, C 20\nB: C 9',
    'From A to B 12, to C 20; from B to C 9.',
    'It is 12 km from A to B, 20 to C and 9 from B to C.',
    'It is 12 km from A to B and 20 to C; from B 9 to C.',
    'A (the office) – B 12, A (the office) – C 20, B – C 9.',
    'For A, B and C: AB 12, AC 20, BC 9.',
    'From A it is 12 km to B and 20 to C. B and C lie 9 km apart.',
  ])('hold for both directions: %s', (text) => {
    expect(table(text)).toEqual([_, '12', '20', '12', _, '9', '20', '9', _]);
  });

  it('are found wherever the names of the things are used again', () => {
    const { input, parsed } = saidOf('The pads lie at L, F1 and F2. L-F1 12 km, L-F2 20 km, F1-F2 9 km.', {
      names: {},
    });
    const place = (word: string): number => input.tokens.findIndex(({ text }) => text === word) + 1;
    const [pad, one, two] = [place('L'), place('F'), place('and') + 1];
    const members = [[{ first: pad, last: pad }], ...[one, two].map((first) => [{ first, last: first + 1 }])];
    const numbers = ['12', '20', '9'].map(place);
    const found = distancesOf({ input, parsed }, numbers, [{ names: [], members }]);
    expect(found?.cells.map((cell) => cell && input.tokens[cell - 1]?.text)).toEqual([
      ...[_, '12', '20'],
      ...['12', _, '9'],
      ...['20', '9', _],
    ]);
  });

  it('hold for one direction where both are told', () => {
    expect(table('A to B 1, B to A 2, A to C 3, C to A 4, B to C 5, C to B 6.')).toEqual([
      ...[_, '1', '3'],
      ...['2', _, '5'],
      ...['4', '6', _],
    ]);
  });

  it.each(['A takes 3, B takes 4 and C takes 5 hours.', 'A-B 12, A-C 20.', 'A-B 12, A-C 20, A-B 9.', 'A 3, B 4, C 5.'])(
    'are not told pair by pair: %s',
    (text) => {
      expect(table(text)).toBeUndefined();
    },
  );
});
