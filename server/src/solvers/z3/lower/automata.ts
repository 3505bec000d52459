import type { Value } from '../../../flatzinc';
import { argument, constantInt, withinRanges, type Conjunction, type Encoder } from './encoder';
import { and, FALSE, implies, or, TRUE, type Term } from './term';

/**
 * `fzn_regular(x, states, symbols, transitions, initial, final)`: a deterministic automaton takes the word x. The
 * transitions come state by state, 0 where there is none.
 *
 * After each symbol a formula per state says whether the automaton is in it, and one per transition whether it was
 * taken. The word determines all of them, so the constraint may be negated; those that follow from its truth make unit
 * propagation find every value without a run (Bacchus, "GAC via unit propagation", CP 2007).
 */
export function regular(args: readonly Value[], encoder: Encoder): Conjunction {
  const word = encoder.array(argument(args, 0));
  const symbols = constantInt(argument(args, 2));
  const next = encoder.array(argument(args, 3)).map(constantInt);
  const final = encoder.set(argument(args, 5));

  let reached = new Map<number, Term>([[constantInt(argument(args, 4)), TRUE]]);
  const formulas: Term[] = [];
  for (const letter of word) {
    const entering = new Map<number, Term[]>();
    const reading = new Map<number, Term[]>();
    for (const [state, inState] of reached) {
      const leaving: Term[] = [];
      for (let symbol = 1; symbol <= symbols; symbol++) {
        const target = next[(state - 1) * symbols + symbol - 1] ?? 0;
        const isSymbol = encoder.equals(letter, symbol);
        if (target === 0 || isSymbol === FALSE) continue;
        const taken = encoder.name(and([inState, isSymbol]));
        leaving.push(taken);
        listed(entering, target).push(taken);
        listed(reading, symbol).push(taken);
      }
      formulas.push(implies(inState, or(leaving)));
    }
    formulas.push(withinRanges(encoder, letter, [{ low: 1, high: symbols }]));
    for (let symbol = 1; symbol <= symbols; symbol++)
      formulas.push(implies(encoder.equals(letter, symbol), or(reading.get(symbol) ?? [])));
    reached = new Map([...entering].map(([state, taken]) => [state, encoder.name(or(taken))]));
  }
  const accepting = [...reached].flatMap(([state, inState]) => (final.has(state) ? [inState] : []));
  return [or(accepting), ...formulas.filter((formula) => formula !== TRUE)];
}

function listed<Key>(lists: Map<Key, Term[]>, key: Key): Term[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Term[] = [];
  lists.set(key, list);
  return list;
}
