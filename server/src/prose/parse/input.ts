import { shapeOf } from '../read/features';
import { segment, type Sentences } from '../read/sentences';
import { stuffOf } from '../read/stuff';
import { isFunctionWord, isWord, stem, tokenize, type Token } from '../read/tokens';
import type { Span } from '../../text';
import { layoutOf, type Layout } from './layout';
import { numbersOf, type TextNumber } from '../cited/words';
import { wordPieces, type Pieces } from './pieces';

/** The longest text the network reads at once, in tokens. */
export const longestText = 480;

/** What the network sees of each position beside its word pieces, one column after the other. */
export const columnNames = [
  'shape',
  'count',
  'place',
  'number',
  'item',
  'stem',
  'sentence',
  'unit',
  'row',
  'column',
  'clause',
] as const;
export const columnCount = columnNames.length;

/** Sizes of the small embeddings. */
export const sizes = { shape: 16, count: 8, place: 10, number: 40, item: 16 } as const;

/** A text as the network takes it. Position 0 is the whole text; token t stands at position t + 1. */
export interface Input {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: Sentences;
  readonly layout: Layout;
  readonly numbers: readonly TextNumber[];
  /** By number: the position of its first token. */
  readonly numberPositions: readonly number[];
  readonly length: number;
  /** `columnCount` whole numbers for each position. */
  readonly features: Uint16Array;
  /** By token: its word pieces. */
  readonly pieces: readonly (readonly number[])[];
}

/** The text behind one position and before another. */
export function textBetween({ text, tokens }: Pick<Input, 'text' | 'tokens'>, one: number, two: number): string {
  return text.slice(tokens[one - 1]?.end ?? 0, tokens[two - 1]?.start ?? 0);
}

/** The sentence that some words begin in. */
export function sentenceOf({ tokens, sentences }: Pick<Input, 'tokens' | 'sentences'>, { start }: Span): Span {
  const token = tokens.findIndex(({ end }) => end > start);
  return sentences.spans[sentences.ofToken[token] ?? 0] ?? { start: 0, end: tokens.at(-1)?.end ?? 0 };
}

/** The positions of the numbers within a part of the text. */
export function numbersWithin({ numbers, numberPositions }: Input, part: Span): number[] {
  return numberPositions.filter((_, at) => {
    const number = numbers[at]?.span;
    return number !== undefined && number.start >= part.start && number.end <= part.end;
  });
}

/** Makes a text ready for the network; what is longer than it takes is left out at the end. */
export function inputOf(text: string, pieces: Pieces): Input {
  const tokens = tokenize(text).slice(0, longestText);
  const end = tokens.at(-1)?.end ?? 0;
  const sentences = segment(text, tokens);
  const layout = layoutOf(text, tokens);
  const numbers = numbersOf(text.slice(0, end), []);
  const firstAt = new Map(tokens.map(({ start }, at) => [start, at]));
  const tokenOf = (offset: number): number => {
    const exact = firstAt.get(offset);
    return exact ?? tokens.findIndex((token) => token.end > offset);
  };
  const numberPositions = numbers.map(({ span }) => tokenOf(span.start) + 1);
  return {
    text,
    tokens,
    sentences,
    layout,
    numbers,
    numberPositions,
    length: tokens.length + 1,
    features: featuresOf(text, tokens, sentences, layout, numbers, numberPositions),
    pieces: tokens.map((token) => wordPieces(token.text, pieces)),
  };
}

function featuresOf(
  text: string,
  tokens: readonly Token[],
  sentences: Sentences,
  layout: Layout,
  numbers: readonly TextNumber[],
  numberPositions: readonly number[],
): Uint16Array {
  const length = tokens.length + 1;
  const columns = new Uint16Array(length * columnCount);
  const put = (position: number, name: (typeof columnNames)[number], value: number): void => {
    columns[position * columnCount + columnNames.indexOf(name)] = value;
  };
  const stems = tokens.map(({ text: word }) => (isWord(word) && !isFunctionWord(word) ? stem(word) : undefined));
  const occurrences = new Map<string, number>();
  for (const each of stems) if (each !== undefined) occurrences.set(each, (occurrences.get(each) ?? 0) + 1);
  const stemIds = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = stemIds.get(word) ?? stemIds.size + 3;
    stemIds.set(word, known);
    return known;
  };
  const last = sentences.spans.length - 1;
  put(0, 'shape', sizes.shape - 1);
  tokens.forEach((token, at) => {
    const position = at + 1;
    const own = stems[at];
    const sentence = sentences.ofToken[at] ?? 0;
    put(position, 'shape', shapeOf(tokens, at));
    put(position, 'count', own === undefined ? 0 : Math.min(occurrences.get(own) ?? 0, sizes.count - 1));
    put(position, 'place', sentence === last ? sizes.place - 1 : Math.min(sentence, sizes.place - 2));
    put(position, 'item', Math.min(layout.item[at] ?? 0, sizes.item - 1));
    put(position, 'stem', own === undefined ? 0 : idOf(own));
    put(position, 'sentence', sentence + 1);
    put(position, 'row', layout.row[at] ?? 0);
    put(position, 'column', layout.column[at] ?? 0);
    put(position, 'clause', layout.clause[at] ?? 0);
  });
  const behind = ({ span }: TextNumber, first: number): number => {
    const end = tokens.findIndex((token, at) => at >= first && token.start >= span.end);
    return end < 0 ? tokens.length : end;
  };
  const ends = numbers.map((number, at) => behind(number, numberPositions[at] ?? 0));
  const stuff = stuffOf(tokens, ends);
  numbers.forEach(({ span, values, kind }, at) => {
    const first = numberPositions[at] ?? 0;
    for (let position = first; position <= tokens.length; position++) {
      const token = tokens[position - 1];
      if (!token || token.start >= span.end) break;
      put(position, 'number', position === first ? numberKind(kind, values) : sizes.number - 1);
    }
    const counted = stuff[at];
    const unit = counted === undefined ? unitOf(text, span, tokens[ends[at] ?? 0], idOf) : idOf(counted);
    put(first, 'unit', kind === 'percent' ? 2 : unit);
  });
  return columns;
}

const kinds: readonly TextNumber['kind'][] = ['number', 'percent', 'fraction', 'word', 'clock', 'ordinal'];

/** Kind and size of a number, 1 to 36. */
function numberKind(kind: TextNumber['kind'], [value = 0]: readonly number[]): number {
  const size = value < 1 ? 0 : value === 1 ? 1 : value <= 10 ? 2 : value <= 100 ? 3 : value <= 1000 ? 4 : 5;
  return 1 + kinds.indexOf(kind) * 6 + size;
}

/** The stem behind a number ("hours" of "3 hours"); 1 for money, 0 for none. */
function unitOf(text: string, { start, end }: Span, next: Token | undefined, idOf: (word: string) => number): number {
  const around = `${text.slice(Math.max(0, start - 2), start)}${text[end] ?? ''}`;
  if (/[$€£¥]/u.test(around + (next?.text ?? ''))) return 1;
  return next && isWord(next.text) && !isFunctionWord(next.text) ? idOf(stem(next.text)) : 0;
}
