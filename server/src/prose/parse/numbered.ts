import { isFunctionWord, isWord, stem } from '../read/tokens';
import type { Input } from './input';
import type { Mention } from './names';
import { layers, nameOf, relations, type Parsed, type Relation } from './parsed';

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
  const isSeen = ({ first, last }: Mention): boolean =>
    nameOf(parsed.names, 'thing', first, 1) >= 0.5 && nameOf(parsed.names, 'thing', last, 2) >= 0.5;
  const series = seriesIn(input).filter((all) => all.filter(isSeen).length * 2 >= all.length);
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
  return [...byNoun.values()].filter((all) => {
    const known = new Set(all.map(({ number }) => number));
    return known.size >= 2 && [...known].every((number) => number === 1 || known.has(number - 1));
  });
}

/** Whether things are called by a noun that names a set, and by numbers: "city 1" and "cities". */
export function areNumbered(input: Input, things: readonly (readonly Mention[])[], set: readonly Mention[]): boolean {
  const stemAt = (place: number): string => stem(input.tokens[place - 1]?.text ?? '');
  const nouns = new Set(set.map(({ last }) => stemAt(last)));
  const isOne = ({ first, last }: Mention): boolean =>
    last === first + 1 && input.numberPositions.includes(last) && nouns.has(stemAt(first));
  return things.length >= 2 && things.every((group) => group.some(isOne));
}
