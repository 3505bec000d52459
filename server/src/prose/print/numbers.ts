import type { Constraint, LinearConstraint, Quantity } from '../graph';
import { currency } from './currency';
import { fractionOf, literalOf } from './fraction';
import { keyOf, type Use } from './uses';

/** How a number of the text is printed: the quantity is literal / denominator. */
export interface PrintedNumber {
  readonly type: 'int' | 'float';
  readonly literal: string;
  /** 100 for a percentage, 3 for "a third", else mostly 1. */
  readonly denominator: number;
}

/**
 * How each number is printed, by `keyOf`. In rows over whole things numbers are exact integers (cents, percent, thirds),
 * so that no rounding can decide what fits; in the objective and over divisible amounts they stay as the text has them.
 */
export function printedNumbers(
  constraints: readonly Constraint[],
  uses: ReadonlyMap<string, readonly Use[]>,
): ReadonlyMap<string, PrintedNumber> {
  const numbers = new Map<string, PrintedNumber>();
  for (const [key, group] of uses) if (group[0]) numbers.set(key, numberOf(group[0].quantity, group));
  for (const row of constraints) if (row.kind === 'linear') shareScale(row, uses, numbers);
  return numbers;
}

function numberOf(quantity: Quantity, group: readonly Use[]): PrintedNumber {
  const proportion = quantity.kind === 'percent' || quantity.kind === 'fraction';
  const plain = group.some(({ place }) => place === 'objective' || (place === 'other row' && !proportion));
  return plain ? plainNumber(quantity.value) : exactNumber(quantity);
}

/** Coefficients of one row count the same: where one is in cents, all are. The limit stays as it was said. */
function shareScale(
  row: LinearConstraint,
  uses: ReadonlyMap<string, readonly Use[]>,
  numbers: Map<string, PrintedNumber>,
): void {
  const keys = row.terms.flatMap(({ coefficient }) => (coefficient ? [keyOf(coefficient)] : []));
  const scale = Math.max(1, ...keys.map((key) => numbers.get(key)?.denominator ?? 1));
  for (const key of keys) {
    const number = numbers.get(key);
    const [use, ...others] = uses.get(key) ?? [];
    if (!number || use?.place !== 'row of integers' || others.length > 0 || use.quantity.kind !== 'number') continue;
    const factor = scale / number.denominator;
    const scaled = Number(number.literal) * factor;
    if (!Number.isInteger(Math.log10(scale)) || number.type !== 'int' || !Number.isSafeInteger(scaled)) continue;
    numbers.set(key, { literal: String(scaled), type: 'int', denominator: scale });
  }
}

function plainNumber(value: number): PrintedNumber {
  const { text, type } = literalOf(value);
  return { literal: text, type, denominator: 1 };
}

function exactNumber(quantity: Quantity): PrintedNumber {
  const fraction = fractionOf(quantity.value);
  if (!fraction) return plainNumber(quantity.value);
  const { numerator, denominator } = fraction;
  const ofHundred =
    quantity.kind === 'percent' ||
    (denominator > 1 && (quantity.kind === 'fraction' || currency(quantity.unit) !== undefined));
  const factor = ofHundred && 100 % denominator === 0 ? 100 / denominator : 1;
  if (!Number.isSafeInteger(numerator * factor)) return plainNumber(quantity.value);
  return { literal: String(numerator * factor), type: 'int', denominator: denominator * factor };
}

const ordinals: Readonly<Record<number, string>> = {
  2: 'halves',
  3: 'thirds',
  4: 'quarters',
  5: 'fifths',
  6: 'sixths',
  7: 'sevenths',
  8: 'eighths',
  9: 'ninths',
  10: 'tenths',
  12: 'twelfths',
  100: 'hundredths',
  1000: 'thousandths',
};

/** What the integer of a parameter counts: "percent", "cents", "thirds"; empty where it counts the unit itself. */
export function scaleWord(quantity: Quantity, denominator: number): string {
  if (denominator === 1) return '';
  if (denominator === 100 && quantity.kind !== 'number' && quantity.kind !== 'word') return 'percent';
  if (denominator === 100) return currency(quantity.unit)?.hundredths ?? 'hundredths';
  return ordinals[denominator] ?? `parts of ${denominator}`;
}
