import { textBetween, type Input } from './input';
import type { Group, Mention } from './names';
import type { SetDraft } from './setDrafts';
import type { Source } from './source';

/** Two things have one distance, and no order. */
const fewestThings = 3;

/** A table that is told pair by pair: the set of both its indices, and the number of each place, row by row. */
export interface Distances {
  readonly set: number;
  readonly cells: readonly (number | undefined)[];
}

/**
 * The numbers between the things of one set, where the text tells them pair by pair: "Lyon-Nice 12, Lyon-Metz 20, Nice to
 * Metz 9", "Lyon: Nice 12, Metz 20", "it is 12 km from Lyon to Nice, 20 to Metz". Only where every two things have one, or one
 * for each direction; one for both stands in both places. (Of the 25 such tables of the corpus 16
 * are exactly so by it, two tell one direction alone; no other table is taken for one.)
 * @param cells positions of the numbers that seem to belong to the table
 */
export function distancesOf(
  { input }: Source,
  cells: readonly number[],
  sets: readonly SetDraft[],
): Distances | undefined {
  const places = [cells, inSentencesOf(input, cells)].map((all) => [...all].sort((a, b) => a - b));
  for (const [set, { members }] of sets.entries()) {
    const count = members.length;
    for (const numbers of places) {
      const isWhole = numbers.length === count * (count - 1) || numbers.length * 2 === count * (count - 1);
      if (count < fewestThings || !isWhole) continue;
      const named = membersIn(input, members);
      const pairs = bySentence(input, numbers).map((some) =>
        [toldBefore(input, some, named), toldBehind(input, some, named), toldAsOne(input, some, named)].find(Boolean),
      );
      if (pairs.every((some) => some !== undefined) && areAll(pairs.flat(), count))
        return { set, cells: inPlace(numbers, pairs.flat(), count) };
    }
  }
  return undefined;
}

interface Named extends Mention {
  readonly member: number;
}

type Pair = readonly [number, number];

/** Where things are named, and where the text has the same words once more ("the launch pad L", "L-F1"). */
function membersIn({ tokens }: Input, members: readonly Group[]): Named[] {
  const wordsOf = (first: number, last: number): string =>
    tokens
      .slice(first - 1, last)
      .map(({ text }) => text)
      .join(' ');
  const byPlace = new Map<number, Named>();
  for (const [member, group] of members.entries()) {
    for (const { first, last } of group) {
      byPlace.set(first, { first, last, member });
      const words = wordsOf(first, last);
      for (let at = 1; /^[\p{Lu}\d]/u.test(words) && at + last - first <= tokens.length; at++)
        if (wordsOf(at, at + last - first) === words && !byPlace.has(at))
          byPlace.set(at, { first: at, last: at + last - first, member });
    }
  }
  const all = [...byPlace.values()].sort((a, b) => a.first - b.first);
  return all.filter(({ first }, at) => all.slice(0, at).every(({ last }) => last < first));
}

/** Numbers by the sentence that they stand in. */
function bySentence({ sentences }: Input, numbers: readonly number[]): number[][] {
  const found = new Map<number | undefined, number[]>();
  for (const number of numbers) {
    const sentence = sentences.ofToken[number - 1];
    found.set(sentence, [...(found.get(sentence) ?? []), number]);
  }
  return [...found.values()];
}

/** The pair before each number as one word of two names that are letters: "PQ 30, PR 45". */
function toldAsOne({ tokens }: Input, numbers: readonly number[], named: readonly Named[]): Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const number of numbers) {
    const [one, two, ...more] = [...(tokens[number - 2]?.text ?? '')].map((letter) =>
      named.find(({ first, last }) => first === last && tokens[first - 1]?.text === letter),
    );
    if (!one || !two || more.length > 0) return undefined;
    pairs.push([one.member, two.member]);
  }
  return pairs;
}

/** All numbers of the sentences that these stand in. */
function inSentencesOf({ sentences, numberPositions }: Input, cells: readonly number[]): number[] {
  const said = new Set(cells.map((cell) => sentences.ofToken[cell - 1]));
  return numberPositions.filter((place) => said.has(sentences.ofToken[place - 1]));
}

/** What stands between two things that one number is told of: "Lyon-Nice", "Lyon to Nice", "Lyon: Nice", "Lyon and Nice". */
const BETWEEN = /^\s*(?:\([^()]*\)\s*)?(?:[-–—→/:]|to|and)\s*(?:to\s+)?(?:the\s+)?$/iu;
/** And before one that goes on with the first of them: ", to Metz", ", Metz". */
const ON = /^[^.?!]*(?:\bto|[,;(/])\s*(?:the\s+)?$/iu;

/** The pair before each number: the last two things there, or the one there and the first of the pair before. */
function toldBefore(input: Input, numbers: readonly number[], named: readonly Named[]): Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const [at, number] of numbers.entries()) {
    const before = numbers[at - 1];
    const [two, one] = named.filter(({ first }) => first < number && first > (before ?? 0)).reverse();
    const lead = pairs.at(-1)?.[0];
    if (!two) return undefined;
    if (one && BETWEEN.test(textBetween(input, one.last, two.first))) pairs.push([one.member, two.member]);
    else if (lead !== undefined && before !== undefined && !one && ON.test(textBetween(input, before, two.first)))
      pairs.push([lead, two.member]);
    else return undefined;
  }
  return pairs;
}

/**
 * The pair behind each number: "12 from Lyon to Nice", or the one there and what the numbers go out from: "12 from Lyon to
 * Nice, 20 to Metz; from Nice 9 to Metz".
 */
function toldBehind(input: Input, numbers: readonly number[], named: readonly Named[]): Pair[] | undefined {
  const pairs: Pair[] = [];
  let lead = named.findLast(({ first }) => first < (numbers[0] ?? 0))?.member;
  for (const [at, number] of numbers.entries()) {
    const [one, two] = named.filter(({ first }) => first > number && first < (numbers[at + 1] ?? Infinity));
    const since = numbers[at - 1];
    const from = since && named.filter(({ first }) => first > since && first < number).at(-1);
    if (from && /\bfrom\s*(?:the\s+)?$/iu.test(textBetween(input, since, from.first))) lead = from.member;
    if (!one) return undefined;
    if (two && BETWEEN.test(textBetween(input, one.last, two.first))) {
      pairs.push([one.member, two.member]);
      lead = one.member;
    } else if (lead !== undefined && /\bto\s*(?:the\s+)?$/iu.test(textBetween(input, number, one.first)))
      pairs.push([lead, one.member]);
    else return undefined;
  }
  return pairs;
}

/** Whether every two things have one number, or one for each direction. */
function areAll(pairs: readonly Pair[], count: number): boolean {
  const isSingle = pairs.length * 2 === count * (count - 1);
  const told = new Set(
    pairs.map(([one, two]) => (isSingle ? [Math.min(one, two), Math.max(one, two)] : [one, two]).join()),
  );
  return told.size === pairs.length && pairs.every(([one, two]) => one !== two);
}

function inPlace(numbers: readonly number[], pairs: readonly Pair[], count: number): (number | undefined)[] {
  const cells = new Array<number | undefined>(count * count).fill(undefined);
  pairs.forEach(([one, two], at) => {
    cells[one * count + two] = numbers[at];
    cells[two * count + one] ??= numbers[at];
  });
  return cells;
}
