import { expect, it } from 'vitest';
import { inputOf } from '../../server/src/prose/parse/input';
import { annotatedOf } from '../../training/annotated';
import { parseCorpus } from '../../training/gold/parse';
import { rowsOf } from '../../training/rowsOf';
import { rowTargetsOf } from '../../training/rowTargets';

const HEAD = '=== bakery | linear | bakery | plain\n';

/** Rows in a few words a line, with the words that their numbers stand on. */
function told(text: string, gold: string): { readonly rows: string[]; readonly isAll: boolean } {
  const [record] = parseCorpus(`${HEAD}${text}\n---\n${gold}\n`).records;
  const { annotated, faults = [] } = record ? annotatedOf(record) : {};
  if (!annotated) throw new Error(faults.map(({ message }) => message).join('\n'));
  const found = rowsOf(annotated);
  if (!found) throw new Error('no rows');
  const words = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const slotsIn = (slots: NonNullable<typeof found.labelled.objective>): string =>
    slots.map((slot) => (typeof slot === 'string' ? slot : slot.map(words).join('&'))).join(' ');
  const rows = found.labelled.rows.map(({ anchor, class: kind, operator, slots, left, right }) =>
    [kind, operator, words(anchor), slots ? slotsIn(slots) : [left, right].join('/')].join(' '),
  );
  return { rows: [slotsIn(found.labelled.objective ?? []), ...rows], isAll: found.isAll };
}

const VARIABLES = 'var rye "rye" : int\nvar oat "oat" : int\n';

it('tells the rows of a problem over single amounts, with the places of their numbers', () => {
  const text =
    'Bake rye and oat for the most profit, 3 and 4 each. At most 40 hours: 2 for rye, 5 for oat. ' +
    'At least 6 rye. At most 30% oat. At least twice as much oat as rye. No more than 70 loaves.';
  const gold =
    `${VARIABLES}maximize "most profit": 3*rye + 4*oat\n"At most 40 hours": 2*rye + 5*oat <= 40\n"At least 6": rye >= 6\n` +
    '"At most 30%": oat <= 30%*(rye + oat)\n"At least twice": oat >= 2@2*rye\n"No more than 70": rye + oat <= 70\n= optimal ?';
  expect(told(text, gold)).toEqual({
    rows: [
      '3 4',
      'linear at-most 40 2 5',
      'bound at-least 6 one zero',
      'share at-most 30% 1/',
      'multiple at-least twice 1/0',
      'total at-most 70 one one',
    ],
    isAll: true,
  });
});

it('says where rows do not say all', () => {
  const text = 'Bake rye and oat for the most profit, 3 and 4 each, in 2 shifts of 8 hours. Rye or oat is left out.';
  const gold =
    `${VARIABLES}maximize "most profit": 3*rye + 4*oat\n"2 shifts of 8 hours": rye + oat <= 2*8\n` +
    '"Rye or oat is left out": rye = 0 \\/ oat = 0\n= optimal ?';
  expect(told(text, gold)).toEqual({ rows: ['3 4', 'total at-most 8 one one'], isAll: false });
});

it('gives what is taught of them by the positions of the text', () => {
  const text = 'Bake rye and oat for profit of 3 and 4. At most 9 rye.';
  const gold = `${VARIABLES}maximize "profit": 3*rye + 4*oat\n"At most 9": rye <= 9\n= optimal 1`;
  const [record] = parseCorpus(`${HEAD}${text}\n---\n${gold}\n`).records;
  const annotated = record && annotatedOf(record).annotated;
  const rows = annotated && rowsOf(annotated);
  const targets = rows && rowTargetsOf(rows, inputOf(text, new Map()));
  expect(targets).toMatchObject({
    all: 1,
    numbers: [8, 10, 14],
    mentions: [
      [2, 0],
      [15, 0],
      [4, 1],
    ],
    rows: [
      [0, -1, -1, -1, -1, [[0], [1]]],
      [14, 3, 0, -1, -1, [[-1], []]],
    ],
    direction: 1,
  });
});
