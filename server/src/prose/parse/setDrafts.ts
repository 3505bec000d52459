import type { Expression } from '../expression';
import { Unreadable, type ProgramReader, type Things } from '../program';
import type { Group } from './names';
import { groupAt, has, numberAt, type Source } from './source';
import { wholeOf } from './whole';

const mostAxes = 3;
const mostCells = 2000;

/** A set as it is found: its names, and its members or its ends. */
export interface SetDraft {
  readonly names: readonly Group[];
  readonly members: readonly Group[];
  /** By member: what one is called that no word of the text names ("Monday to Friday"). */
  readonly called?: readonly string[];
  readonly range?: { readonly first: Expression; readonly last: Expression };
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
