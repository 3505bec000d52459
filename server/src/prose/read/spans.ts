import type { Span } from '../../text';
import type { AssembledRow } from './assemble';
import type { Document } from './document';
import type { TaggedTokens } from './tags';

/** From the first token to the last of [first, last). */
export function spanOf(document: Document, { first, last }: { readonly first: number; readonly last: number }): Span {
  return { start: document.tokens[first]?.start ?? 0, end: document.tokens[last - 1]?.end ?? 0 };
}

/** The sentence a token stands in. */
export function sentenceOf(document: Document, token: number): Span {
  return document.sentences.spans[document.sentences.ofToken[token] ?? 0] ?? { start: 0, end: 0 };
}

/**
 * The words that make a row a constraint: its number with the unit, the words of direction nearest to it in the sentence,
 * and the nearest names of the variables it is about. None of them is taken in where another number stands between
 * ("at most 40 hours and 60 kg"), so that no two constraints are told by the same words.
 */
export function constraintSpan(
  document: Document,
  tags: readonly TaggedTokens[],
  row: AssembledRow,
  about: readonly (readonly TaggedTokens[])[],
): Span {
  const sentence = document.sentences.ofToken[row.token];
  const here = (each: TaggedTokens): boolean => document.sentences.ofToken[each.first] === sentence;
  const own = ownWords(document, row);
  const directions = tags.filter((each) => each.label === 'CONST_DIR' && here(each));
  let span = own;
  for (const candidates of [directions, ...about.map((mentions) => mentions.filter(here))]) {
    const nearest = nearestTo(
      own,
      candidates.map((each) => spanOf(document, each)),
    );
    if (nearest && !numberBetween(document, row, own, nearest)) span = cover(span, nearest);
  }
  return span;
}

/** What precedes is a little nearer than what follows. */
function nearestTo(own: Span, spans: readonly Span[]): Span | undefined {
  const gap = (span: Span): number =>
    span.end <= own.start ? own.start - span.end : Math.max(0, span.start - own.end) * 1.5;
  return [...spans].sort((a, b) => gap(a) - gap(b))[0];
}

function numberBetween(document: Document, row: AssembledRow, own: Span, other: Span): boolean {
  const start = Math.min(own.end, other.end);
  const end = Math.max(own.start, other.start);
  return document.numbers.some(
    ({ quantity }, index) => index !== row.number && quantity.span.start >= start && quantity.span.end <= end,
  );
}

function cover(one: Span, other: Span): Span {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

function ownWords(document: Document, row: AssembledRow): Span {
  const mention = row.number === undefined ? undefined : document.numbers[row.number];
  if (!mention) return spanOf(document, { first: row.token, last: row.token + 1 });
  const { span, unit } = mention.quantity;
  const next = document.tokens[mention.last];
  return { start: span.start, end: next !== undefined && next.text === unit ? next.end : span.end };
}

/** Whether two stretches have a character in common. */
export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
