import type { AssignedValue } from '../../../flatzinc';
import type { SExpression } from '../sexpr';
import type { Term } from './term';

/** How one FlatZinc variable is read back from a model of Z3. */
export interface Reading {
  readonly name: string;
  /** What to ask Z3 for; no terms where nothing needs to be asked. */
  readonly terms: readonly Term[];
  /** Their values, in order, as the variable's value. */
  readonly decode: (values: readonly SExpression[]) => AssignedValue;
}

export function readBool(value: SExpression | undefined): boolean {
  return value === 'true';
}

/** A whole number: `5`, `(- 5)`. */
export function readInt(value: SExpression | undefined): number {
  const { numerator, denominator } = readRational(value);
  return Number(numerator / denominator);
}

/** A real: exact where it is rational; an algebraic irrational as the nearest double of its decimal digits. */
export function readReal(value: SExpression | undefined): AssignedValue {
  if (typeof value === 'string' && value.endsWith('?')) return Number(value.slice(0, -1));
  if (Array.isArray(value) && value[0] === '-' && typeof value[1] === 'string' && value[1].endsWith('?'))
    return -Number(value[1].slice(0, -1));
  return readRational(value);
}

/** Whether a value is an algebraic irrational, which Z3 gives as a root of a polynomial. */
export function isIrrational(value: SExpression): boolean {
  return (
    Array.isArray(value) && (value[0] === 'root-obj' || (value[0] === '-' && isIrrational(value[1] as SExpression)))
  );
}

/** `3`, `3.5`, `(/ 7.0 2.0)`, `(- x)` in lowest terms. Throws for anything else. */
export function readRational(value: SExpression | undefined): { numerator: bigint; denominator: bigint } {
  if (typeof value === 'string') {
    const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
    if (match !== null) {
      const fraction = (match[2] ?? '').replace(/0+$/, '');
      return reduce(BigInt((match[1] ?? '') + fraction), 10n ** BigInt(fraction.length));
    }
  } else if (value !== undefined) {
    const [operator, first, second] = value;
    if (operator === '-' && value.length === 2) {
      const { numerator, denominator } = readRational(first);
      return { numerator: -numerator, denominator };
    }
    if (operator === '/') {
      const [top, bottom] = [readRational(first), readRational(second)];
      return reduce(top.numerator * bottom.denominator, top.denominator * bottom.numerator);
    }
    if (operator === 'to_real') return readRational(first);
  }
  throw new Error(`Z3 gave a value that is no number: ${JSON.stringify(value)}`);
}

function reduce(numerator: bigint, denominator: bigint): { numerator: bigint; denominator: bigint } {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
