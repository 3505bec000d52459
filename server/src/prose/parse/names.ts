import type { Span } from '../../text';
import { isFunctionWord, isWord, stem, stemsOf } from '../read/tokens';
import { symbols } from '../program';
import { cluster } from './cluster';
import { nameOf, pairOf, type Layer, type Parsed, type Relation } from './parsed';
import type { Input } from './input';
import { apartIn } from './lists';

/** Words that name something: positions of the first and the last token. */
export interface Mention {
  readonly first: number;
  readonly last: number;
}

/** All mentions of one thing, set, table, family or definition, in the order of the text. */
export type Group = readonly Mention[];

/** By layer: the relation between two names of one thing. */
export const sameness: Readonly<Record<Layer, Relation>> = {
  thing: 'sameThing',
  set: 'sameSetName',
  table: 'sameTable',
  family: 'sameFamily',
  definition: 'sameDefinition',
};
const layerOf: Readonly<Record<string, Layer>> = {
  member: 'thing',
  single: 'thing',
  set: 'set',
  table: 'table',
  family: 'family',
  definition: 'definition',
};
/** Far more than any problem text has; they only keep a text that is none from taking long. */
const mostMentions = 100;
/** What the same words in two places add to the log odds that they are one thing: 999 in a thousand of the corpus are. */
const sameWords = 14;
/** What it adds where the words of the one are some of the other's, and of no third ("Mr Paz", "Paz's"): 96 in a hundred are. */
const someWords = 8;

/** What it takes from them to stand in two items of one list, under words that are no part of each other. */
const twoItems = 30;

/** The groups of a layer. */
export function groupsOf(input: Input, parsed: Parsed, layer: Layer): Group[] {
  const mentions = mentionsOf(input, parsed, layer);
  const words = mentions.map(({ first, last }) => stemsOf(input.tokens.slice(first - 1, last)));
  const longer = layer === 'thing' ? longerOf(words) : new Map<string, string>();
  const alike = (one = '', two = ''): number => {
    if (one === '') return 0;
    if (one === two) return sameWords;
    return longer.get(one) === two || longer.get(two) === one ? someWords : 0;
  };
  const areApart = layer === 'thing' ? apartIn(input) : () => false;
  const links = mentions.map((one, i) =>
    mentions.map((two, j) => {
      const likely = meanOf(parsed, sameness[layer], one, two) + alike(words[i], words[j]);
      return likely > 0 && areUnlike(words[i], words[j]) && areApart(one, two) ? -twoItems : likely;
    }),
  );
  return cluster(links).map((group) => group.flatMap((at) => mentions[at] ?? []));
}

/** Whether neither of two phrases has all words of the other. */
function areUnlike(one = '', two = ''): boolean {
  const [ones, twos] = [one.split(' '), two.split(' ')];
  return !ones.every((word) => twos.includes(word)) && !twos.every((word) => ones.includes(word));
}

/** "Line A" and "line B", "market two": what tells things of one name apart, as stems. */
function isMark(word: string): boolean {
  return /^(?:.|\d+|two|thre|four|fiv|six|seven|eight|nin|ten)$/iu.test(word);
}

/** By phrase: the one phrase that has its words and more, if there is exactly one. */
function longerOf(phrases: readonly string[]): Map<string, string> {
  const all = [...new Set(phrases)].filter((phrase) => phrase !== '');
  const wordsOf = new Map(all.map((phrase) => [phrase, phrase.split(' ')]));
  const has = (phrase: string, part: string): boolean => {
    const [long, short] = [wordsOf.get(phrase) ?? [], wordsOf.get(part) ?? []];
    return short.every((word) => long.includes(word)) && long.some((word) => !short.includes(word) && !isMark(word));
  };
  return new Map(
    all.flatMap((part): [string, string][] => {
      const [only, ...more] = all.filter((phrase) => has(phrase, part));
      return only !== undefined && more.length === 0 ? [[part, only]] : [];
    }),
  );
}

/** Mean of both directions. */
export function meanOf(parsed: Parsed, relation: Relation, one: Mention, two: Mention): number {
  return (pairOf(parsed, relation, one.first, two.first) + pairOf(parsed, relation, two.first, one.first)) / 2;
}

/** The text of a mention. */
export function spanOf(input: Input, { first, last }: Mention): Span {
  const [begin, end] = [input.tokens[first - 1], input.tokens[last - 1]];
  return { start: begin?.start ?? 0, end: end?.end ?? 0 };
}

/** Names that are likely by themselves, and those that the likeliest programs point at. */
function mentionsOf(input: Input, parsed: Parsed, layer: Layer): Mention[] {
  const { names } = parsed;
  const wanted = pointedAt(parsed, layer);
  const found: Mention[] = [];
  for (let first = 1; first < input.length; first++) {
    const begins = nameOf(names, layer, first, 1);
    const outside = 1 - begins - nameOf(names, layer, first, 2);
    if (begins < 0.5 && !(begins > outside) && !wanted.has(first)) continue;
    let last = first;
    while (
      last + 1 < input.length &&
      (isEmpty(input, { first, last }) ||
        (nameOf(names, layer, last + 1, 2) >= 0.5 && nameOf(names, layer, last + 1, 1) < 0.5 && !wanted.has(last + 1)))
    )
      last++;
    found.push({ first, last });
    first = last;
  }
  const whole =
    layer === 'thing' ? withWholeNames(input, withOwnNames(input, found, mentionsOf(input, parsed, 'set'))) : found;
  if (whole.length <= mostMentions) return whole;
  const sure = ({ first }: Mention): number => nameOf(names, layer, first, 1);
  const surest = new Set([...whole].sort((a, b) => sure(b) - sure(a)).slice(0, mostMentions));
  return whole.filter((mention) => surest.has(mention));
}

/**
 * Mentions without the "Lecturer" of "Lecturer Ahn", where lecturers are a set: the name is "Ahn" where that is a mention by itself,
 * or else both words. (No thing of the corpus is called by the name of its set alone where such a name follows.)
 */
function withOwnNames({ tokens }: Input, mentions: readonly Mention[], sets: readonly Mention[]): Mention[] {
  const stemAt = (place: number): string => stem(tokens[place - 1]?.text ?? '');
  const kinds = new Set(sets.map(({ last }) => stemAt(last)));
  const taken = new Set(mentions.map(({ first }) => first));
  return mentions.flatMap((mention): Mention[] => {
    const [own, next] = [tokens[mention.last - 1], tokens[mention.last]];
    const isNamed = own && next && next.start === own.end + 1 && /^\p{Lu}/u.test(next.text);
    if (!isNamed || !kinds.has(stemAt(mention.last))) return [mention];
    return taken.has(mention.last + 1) ? [] : [{ ...mention, last: mention.last + 1 }];
  });
}

/** Mentions with each "New South" in "New South Wales" as long as that is where it is named whole. */
function withWholeNames({ tokens }: Input, mentions: readonly Mention[]): Mention[] {
  const wordsOf = ({ first, last }: Mention): string[] => tokens.slice(first - 1, last).map(({ text }) => text);
  const names = mentions
    .map(wordsOf)
    .filter((words) => words.length >= 3 && words.every((word) => /^\p{Lu}/u.test(word)));
  const longest = mentions.map((mention) => {
    const ends = names
      .map(({ length }) => mention.first + length - 1)
      .filter(
        (last, at) => last > mention.last && wordsOf({ first: mention.first, last }).join(' ') === names[at]?.join(' '),
      );
    return { first: mention.first, last: Math.max(mention.last, ...ends) };
  });
  return longest.filter(({ first }) => !longest.some((each) => each.first < first && first <= each.last));
}

/** Whether words are an article alone and a name follows: "the" of "the van", not "A" of "A, B and C" or of "A takes 2, B 3". */
function isEmpty({ tokens }: Input, { first, last }: Mention): boolean {
  const [article, next] = [tokens[first - 1]?.text ?? '', tokens[last]?.text ?? ''];
  if (article === 'A' && tokens.some(({ text }) => text === 'B')) return false;
  return first === last && /^(?:the|an?)$/iu.test(article) && isWord(next) && !isFunctionWord(next);
}

/** Where the likeliest programs of statements that are likely point at names of a layer. */
export function pointedAt({ statements }: Parsed, layer: Layer): Set<number> {
  const found = new Set<number>();
  for (const { probability, hypotheses } of statements) {
    if (probability < 0.5) continue;
    for (const { symbol, places } of hypotheses[0]?.steps ?? []) {
      const said = symbols[symbol];
      if (said?.kind === 'reference' && layerOf[said.to] === layer && places?.[0] !== undefined) found.add(places[0]);
    }
  }
  return found;
}
