import type { Value } from '../../../flatzinc';
import { argument, type Conjunction, type Encoder, type Lowering, type LoweringTable } from './encoder';
import { and, choose, FALSE, iff, implies, not, or, TRUE, type Term } from './term';

/** Constraints over sets of integers, element by element on their characteristic Booleans. */
export const setConstraints: LoweringTable = {
  set_eq: (args, e) => equalSets(argument(args, 0), argument(args, 1), e),
  set_ne: (args, e) => not(equalSets(argument(args, 0), argument(args, 1), e)),
  set_subset: (args, e) => elementwise(args, e, ([s, t]) => implies(s, t)),
  set_superset: (args, e) => elementwise(args, e, ([s, t]) => implies(t, s)),
  set_union: (args, e) => elementwise(args, e, ([s, t, r]) => iff(r, or([s, t]))),
  set_intersect: (args, e) => elementwise(args, e, ([s, t, r]) => iff(r, and([s, t]))),
  set_diff: (args, e) => elementwise(args, e, ([s, t, r]) => iff(r, and([s, not(t)]))),
  set_symdiff: (args, e) => elementwise(args, e, ([s, t, r]) => iff(r, not(iff(s, t)))),
  set_card: cardinality,
  set_le: (args, e) => lexicographic(args, e, TRUE),
  set_lt: (args, e) => lexicographic(args, e, FALSE),
};

export function equalSets(s: Value, t: Value, encoder: Encoder): Term {
  return elementwise([s, t], encoder, ([inS, inT]) => iff(inS, inT));
}

/** The formula of every element that may be in one of the sets. */
function elementwise(
  args: readonly Value[],
  encoder: Encoder,
  meaning: (members: readonly [Term, Term, Term]) => Term,
): Term {
  const sets = args.map((value) => encoder.set(value));
  return and(
    unionOfElements(sets).map((element) =>
      meaning([member(sets[0], element), member(sets[1], element), member(sets[2], element)]),
    ),
  );
}

function member(set: ReadonlyMap<number, Term> | undefined, element: number): Term {
  return set?.get(element) ?? FALSE;
}

function unionOfElements(sets: readonly ReadonlyMap<number, Term>[]): number[] {
  return [...new Set(sets.flatMap((set) => [...set.keys()]))].sort((a, b) => a - b);
}

function cardinality(args: readonly Value[], encoder: Encoder): Conjunction {
  return encoder.count([...encoder.set(argument(args, 0)).values()], argument(args, 1));
}

/**
 * The order of sets is that of their ascending lists of elements. From the largest element down: with the smaller
 * elements equal, the first element in just one set decides; the set that has it is smaller if the other goes on.
 */
const lexicographic = (args: readonly Value[], encoder: Encoder, whenEqual: Term): ReturnType<Lowering> => {
  const [s, t] = [encoder.set(argument(args, 0)), encoder.set(argument(args, 1))];
  let order = whenEqual;
  let [restOfS, restOfT] = [FALSE, FALSE];
  for (const element of unionOfElements([s, t]).reverse()) {
    const [inS, inT] = [member(s, element), member(t, element)];
    order = encoder.name(choose(iff(inS, inT), order, choose(inS, restOfT, not(restOfS))));
    restOfS = encoder.name(or([inS, restOfS]));
    restOfT = encoder.name(or([inT, restOfT]));
  }
  return order;
};
