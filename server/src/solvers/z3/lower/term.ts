/** SMT-LIB terms as text, kept small by folding what is constant. A formula is a term of sort Bool. */
export type Term = string;

export const TRUE: Term = 'true';
export const FALSE: Term = 'false';

/** Words of SMT-LIB that no variable may bear, and the functions of its theories that a variable would hide. */
const RESERVED = new Set(
  (
    'as let exists forall match par _ ! not and or xor ite distinct true false Int Real Bool Array BitVec div mod abs ' +
    'to_real to_int is_int select store assert check-sat push pop exit reset echo concat extract repeat Set String Seq'
  ).split(' '),
);

/** The SMT-LIB symbol for a FlatZinc name: the name itself wherever SMT-LIB can write it. */
export function symbol(name: string): Term {
  if (RESERVED.has(name)) return `${name}!`;
  if (/^[A-Za-z_][A-Za-z0-9_.]*$/.test(name)) return name;
  return `|${name.replace(/[|\\]/g, '!')}|`;
}

export function integer(value: number | bigint): Term {
  const exact = BigInt(value);
  return exact < 0n ? `(- ${(-exact).toString()})` : exact.toString();
}

/**
 * The rational that the user meant by a number: that of its shortest decimal text, 0.1 being 1/10; a quotient that the
 * compiler worked out, such as 7/9 = 0.7777777777777777, as the quotient of two small numbers that it rounds.
 */
export function decimal(value: number): Term {
  const { numerator, denominator } = quotientOf(value) ?? decimalFraction(value);
  const top = integer(numerator < 0n ? -numerator : numerator);
  const size = denominator === 1n ? `${top}.0` : `(/ ${top}.0 ${denominator.toString()}.0)`;
  return numerator < 0n ? `(- ${size})` : size;
}

/** Fewer digits than this are no rounded quotient: somebody wrote them. */
const ROUNDED_DIGITS = 15;
const LARGEST_DENOMINATOR = 100_000n;
/**
 * Fractions with denominators up to n are some 1/n^2 apart, so that a number that is no quotient is within r of one with a
 * chance of about 2 r n^2: n is so small that this is rare. (The rounding r grows with the number.)
 */
const COINCIDENCE = 1e-5;
/** 7 * (1/9) is not 7/9: what a few operations may have rounded, relative to the number. */
const ROUNDING = 4 * Number.EPSILON;

/** The fraction of least denominator that a double with all its digits may be rounded from; undefined where none is small. */
function quotientOf(value: number): { readonly numerator: bigint; readonly denominator: bigint } | undefined {
  const digits = String(Math.abs(value)).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '');
  if (digits.length < ROUNDED_DIGITS || Math.abs(value) >= 2 ** 31) return undefined;
  const rounding = ROUNDING * Math.abs(value);
  const largest = Math.sqrt(COINCIDENCE / (2 * rounding));
  const largestDenominator = largest < LARGEST_DENOMINATOR ? BigInt(Math.floor(largest)) : LARGEST_DENOMINATOR;
  // The convergents of the continued fraction of the double itself (Hardy and Wright, chapter X).
  let [rest, below] = doubleFraction(value);
  let [numerator, lastNumerator, denominator, lastDenominator] = [1n, 0n, 0n, 1n];
  while (below !== 0n) {
    const whole = rest / below - (rest % below < 0n ? 1n : 0n);
    [numerator, lastNumerator] = [whole * numerator + lastNumerator, numerator];
    [denominator, lastDenominator] = [whole * denominator + lastDenominator, denominator];
    if (denominator > largestDenominator) return undefined;
    const error = Math.abs(Number(numerator) / Number(denominator) - value);
    if (error <= rounding) return { numerator, denominator };
    [rest, below] = [below, rest - whole * below];
  }
  return undefined;
}

/** A double as a fraction, exactly. */
function doubleFraction(value: number): [bigint, bigint] {
  let [numerator, denominator] = [value, 1n];
  while (!Number.isInteger(numerator)) [numerator, denominator] = [numerator * 2, denominator * 2n];
  return [BigInt(numerator), denominator];
}

/** numerator / denominator of a number's shortest decimal text, in lowest terms. Throws for infinities and NaN. */
export function decimalFraction(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) throw new RangeError(`not a finite number: ${String(value)}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const places = Number(exponent) - fraction.length;
  if (places >= 0) return { numerator: digits * 10n ** BigInt(places), denominator: 1n };
  const denominator = 10n ** BigInt(-places);
  const divisor = greatestCommonDivisor(digits, denominator);
  return { numerator: digits / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function not(formula: Term): Term {
  if (formula === TRUE) return FALSE;
  if (formula === FALSE) return TRUE;
  if (formula.startsWith('(not ')) return formula.slice(5, -1);
  return `(not ${formula})`;
}

export function and(formulas: readonly Term[]): Term {
  if (formulas.includes(FALSE)) return FALSE;
  const rest = formulas.filter((formula) => formula !== TRUE);
  const [only] = rest;
  if (only === undefined) return TRUE;
  return rest.length === 1 ? only : `(and ${rest.join(' ')})`;
}

export function or(formulas: readonly Term[]): Term {
  if (formulas.includes(TRUE)) return TRUE;
  const rest = formulas.filter((formula) => formula !== FALSE);
  const [only] = rest;
  if (only === undefined) return FALSE;
  return rest.length === 1 ? only : `(or ${rest.join(' ')})`;
}

export function implies(premise: Term, conclusion: Term): Term {
  if (premise === TRUE) return conclusion;
  if (premise === FALSE || conclusion === TRUE) return TRUE;
  if (conclusion === FALSE) return not(premise);
  return `(=> ${premise} ${conclusion})`;
}

export function iff(a: Term, b: Term): Term {
  if (a === TRUE) return b;
  if (b === TRUE) return a;
  if (a === FALSE) return not(b);
  if (b === FALSE) return not(a);
  return a === b ? TRUE : `(= ${a} ${b})`;
}

/** if condition then a else b, for formulas. */
export function choose(condition: Term, a: Term, b: Term): Term {
  if (condition === TRUE) return a;
  if (condition === FALSE) return b;
  if (a === b) return a;
  if (a === TRUE) return or([condition, b]);
  if (a === FALSE) return and([not(condition), b]);
  if (b === TRUE) return implies(condition, a);
  if (b === FALSE) return and([condition, a]);
  return `(ite ${condition} ${a} ${b})`;
}
