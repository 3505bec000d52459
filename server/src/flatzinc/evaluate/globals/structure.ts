import { EvaluationError } from '../scope';
import type { Relation, Relations } from '../table';

/** Tables, automata, circuits, channels, partitions. Arrays are indexed from 1. */

/** A row of the table, which comes flattened, equals the array. */
function table(as: 'ints' | 'bools'): Relation {
  return (scope, [array, rows]) => {
    const tuple = scope[as](array);
    const cells = scope[as](rows);
    if (tuple.length === 0) return true;
    if (cells.length % tuple.length !== 0) throw new EvaluationError('the table is not rectangular');
    for (let start = 0; start < cells.length; start += tuple.length) {
      if (tuple.every((value, column) => cells[start + column] === value)) return true;
    }
    return false;
  };
}

/** `successors[i]` follows i on a tour; `partial`: nodes that follow themselves are not on it. */
function circuit(partial: boolean): Relation {
  return (scope, [array]) => {
    const successors = scope.ints(array);
    if (successors.length === 0) return true;
    const onTour = successors.flatMap((next, index) => (partial && next === index + 1 ? [] : [index + 1]));
    const [start] = onTour;
    if (start === undefined) return true;
    const visited = new Set<number>();
    let node = start;
    while (!visited.has(node)) {
      visited.add(node);
      const next = successors[node - 1];
      if (next === undefined) return false;
      node = next;
    }
    return node === start && visited.size === onTour.length;
  };
}

/** A deterministic automaton: transitions `d[state, symbol]` flattened by state, 0 for failure. */
const regular: Relation = (scope, [array, states, symbols, transitions, initial, final]) => {
  const alphabet = scope.int(symbols);
  const next = scope.ints(transitions);
  if (next.length !== scope.int(states) * alphabet)
    throw new EvaluationError('the automaton has an odd number of transitions');
  let state = scope.int(initial);
  for (const symbol of scope.ints(array)) {
    if (symbol < 1 || symbol > alphabet || state < 1) return false;
    state = next[(state - 1) * alphabet + symbol - 1] ?? 0;
  }
  return state > 0 && scope.set(final).has(state);
};

/** `f[i] = j` exactly if `g[j] = i`. */
const inverse: Relation = (scope, [f, g]) => areInverse(scope.ints(f), 1, scope.ints(g), 1);

/** The arrays indexed from the numbers after them. */
const inverseFrom: Relation = (scope, [f, firstOfF, g, firstOfG]) =>
  areInverse(scope.ints(f), scope.int(firstOfF), scope.ints(g), scope.int(firstOfG));

function areInverse(f: readonly number[], firstOfF: number, g: readonly number[], firstOfG: number): boolean {
  return f.every((j, i) => g[j - firstOfG] === i + firstOfF) && g.every((i, j) => f[i - firstOfF] === j + firstOfG);
}

/** `x[i] = j` exactly if i is in `y[j]`. */
const channel: Relation = (scope, [array, sets]) => {
  const x = scope.ints(array);
  const y = scope.sets(sets);
  return (
    x.every((j, i) => y[j - 1]?.has(i + 1) === true) && y.every((set, j) => [...set].every((i) => x[i - 1] === j + 1))
  );
};

export const structureRelations: Relations = {
  fzn_table_int: table('ints'),
  fzn_table_bool: table('bools'),
  fzn_circuit: circuit(false),
  fzn_subcircuit: circuit(true),
  fzn_regular: regular,
  fzn_inverse: inverse,
  inverse_offsets: inverseFrom,
  fzn_int_set_channel: channel,
  fzn_link_set_to_booleans: (scope, [set, booleans]) => {
    const elements = scope.set(set);
    const flags = scope.bools(booleans);
    return (
      flags.every((flag, index) => flag === elements.has(index + 1)) &&
      [...elements].every((element) => element >= 1 && element <= flags.length)
    );
  },
  fzn_disjoint: (scope, [a, b]) => {
    const other = scope.set(b);
    return [...scope.set(a)].every((element) => !other.has(element));
  },
  fzn_all_disjoint: (scope, [array]) => {
    const elements = scope.sets(array).flatMap((set) => [...set]);
    return new Set(elements).size === elements.length;
  },
  fzn_partition_set: (scope, [array, universe]) => {
    const elements = scope.sets(array).flatMap((set) => [...set]);
    const whole = scope.set(universe);
    return (
      elements.length === whole.size &&
      new Set(elements).size === whole.size &&
      elements.every((element) => whole.has(element))
    );
  },
};
