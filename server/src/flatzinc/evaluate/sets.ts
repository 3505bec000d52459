import { intFunction, setFunction, type Functionals, type Relation, type Relations } from './table';

type Elements = ReadonlySet<number>;

function compare(holds: (a: Elements, b: Elements) => boolean): Relation {
  return (scope, [a, b]) => holds(scope.set(a), scope.set(b));
}

function isSubset(a: Elements, b: Elements): boolean {
  for (const element of a) if (!b.has(element)) return false;
  return true;
}

/** MiniZinc orders sets as the ascending lists of their elements, lexicographically. Negative: a comes first. */
function order(a: Elements, b: Elements): number {
  const left = [...a].sort((x, y) => x - y);
  const right = [...b].sort((x, y) => x - y);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export const setRelations: Relations = {
  set_in: (scope, [element, set]) => {
    const value = scope.int(element);
    if (set?.kind === 'set') return set.ranges.some(({ low, high }) => low <= value && value <= high);
    return scope.set(set).has(value);
  },
  set_eq: compare((a, b) => order(a, b) === 0),
  set_ne: compare((a, b) => order(a, b) !== 0),
  set_subset: compare(isSubset),
  set_superset: compare((a, b) => isSubset(b, a)),
  set_le: compare((a, b) => order(a, b) <= 0),
  set_lt: compare((a, b) => order(a, b) < 0),
};

function operation(combine: (a: Elements, b: Elements) => Iterable<number>): Functionals[string] {
  return setFunction((scope, [a, b]) => combine(scope.set(a), scope.set(b)));
}

const without = (a: Elements, b: Elements): number[] => [...a].filter((element) => !b.has(element));

export const setFunctions: Functionals = {
  set_card: intFunction((scope, [set]) => scope.set(set).size),
  set_union: operation((a, b) => new Set([...a, ...b])),
  set_intersect: operation((a, b) => [...a].filter((element) => b.has(element))),
  set_diff: operation(without),
  set_symdiff: operation((a, b) => [...without(a, b), ...without(b, a)]),
};
