import type { IndexSet, SetId, Table } from '../expression';
import type { DecisionVariable } from '../graph';
import type { Kind, Kinds, Things } from '../program';

/** What is declared, and what the places of a text stand for. */
export interface Known {
  readonly sets: readonly IndexSet[];
  readonly tables: readonly Table[];
  readonly variables: readonly DecisionVariable[];
  readonly things: Things;
}

/** The kinds of what the places of a text stand for, for programs that speak of them. */
export function kindsOf({ sets, tables, variables, things }: Known): Kinds {
  const elementOf = (set: SetId): Kind => (Array.isArray(sets[set]?.members) ? { member: set } : 'number');
  const valueOf = ({ domain }: DecisionVariable): Kind => {
    if (typeof domain === 'object') return domain.kind === 'member' ? elementOf(domain.set) : 'number';
    return domain === 'choice' ? 'truth' : 'number';
  };
  return {
    set: (place) => things.set(place),
    member: (place) => things.member(place)?.set,
    elementOf,
    accessed: (to, place) => {
      const at = things.thing(to, place);
      if (at === undefined) return undefined;
      const variable = variables[at];
      const table = tables[at];
      if (to === 'family') return variable && { axes: variable.index, value: valueOf(variable) };
      return table && { axes: table.index, value: typeof table.cells[0] === 'boolean' ? 'truth' : 'number' };
    },
    single: (place) => {
      const at = things.thing('single', place);
      const variable = at === undefined ? undefined : variables[at];
      return variable && valueOf(variable);
    },
  };
}
