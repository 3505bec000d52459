import type { Things } from '../program';
import { isWord, stemsOf } from '../read/tokens';
import type { CellGroup } from './cells';
import type { Input } from './input';
import { gridsOf, type Grid } from './markdown';
import type { Group } from './names';
import { nameOf } from './parsed';
import { cellCount, indexIn, sizeOf, type SetDraft } from './setDrafts';
import { has, statementAt, tryEach, type Source } from './source';
import { wholeOf } from './whole';

/** A thing of a set. */
interface Member {
  readonly set: number;
  readonly member: number;
}

/** A cell, by the things it is of. */
interface GridCell {
  readonly at: readonly number[];
  /** Position of its number. */
  readonly number?: number;
  readonly truth?: boolean;
}

/** What the cells of a Markdown table tell: numbers, or whether something is so. */
interface GridTable {
  /** The sets that its rows, or its columns, or both are things of. */
  readonly index: readonly number[];
  /** Positions of the words that head it; none where things head its rows and its columns. */
  readonly head: readonly number[];
  readonly cells: readonly GridCell[];
  /** All positions of the Markdown table. */
  readonly inside: readonly number[];
}

const YES = /^(?:x|o|yes|y|true|✓|✔|•|●|\*|1)$/iu;
const NO = /^(?:-+|–|—|no|n|false|✗|\.|0|)$/iu;

/** The numbers of a table, and the Markdown table that they stand in. */
interface Told extends CellGroup {
  readonly grid?: GridTable;
}

/** What is told in Markdown tables told so, whatever the networks say of its numbers; all else as it is. */
export function withGrids(
  source: Source,
  groups: readonly CellGroup[],
  sets: readonly SetDraft[],
  things: Things,
): readonly Told[] {
  const grids = gridTables(source, sets);
  if (grids.length === 0) return groups;
  const numbersOf = ({ cells }: GridTable): number[] => cells.flatMap(({ number }) => number ?? []);
  const isPairs = (grid: GridTable, each: CellGroup): boolean => isOfPairs(source, each, grid, sets, things);
  const fit = (grid: GridTable, each: CellGroup): number => {
    const cells = numbersOf(grid);
    if (grid.head.some((place) => has(each.group, place))) return 2 * cells.length + 1;
    return isPairs(grid, each) ? 0.5 : each.cells.filter((place) => cells.includes(place)).length;
  };
  const fits = grids.flatMap((grid) => groups.map((group) => ({ grid, group, score: fit(grid, group) })));
  const hosts = new Map<GridTable, CellGroup>();
  const left = new Set(groups);
  for (const { grid, group, score } of fits.sort((a, b) => b.score - a.score)) {
    if (score === 0 || hosts.has(grid) || !left.has(group)) continue;
    hosts.set(grid, group);
    left.delete(group);
  }
  const taken = groups.flatMap(({ group }) => group);
  const told = grids.flatMap((grid): Told[] => {
    const host = hosts.get(grid);
    if (host && isPairs(grid, host)) return [{ group: host.group, cells: [], grid }];
    if (isMarked(grid)) {
      const group = host?.cells.length === 0 ? host.group : namesOf(source, grid, taken);
      return group.length > 0 ? [{ group, cells: [], grid }] : [];
    }
    const cells = numbersOf(grid);
    return cells.length > 0 ? [{ group: host?.group ?? [], cells, grid }] : [];
  });
  const inGrid = new Set(told.flatMap(({ cells }) => cells));
  const others = [...left].map((each) => ({ ...each, cells: each.cells.filter((place) => !inGrid.has(place)) }));
  const firstOf = ({ group, cells }: Told): number => Math.min(...group.map(({ first }) => first), ...cells);
  return [...others, ...told].sort((a, b) => firstOf(a) - firstOf(b));
}

/** Whether the cells of a table only say of which pairs of things something is so. */
export function isMarked({ index, cells }: GridTable): boolean {
  return index.length === 2 && cells.every(({ number, truth }) => number === undefined && truth !== undefined);
}

/** The likeliest word outside a Markdown table for what it marks; none for a column that is told of by nothing. */
function namesOf({ input, parsed }: Source, { head, inside }: GridTable, taken: Group): Group {
  if (head.length > 0) return [];
  const isFree = (place: number): boolean =>
    !has(taken, place) && !inside.includes(place) && isWord(input.tokens[place - 1]?.text ?? '');
  const [best] = Array.from({ length: input.length - 1 }, (_, at) => at + 1)
    .filter((place) => isFree(place) && nameOf(parsed.names, 'table', place, 1) >= faintest)
    .sort((a, b) => nameOf(parsed.names, 'table', b, 1) - nameOf(parsed.names, 'table', a, 1));
  return best === undefined ? [] : [{ first: best, last: best }];
}

/** A word that is less likely to name a table names none. */
const faintest = 0.01;

/** Whether pairs of things are told where a table is named, and the Markdown table marks such pairs. */
function isOfPairs(
  source: Source,
  { group, cells }: CellGroup,
  grid: GridTable,
  sets: readonly SetDraft[],
  things: Things,
): boolean {
  if (cells.length > 0 || grid.cells.some(({ truth }) => truth === undefined)) return false;
  const said = statementAt(source, 'table', (anchor) => has(group, anchor));
  const told = said && tryEach(said, things, (reader) => indexIn(reader, sets));
  return told?.length === grid.index.length && told.every((set) => grid.index.includes(set));
}

/** Sets in the order in which a program tells them, if it tells these. */
export function inOrderOf(index: readonly number[], told: readonly number[] | undefined): readonly number[] {
  const isTold = told?.length === index.length && index.every((set) => told.includes(set));
  return isTold ? told : index;
}

/** By place in a table over sets: the number that stands there. */
export function numbersIn(
  grid: GridTable,
  index: readonly number[],
  sets: readonly SetDraft[],
): (number | undefined)[] {
  return byPlace(grid, index, sets).map((cell) => cell?.number);
}

/** By place in a table over sets: whether what stands there says yes. */
export function truthsIn(grid: GridTable, index: readonly number[], sets: readonly SetDraft[]): boolean[] {
  return byPlace(grid, index, sets).map((cell) => cell?.truth ?? false);
}

function byPlace(
  { index: own, cells }: GridTable,
  index: readonly number[],
  sets: readonly SetDraft[],
): (GridCell | undefined)[] {
  const found = new Array<GridCell | undefined>(cellCount(index, sets)).fill(undefined);
  const isTurned = index[0] !== own[0];
  for (const cell of cells) {
    const at = isTurned ? [...cell.at].reverse() : cell.at;
    found[at.reduce((place, member, axis) => place * sizeOf(sets[index[axis] ?? -1]) + member, 0)] = cell;
  }
  return found;
}

/**
 * What Markdown tables tell of things of sets: each column of its own, each row of its own, or all cells at once where
 * things head rows and columns.
 */
function gridTables(source: Source, sets: readonly SetDraft[]): GridTable[] {
  return gridsOf(source.input).flatMap((grid) => tablesIn(grid, source, sets));
}

function tablesIn(grid: Grid, { input }: Source, sets: readonly SetDraft[]): GridTable[] {
  const [heads = [], ...body] = grid;
  const columns = heads.flatMap((_, column) => (column > 0 ? [column] : []));
  const memberIn = (positions: readonly number[]): Member | undefined => {
    for (const [set, { members }] of sets.entries()) {
      const member = members.findIndex((group) => positions.some((place) => has(group, place)));
      if (member >= 0) return { set, member };
    }
    return undefined;
  };
  const rowHeads = body.map(([head = []]) => head);
  const columnHeads = columns.map((column) => heads[column] ?? []);
  const rowsNamed = commonSet(rowHeads.map(memberIn));
  const columnsNamed = commonSet(columnHeads.map(memberIn));
  const rowSet = rowsNamed ?? countedSet(input, rowHeads, sets, columnsNamed);
  const columnSet = columnsNamed ?? countedSet(input, columnHeads, sets, rowSet);
  const memberAt = (head: readonly number[], set: number | undefined): number | undefined =>
    set !== undefined && sets[set]?.range ? countedIn(input, head, sets[set]) : memberOf(memberIn(head), set);
  const rowMember = (row: Grid[number]): number | undefined => memberAt(row[0] ?? [], rowSet);
  const columnMember = (column: number): number | undefined => memberAt(heads[column] ?? [], columnSet);
  const attributes = columns.filter((column) => columnMember(column) === undefined);
  const totals = body.filter((row) => rowMember(row) === undefined);
  const cell = (row: Grid[number], column: number, at: readonly (number | undefined)[]): GridCell[] => {
    const places = at.filter((each) => each !== undefined);
    return places.length === at.length ? [{ at: places, ...saidIn(input, row[column] ?? []) }] : [];
  };
  const found: GridTable[] = [];
  const inside = grid.flat(2);
  if (rowSet !== undefined && columnSet !== undefined)
    found.push({
      index: [rowSet, columnSet],
      head: [],
      inside,
      cells: body.flatMap((row) =>
        columns.flatMap((column) => cell(row, column, [rowMember(row), columnMember(column)])),
      ),
    });
  if (rowSet !== undefined)
    for (const column of attributes)
      found.push({
        index: [rowSet],
        head: heads[column] ?? [],
        inside,
        cells: body.flatMap((row) => cell(row, column, [rowMember(row)])),
      });
  if (columnSet !== undefined)
    for (const row of totals)
      found.push({
        index: [columnSet],
        head: row[0] ?? [],
        inside,
        cells: columns.flatMap((column) => cell(row, column, [columnMember(column)])),
      });
  return found.filter(isTold);
}

/** Whether most cells tell a number, or all tell whether something is so. */
function isTold({ index, cells }: GridTable): boolean {
  const numbers = cells.filter(({ number }) => number !== undefined).length;
  if (numbers >= 2 && numbers * 2 > cells.length) return true;
  return index.length === 2 && cells.length > 2 && cells.every(({ truth }) => truth !== undefined);
}

function saidIn(
  { tokens, numberPositions }: Input,
  positions: readonly number[],
): { number?: number; truth?: boolean } {
  const [number, ...more] = positions.filter((place) => numberPositions.includes(place));
  const words = positions.map((place) => tokens[place - 1]?.text ?? '').join('');
  const truth = YES.test(words) ? true : NO.test(words) ? false : undefined;
  return {
    ...(number !== undefined && more.length === 0 ? { number } : {}),
    ...(truth === undefined ? {} : { truth }),
  };
}

/**
 * The set of which heads are all things by their numbers ("week 1", "week 2", or "1", "2"): the only one that is as large, or the
 * only one of these that is called as they are.
 * @param taken the set of what heads the other side
 */
function countedSet(
  input: Input,
  heads: readonly (readonly number[])[],
  sets: readonly SetDraft[],
  taken: number | undefined,
): number | undefined {
  const fits = sets.flatMap((draft, set) =>
    set !== taken && sizeOf(draft) === heads.length && heads.every((head, at) => countedIn(input, head, draft) === at)
      ? [set]
      : [],
  );
  return fits.length === 1 ? fits[0] : undefined;
}

/** Which of a counted set a head names by its number, alone or behind a name of the set. */
function countedIn(
  { tokens, numbers, numberPositions }: Input,
  head: readonly number[],
  draft: SetDraft,
): number | undefined {
  if (!draft.range) return undefined;
  const [place, ...more] = head.filter((each) => numberPositions.includes(each));
  const value = place === undefined ? undefined : numbers[numberPositions.indexOf(place)]?.values[0];
  if (value === undefined || more.length > 0) return undefined;
  const words = stemsOf(tokens.filter((_, at) => head.includes(at + 1) && at + 1 !== place));
  const names = draft.names.flat().map(({ first, last }) => stemsOf(tokens.slice(first - 1, last)));
  const member = value - wholeOf(draft.range.first);
  return (words === '' || names.includes(words)) && member >= 0 && member < sizeOf(draft) ? member : undefined;
}

function memberOf(found: Member | undefined, set: number | undefined): number | undefined {
  return found && found.set === set ? found.member : undefined;
}

/** The set that most heads, and at least two different ones, are things of. */
function commonSet(heads: readonly (Member | undefined)[]): number | undefined {
  const members = new Map<number, Set<number>>();
  for (const head of heads) if (head) members.set(head.set, (members.get(head.set) ?? new Set()).add(head.member));
  const [best] = [...members].sort((a, b) => b[1].size - a[1].size);
  return best && best[1].size >= 2 && best[1].size * 2 >= heads.length ? best[0] : undefined;
}
