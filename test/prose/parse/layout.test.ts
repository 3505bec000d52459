import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../server/src/prose/parse/layout';
import { tokenize } from '../../../server/src/prose/read/tokens';

/** The tokens that stand in some row, column or clause, by its number. */
function grouped(text: string, by: 'row' | 'column' | 'clause'): string[] {
  const tokens = tokenize(text);
  const groups = new Map<number, string[]>();
  layoutOf(text, tokens)[by].forEach((of, at) => {
    if (of > 0) groups.set(of, [...(groups.get(of) ?? []), tokens[at]?.text ?? '']);
  });
  return [...groups.values()].map((words) => words.join(' '));
}

describe('the layout of a text', () => {
  it('has rows: lines with bullets or numbers, and short lines with a number that stand together', () => {
    const text = 'Which boats?\n- Ada, 5 m\n* Bea: 6 m\n\n1. Cut\n2. Sew\n\nOak 4 m\nPine 5 m\n\nWe have 40 planks.';
    expect(grouped(text, 'row')).toEqual(['- Ada , 5 m', '* Bea : 6 m', '1 . Cut', '2 . Sew', 'Oak 4 m', 'Pine 5 m']);
  });

  it('takes no decimal number at the beginning of a line for that of the line', () => {
    expect(grouped('We have\n12.5 kg of rye.', 'row')).toEqual([]);
  });

  it('has the columns of a table, those of each table their own', () => {
    expect(grouped('| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |', 'column')).toEqual([
      '| a | - - - | 1',
      '| b | - - - | 2',
      '| | |',
      '| c | - - - | 3',
      '| | |',
    ]);
  });

  it('has the numbers of a list in columns where each line has equally many', () => {
    expect(grouped('- Alm: 85 houses, cost 190\n- Bach: 40, 75\n- Cham: 6 of 7', 'column')).toEqual([
      '85 40 6',
      '190 75 7',
    ]);
    expect(grouped('1. Ann 3 h\n2. Ben 4 h', 'column')).toEqual(['3 4']);
    expect(grouped('- Alm: 85 houses, cost 190\n- Bach: 40', 'column')).toEqual([]);
  });

  it('has clauses between signs and words that set against each other', () => {
    expect(grouped('Rye takes 2 h, spelt 3 while oats (the small ones) need 1.', 'clause')).toEqual([
      'Rye takes 2 h',
      ', spelt 3',
      'while oats',
      '( the small ones',
      ') need 1',
      '.',
    ]);
  });
});
