import { isFunctionWord, isWord, type Token } from '../read/tokens';
import { separators } from './layout';
import type { Input } from './input';
import type { Mention } from './names';
import { layers, nameOf, pairOf, relations, singleOf, type Parsed, type Relation } from './parsed';

const isEnd = ({ text }: Token): boolean => /^[.?!:()]$/u.test(text);
const article = /^(?:the|an?|our|my|your|their|its|his|her)$/iu;

/**
 * What the networks say of a text, with the things of lists complete: between two things of one set stands a third
 * ("wheat, barley and oats"), and so it does behind two of them at the end of the list, or before two; as it is with
 * amounts. In the 6,180 problems of the corpus this holds 6,668 times of 6,697.
 */
export function withWholeLists(input: Input, parsed: Parsed): Parsed {
  const missed = listsOf(input).flatMap((items) => missedIn(items, input, parsed));
  if (missed.length === 0) return parsed;
  const { length } = parsed;
  const [names, thing, pair] = [parsed.names.slice(), parsed.thing.slice(), parsed.pair.slice()];
  const copy = (relation: Relation, from: number, to: number, both: boolean): void => {
    const start = relations.indexOf(relation) * length * length;
    for (let other = 0; other < length; other++) {
      pair[start + to * length + other] = pair[start + from * length + other] ?? 0;
      if (both) pair[start + other * length + to] = pair[start + other * length + from] ?? 0;
    }
  };
  const width = thing.length / length;
  const layer = layers.indexOf('thing');
  for (const { item, like } of missed) {
    for (let at = item.first; at <= item.last; at++)
      names.set(at === item.first ? [0, 1, 0] : [0, 0, 1], (at * layers.length + layer) * 3);
    copy('sameSet', like.first, item.first, true);
    copy('thingOfSet', like.first, item.first, false);
    thing.copyWithin(item.first * width, like.first * width, (like.first + 1) * width);
  }
  return { ...parsed, names, thing, pair };
}

/** The items of a list that no thing was seen in, with a thing of the set they belong to. */
function missedIn(items: readonly Mention[], input: Input, parsed: Parsed): { item: Mention; like: Mention }[] {
  const things = items.map((item) => (isThing(item, parsed) ? item : undefined));
  const longest = Math.max(...things.flatMap((item) => (item ? [item.last - item.first] : [])));
  const beside = (one: Mention | undefined, two: Mention | undefined): Mention | undefined => {
    if (!one || !two) return undefined;
    const areSingle = singleOf(parsed, one.first) > 0 && singleOf(parsed, two.first) > 0;
    return areSingle || pairOf(parsed, 'sameSet', one.first, two.first) > 0 ? one : undefined;
  };
  return items.flatMap((item, at) => {
    if (things[at] || touchesThing(item, parsed) || item.last - item.first > longest) return [];
    const words = input.tokens.slice(item.first - 1, item.last);
    if (!words.every(({ text }) => isWord(text) && !isFunctionWord(text))) return [];
    const isLast = at === items.length - 1;
    const like =
      beside(things[at - 1], things[at + 1]) ??
      (isLast ? beside(things[at - 1], things[at - 2]) : undefined) ??
      (at > 0 ? beside(things[at + 1], things[at + 2]) : undefined);
    return like ? [{ item, like }] : [];
  });
}

/** Whether a thing is named by just these words. */
function isThing({ first, last }: Mention, { names, length }: Parsed): boolean {
  if (nameOf(names, 'thing', first, 1) < 0.5) return false;
  for (let at = first + 1; at <= last; at++) if (nameOf(names, 'thing', at, 2) < 0.5) return false;
  return last + 1 >= length || nameOf(names, 'thing', last + 1, 2) < 0.5;
}

function touchesThing({ first, last }: Mention, { names }: Parsed): boolean {
  for (let at = first; at <= last; at++)
    if (nameOf(names, 'thing', at, 1) + nameOf(names, 'thing', at, 2) >= 0.5) return true;
  return false;
}

/** Enumerations of three items or more, without articles. */
function listsOf({ tokens, layout: { row } }: Input): Mention[][] {
  const lists: Mention[][] = [];
  let items: Mention[] = [];
  let begin: number | undefined;
  const endItem = (last: number): void => {
    if (begin !== undefined) {
      let first = begin;
      while (first < last && article.test(tokens[first]?.text ?? '')) first++;
      items.push({ first: first + 1, last: last + 1 });
    }
    begin = undefined;
  };
  const endList = (last: number): void => {
    endItem(last);
    if (items.length >= 3) lists.push(items);
    items = [];
  };
  tokens.forEach((token, at) => {
    if (isEnd(token)) endList(at - 1);
    else if (at > 0 && row[at] !== row[at - 1]) {
      endList(at - 1);
      if (!separators.has(token.text.toLowerCase())) begin = at;
    } else if (separators.has(token.text.toLowerCase())) endItem(at - 1);
    else begin ??= at;
  });
  endList(tokens.length - 1);
  return lists;
}
