import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInt, readRational, readReal } from '../../server/src/solvers/z3/lower/reading';
import { decimal, decimalFraction, integer, symbol } from '../../server/src/solvers/z3/lower/term';
import { parseSExpressions } from '../../server/src/solvers/z3/sexpr';

describe('S-expressions', () => {
  it('reads lists, atoms, quoted symbols, strings and comments', () => {
    expect(parseSExpressions('sat\n((|a b| (- 5)) (x "say ""no""")) ; done\n()')).toEqual([
      'sat',
      [
        ['a b', ['-', '5']],
        ['x', '"say ""no"""'],
      ],
      [],
    ]);
  });

  it('refuses what is cut off', () => {
    expect(() => parseSExpressions('((x 1)')).toThrow('unfinished');
    expect(() => parseSExpressions('x)')).toThrow('unexpected )');
  });
});

describe('numbers', () => {
  it.each([
    [7.5, '(/ 15.0 2.0)'],
    [-0.1, '(- (/ 1.0 10.0))'],
    [3, '3.0'],
    [1e21, '1000000000000000000000.0'],
    [2.5e-7, '(/ 1.0 4000000.0)'],
    [7 * (1 / 9), '(/ 7.0 9.0)'],
    [200_000 / 3, '(/ 200000.0 3.0)'],
    // Among so large numbers there is a fraction with a denominator below 100,000 near to every one.
    [202206.93291098275, '(/ 808827731643931.0 4000000000.0)'],
  ])('%d is written %s', (value, text) => {
    expect(decimal(value)).toBe(text);
  });

  it('are written and read back without loss', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const [read] = parseSExpressions(decimal(value));
        expect(readRational(read)).toEqual(decimalFraction(value));
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(readInt(parseSExpressions(integer(value))[0])).toBe(value);
      }),
    );
  });

  it('reads irrationals as numbers', () => {
    expect(readReal('1.4142135623?')).toBe(1.4142135623);
    expect(readReal(['-', '1.5?'])).toBe(-1.5);
  });
});

describe('symbols', () => {
  it.each([
    ['x', 'x'],
    ['and', 'and!'],
    ['rye bread', '|rye bread|'],
    ['größe', '|größe|'],
  ])('%s is written %s', (name, written) => {
    expect(symbol(name)).toBe(written);
  });
});
