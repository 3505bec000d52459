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
export function cellsOf({ input, parsed }: Source): Map<Group | number, CellGroup> {
  const names = groupsOf(input, parsed, 'table');
  const found = new Map<Group | number, CellGroup>(names.map((group) => [group, { group, cells: [] }]));
  const mentions = names.flatMap((group) => group.map(({ first }) => ({ place: first, group })));
  for (const place of input.numberPositions) {
    let best = pairOf(parsed, 'cellTable', place, 0);
    let choice: Group | number | undefined;
    for (const { place: name, group } of mentions) {
      const score = pairOf(parsed, 'cellTable', place, name);
      if (score > best) [best, choice] = [score, group];
    }
    for (const first of input.numberPositions) {
      const score = pairOf(parsed, 'cellTable', place, first);
      if (score > best) [best, choice] = [score, first];
    }
    if (choice === undefined) continue;
    const { group, cells } = found.get(choice) ?? { group: [], cells: [] };
    found.set(choice, { group, cells: [...cells, place] });
  }
  return found;
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
