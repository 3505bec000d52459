import { expect, it } from 'vitest';
import { isDate } from '../../../server/src/prose/parse/dates';

const isOne = (text: string): boolean => {
  const [digits = ''] = /\d+(?:st|nd|rd|th)?/u.exec(text) ?? [];
  const start = text.indexOf(digits);
  return isDate(text, { start, end: start + digits.length });
};

it.each(['on 1 January', 'by the 31st of May', 'until 5 Sept.'])('knows a date: %s', (text) => {
  expect(isOne(text)).toBe(true);
});

it.each(['20 in January', 'garden 5 may not be blue', '60 June deliveries', '12 marches', 'January 20'])(
  'knows an amount: %s',
  (text) => {
    expect(isOne(text)).toBe(false);
  },
);
