import { findNumbers } from '../read/numbers';
import { tokenize } from '../read/tokens';
import type { Quantity } from '../graph';
import type { Span } from '../../text';
import type { Quote } from './model';

/** A number of the text; where it can be read in two ways (9 and 9:00 in "9 am"), all its values. */
export interface TextNumber {
  readonly span: Span;
  readonly values: readonly number[];
  readonly kind: Quantity['kind'];
  /** It need not be used: "first", "one". */
  readonly small: boolean;
}

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const hours = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');
const clockPattern =
  /(?<!\d[.,])\b(?<hour>[01]?\d|2[0-4])(?:[:.h](?<minute>[0-5]\d))?[ \t\u00a0]?(?<half>(?:am|pm|h)\b|a\.m\.|p\.m\.|o['’]clock)?(?!\d|[:.]\d)/giu;
const otherPattern =
  /\b(?:(?<past>half past) (?<pastHour>[a-z]+|\d+)|(?<noon>noon|midday)|(?<night>midnight)|(?<clock>[a-z]+) (?<clockHalf>o['’]clock|am|pm)|(?<sixes>half a dozen)|(?<couple>a couple|both|a pair)|(?<digits>\d+)(?:st|nd|rd|th)|(?<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth))\b/giu;

/** Every number of the text outside `names`, by where it stands. */
export function numbersOf(text: string, names: readonly Span[]): TextNumber[] {
  const found: TextNumber[] = [];
  for (const { quantity } of findNumbers(text, tokenize(text))) {
    const { span, value, kind } = quantity;
    const values = kind === 'percent' ? [value, Number((value * 100).toPrecision(12))] : [value];
    found.push({ span, values, kind, small: value === 1 || value === 0 });
  }
  const more = [...clocksOf(text), ...othersOf(text)];
  const merged: TextNumber[] = [];
  for (const number of [...found, ...more].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)) {
    const last = merged.at(-1);
    if (last && number.span.start < last.span.end) {
      const span = { start: last.span.start, end: Math.max(last.span.end, number.span.end) };
      merged[merged.length - 1] = {
        span,
        values: [...last.values, ...number.values],
        kind: number.kind === 'clock' ? 'clock' : last.kind,
        small: last.small && number.small,
      };
    } else merged.push(number);
  }
  return merged.filter(({ span }) => !names.some((name) => name.start <= span.start && span.end <= name.end));
}

/** Minutes since midnight. */
function minutes(hour: number, minute: number, half: string): number {
  const afternoon = /^p/iu.test(half) && hour < 12 ? 12 : 0;
  const morning = /^a/iu.test(half) && hour === 12 ? -12 : 0;
  return (hour + afternoon + morning) * 60 + minute;
}

function clocksOf(text: string): TextNumber[] {
  return [...text.matchAll(clockPattern)].flatMap((match): TextNumber[] => {
    const { hour = '', minute, half = '' } = match.groups ?? {};
    const isDotted = minute !== undefined && !/[:h]/u.test(match[0]);
    if ((minute === undefined || isDotted) && half === '') return [];
    const value = minutes(Number(hour), Number(minute ?? 0), half);
    const span = { start: match.index, end: match.index + match[0].trimEnd().length };
    // "3 h" is mostly how long something takes, and one need not be used.
    if (/^h$/iu.test(half) && minute === undefined)
      return [{ span, values: [Number(hour), value], kind: 'number', small: hour === '1' }];
    return [{ span, values: [value], kind: 'clock', small: false }];
  });
}

function othersOf(text: string): TextNumber[] {
  return [...text.matchAll(otherPattern)].flatMap((match): TextNumber[] => {
    const groups = match.groups ?? {};
    const span = { start: match.index, end: match.index + match[0].length };
    const one = (value: number, kind: Quantity['kind'] = 'word', small = false): TextNumber[] => [
      { span, values: [value], kind, small },
    ];
    if (groups['noon'] !== undefined) return one(720, 'clock');
    if (groups['night'] !== undefined) return [{ span, values: [0, 1440], kind: 'clock', small: false }];
    if (groups['sixes'] !== undefined) return one(6);
    if (groups['couple'] !== undefined) return one(2, 'word', true);
    if (groups['digits'] !== undefined) return one(Number(groups['digits']), 'ordinal', true);
    if (groups['word'] !== undefined) return one(ordinals.indexOf(groups['word'].toLowerCase()) + 1, 'ordinal', true);
    const name = (groups['pastHour'] ?? groups['clock'] ?? '').toLowerCase();
    const hour = /^\d+$/u.test(name) ? Number(name) : hours.indexOf(name);
    if (hour < 0) return [];
    return one(
      minutes(hour === 0 ? 12 : hour, groups['past'] === undefined ? 0 : 30, groups['clockHalf'] ?? ''),
      'clock',
    );
  });
}

/** Where words stand: at the borders of words, any case, white space as one space. */
export function placesOf(words: string, text: string): Span[] {
  const escaped = words
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'))
    .join('\\s+');
  // Loom "A" is no article.
  const pattern = new RegExp(escaped, /^\p{Lu}$/u.test(words) ? 'gu' : 'giu');
  const [begins, ends] = [LETTER_FIRST.test(words), LETTER_LAST.test(words)];
  const spans: Span[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const isCut =
      (begins && LETTER_LAST.test(text.slice(Math.max(0, span.start - 2), span.start))) ||
      (ends && LETTER_FIRST.test(text.slice(span.end, span.end + 2)));
    if (!isCut) spans.push(span);
    if (isCut || span.end === span.start) pattern.lastIndex = span.start + 1;
  }
  return spans;
}

// Made once: classes of letters cost more to compile than a text takes to search.
const LETTER_FIRST = /^[\p{L}\p{N}]/u;
const LETTER_LAST = /[\p{L}\p{N}]$/u;

/** The one place a quote means, or what is wrong with it. */
export function placeOf({ words, place }: Quote, text: string): Span | string {
  const places = placesOf(words, text);
  if (places.length === 0) return `"${words}" does not stand in the text`;
  if (place !== undefined) return places[place - 1] ?? `"${words}" stands ${String(places.length)} times in the text`;
  if (places.length > 1) return `"${words}" stands ${String(places.length)} times: write "${words}"@2 for the second`;
  return places[0] ?? '';
}
