import type { Span } from '../../text';
import type { Quantity } from '../graph';
import type { TraceEntry } from '../types';
import { fractionOf, reduced } from './fraction';

const digits = /\d[\d,]*(?:\.\d+)?|\.\d+/;

/**
 * A changed number written as the user wrote the old one: "$1,200" becomes "$1,350", "25%" becomes "30%", "1.5 million"
 * becomes "2 million", "a third" becomes "40%", "twice" becomes "3 times".
 * @param newValue on the scale of `Quantity.value`: 0.3 for 30%
 */
export function renderQuantity(quantity: Quantity, newValue: number): string {
  const { text, kind } = quantity;
  if (/\d\s*[/⁄]\s*\d/.test(text)) return ratioText(newValue);
  const written = digits.exec(text);
  if (!written) return kind === 'percent' || kind === 'fraction' ? percentText(newValue) : wordText(text, newValue);
  const [number] = written;
  const old = Number(number.replaceAll(',', ''));
  // "1.5 million" and "25%" say another number than their value: what makes the difference stays in the text.
  const scale = quantity.value === 0 || old === 0 ? (kind === 'percent' ? 100 : 1) : old / quantity.value;
  const places = /\.(\d+)$/.exec(number)?.[1]?.length ?? 0;
  const rest = text.slice(written.index + number.length);
  return text.slice(0, written.index) + decimalText(newValue * scale, places, number.includes(',')) + rest;
}

/** Changes words of the problem text. */
export interface ProseEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The edit of the problem text that a changed literal of the generated model means; undefined where the entry is not
 * a number of the text.
 * @param newLiteral what the literal becomes in the model: 30 for `int: minimum_rye_percent = 25;`
 */
export function proseEdit(entry: TraceEntry, newLiteral: number): ProseEdit | undefined {
  if (!entry.quantity) return undefined;
  const newValue = newLiteral / (entry.denominator ?? 1);
  return { span: entry.quantity.span, newText: renderQuantity(entry.quantity, newValue) };
}

function wordText(text: string, value: number): string {
  const number = decimalText(value, 0, false);
  return /^(twice|thrice|double|triple)$/i.test(text.trim()) ? `${number} times` : number;
}

/** As a percentage where that is exact to a hundredth of one, else as a fraction. */
function percentText(value: number): string {
  const hundredths = value * 10_000;
  const exact = Math.abs(hundredths - Math.round(hundredths)) < 1e-7;
  return exact ? `${decimalText(value * 100, 0, false)}%` : ratioText(value);
}

function ratioText(value: number): string {
  const fraction = fractionOf(value);
  if (!fraction || fraction.denominator === 1) return decimalText(value, 0, false);
  const { numerator, denominator } = reduced(fraction);
  return `${numerator}/${denominator}`;
}

/** Digits without exponent and without the noise of binary arithmetic, with at least `places` decimals. */
function decimalText(value: number, places: number, grouped: boolean): string {
  const clean = Number(value.toPrecision(12));
  const needed = fractionDigits(clean);
  return clean.toLocaleString('en-US', {
    minimumFractionDigits: needed === 0 && places !== 2 ? 0 : Math.max(places, needed),
    maximumFractionDigits: 20,
    useGrouping: grouped,
  });
}

function fractionDigits(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.min(20, Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)));
}
