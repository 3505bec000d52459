import { isFunctionWord, isWord, stem } from '../read/tokens';
import type { Input } from './input';
import type { Mention } from './names';
import { layers, nameOf, relations, singleOf, type Parsed, type Relation } from './parsed';

/** Log odds of what is certain. */
const certain = 12;

/** A noun with a number behind it: "plant 2". */
interface Numbered extends Mention {
  readonly noun: string;
  readonly number: number;
}

/**
 * What the networks say of a text, where things are called by a noun and numbers from 1 on ("plant 1", "plant 2", "plant 3"):
 * if most of them are things, all are, of one set, and each number is a thing of its own. (Of the 818 texts of the corpus with
 * such names 266 have things of them; all of them are so.)
 */
export function withNumbered(input: Input, parsed: Parsed): Parsed {
  const begins = ({ first }: Mention): boolean => nameOf(parsed.names, 'thing', first, 1) >= 0.5;
  const isSeen = (mention: Mention): boolean =>
    begins(mention) && nameOf(parsed.names, 'thing', mention.last, 2) >= 0.5;
  const series = seriesIn(input).filter((all) => all.some(isSeen) && all.filter(begins).length * 2 >= all.length);
  if (series.length === 0) return parsed;
  const { length } = parsed;
  const [names, thing, pair] = [parsed.names.slice(), parsed.thing.slice(), parsed.pair.slice()];
  const link = (relation: Relation, one: number, two: number, score: number): void => {
    pair[(relations.indexOf(relation) * length + one) * length + two] = score;
  };
  const width = thing.length / length;
  const layer = layers.indexOf('thing');
  for (const all of series) {
    const like = all.find(isSeen);
    for (const one of all) {
      if (like && !isSeen(one)) {
        names.set([0, 1, 0], (one.first * layers.length + layer) * 3);
        names.set([0, 0, 1], (one.last * layers.length + layer) * 3);
        thing.copyWithin(one.first * width, like.first * width, (like.first + 1) * width);
      }
      for (const two of all) {
        if (one === two) continue;
        link('sameThing', one.first, two.first, one.number === two.number ? certain : -2 * certain);
        link('sameSet', one.first, two.first, certain);
      }
      input.tokens.forEach(({ text }, at) => {
        if (isWord(text) && stem(text) === one.noun) link('thingOfSet', one.first, at + 1, certain);
      });
    }
  }
  return { ...parsed, names, thing, pair };
}

/**
 * What the networks say of a text, where things are called by a noun and letters from A on ("component A", "component B"): if most
 * of them are things, all are, and either each is an amount by itself or all are of one set, whichever is likelier.
 */
export function withLettered(input: Input, parsed: Parsed): Parsed {
  const begins = ({ first, last }: Mention): boolean =>
    [first, last].some((place) => nameOf(parsed.names, 'thing', place, 1) >= 0.5);
  const series = letteredIn(input).filter((all) => all.filter(begins).length * 2 >= all.length);
  if (series.length === 0) return parsed;
  const { length } = parsed;
  const [thing, pair] = [parsed.thing.slice(), parsed.pair.slice()];
  const width = thing.length / length;
  for (const all of series) {
    const named = all.filter(begins);
    const mean = named.reduce((sum, { first }) => sum + singleOf(parsed, first), 0) / named.length;
    const areSingle = mean > 0;
    for (const { first, last } of all)
      for (const place of [first, last]) thing[place * width] = areSingle ? certain : -certain;
    if (areSingle) continue;
    for (const one of all)
      for (const two of all)
        if (one.number !== two.number)
          for (const a of [one.first, one.last])
            for (const b of [two.first, two.last])
              pair[(relations.indexOf('sameSet') * length + a) * length + b] = certain;
  }
  return { ...parsed, thing, pair };
}

/** By noun: all names that are made of it and of letters from A on, none left out. */
function letteredIn({ tokens }: Input): Numbered[][] {
  const byNoun = new Map<string, Numbered[]>();
  tokens.forEach(({ text }, at) => {
    const noun = tokens[at - 1]?.text ?? '';
    if (!/^[A-Z]$/u.test(text) || !isWord(noun) || isFunctionWord(noun)) return;
    const named = { first: at, last: at + 1, noun: stem(noun), number: text.charCodeAt(0) - 'A'.charCodeAt(0) + 1 };
    byNoun.set(stem(noun), [...(byNoun.get(stem(noun)) ?? []), named]);
  });
  return [...byNoun.values()].filter(isSeries);
}

/** Whether numbers count from 1 on, none left out, and there are two or more. */
function isSeries(all: readonly Numbered[]): boolean {
  const known = new Set(all.map(({ number }) => number));
  return known.size >= 2 && [...known].every((number) => number === 1 || known.has(number - 1));
}

/** By noun: all names that are made of it and of numbers from 1 on, none left out. */
function seriesIn({ tokens, numbers, numberPositions }: Input): Numbered[][] {
  const byNoun = new Map<string, Numbered[]>();
  numberPositions.forEach((last, at) => {
    const [noun, mark] = [tokens[last - 2]?.text ?? '', tokens[last - 1]?.text ?? ''];
    const number = numbers[at]?.values[0] ?? NaN;
    if (!isWord(noun) || isFunctionWord(noun) || mark !== String(number)) return;
    const all = byNoun.get(stem(noun)) ?? [];
    byNoun.set(stem(noun), [...all, { first: last - 1, last, noun: stem(noun), number }]);
  });
  return [...byNoun.values()].filter(isSeries);
}

/** Whether things are called by a noun that names a set, and by numbers: "city 1" and "cities". */
export function areNumbered(input: Input, things: readonly (readonly Mention[])[], set: readonly Mention[]): boolean {
  const stemAt = (place: number): string => stem(input.tokens[place - 1]?.text ?? '');
  const nouns = new Set(set.map(({ last }) => stemAt(last)));
  const isOne = ({ first, last }: Mention): boolean =>
    last === first + 1 && input.numberPositions.includes(last) && nouns.has(stemAt(first));
  return things.length >= 2 && things.every((group) => group.some(isOne));
}
