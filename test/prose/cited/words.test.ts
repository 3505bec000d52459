import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../server/src/prose/cited';

const valuesOf = (text: string): number[][] => numbersOf(text, []).map(({ values }) => [...new Set(values)]);

describe('numbers of a text', () => {
  it('are moments where the words say so, and else how many', () => {
    expect(valuesOf('from 9:30 to 5 pm')).toEqual([
      [570, 9, 30],
      [1020, 5],
    ]);
    expect(valuesOf('until 23:45: two films')).toEqual([[1425, 23, 45], [2]]);
    expect(valuesOf('Mostar 3 h, Kotor 1.2 h')).toEqual([[3, 180], [1.2]]);
  });

  it('are no moments because the next line or word begins so', () => {
    expect(valuesOf('beanbag 4\namp 18')).toEqual([[4], [18]]);
    expect(valuesOf('4 amps')).toEqual([[4]]);
  });
});
