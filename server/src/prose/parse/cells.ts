import { layoutOf } from './layout';
import { groupsOf, type Group } from './names';
import { pairOf } from './parsed';
import type { SetDraft } from './sets';
import type { Source } from './source';

/** The numbers of one table, and its name where it has one. */
export interface CellGroup {
  readonly group: Group;
  /** Positions of its numbers. */
  readonly cells: readonly number[];
}

/** Which numbers belong to which table; those without a name are known by their first number. */
export function cellsOf(source: Source): Map<Group | number, CellGroup> {
  const { input, parsed } = source;
  const names = groupsOf(input, parsed, 'table');
  const found = new Map<Group | number, CellGroup>(names.map((group) => [group, { group, cells: [] }]));
  const put = (choice: Group | number, place: number): void => {
    const { group, cells } = found.get(choice) ?? { group: [], cells: [] };
    found.set(choice, { group, cells: [...cells, place] });
  };
  const inGrid = new Set<number>();
  for (const { name, cells } of gridTables(source, names)) {
    for (const cell of cells) {
      put(name, cell);
      inGrid.add(cell);
    }
  }
  for (const place of input.numberPositions) {
    if (inGrid.has(place)) continue;
    const choice = tableOf(source, names, place);
    if (choice !== undefined) put(choice, place);
  }
  return found;
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
 * Columns of a Markdown table whose head names a table, or rows that begin with its name: all of their numbers belong to
 * it. Which of the two it is says the network, of all numbers together.
 */
function gridTables(
  { input, parsed }: Source,
  names: readonly Group[],
): { readonly name: Group; readonly cells: readonly number[] }[] {
  const { row, column } = layoutOf(input.text, input.tokens);
  const lines = { row, column };
  const lineOf = (which: 'row' | 'column', place: number): number => lines[which][place - 1] ?? 0;
  const numbers = input.numberPositions.filter((place) => lineOf('column', place) > 0);
  const by = (['column', 'row'] as const).map((which) => {
    const tables = names.flatMap((name) => {
      const heads = name.filter(({ first }) => lineOf('column', first) > 0);
      return heads.flatMap(({ first }) => {
        const cells = numbers.filter((place) => place > first && lineOf(which, place) === lineOf(which, first));
        return cells.length > 1 ? [{ name, first, cells }] : [];
      });
    });
    const score = tables.reduce(
      (sum, { first, cells }) => cells.reduce((all, cell) => all + pairOf(parsed, 'cellTable', cell, first), sum),
      0,
    );
    return { tables, score };
  });
  const [best] = by.filter(({ tables }) => tables.length > 0).sort((a, b) => b.score - a.score);
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
