import type { Expression, Table } from '../expression';
import { isDigits, stemsOf, type Token } from '../read/tokens';
import { Unreadable, type Things } from '../program';
import { indexOfArray } from './arrays';
import { memberBeside, type CellGroup } from './cells';
import { listedPairs } from './listed';
import type { Group, Mention } from './names';
import type { Input } from './input';
import { ofSeveral } from './ofSeveral';
import { pairOf, type ParsedStatement } from './parsed';
import { inOrderOf, isMarked, numbersIn, truthsIn, withGrids } from './grids';
import { distancesOf } from './distances';
import { wholeOf } from './whole';
import { cellCount, indexIn, sizeOf, type SetDraft } from './setDrafts';
import { has, numberAt, spansOf, statementAt, tryEach, wordsOf, type Source } from './source';

/** A table tells at least one of so many of its cells; else its numbers are those of something else. */
const leastTold = 2;

export interface TableDraft extends CellGroup {
  readonly table: Table;
  /** Members whose cells the text does not tell. */
  readonly gaps: readonly string[];
}

/** The tables of a text over its sets. */
export function tablesOf(
  source: Source,
  groups: readonly CellGroup[],
  sets: readonly SetDraft[],
  things: Things,
): TableDraft[] {
  const taken = new Set(groups.flatMap(({ cells }) => (cells.length > 1 ? cells : [])));
  const drafts = withGrids(source, groups, sets, things).flatMap(({ group, cells, grid, shape }): TableDraft[] => {
    const isHere = (anchor: number): boolean => has(group, anchor) || cells.includes(anchor);
    const said = statementAt(source, 'table', isHere);
    const pairs = statementAt(source, 'pairs', isHere);
    const marks = grid && isMarked(grid) ? grid : undefined;
    if (cells.length === 0 && !pairs && !marks) return [];
    const told = said ? tryEach(said, things, (reader) => indexIn(reader, sets)) : undefined;
    const between = grid || shape ? undefined : distancesOf(source, cells, sets);
    const array = shape && indexOfArray({ shape }, told, sets);
    const index = between
      ? [between.set, between.set]
      : grid
        ? inOrderOf(grid.index, told)
        : (array ?? told ?? besideOf(source, sets, cells));
    const head = { name: wordsOf(source, group[0], 'data'), mentions: spansOf(source, group), index };
    if (cells.length === 0) {
      const truths = grid ? truthsIn(grid, index, sets) : pairs && pairedOf(source, group, pairs, index, sets, things);
      return truths ? [{ group, cells, table: { ...head, cells: truths }, gaps: [] }] : [];
    }
    const exact = between?.cells ?? (grid ? numbersIn(grid, index, sets) : array && cells);
    const placed = exact ? { cells: exact, shared: [] } : placesOf(source, cells, index, sets, taken);
    const { values, gaps } = valuesOf(source, group, placed, index, sets);
    if (index.length > 0 && gaps.length * leastTold > values.length) return [];
    const all = new Set([...cells, ...placed.cells.filter((cell) => cell !== undefined)]);
    return [{ group, cells: [...all], table: { ...head, cells: values }, gaps }];
  });
  // A number that fills a gap is none by itself.
  const inTables = new Set(drafts.flatMap(({ table, cells }) => (table.index.length > 0 ? cells : [])));
  const isOther = (cells: readonly number[]): boolean =>
    cells.length === 0 || cells.some((cell) => !inTables.has(cell));
  return drafts.filter(({ table, cells }) => table.index.length > 0 || isOther(cells));
}

/** The sets that the members beside cells belong to. */
function besideOf(source: Source, sets: readonly SetDraft[], cells: readonly number[]): number[] {
  return (['cellFirst', 'cellLast'] as const).flatMap((relation) => {
    const votes = new Map<number, number>();
    for (const cell of cells) {
      const member = memberBeside(source, sets, relation, cell);
      if (member) votes.set(member.set, (votes.get(member.set) ?? 0) + 1);
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1]);
    return best && best[1] * 2 > cells.length ? [best[0]] : [];
  });
}

/** Where the numbers of a table stand in it, row by row, and those that stand for more than one cell. */
interface Placed {
  readonly cells: readonly (number | undefined)[];
  readonly shared: readonly Shared[];
}

/** @param taken numbers of other tables */
function placesOf(
  source: Source,
  cells: readonly number[],
  index: readonly number[],
  sets: readonly SetDraft[],
  taken: ReadonlySet<number>,
): Placed {
  const count = cellCount(index, sets);
  if (cells.length === count && (index.length === 0 || index.some((set) => sets[set]?.range)))
    return { cells, shared: [] };
  const spread = index.length === 1 && ofSeveral(source.input, cells, sets[index[0] ?? -1]?.members ?? []);
  if (spread) return { cells: spread, shared: [] };
  const shared = cells.length < count ? sharedOf(source, cells, index, sets) : [];
  const alone = cells.filter((cell) => !shared.some((each) => each.cell === cell));
  const placed = placedOf(source, alone, index, sets, count);
  const members = sets[index[0] ?? -1]?.members ?? [];
  return { cells: index.length === 1 ? filledBeside(source, placed, members, taken) : placed, shared };
}

/** The values of a table, row by row; what the text does not tell is 0, and a gap unless everybody knows it. */
function valuesOf(
  source: Source,
  group: Group,
  placed: Placed,
  index: readonly number[],
  sets: readonly SetDraft[],
): { readonly values: Expression[]; readonly gaps: string[] } {
  const last = sets[index.at(-1) ?? -1];
  const width = Math.max(1, index.length > 0 ? sizeOf(last) : 1);
  // From a thing to itself there is nothing to tell, and often the way back is the way there.
  const isSquare = index.length === 2 && index[0] === index[1];
  const gaps: string[] = [];
  const values = Array.from({ length: cellCount(index, sets) }, (_, at): Expression => {
    const [row, column] = [Math.floor(at / width), at % width];
    const fits = placed.shared.find((each) => (each.row ?? row) === row && (each.column ?? column) === column);
    const cell = placed.cells[at] ?? fits?.cell;
    const quantity = cell === undefined ? undefined : numberAt(source, cell, false);
    if (quantity) return { kind: 'quantity', quantity };
    const member = last?.members[column];
    if (!isSquare && !(member && saysNone(source, member, group, last)))
      gaps.push(wordsOf(source, member?.[0], String(column + 1)));
    return { kind: 'constant', value: 0 };
  });
  return { values, gaps };
}

/**
 * The numbers of a table over one set, its gaps filled with numbers that belong to no table and stand beside the name of a
 * thing just as those of other things do: "Kisumu 380, Mwanza 290, Gulu 310".
 */
function filledBeside(
  { input }: Source,
  placed: readonly (number | undefined)[],
  members: readonly Group[],
  taken: ReadonlySet<number>,
): (number | undefined)[] {
  const between = (cell: number, { first, last }: Mention): string | undefined => {
    const [from, to] = cell > last ? [last, cell - 1] : [cell, first - 1];
    if (to - from > farthest || to < from) return undefined;
    const words = input.tokens.slice(from, to).map(({ text }) => text.toLowerCase());
    return `${cell > last ? 'behind' : 'before'} ${words.join(' ')}`;
  };
  const waysOf = (cell: number, member: Group): string[] => member.flatMap((mention) => between(cell, mention) ?? []);
  const ways = new Set(placed.flatMap((cell, at) => (cell === undefined ? [] : waysOf(cell, members[at] ?? []))));
  return members.map((member, at) => {
    if (placed[at] !== undefined) return placed[at];
    const [only, ...more] = input.numberPositions.filter(
      (cell) => !taken.has(cell) && waysOf(cell, member).some((way) => ways.has(way)),
    );
    return more.length > 0 ? undefined : only;
  });
}

/** A number stands beside a name with so few words between them. */
const farthest = 2;

/** A number that stands for a whole row or column, or for all things. */
interface Shared {
  readonly cell: number;
  readonly row: number | undefined;
  readonly column: number | undefined;
}

/** The numbers of a table that stand beside none of its things, those of a row or a column first. */
function sharedOf(
  source: Source,
  cells: readonly number[],
  index: readonly number[],
  sets: readonly SetDraft[],
): Shared[] {
  const beside = (relation: 'cellLast' | 'cellFirst', cell: number, set: number | undefined): number | undefined => {
    const draft = sets[set ?? -1];
    return draft && memberBeside(source, [draft], relation, cell)?.member;
  };
  if (index.length === 0 || index.length > 2) return [];
  const found = cells.map((cell): Shared => {
    const column = beside('cellLast', cell, index.at(-1));
    return { cell, column, row: index.length === 2 ? beside('cellFirst', cell, index[0]) : 0 };
  });
  const narrow = ({ row, column }: Shared): number => Number(row !== undefined) + Number(column !== undefined);
  // Two that would stand for the same cells stand for some of them each.
  const isOnly = (one: Shared): boolean =>
    found.every((two) => one === two || one.row !== two.row || one.column !== two.column);
  return found.filter((each) => narrow(each) < 2 && isOnly(each)).sort((a, b) => narrow(b) - narrow(a));
}

/** Whether the words behind a member say that it has none of what a table tells ("Gummi: 3.60, no delivery fee"). */
function saysNone({ input }: Source, member: Group, table: Group, { members }: SetDraft): boolean {
  const { tokens } = input;
  const stems = (words: readonly Token[]): string[] => stemsOf(words).split(' ').filter(Boolean);
  const named = new Set(table.flatMap(({ first, last }) => stems(tokens.slice(first - 1, last))));
  const others = new Set(
    members.filter((each) => each !== member).flatMap((each) => each.map(({ first }) => first - 1)),
  );
  return member.some(({ last }) => {
    const rest = tokens.slice(last);
    const end = rest.findIndex(({ text }, at) => /^[.;?!]$/u.test(text) || others.has(last + at));
    const clause = end < 0 ? rest : rest.slice(0, end);
    const no = clause.findIndex(({ text }) => /^(?:no|without|zero)$/iu.test(text));
    return no >= 0 && stems(clause.slice(no + 1, no + 5)).some((stem) => named.has(stem));
  });
}

/** What the order of telling is worth, for each cell, in the unit of the network's scores. */
const worthOfOrder = 3;

/**
 * By place in the table: the cell that stands there. Numbers are told in the order of the things, row by row or column
 * by column, unless the words beside them say otherwise clearly enough.
 */
function placedOf(
  { parsed }: Source,
  cells: readonly number[],
  index: readonly number[],
  sets: readonly SetDraft[],
  count: number,
): (number | undefined)[] {
  const fits = (relation: 'cellLast' | 'cellFirst', cell: number, set: number | undefined): number[] =>
    (sets[set ?? -1]?.members ?? []).map((group: Group) =>
      Math.max(...group.map(({ first }) => pairOf(parsed, relation, cell, first))),
    );
  const width = sizeOf(sets[index.at(-1) ?? -1]);
  const scores = cells.map((cell) => {
    const last = fits('cellLast', cell, index.at(-1));
    const first = index.length === 2 ? fits('cellFirst', cell, index[0]) : [0];
    return first.flatMap((a) => last.map((b) => a + b));
  });
  const free = bestFitting(scores, count);
  const orders = cells.length === count ? [cells.map((_, at) => at)] : [];
  const height = count / width;
  if (orders.length > 0 && index.length === 2 && height > 1)
    orders.push(cells.map((_, at) => (at % height) * width + Math.floor(at / height)));
  const total = (places: readonly (number | undefined)[]): number =>
    places.reduce<number>((sum, place, cell) => sum + (place === undefined ? 0 : (scores[cell]?.[place] ?? 0)), 0);
  const [told] = orders.sort((a, b) => total(b) - total(a));
  const chosen = told && total(told) + worthOfOrder * cells.length >= total(free) ? told : free;
  const placed = new Array<number | undefined>(count).fill(undefined);
  chosen.forEach((place, cell) => {
    if (place !== undefined) placed[place] = cells[cell];
  });
  return placed;
}

/** By cell: its place, the best fitting first. */
function bestFitting(scores: readonly (readonly number[])[], count: number): (number | undefined)[] {
  const options = scores.flatMap((row, cell) => row.map((score, place) => ({ cell, place, score })));
  options.sort((a, b) => b.score - a.score);
  const found = scores.map((): number | undefined => undefined);
  const taken = new Set<number>();
  for (const { cell, place } of options) {
    if (found[cell] !== undefined || taken.has(place) || place >= count) continue;
    found[cell] = place;
    taken.add(place);
  }
  return found;
}

/** Which pairs a relation holds for: those that sentences list where they name it, unless the network sees more. */
function pairedOf(
  { input }: Source,
  group: Group,
  pairs: ParsedStatement,
  index: readonly number[],
  sets: readonly SetDraft[],
  known: Things,
): readonly boolean[] | undefined {
  const seen = truthsOf(pairs, index, sets, known);
  const things = index.map((set) => thingsIn(input, sets[set]));
  const [rows, columns] = index[0] === index[1] ? [things[0], things[0]] : things;
  if (!rows || !columns || index.length > 2) return seen;
  const listed = listedPairs(input, group, [rows, columns]);
  if (listed.length < leastListed || listed.length < (seen?.filter(Boolean).length ?? 0)) return seen;
  const truths = new Array<boolean>(cellCount(index, sets)).fill(false);
  for (const [row, column] of listed) truths[row * columns.length + column] = true;
  return truths;
}

/** The things of a set by where they are named; those that are only counted, by their numbers. */
function thingsIn({ tokens, numbers, numberPositions }: Input, draft: SetDraft | undefined): readonly Group[] {
  if (!draft?.range) return draft?.members ?? [];
  const first = wholeOf(draft.range.first);
  return Array.from({ length: sizeOf(draft) }, (_, at) =>
    numberPositions
      .filter((place, k) => isDigits(tokens[place - 1]?.text ?? '') && numbers[k]?.values[0] === first + at)
      .map((place) => ({ first: place, last: place })),
  );
}

/** Fewer pairs are no list. */
const leastListed = 2;

function truthsOf(
  pairs: ParsedStatement,
  index: readonly number[],
  sets: readonly SetDraft[],
  things: Things,
): boolean[] | undefined {
  const sizes = index.map((set) => sizeOf(sets[set]));
  const count = sizes.reduce((product, size) => product * size, 1);
  if (index.length === 0) return undefined;
  return tryEach(pairs, things, (reader) => {
    const found = new Array<boolean>(count).fill(false);
    const members = reader.untilEnd();
    for (let from = 0; from + index.length <= members.length; from += index.length) {
      const place = index.reduce((sum, set, axis) => {
        const member = members[from + axis];
        if (member?.kind !== 'member' || member.set !== set) throw new Unreadable('a member of another set');
        return sum * (sizes[axis] ?? 0) + member.member;
      }, 0);
      found[place] = true;
    }
    return found;
  });
}
