import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../../server/src/prose/read/numbers';
import { tokenize } from '../../../server/src/prose/read/tokens';

/** Every number of a text as "text = value kind unit". */
function numbers(text: string): string[] {
  return findNumbers(text, tokenize(text)).map(({ quantity: { text: words, value, kind, unit } }) =>
    [`${words} = ${String(Number(value.toPrecision(6)))}`, kind, ...(unit === undefined ? [] : [unit])].join(' '),
  );
}

describe('numbers of a text', () => {
  it.each([
    ['It costs $1,200.', ['$1,200 = 1200 number $']],
    ['at least 25% of them', ['25% = 0.25 percent']],
    ['at least 25 percent of them, or 30 per cent', ['25 percent = 0.25 percent', '30 per cent = 0.3 percent']],
    ['a third of the number', ['a third = 0.333333 fraction']],
    ['one third or two thirds', ['one third = 0.333333 fraction', 'two thirds = 0.666667 fraction']],
    [
      '20 m3 at €4 per m3, 5 ft2 or 6 m^2',
      ['20 = 20 number m', '€4 = 4 number €', '5 = 5 number ft', '6 = 6 number m'],
    ],
    ['the four quarters of the year', ['four = 4 word quarters']],
    ['three-quarters of it', ['three-quarters = 0.75 fraction']],
    ['twice as many, or half', ['twice = 2 word', 'half = 0.5 fraction']],
    ['2/3 of the field', ['2/3 = 0.666667 fraction']],
    ['1 1/2 hours', ['1 1/2 = 1.5 number hours']],
    ['1.5 million viewers', ['1.5 million = 1500000 number viewers']],
    ['a hundred boxes and two dozen eggs', ['a hundred = 100 word boxes', 'two dozen = 24 word eggs']],
    ['twenty-five seats', ['twenty-five = 25 word seats']],
    ['one hundred and fifty cakes', ['one hundred and fifty = 150 word cakes']],
    ['three thousand two hundred acres', ['three thousand two hundred = 3200 word acres']],
    ['two and a half hours', ['two and a half = 2.5 word hours']],
    ['three times as many', ['three = 3 word']],
    ['.5 litres and 0.25 kg', ['.5 = 0.5 number litres', '0.25 = 0.25 number kg']],
    ['1½ hours, ¾ of it', ['1½ = 1.5 number hours', '¾ = 0.75 fraction']],
    ['2 and a half hours', ['2 and a half = 2.5 number hours']],
    ['a hundred and fifty cakes', ['a hundred and fifty = 150 word cakes']],
    ['five third-class seats', ['five = 5 word third']],
    ['$1.5M or €2bn, and a pipe of 5M', ['$1.5M = 1500000 number $', '€2bn = 2000000000 number €', '5 = 5 number M']],
    ['$10k', ['$10k = 10000 number $']],
    ['5kg of flour', ['5 = 5 number kg']],
    ['12, 9 and 6 thousand', ['12 = 12000 number', '9 = 9000 number', '6 thousand = 6000 number']],
    ['between 10 and 20%', ['10 = 0.1 percent', '20% = 0.2 percent']],
    ['45 to 50 percent', ['45 = 0.45 percent', '50 percent = 0.5 percent']],
    ['shop B 8, 11 thousand', ['8 = 8 number', '11 thousand = 11000 number']],
    ['12 vans and 6 thousand parcels', ['12 = 12 number vans', '6 thousand = 6000 number parcels']],
    ['40 000 bricks, 1 200 000 tiles', ['40 000 = 40000 number bricks', '1 200 000 = 1200000 number tiles']],
    ['12\u202f500 tiles', ['12\u202f500 = 12500 number tiles']],
    ['for 2 300 g portions', ['2 = 2 number', '300 = 300 number g']],
    ['€4.2m', ['€4.2m = 4200000 number €']],
    ['1/0 is nothing', ['1 = 1 number', '0 = 0 number']],
    ['the second shift and an old third party', []],
  ])('%s', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it('tells which numbers may compare two things', () => {
    const text = 'twice, half, 3 times, four times, 5 cakes';
    expect(findNumbers(text, tokenize(text)).map(({ multiplies }) => multiplies)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
