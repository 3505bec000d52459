import { arraysIn, nameOfArray } from './arrays';
import type { Input } from './input';
import { groupsOf, type Group, type Mention } from './names';
import { pairOf } from './parsed';
import type { SetDraft } from './setDrafts';
import type { Source } from './source';

/** The numbers of one table, and its name where it has one. */
export interface CellGroup {
  readonly group: Group;
  /** Positions of its numbers. */
  readonly cells: readonly number[];
  /** How many numbers stand in brackets, or in how many rows and columns, where all of them do. */
  readonly shape?: readonly number[];
}

/** Which numbers belong to which table; those without a name are known by their first number. */
export function cellsOf(source: Source): CellGroup[] {
  const { input, parsed } = source;
  const names = groupsOf(input, parsed, 'table');
  const found = new Map<Group | number, CellGroup>(names.map((group) => [group, { group, cells: [] }]));
  const put = (choice: Group | number, place: number): void => {
    const { group, cells, shape }: CellGroup = found.get(choice) ?? { group: [], cells: [] };
    // What stands in brackets is all of it.
    if (shape) return;
    found.set(choice, { group, cells: [...cells, place] });
  };
  // Numbers whose table is known without the networks.
  const known = new Set<number>();
  const arrays = arraysIn(input);
  const told = arrays.map(({ cells }) => mostOf(cells.map((place) => tableOf(source, names, place))));
  for (const [at, array] of arrays.entries()) {
    const [first = 0] = array.cells;
    // What is called by two names, one of them right before it.
    const isOnlyHere = told.filter((each) => each === told[at]).length === 1;
    const name = nameOfArray(array, names, isOnlyHere ? told[at] : undefined) ?? told[at];
    const isNew = typeof name === 'object' && (found.get(name)?.cells.length ?? 0) === 0;
    found.set(isNew ? name : first, { group: isNew ? name : [], cells: array.cells, shape: array.shape });
    for (const cell of array.cells) known.add(cell);
  }
  for (const { key, cells } of gridTables(source, names, known)) {
    for (const cell of cells) {
      put(key, cell);
      known.add(cell);
    }
  }
  for (const run of runsOf(input)) {
    const choices = run.map((place) => (known.has(place) ? undefined : tableOf(source, names, place)));
    const most = mostOf(choices);
    run.forEach((place, at) => {
      if (known.has(place)) return;
      const choice = most ?? choices[at];
      if (choice !== undefined) put(choice, place);
    });
  }
  return [...found.values()];
}

/** Numbers in the order of the text, those together that only separators stand between ("130, 100 and 140"). */
function runsOf({ tokens, numbers, numberPositions }: Input): number[][] {
  const runs: number[][] = [];
  numberPositions.forEach((place, at) => {
    const before = numbers[at - 1];
    const begin = tokens.findIndex(({ start }) => start >= (before?.span.end ?? 0));
    const between = tokens.slice(begin, place - 1);
    const run = runs.at(-1);
    if (before && run && between.length > 0 && between.every(({ text }) => joins.has(text.toLowerCase())))
      run.push(place);
    else runs.push([place]);
  });
  return runs;
}

/** What stands between the numbers of one row. */
const joins = new Set([',', ';', 'and', '/', '$', '€', '£']);

/** In a run of three or more: what more than half of them say. */
function mostOf<T>(choices: readonly (T | undefined)[]): T | undefined {
  if (choices.length < 3) return undefined;
  return choices.find((one) => one !== undefined && choices.filter((two) => two === one).length * 2 > choices.length);
}

/** The table that a number belongs to, by its name or by its first number. */
function tableOf({ input, parsed }: Source, names: readonly Group[], place: number): Group | number | undefined {
  let best = pairOf(parsed, 'cellTable', place, 0);
  let choice: Group | number | undefined;
  for (const group of names) {
    for (const { first } of group) {
      const score = pairOf(parsed, 'cellTable', place, first);
      if (score > best) [best, choice] = [score, group];
    }
  }
  for (const first of input.numberPositions) {
    const score = pairOf(parsed, 'cellTable', place, first);
    if (score > best) [best, choice] = [score, first];
  }
  return choice;
}

/**
 * The tables of a Markdown table: the numbers of a column or of a row belong together. Which of the two it is says the
 * network of all numbers at once; those of a line that no name heads are known by their first number, unless a thing
 * heads it ("Nice", "Genoa": then all belong to one table over two sets).
 * @param known numbers whose table is known already
 */
function gridTables(
  source: Source,
  names: readonly Group[],
  known: ReadonlySet<number>,
): { readonly key: Group | number; readonly cells: number[] }[] {
  const { input, parsed } = source;
  const { row, column } = input.layout;
  const lines = { row, column };
  const lineOf = (which: 'row' | 'column', place: number): number => lines[which][place - 1] ?? 0;
  const numbers = input.numberPositions.filter((place) => lineOf('column', place) > 0 && !known.has(place));
  const things = groupsOf(input, parsed, 'thing').flat();
  const by = (['column', 'row'] as const).map((which) => {
    const other = which === 'column' ? 'row' : 'column';
    const tables = [...new Set(numbers.map((place) => lineOf(which, place)))].flatMap((line) => {
      const cells = numbers.filter((place) => lineOf(which, place) === line);
      const isHead = ({ first }: Mention): boolean => lineOf(which, first) === line && first < (cells[0] ?? 0);
      if (cells.length < 2 || new Set(cells.map((place) => lineOf(other, place))).size < cells.length) return [];
      const name = names.find((group) => group.some(isHead));
      if (!name && things.some(isHead)) return [];
      const at = name?.find(isHead)?.first ?? cells[0] ?? 0;
      const score = cells.reduce((sum, cell) => sum + pairOf(parsed, 'cellTable', cell, at), 0);
      return [{ key: name ?? at, isNamed: name !== undefined, cells, score }];
    });
    return { tables, score: tables.reduce((sum, { score }) => sum + score, 0) };
  });
  const [best] = by.filter(({ tables }) => tables.some(({ isNamed }) => isNamed)).sort((a, b) => b.score - a.score);
  return best?.tables ?? [];
}

/** The member that a number stands beside, as the last or the first index of its table. */
export function memberBeside(
  { parsed }: Source,
  sets: readonly SetDraft[],
  relation: 'cellLast' | 'cellFirst',
  cell: number,
): { readonly set: number; readonly member: number } | undefined {
  let best = pairOf(parsed, relation, cell, 0);
  let found: { set: number; member: number } | undefined;
  sets.forEach(({ members }, set) => {
    members.forEach((group, member) => {
      for (const { first } of group) {
        const score = pairOf(parsed, relation, cell, first);
        if (score > best) [best, found] = [score, { set, member }];
      }
    });
  });
  return found;
}
