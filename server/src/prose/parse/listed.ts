import { isWord } from '../read/tokens';
import type { Input } from './input';
import type { Group, Mention } from './names';

/** A mention of a thing, and of which set it is: of the rows (0) or of the columns (1). */
interface Named extends Mention {
  readonly axis: number;
  readonly member: number;
}

type Pair = readonly [number, number];

/** A clause that only goes on with a list has no more words than three for each thing, and these. */
const mostOthers = 2;

/**
 * The pairs of things that sentences list where they name a relation: "Lamp A lights the stage and the stairs, lamp B the
 * stairs", "France borders Germany; Germany borders Austria and Poland". What is named first has all that follow, up to the
 * next one of its kind. By row and column; none where no sentence lists any. (Of 302 relations of two sets in the corpus that
 * are listed so, 285 have no pair too many and 252 exactly these; of 64 of one set all, and 54.)
 * @param relation where the relation is named
 * @param axes things of the first set and of the second; one set twice where its things are paired with each other
 */
export function listedPairs(
  input: Input,
  relation: Group,
  [rows, columns]: readonly [readonly Group[], readonly Group[]],
): Pair[] {
  const isSquare = rows === columns;
  const named = (groups: readonly Group[], axis: number): Named[] =>
    groups.flatMap((group, member) => group.map((mention) => ({ ...mention, axis, member })));
  const all = [...named(rows, 0), ...(isSquare ? [] : named(columns, 1))].sort((a, b) => a.first - b.first);
  const clauses = clausesOf(input).map(([from, to]) => ({
    words: to - from,
    named: all.filter(({ first }) => from <= first && first < to),
    verbs: relation.filter(({ first }) => from <= first && first < to).sort((a, b) => a.first - b.first),
  }));
  const found = isSquare
    ? clauses.flatMap((each) => {
        const joined = joinedPairs(input, each);
        return joined.length > 0 ? joined : [...hyphened(input, each), ...pairedBy(input, each.verbs, each.named)];
      })
    : inTurns(input, clauses);
  return [...new Map(found.map((pair) => [pair.join(), pair])).values()];
}

interface Clause {
  readonly words: number;
  readonly named: readonly Named[];
  readonly verbs: readonly Mention[];
}

/** Sentences, and what semicolons part, as places from and to. */
function clausesOf({ tokens, sentences }: Input): (readonly [number, number])[] {
  const ends = tokens.flatMap(({ text }, at) =>
    text === ';' || sentences.ofToken[at] !== sentences.ofToken[at + 1] ? [at + 2] : [],
  );
  return ends.map((end, at) => [ends[at - 1] ?? 1, end] as const);
}

/** Things with nothing but a hyphen between them, where a clause names the relation: "streets join 1-2, 1-4 and 2-3". */
function hyphened({ text, tokens }: Input, { verbs, named }: Clause): Pair[] {
  if (verbs.length === 0) return [];
  return named.flatMap((one, at) => {
    const two = named[at + 1];
    const between = two && text.slice(tokens[one.last - 1]?.end, tokens[two.first - 1]?.start);
    return two && between !== undefined && HYPHEN.test(between) ? [[one.member, two.member] as const] : [];
  });
}

/** Things two by two, where a clause names the relation before them: "Neighbours are A and B, A and C, B and C". */
function joinedPairs({ text, tokens }: Input, { verbs, named }: Clause): Pair[] {
  const [verb, second] = verbs;
  const [lead] = named;
  if (!verb || second || !lead || verb.last >= lead.first || named.length < 4 || named.length % 2 === 1) return [];
  const gaps = named
    .slice(1)
    .map(({ first }, at) => text.slice(tokens[(named[at]?.last ?? 0) - 1]?.end, tokens[first - 1]?.start));
  const isPaired = gaps.every((gap, at) => (at % 2 === 0 ? WITH : NEXT).test(gap));
  if (!isPaired || !gaps.some((gap) => gap.includes(','))) return [];
  return named.flatMap((one, at) => (at % 2 === 0 ? [[one.member, named[at + 1]?.member ?? one.member] as const] : []));
}

/** What stands between two things of a pair, and between two pairs. */
const WITH = /^\s*(?:and|&|with|to|\/)\s*(?:the\s+)?$/iu;
const NEXT = /^\s*(?:[,;]|[,;]?\s*(?:and|or))\s*(?:the\s+)?$/iu;

const HYPHEN = /^\s?[-–]\s?$/u;

/** Things of two sets, where a clause names the relation, and where clauses behind it go on without it: "Lamp B the stairs." */
function inTurns(input: Input, clauses: readonly Clause[]): Pair[] {
  let lead: number | undefined;
  return clauses.flatMap(({ words, named, verbs }) => {
    const isMore = named[0]?.axis === lead && words <= mostOthers + 3 * named.length;
    if (verbs.length === 0 && !isMore) {
      lead = undefined;
      return [];
    }
    const pairs = pairedInTurn(named);
    lead = pairs.length > 0 ? named[0]?.axis : undefined;
    return pairs;
  });
}

/** Things of two sets: those of the set that is named first each have all of the other set that follow. */
function pairedInTurn(named: readonly Named[]): Pair[] {
  const [lead] = named;
  const found: Pair[] = [];
  let subjects: Named[] = [];
  let isOver = false;
  for (const each of named) {
    if (each.axis === lead?.axis) {
      subjects = isOver ? [each] : [...subjects, each];
      isOver = false;
    } else {
      isOver = true;
      for (const subject of subjects)
        found.push(subject.axis === 0 ? [subject.member, each.member] : [each.member, subject.member]);
    }
  }
  return found;
}

/** What stands between the things of a list. */
const LISTS = /^(?:[,&+/]|and|or|the)$/iu;

/** Things of one set: the one right before each verb has all that follow, up to the one before the next verb. */
function pairedBy({ tokens }: Input, verbs: readonly Mention[], named: readonly Named[]): Pair[] {
  const isBeside = (from: number, to: number): boolean =>
    to - from <= 2 && tokens.slice(from, to).every(({ text }) => isWord(text));
  const told = verbs.flatMap((verb) => {
    const subject = named.filter(({ last }) => last < verb.first).at(-1);
    return subject ? [{ verb, subject, object: named.find(({ first }) => first > verb.last) }] : [];
  });
  const isPlain = told.every(
    ({ verb, subject, object }) =>
      object && isBeside(subject.last, verb.first - 1) && isBeside(verb.last, object.first - 1),
  );
  if (!isPlain) return [];
  return told.flatMap(({ verb, subject }, at) => {
    const end = told[at + 1]?.subject.first ?? Infinity;
    const objects = named.filter(({ first }) => first > verb.last && first < end);
    const isList = objects.every(({ last }, k) => {
      const next = objects[k + 1];
      return !next || tokens.slice(last, next.first - 1).every(({ text }) => LISTS.test(text));
    });
    return isList ? objects.map(({ member }) => [subject.member, member] as const) : [];
  });
}
