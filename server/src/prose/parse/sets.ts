import type { Expression, IndexSet } from '../expression';
import { symbols, Unreadable, type ProgramReader, type Things } from '../program';
import { memberBeside, type CellGroup } from './cells';
import { cluster } from './cluster';
import type { Input } from './input';
import { gridsOf, linesOf, type Grid } from './markdown';
import { groupsOf, meanOf, spanOf, type Group } from './names';
import { nameOf, pairOf, singleOf } from './parsed';
import { groupAt, has, mean, numberAt, spansOf, statementAt, tryEach, wordsOf, type Source } from './source';
import { wholeOf } from './whole';

/** Sets that are only counted have no more things than this. */
const mostCounted = 200;
/** A thing that is named once and not surely, and that nothing is told of, is none. */
const leastSure = 0.7;

/** Where the text says how many there are, no more than so many others are left out. */
const mostTooMany = 2;

const mostAxes = 3;
const mostCells = 2000;

/** A set as it is found: its names, and its members or its ends. */
export interface SetDraft {
  readonly names: readonly Group[];
  readonly members: readonly Group[];
  readonly range?: { readonly first: Expression; readonly last: Expression };
}

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
  const all = groupsOf(input, parsed, 'thing');
  const isSingle = (group: Group): boolean => mean(group, ({ first }) => singleOf(parsed, first)) > 0;
  const members = all.filter((group) => !isSingle(group));
  const names = groupsOf(input, parsed, 'set');
  const sets = memberSets(source, members);
  const ranges = rangesOf(source, names, sets);
  const named = namesOf(
    source,
    sets,
    names.filter((name) => !ranges.has(name)),
  );
  const drafts: SetDraft[] = [
    ...sets.map((set, at) => withoutStrays(source, cells, { names: named[at] ?? [], members: set })),
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

/** A set as a graph has it. */
export function indexSetOf(source: Source, { names, members, range }: SetDraft): IndexSet {
  const mentions = names.flatMap((group) => spansOf(source, group)).sort((a, b) => a.start - b.start);
  const first = names.flat().sort((a, b) => a.first - b.first)[0];
  return {
    name: wordsOf(source, first, 'things'),
    mentions,
    members:
      range ?? members.map((group) => ({ name: wordsOf(source, group[0], ''), mentions: spansOf(source, group) })),
  };
}

/**
 * The sets up to an end.
 * @throws Unreadable where a text can hardly mean so many cells
 */
export function indexIn(reader: ProgramReader, sets: readonly SetDraft[]): number[] {
  const index = reader.sets();
  if (index.length > mostAxes || cellCount(index, sets) > mostCells) throw new Unreadable('too many cells');
  return index;
}

/** How many cells a table over some sets has. */
export function cellCount(index: readonly number[], sets: readonly SetDraft[]): number {
  return index.reduce((product, set) => product * sizeOf(sets[set]), 1);
}

export function sizeOf(draft: SetDraft | undefined): number {
  if (!draft?.range) return draft?.members.length ?? 0;
  return wholeOf(draft.range.last) - wholeOf(draft.range.first) + 1;
}

/** What places stand for once sets are settled; tables, variables and definitions are not yet known. */
export function thingsOf(source: Source, sets: readonly SetDraft[]): Things {
  return {
    number: (place, other) => numberAt(source, place, other),
    set: (place) => {
      const named = sets.findIndex(({ names }) => names.some((group) => has(group, place)));
      if (named >= 0) return named;
      const found = sets.findIndex(({ members }) => members.some((group) => has(group, place)));
      return found < 0 ? undefined : found;
    },
    member: (place) => {
      for (const [set, { members }] of sets.entries()) {
        const member = groupAt(members, place);
        if (member !== undefined) return { set, member };
      }
      return undefined;
    },
    thing: () => undefined,
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

/** How well a name fits a set, in log odds. */
function fit({ parsed }: Source, set: readonly Group[], name: Group): number {
  const one = (member: Group): number =>
    mean(member, (a) => mean(name, (b) => pairOf(parsed, 'thingOfSet', a.first, b.first)));
  return set.reduce((sum, member) => sum + one(member), 0) / Math.max(1, set.length);
}

/** By name: the numbers of a set that is only counted. */
function rangesOf(
  source: Source,
  names: readonly Group[],
  sets: readonly (readonly Group[])[],
): Map<Group, NonNullable<SetDraft['range']>> {
  const found = new Map<Group, NonNullable<SetDraft['range']>>();
  for (const name of names) {
    const said = statementAt(source, 'range', (anchor) => has(name, anchor));
    const range =
      said &&
      tryEach(said, thingsOf(source, []), (reader) => {
        const ends = { first: reader.expression(), last: reader.expression() };
        const [first, last] = [wholeOf(ends.first), wholeOf(ends.last)];
        if (first > last || last - first >= mostCounted) throw new Unreadable('no range of whole numbers');
        return ends;
      });
    if (range) found.set(name, range);
  }
  if (found.size > 0) return found;
  for (const name of names) {
    const range = sets.every((set) => fit(source, set, name) < 0) ? choicesOf(source, name) : undefined;
    if (range) found.set(name, range);
  }
  return found;
}

/** The numbers of things without names of their own that others are given: "with three colours". */
function choicesOf(source: Source, name: Group): SetDraft['range'] {
  const { parsed } = source;
  const isGiven = parsed.statements.some(({ kind, probability, hypotheses: [best] }) => {
    const [domain, of] = best?.steps ?? [];
    const symbol = symbols[domain?.symbol ?? -1];
    const place = of?.places?.[0] ?? -1;
    const isMember = symbol?.kind === 'domain' && symbol.domain === 'member';
    return kind === 'family' && probability >= 0.5 && isMember && has(name, place);
  });
  const count = isGiven ? countOf(source, [name]) : undefined;
  // "Two per row" says nothing of how many rows there are.
  if (count && /^(?:per|an?|each|every)$/iu.test(source.input.tokens[count.place]?.text ?? '')) return undefined;
  const quantity = count && numberAt(source, count.place, false);
  return quantity && { first: { kind: 'constant', value: 1 }, last: { kind: 'quantity', quantity } };
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

/** Words beside a number that make it a limit, not a count. */
const limiting = new Set(
  'least most than fewer more less exactly precisely between minimum maximum up to only under over first last any every per'.split(
    ' ',
  ),
);

/** How many things a set has, where the first words that name it say so ("the five pickers"). */
function countOf(
  { input }: Source,
  names: readonly Group[],
): { readonly value: number; readonly place: number } | undefined {
  const [name] = names.flat().sort((a, b) => a.first - b.first);
  if (!name) return undefined;
  for (const before of [name.first - 1, name.first - 2]) {
    const number = input.numbers[input.numberPositions.indexOf(before)];
    const value = number?.values[0];
    const isCount = number?.kind === 'number' || number?.kind === 'word';
    const led = input.tokens.slice(Math.max(0, before - 4), before - 1);
    if (led.some(({ text }) => limiting.has(text.toLowerCase()))) continue;
    if (isCount && value !== undefined && value >= 2 && Number.isInteger(value)) return { value, place: before };
  }
  return undefined;
}

function firstOf({ names, members }: SetDraft): number {
  return Math.min(...[...names, ...members].flat().map(({ first }) => first));
}
