import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../../server/src/prose/read/numbers';
import { tokenize } from '../../../server/src/prose/read/tokens';

/** Each number with what it counts. */
function counted(text: string): string[] {
  return findNumbers(text, tokenize(text)).map(({ quantity, stuff }) => `${quantity.text} ${stuff ?? '-'}`);
}

describe('what numbers count', () => {
  it('is told by the words behind "of" where one unit measures several things', () => {
    expect(counted('It takes 5 units of the solid and 2 units of gas, and makes 3 units of heat.')).toEqual([
      '5 solid',
      '2 gas',
      '3 heat',
    ]);
  });

  it('is one thing where phrases share a word', () => {
    const text = 'A shake has 4 grams of cane sugar and 20 grams of protein. At most 500 grams of sugar, please.';
    expect(counted(text)).toEqual(['4 sugar', '20 protein', '500 sugar']);
  });

  it('is nothing more than the unit where that measures one thing only', () => {
    expect(counted('A chair takes 2 hours of work, a table 3 hours of work; we have 40 hours.')).toEqual([
      '2 -',
      '3 -',
      '40 -',
    ]);
  });

  it('takes units of two words', () => {
    expect(counted('20 square feet of cloth and 12 square feet of felt')).toEqual(['20 cloth', '12 felt']);
  });

  it('is nothing at the end of the text or before a sign', () => {
    expect(counted('5 units of')).toEqual(['5 -']);
    expect(counted('5 units of (each), 6 units of gas, 7 units of oil')).toEqual(['5 -', '6 gas', '7 oil']);
  });
});
