import type { IndexSet, Table } from '../expression';
import type { DecisionVariable } from '../graph';
import type { Things } from '../program';
import type { Input } from './input';
import { cellsOf } from './cells';
import { groupsOf, type Group } from './names';
import type { Parsed } from './parsed';
import { thingsOf } from './setDrafts';
import { indexSetOf, settleSets } from './sets';
import { groupAt, has, type Source } from './source';
import { tablesOf } from './tables';
import { familiesOf, singleVariable } from './variables';

/** What a text names: the declarations of its graph, and what each of its places stands for. */
export interface Structure {
  readonly sets: readonly IndexSet[];
  readonly tables: readonly Table[];
  readonly variables: readonly DecisionVariable[];
  readonly singles: readonly Group[];
  readonly definitions: readonly Group[];
  readonly things: Things;
  /** Positions of the numbers that tables hold. */
  readonly cells: readonly number[];
  /** Tables with cells that the text does not tell. */
  readonly gaps: readonly { readonly table: number; readonly member: string }[];
}

/**
 * Settles what is named: things and their sets, tables with their cells, variables.
 * @param isUsed which single variables there are; others are not declared
 */
export function structureOf(input: Input, parsed: Parsed, isUsed: (group: Group) => boolean = () => true): Structure {
  const source: Source = { input, parsed };
  const cells = cellsOf(source);
  const { singles: all, sets } = settleSets(source, cells);
  const singles = all.filter(isUsed);
  const base = thingsOf(source, sets);
  const families = familiesOf(source, sets, base, singles.length === 0);
  const tables = tablesOf(source, cells, sets, base);
  const definitions = groupsOf(input, parsed, 'definition');
  const familyOf = (place: number): number | undefined => {
    const own = families.findIndex(({ group }) => has(group, place));
    return own >= 0 ? singles.length + own : families.length === 1 ? singles.length : undefined;
  };
  const tableOf = (place: number): number | undefined => {
    const named = tables.findIndex(({ group }) => has(group, place));
    const table = named >= 0 ? named : tables.findIndex((each) => each.cells.includes(place));
    return table < 0 ? undefined : table;
  };
  return {
    sets: sets.map((set) => indexSetOf(source, set)),
    tables: tables.map(({ table }) => table),
    variables: [...singles.map((group) => singleVariable(source, group)), ...families.map(({ variable }) => variable)],
    singles,
    definitions,
    things: {
      ...base,
      thing: (to, place) => {
        if (to === 'single') return groupAt(singles, place);
        if (to === 'definition') return groupAt(definitions, place);
        return to === 'family' ? familyOf(place) : tableOf(place);
      },
    },
    cells: tables.flatMap((table) => table.cells),
    gaps: tables.flatMap(({ gaps }, table) => gaps.map((member) => ({ table, member }))),
  };
}
