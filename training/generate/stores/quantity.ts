import type { Random } from '../../random';

/** What a number counts. */
export interface Unit {
  readonly one: string;
  readonly many: string;
  /** "€": stands before the number. */
  readonly sign?: string;
  /** Parts of it make sense: litres, tonnes. */
  readonly divisible?: boolean;
}

/** A number of the text. Each is told at one place; two equal numbers are two quantities. */
export interface Quantity {
  readonly value: number;
  readonly unit: Unit | undefined;
}

/** How numbers are written in one text. */
export interface NumberStyle {
  readonly words: number;
  readonly separated: boolean;
  readonly thousands: 'digits' | 'k' | 'thousand';
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '. . twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A number in words, as far as people write it so. */
function inWords(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 2 || value > 99) return undefined;
  if (value < 20) return small[value];
  const rest = value % 10;
  return rest === 0 ? tens[value / 10] : `${tens[Math.floor(value / 10)] ?? ''}-${small[rest] ?? ''}`;
}

/** The digits or words of a number; `isBare` in tables, where only digits stand. */
export function numeral(random: Random, { value }: Quantity, style: NumberStyle, isBare: boolean): string {
  const words = inWords(value);
  const likely = value <= 12 ? style.words : value % 10 === 0 ? style.words / 3 : style.words / 8;
  if (!isBare && words !== undefined && random.chance(likely)) return words;
  if (value >= 1000 && value % 1000 === 0) {
    if (style.thousands === 'k') return `${String(value / 1000)}k`;
    if (style.thousands === 'thousand' && !isBare) return `${String(value / 1000)} thousand`;
  }
  return style.separated && value >= 1000 ? value.toLocaleString('en-US') : String(value);
}

/** Draws numbers of a range that are round enough, each different where there are enough. */
export function draw(random: Random, count: number, low: number, high: number, step: number): number[] {
  const steps = Math.floor((high - low) / step);
  const seen = new Set<number>();
  return Array.from({ length: count }, () => {
    for (let tries = 0; ; tries++) {
      const value = low + step * random.integer(0, steps);
      if (seen.has(value) && tries < 3) continue;
      seen.add(value);
      return Number(value.toPrecision(10));
    }
  });
}
