import type { IndexSet } from '../expression';
import { memberBeside, type CellGroup } from './cells';
import { cluster } from './cluster';
import { countOf, fit, rangesOf } from './countedSets';
import type { Input } from './input';
import { gridsOf, linesOf, type Grid } from './markdown';
import { groupsOf, meanOf, spanOf, type Group, type Mention } from './names';
import { nameOf, singleOf } from './parsed';
import { filledRun } from './runs';
import type { SetDraft } from './setDrafts';
import { has, mean, spansOf, wordsOf, type Source } from './source';

/** A thing that is named once and not surely, and that nothing is told of, is none. */
const leastSure = 0.7;

/** Where the text says how many there are, no more than so many others are left out. */
const mostTooMany = 2;

/** Things, settled: those that are variables by themselves, and the members of sets. */
export interface Settled {
  readonly singles: readonly Group[];
  readonly sets: readonly SetDraft[];
}

/**
 * Settles what the things of a text are, which of them belong together, and how those are called. (No set of the 24,000 with
 * named things in the corpus has only one.)
 */
export function settleSets(source: Source, cells: readonly CellGroup[]): Settled {
  const { input, parsed } = source;
  const names = groupsOf(input, parsed, 'set');
  const all = groupsOf(input, parsed, 'thing')
    .map((group) => group.filter((mention) => !isCount(input, mention, names)))
    .filter((group) => group.length > 0);
  const isSingle = (group: Group): boolean => mean(group, ({ first }) => singleOf(parsed, first)) > 0;
  const members = all.filter((group) => !isSingle(group));
  const sets = memberSets(source, members);
  const ranges = rangesOf(source, names, sets, cells);
  const named = namesOf(
    source,
    sets,
    names.filter((name) => !ranges.has(name)),
  );
  const drafts: SetDraft[] = [
    ...sets.map((set, at) => filled(source, withoutStrays(source, cells, { names: named[at] ?? [], members: set }))),
    ...[...ranges].map(([name, range]) => ({ names: [name], members: [], range })),
  ];
  // A thing that is the only one of its kind beside amounts is one of them.
  const isAmong = all.some(isSingle);
  const isLone = ({ members, range }: SetDraft): boolean => isAmong && !range && members.length === 1;
  const lone = new Set(drafts.filter(isLone).flatMap((draft) => draft.members));
  return {
    singles: all.filter((group) => isSingle(group) || lone.has(group)),
    sets: drafts
      .filter((draft) => !isLone(draft) && (draft.range || draft.members.length > 0))
      .sort((a, b) => firstOf(a) - firstOf(b)),
  };
}

const NUMBER = /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/u;

/** Whether words only count the things of a set: "three customers", "the three customers". (No thing of the corpus is named so.) */
function isCount({ tokens }: Input, { first, last }: Mention, names: readonly Group[]): boolean {
  const number = tokens[first - 1]?.text === 'the' ? first + 1 : first;
  const name = names.flat().find((each) => each.first === number + 1);
  return NUMBER.test(tokens[number - 1]?.text ?? '') && name !== undefined && last <= name.last;
}

/** A set as a graph has it. */
export function indexSetOf(source: Source, { names, members, called, range }: SetDraft): IndexSet {
  const mentions = names.flatMap((group) => spansOf(source, group)).sort((a, b) => a.start - b.start);
  const first = names.flat().sort((a, b) => a.first - b.first)[0];
  return {
    name: wordsOf(source, first, 'things'),
    mentions,
    members:
      range ??
      members.map((group, at) => ({
        name: wordsOf(source, group[0], called?.[at] ?? ''),
        mentions: spansOf(source, group),
      })),
  };
}

function memberSets({ input, parsed }: Source, members: readonly Group[]): Group[][] {
  const links = members.map((one) =>
    members.map((two) => mean(one, (a) => mean(two, (b) => meanOf(parsed, 'sameSet', a, b)))),
  );
  const sets = cluster(links).map((group) => group.flatMap((at) => [members[at] ?? []]));
  return headsOfGrids(input)
    .reduce(splitByHeads, sets)
    .flatMap((set) => splitByCalendar(input, set));
}

const calendar = [
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b/iu,
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/iu,
];

/** Days of the week, or months, are no things of one set with others. (Of 1,238 sets of the corpus with some two have others.) */
function splitByCalendar(input: Input, set: Group[]): Group[][] {
  for (const names of calendar) {
    const isNamed = ([mention]: Group): boolean => {
      const span = mention && spanOf(input, mention);
      return span !== undefined && names.test(input.text.slice(span.start, span.end));
    };
    const [named, others] = [set.filter(isNamed), set.filter((group) => !isNamed(group))];
    if (named.length > 1 && others.length > 0) return others.length > 1 ? [named, others] : [named];
  }
  return [set];
}

/** By line of a Markdown table that tells numbers: the positions of its heads. */
function headsOfGrids(input: Input): (readonly (readonly number[])[])[] {
  const isTold = (grid: Grid): boolean =>
    grid
      .slice(1)
      .flat(2)
      .filter((place) => input.numberPositions.includes(place)).length >= 2;
  return gridsOf(input).filter(isTold).flatMap(linesOf);
}

/**
 * Sets as the heads of a line want them: what heads the rows of a Markdown table (or its columns) are all things of a set.
 * (Of 1,954 sets of the corpus that head such lines 1,941 have no other things.)
 */
function splitByHeads(sets: Group[][], line: readonly (readonly number[])[]): Group[][] {
  const isHead = (group: Group): boolean => line.some((cell) => cell.some((place) => has(group, place)));
  return sets.flatMap((set) => {
    const heads = set.filter(isHead);
    if (heads.length < 2 || heads.length * 2 < line.length || heads.length === set.length) return [set];
    const others = set.filter((group) => !isHead(group));
    return others.length > 1 ? [heads, others] : [heads];
  });
}

/** By set: its names. Each set takes the name that fits it best; a name that is left is another word for one of them. */
function namesOf(source: Source, sets: readonly (readonly Group[])[], names: readonly Group[]): Group[][] {
  const scored = sets.flatMap((set, at) => names.map((name) => ({ at, name, score: fit(source, set, name) })));
  scored.sort((a, b) => b.score - a.score);
  const found = sets.map((): Group[] => []);
  const taken = new Set<Group>();
  for (const { at, name, score } of scored) {
    if (taken.has(name) || (found[at]?.length ?? 0) > 0 || score < -1) continue;
    found[at]?.push(name);
    taken.add(name);
  }
  for (const { at, name, score } of scored) {
    if (taken.has(name) || score < 0) continue;
    found[at]?.push(name);
    taken.add(name);
  }
  return found;
}

/**
 * A set without what only looks like one of its things: where numbers are told of most of them, what has none; what is
 * named once and not surely; and the least sure ones where the text says how many there are ("five pickers") and does
 * not tell numbers of more. Where it says that there are so many, all are.
 */
function withoutStrays(source: Source, tables: readonly CellGroup[], draft: SetDraft): SetDraft {
  const { parsed } = source;
  const count = countOf(source, draft.names)?.value;
  if (count !== undefined && draft.members.length <= count) return draft;
  const numbered = numberedOf(source, tables, draft);
  const sure = (group: Group): number => Math.max(...group.map(({ first }) => nameOf(parsed.names, 'thing', first, 1)));
  const isPointedAt = (group: Group): boolean =>
    parsed.statements.some(
      ({ probability, hypotheses }) =>
        probability >= 0.5 && (hypotheses[0]?.steps ?? []).some(({ places }) => places?.some((at) => has(group, at))),
    );
  const told = draft.members.filter((group) => numbered.has(group));
  const isTold = told.length >= 2 && told.length * 2 > draft.members.length;
  const kept = draft.members.filter((group) => {
    if (numbered.has(group) || isPointedAt(group)) return true;
    if (isTold) return false;
    return group.length > 1 || sure(group) >= leastSure;
  });
  const isMiscounted = count === undefined || kept.filter((group) => numbered.has(group)).length > count;
  if (isMiscounted || count >= kept.length || kept.length - count > mostTooMany) return { ...draft, members: kept };
  const weight = (group: Group): number => Number(numbered.has(group)) + sure(group);
  const best = new Set([...kept].sort((a, b) => weight(b) - weight(a)).slice(0, count));
  return { ...draft, members: kept.filter((group) => best.has(group)) };
}

/** A set with the things that "Monday to Friday" or "A to E" leaves out. */
function filled(source: Source, draft: SetDraft): SetDraft {
  const order = filledRun(
    source.input.text,
    draft.members.map((group) => spansOf(source, group)),
  );
  if (!order) return draft;
  const members = order.map((each) => (typeof each === 'number' ? (draft.members[each] ?? []) : []));
  return { ...draft, members, called: order.map((each) => (typeof each === 'string' ? each : '')) };
}

/** The members that a number of a table stands beside. */
function numberedOf(source: Source, tables: readonly CellGroup[], draft: SetDraft): Set<Group> {
  const found = new Set<Group>();
  for (const { cells } of tables) {
    for (const relation of ['cellLast', 'cellFirst'] as const) {
      for (const cell of cells) {
        const beside = memberBeside(source, [draft], relation, cell);
        const group = beside && draft.members[beside.member];
        if (group) found.add(group);
      }
    }
  }
  return found;
}

function firstOf({ names, members }: SetDraft): number {
  return Math.min(...[...names, ...members].flat().map(({ first }) => first));
}
