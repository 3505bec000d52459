import { describe, expect, it } from 'vitest';
import { proseEdit, type Quantity, renderQuantity, type TraceEntry } from '../../server/src/prose';

function quantity(text: string, value: number, kind: Quantity['kind']): Quantity {
  return { text, value, kind, unit: undefined, span: { start: 10, end: 10 + text.length } };
}

describe('renderQuantity', () => {
  it.each<[text: string, value: number, kind: Quantity['kind'], newValue: number, expected: string]>([
    ['600', 600, 'number', 680, '680'],
    ['600', 600, 'number', 682.5, '682.5'],
    ['600', 600, 'number', 12_000, '12000'],
    ['0', 0, 'number', 4, '4'],
    ['5', 5, 'number', -3, '-3'],
    ['$1,200', 1200, 'number', 1350, '$1,350'],
    ['$1,200', 1200, 'number', 950, '$950'],
    ['$2.50', 2.5, 'number', 3, '$3.00'],
    ['$2.50', 2.5, 'number', 2.6, '$2.60'],
    ['1.5 million', 1_500_000, 'number', 2_000_000, '2 million'],
    ['2.5', 2.5, 'number', 0.1 + 0.2, '0.3'],
    ['25%', 0.25, 'percent', 0.3, '30%'],
    ['25%', 0.25, 'percent', 0.07 * 3, '21%'],
    ['12.5 percent', 0.125, 'percent', 0.4, '40 percent'],
    ['0%', 0, 'percent', 0.05, '5%'],
    ['a third', 1 / 3, 'fraction', 0.4, '40%'],
    ['a third', 1 / 3, 'fraction', 2 / 3, '2/3'],
    ['half', 0.5, 'fraction', 0.4, '40%'],
    ['2/3', 2 / 3, 'fraction', 0.4, '2/5'],
    ['2/3', 2 / 3, 'fraction', 1, '1'],
    ['twenty', 20, 'word', 25, '25'],
    ['twice', 2, 'word', 3, '3 times'],
    ['a dozen', 12, 'word', 10, '10'],
  ])('%s (%d, %s) changed to %d is %s', (text, value, kind, newValue, expected) => {
    expect(renderQuantity(quantity(text, value, kind), newValue)).toBe(expected);
  });
});

describe('proseEdit', () => {
  const span = { start: 0, end: 1 };
  const base = { role: 'parameter', class: 'parameter', prose: span, model: span, literal: span } as const;

  it('reads a literal on the scale it was printed on', () => {
    const percent: TraceEntry = { ...base, quantity: quantity('25%', 0.25, 'percent'), denominator: 100 };
    expect(proseEdit(percent, 30)).toEqual({ span: { start: 10, end: 13 }, newText: '30%' });
    const cents: TraceEntry = { ...base, quantity: quantity('$2.50', 2.5, 'number'), denominator: 100 };
    expect(proseEdit(cents, 199)).toEqual({ span: { start: 10, end: 15 }, newText: '$1.99' });
    const hours: TraceEntry = { ...base, quantity: quantity('600', 600, 'number') };
    expect(proseEdit(hours, 680)).toEqual({ span: { start: 10, end: 13 }, newText: '680' });
  });

  it('is undefined for what is no number of the text', () => {
    expect(proseEdit({ role: 'variable', class: 'variable', prose: span, model: span }, 3)).toBeUndefined();
  });
});
