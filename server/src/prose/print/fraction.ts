/** An exact rational of safe integers; the denominator is positive. Not necessarily in lowest terms. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

const largestDecimalPlaces = 6;
const largestDenominator = 1000;

/**
 * The rational a person meant by a double: a decimal of at most six places (`25/100` for 0.25), else a fraction with a
 * denominator of at most 1000 (`1/3` for 0.333...). undefined where there is no such, or its numerator is not exact.
 */
export function fractionOf(value: number): Fraction | undefined {
  if (Number.isSafeInteger(value)) return { numerator: value, denominator: 1 };
  // Fifteen digits are what every double keeps of a decimal: 33.3 / 100 is read as 0.333 again.
  const clean = Number(value.toPrecision(15));
  for (let places = 0, denominator = 1; places <= largestDecimalPlaces; places++, denominator *= 10) {
    const numerator = Math.round(clean * denominator);
    if (numerator / denominator === clean && Number.isSafeInteger(numerator)) return { numerator, denominator };
  }
  for (let denominator = 2; denominator <= largestDenominator; denominator++) {
    const numerator = Math.round(value * denominator);
    if (!Number.isSafeInteger(numerator)) return undefined;
    if (Math.abs(numerator / denominator - value) <= 1e-14 * Math.abs(value)) return { numerator, denominator };
  }
  return undefined;
}

/** The same rational in lowest terms. */
export function reduced({ numerator, denominator }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(Math.abs(numerator), denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** A number as a MiniZinc literal: digits alone where it is an integer MiniZinc can hold exactly, else a float. */
export function literalOf(value: number): { readonly text: string; readonly type: 'int' | 'float' } {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be printed as a number`);
  if (Number.isSafeInteger(value)) return { text: String(value === 0 ? 0 : value), type: 'int' };
  return { text: floatLiteral(value), type: 'float' };
}

/** A float literal that reads back as the same double; MiniZinc wants a digit after the point. */
export function floatLiteral(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  const digits = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? digits : `${digits}e${exponent.replace('+', '')}`;
}
