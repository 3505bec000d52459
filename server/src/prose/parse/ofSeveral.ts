import { stemsOf } from '../read/tokens';
import { textBetween, type Input } from './input';
import type { Group, Mention } from './names';
import { has } from './source';

/** A thing where it is named. */
interface Named extends Mention {
  readonly member: number;
}

/** What stands between two things of one number: "May and June", "Thursday, Friday or Saturday". */
const JOINS = /^\s*(?:,|(?:,\s*)?(?:and|or|&|\+)|\/)\s*(?:(?:in|on|for|of|from|at)\s+)?(?:the\s+)?$/iu;
/** What stands between the first and the last thing of one number: "May to July". */
const UNTIL = /^\s*(?:(?:up )?to|through|till|until|-|–|—)\s*(?:and including\s*)?$/iu;
/** What stands before a thing that is the last of those from the first on, and before and behind one that all others follow. */
const SINCE_FIRST = /\b(?:until|till|up to|through)\s*(?:and including\s*|the end of\s*)?$/iu;
const FROM = /\b(?:from|starting(?:\s+(?:in|on|with|from))?|since|as of)\s*$/iu;
/** All things that no other number is told of: "the others 420", "any other day", "everything else", "the rest". */
const OTHERS =
  /\b(?:others?|another|else|rest|remaining|later|afterwards?|thereafter|otherwise|after that|from then on)\b/iu;
/** No number: "the others nothing". */
const NONE = /\b(?:none|nothing|no|not|nobody)\b/iu;
/** What no list of several things is without. */
const LIST = /\b(?:and|or|to|through|till|until)\b|[&+/–—-]/iu;
/** What stands before a list that begins a clause, and behind one that ends it. */
const BEGINS =
  /(?:^|[.,;:!?()|\n]|\b(?:and|but|that|who|which|in|on|for|from|until|till))\s*(?:(?:in|on|for|from)\s+)?(?:the\s+)?$/iu;
const ENDS = /^\s*(?:$|[.,;:!?()|\n]|(?:and|but|on|onwards?|as|when|because|where|with|each|apiece)\b)/iu;

/** What one number is told of: things, all that no other number is told of, or all but those that are told behind it. */
interface Told {
  readonly of: readonly number[] | 'others' | 'all' | 'unclear';
  /** Whether it is told from a thing on. */
  readonly isFrom?: boolean;
}

/**
 * By thing of a set: the number of a table that the text tells of it, where it tells some numbers of several things at once
 * ("22 euros in May and June and 25 from July on", "500 for those who begin on Saturday or Sunday, 420 for all others", "2 minutes
 * each, but 4 for apple"); undefined where it does not, or tells two numbers of one thing.
 * @param cells positions of the numbers
 * @param members the things of the set by where they are named, in their order
 */
export function ofSeveral(
  input: Input,
  cells: readonly number[],
  members: readonly Group[],
): readonly (number | undefined)[] | undefined {
  if (cells.length === 0 || cells.length >= members.length) return undefined;
  const named = namedIn(input, members, cells);
  const places = [...cells].sort((a, b) => a - b);
  const behind = places.map((cell) => toldOf(input, cell, named, true));
  const before = places.map((cell) => toldOf(input, cell, named, false));
  // "In May and June 40, in July 46, and 42 in August."
  const mixed = before.map((told, at) => (typeof told.of === 'object' ? told : (behind[at] ?? told)));
  for (const told of [behind, before, mixed]) {
    const found = spread(told, members.length);
    if (found) return found.map((at) => places[at ?? -1]);
    if (told === behind && told.every(({ of }) => typeof of === 'object' || of === 'unclear')) return undefined;
  }
  return undefined;
}

/** By thing: which of the numbers is told of it. */
function spread(told: readonly Told[], count: number): (number | undefined)[] | undefined {
  const found = new Array<number | undefined>(count).fill(undefined);
  const rest = told.flatMap((each, at) => (each.of === 'others' || (each.of === 'all' && at === 0) ? [at] : []));
  if (rest.length > 1 || rest.length === told.length) return undefined;
  for (const [at, each] of told.entries()) {
    if (rest.includes(at)) continue;
    if (typeof each.of === 'string') return undefined;
    for (const member of each.of) {
      if (found[member] !== undefined) return undefined;
      found[member] = at;
    }
  }
  // From a thing on: of all behind it that no other number is told of, either.
  const last = found.findLastIndex((at) => at !== undefined);
  const at = found[last];
  if (at !== undefined && told[at]?.isFrom) found.fill(at, last);
  const all = found.map((each) => each ?? rest[0]);
  const isAnyShared = all.some((each, thing) => each !== undefined && all.indexOf(each) < thing);
  return isAnyShared && told.every((_, each) => all.includes(each)) ? all : undefined;
}

/** The things of the list that is nearest to a number, in its sentence, up to the number before or behind. */
function toldOf(input: Input, cell: number, named: readonly Named[], isBehind: boolean): Told {
  const { sentences, length } = input;
  const numbers = input.numberPositions.filter((place) => place === cell || !has(named, place));
  const inSentence = (at: number): boolean => sentences.ofToken[at - 1] === sentences.ofToken[cell - 1];
  const [from, to] = isBehind
    ? [cell, (numbers.find((place) => place > cell) ?? length) - 1]
    : [numbers.findLast((place) => place < cell) ?? 0, cell - 1];
  const here = named.filter(({ first, last }) => first > from && last <= to && inSentence(first));
  const list = listIn(input, here, isBehind);
  const [one, two] = [list[0], list.at(-1)];
  const part = sentencePart(input, from, to, inSentence);
  if (!one || !two) {
    return { of: NONE.test(part) ? 'unclear' : OTHERS.test(part) ? 'others' : 'all' };
  }
  const before = isBehind ? textBetween(input, cell, one.first) : sentencePart(input, from, one.first - 1, inSentence);
  const after = sentencePart(input, two.last, length - 1, inSentence);
  const near = isBehind ? before : textBetween(input, two.last, cell);
  if (OTHERS.test(near)) return { of: 'others' };
  const isWhole = isBehind ? ENDS.test(after) : BEGINS.test(before);
  const isInBrackets = /\(\s*$/u.test(before) && /^\s*\)/u.test(after);
  if (list.length > 1 && !isInBrackets && !(isWhole && LIST.test(textBetween(input, one.last, two.first))))
    return { of: 'unclear' };
  const of = membersOf(input, list);
  if (list.length === 1 && SINCE_FIRST.test(before))
    return { of: Array.from({ length: one.member + 1 }, (_, at) => at) };
  return { of, isFrom: list.length === 1 && FROM.test(before) };
}

/** The text behind one position up to another, as far as it is of one sentence. */
function sentencePart(input: Input, from: number, to: number, inSentence: (at: number) => boolean): string {
  let [begin, end] = [from + 1, to];
  while (begin <= end && !inSentence(begin)) begin++;
  while (end >= begin && !inSentence(end)) end--;
  const { text, tokens } = input;
  return begin > end ? '' : text.slice(tokens[begin - 2]?.end ?? 0, tokens[end - 1]?.end ?? 0);
}

/** Things where the text names them, by whatever words name them anywhere; of one letter only where they were seen. */
function namedIn({ tokens }: Input, members: readonly Group[], cells: readonly number[]): Named[] {
  const found: Named[] = [];
  for (const [member, group] of members.entries()) {
    for (const { first, last } of group) {
      const words = stemsOf(tokens.slice(first - 1, last));
      for (let at = 1; at + last - first <= tokens.length; at++) {
        const end = at + last - first;
        const isNamed = at === first || (words.length > 1 && stemsOf(tokens.slice(at - 1, end)) === words);
        if (isNamed && !cells.includes(at)) found.push({ first: at, last: end, member });
      }
    }
  }
  // Of names within one another the longest.
  const isWithin = (one: Named, two: Named): boolean =>
    one.first >= two.first && one.last <= two.last && one.last - one.first < two.last - two.first;
  const all = found
    .filter((one) => !found.some((two) => isWithin(one, two)))
    .sort((a, b) => a.first - b.first || a.member - b.member);
  return all.filter(({ first }, at) => first !== all[at - 1]?.first);
}

/** The first or the last list of things. */
function listIn(input: Input, here: readonly Named[], isFirst: boolean): readonly Named[] {
  const lists: Named[][] = [];
  for (const [at, each] of here.entries()) {
    const last = here[at - 1];
    const between = last && textBetween(input, last.last, each.first);
    if (between !== undefined && (JOINS.test(between) || UNTIL.test(between))) lists.at(-1)?.push(each);
    else lists.push([each]);
  }
  return lists.at(isFirst ? 0 : -1) ?? [];
}

/** The things of a list, with those between the first and the last of "May to July". */
function membersOf(input: Input, list: readonly Named[]): number[] {
  return list.flatMap((each, at) => {
    const last = list[at - 1];
    const isRun = last && UNTIL.test(textBetween(input, last.last, each.first));
    if (!isRun || each.member <= last.member) return [each.member];
    return Array.from({ length: each.member - last.member }, (_, k) => last.member + 1 + k);
  });
}
