import type { Span } from '../../text';
import type { Quantity, Reading } from '../graph';
import { numbersOf, type TextNumber } from './words';

/**
 * The reading of a text that differs from one already read in some numbers alone, or in whole sentences of constraints
 * that were taken out: the same graph with other numbers, or without those constraints. undefined where the texts differ
 * in more, so that the new one has to be read. Repairs are such edits, and are proved on what this gives.
 */
export function editedReading(reading: Reading, before: string, after: string): Reading | undefined {
  return withOtherNumbers(reading, before, after) ?? withoutSentences(reading, before, after);
}

function withOtherNumbers(reading: Reading, before: string, after: string): Reading | undefined {
  const [old, now] = [numbersOf(before, []), numbersOf(after, [])];
  if (old.length !== now.length || skeleton(before, old) !== skeleton(after, now)) return undefined;
  const isSame = (at: number): boolean => wordsAt(before, old[at]) === wordsAt(after, now[at]);
  const changed = new Set(old.flatMap((_, at) => (isSame(at) ? [] : [at])));
  const renewed = new Set<number>();
  const shift = (offset: number): number => {
    // Behind the last number that ends before: as far as the two texts have drifted apart there.
    let drift = 0;
    for (const [at, { span }] of old.entries()) {
      if (span.end > offset) break;
      drift = (now[at]?.span.end ?? 0) - span.end;
    }
    return offset + drift;
  };
  const quantity = (of: Quantity): Quantity | undefined => {
    const at = old.findIndex(({ span }) => span.start === of.span.start && span.end === of.span.end);
    if (at < 0) return undefined;
    const [from, to] = [old[at], now[at]];
    const place = from?.values.findIndex((value) => isClose(value, of.value)) ?? -1;
    const value = to?.values[place];
    if (!to || value === undefined) return undefined;
    if (changed.has(at)) renewed.add(at);
    return { ...of, value, span: to.span, text: wordsAt(after, to), kind: changed.has(at) ? to.kind : of.kind };
  };
  const mapped = rewrite(reading, { quantity, span: ({ start, end }) => ({ start: shift(start), end: shift(end) }) });
  // A number that nothing uses may be part of a name, or matter after all.
  return mapped && renewed.size === changed.size ? mapped : undefined;
}

function withoutSentences(reading: Reading, before: string, after: string): Reading | undefined {
  const gone = before.length - after.length;
  if (gone <= 0) return undefined;
  const { constraints } = reading.graph;
  const starts = new Set(constraints.map(({ sentence }) => sentence.start));
  for (const start of starts) {
    if (before.slice(0, start) !== after.slice(0, start) || before.slice(start + gone) !== after.slice(start)) continue;
    const region = { start, end: start + gone };
    const rest = constraints.filter(({ sentence }) => sentence.start >= region.end || sentence.end <= region.start);
    const taken = constraints.filter((constraint) => !rest.includes(constraint));
    const end = Math.max(...taken.map(({ sentence }) => sentence.end));
    if (end > region.end || before.slice(end, region.end).trim() !== '') continue;
    const inside = (span: Span): boolean => span.start < region.end && region.start < span.end;
    const moved = (offset: number): number => (offset >= region.end ? offset - gone : offset);
    const kept = { ...reading, graph: { ...reading.graph, constraints: rest } };
    const findings = reading.findings.filter(({ span }) => !inside(span));
    return rewrite(
      { ...kept, findings },
      {
        // A number of the sentence that something else uses is lost with it.
        quantity: (of) =>
          inside(of.span) ? undefined : { ...of, span: { start: moved(of.span.start), end: moved(of.span.end) } },
        span: (span) => (inside(span) ? undefined : { start: moved(span.start), end: moved(span.end) }),
      },
    );
  }
  return undefined;
}

interface Rewriting {
  /** undefined: it cannot be told, and neither can the whole. */
  readonly quantity: (of: Quantity) => Quantity | undefined;
  /** undefined: these words are gone; a list of mentions goes without. */
  readonly span: (span: Span) => Span | undefined;
}

/** A reading with every quantity and span of it replaced: plain data all the way down. */
function rewrite(reading: Reading, { quantity, span }: Rewriting): Reading | undefined {
  let lost = false;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk).filter((each) => each !== GONE);
    if (typeof value !== 'object' || value === null) return value;
    if (isQuantity(value)) {
      const found = quantity(value);
      if (!found) lost = true;
      return found;
    }
    if (isSpan(value)) return span(value) ?? GONE;
    const entries = Object.entries(value).map(([key, each]) => [key, walk(each)] as const);
    if (entries.some(([, each]) => each === GONE)) lost = true;
    return Object.fromEntries(entries);
  };
  const result = walk(reading) as Reading;
  return lost ? undefined : result;
}

const GONE = Symbol('gone');

function isQuantity(value: object): value is Quantity {
  return 'value' in value && 'text' in value && 'span' in value && typeof value.value === 'number';
}

function isSpan(value: object): value is Span {
  return Object.keys(value).length === 2 && 'start' in value && 'end' in value;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

function wordsAt(text: string, number: TextNumber | undefined): string {
  return number ? text.slice(number.span.start, number.span.end) : '';
}

/** The text with its numbers taken out. */
function skeleton(text: string, numbers: readonly TextNumber[]): string {
  let rest = '';
  let from = 0;
  for (const { span } of numbers) {
    rest += `${text.slice(from, span.start)}\0`;
    from = span.end;
  }
  return rest + text.slice(from);
}
