import type { Span } from '../../text';
import type { TextNumber } from './words';

/** A number of a cited model that has to be one of the text's. */
export interface Wanted {
  /** As written: "25%", "9:30", "1/3", "5@2". */
  readonly literal: string;
  readonly value: number;
  /** Which of the text's places with this value; counted from 1. */
  readonly place: number | undefined;
  /** A cell of a table: even a 0 or 1 is one of the text's. */
  readonly isCell?: boolean;
  /** What the number should stand near: for each thing, the places it is named at. */
  readonly near: readonly (readonly Span[])[];
}

/** The literals of an expression that are numbers; what is in backquotes is no number of the text. */
export const LITERAL =
  /`[^`]*`|[A-Za-z_]\w*|\d+\/\d+(?!\w)(?:@\d+)?|\d{1,2}:\d{2}(?:@\d+)?|\d+(?:\.\d+)?(?:e\d+)?%?(?:@\d+)?/gu;

/** What a literal is worth and which place it names; undefined where it is no number. */
export function readLiteral(
  literal: string,
): { readonly value: number; readonly place: number | undefined } | undefined {
  const [, body = '', at] = /^([^@]*)(?:@(\d+))?$/u.exec(literal) ?? [];
  const place = at === undefined ? undefined : Number(at);
  const clock = /^(\d{1,2}):(\d{2})$/u.exec(body);
  if (clock) return { value: Number(clock[1]) * 60 + Number(clock[2]), place };
  const parts = /^(\d+)\/(\d+)$/u.exec(body);
  if (parts) return finite(Number(parts[1]) / Number(parts[2]), place);
  const percent = /^(\d+(?:\.\d+)?)%$/u.exec(body);
  if (percent) return { value: Number((Number(percent[1]) / 100).toPrecision(12)), place };
  return /^\d+(?:\.\d+)?(?:e\d+)?$/u.test(body) ? finite(Number(body), place) : undefined;
}

/** What a literal is worth, in backquotes or not. */
export function valueOf(literal: string): number | undefined {
  return readLiteral(literal.replace(/^`(.*)`$/u, '$1'))?.value;
}

/** 1/0 and 1e999 are no numbers. */
function finite(value: number, place: number | undefined): ReturnType<typeof readLiteral> {
  return Number.isFinite(value) ? { value, place } : undefined;
}

/** Index into the numbers of the text, or why there is none. `free`: 0 and 1 need not stand in the text. */
export type Aligned = number | 'free' | string;

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Finds the number of the text that is meant; among several of the same value the one that stands nearest. */
export function align(
  wanted: Wanted,
  numbers: readonly TextNumber[],
  text: string,
  used: ReadonlySet<number>,
): Aligned {
  const all = numbers.flatMap(({ values }, at) => (values.some((value) => isSame(value, wanted.value)) ? [at] : []));
  if (wanted.place !== undefined) {
    return all[wanted.place - 1] ?? `${wanted.literal}: the text has this number ${String(all.length)} times`;
  }
  if (all.length === 0) {
    return wanted.value === 0 || wanted.value === 1
      ? 'free'
      : `${wanted.literal} is no number of the text (write \`${wanted.literal}\` if everybody knows it)`;
  }
  // A 0 or 1 of a rule is the text's own only where the words of the rule hold it ("at least one").
  if ((wanted.value === 0 || wanted.value === 1) && wanted.isCell !== true) {
    const [words = []] = wanted.near;
    const inside = all.filter((at) => {
      const span = numbers[at]?.span;
      return span && words.some(({ start, end }) => start <= span.start && span.end <= end);
    });
    return inside.length === 1 && inside[0] !== undefined ? inside[0] : 'free';
  }
  const [only] = all;
  if (all.length === 1 && only !== undefined) return only;
  const fresh = all.filter((at) => !used.has(at));
  const candidates = fresh.length > 0 ? fresh : all;
  const ranked = candidates
    .map((at) => ({ at, cost: costOf(numbers[at]?.span ?? { start: 0, end: 0 }, wanted.near, text) }))
    .sort((a, b) => a.cost - b.cost);
  const [best, next] = ranked;
  if (!best) return `${wanted.literal}: not found`;
  if (next && next.cost < best.cost + 4) {
    const places = all.map((at, index) => `@${String(index + 1)} “${around(numbers[at]?.span, text)}”`);
    return `${wanted.literal} may be ${places.join(' or ')}: write ${wanted.literal}@1 for the first, and so on`;
  }
  return best.at;
}

/**
 * The one place where these values stand as a run of the text's numbers, in this order ("100, 150 and 150").
 * @returns indices into `numbers`; undefined where there is no such run, or several.
 */
export function runOf(values: readonly number[], numbers: readonly TextNumber[]): readonly number[] | undefined {
  const runs: number[] = [];
  for (let from = 0; from + values.length <= numbers.length; from++) {
    if (values.every((value, at) => numbers[from + at]?.values.some((other) => isSame(other, value)))) runs.push(from);
  }
  const [from] = runs;
  return runs.length === 1 && from !== undefined ? values.map((_, at) => from + at) : undefined;
}

/** How far a number stands from what it should stand near: characters, more across sentences and table rows. */
function costOf(span: Span, near: readonly (readonly Span[])[], text: string): number {
  let cost = 0;
  for (const places of near) {
    if (places.length > 0) cost += Math.min(...places.map((place) => distance(span, place, text)));
  }
  return cost;
}

function distance(a: Span, b: Span, text: string): number {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  if (second.start < first.end) return 0;
  const between = text.slice(first.end, second.start);
  const column = columnOf(a, text);
  if (column !== undefined && column === columnOf(b, text) && isHeader(first, text)) return 1;
  const breaks = between.match(/[.?!;](?=\s)|\n/gu)?.length ?? 0;
  return between.length + 40 * breaks;
}

/** The column of a Markdown table that something stands in. */
function columnOf(span: Span, text: string): number | undefined {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const line = text.slice(start, span.start);
  return line.trimStart().startsWith('|') ? line.split('|').length : undefined;
}

/** Whether something stands in the first row of a Markdown table. */
function isHeader(span: Span, text: string): boolean {
  const end = text.indexOf('\n', span.end);
  return end >= 0 && /^\s*\|[\s:|-]+\|?\s*$/u.test(text.slice(end + 1).split('\n')[0] ?? '');
}

function around(span: Span | undefined, text: string): string {
  return span ? text.slice(Math.max(0, span.start - 18), span.end + 14).replace(/\s+/gu, ' ') : '';
}
