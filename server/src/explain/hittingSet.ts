/** What an element costs; 0 or more. */
export type WeightOf = (element: number) => number;

/**
 * A set of the least weight that has a member of every given set, by branch and bound: the open set with the fewest
 * members is branched on, and sets that share nothing bound what is still to be paid.
 *
 * @param isOver asked now and then; once true, the search ends with undefined
 */
export function minimumHittingSet(
  sets: readonly (readonly number[])[],
  weightOf: WeightOf,
  isOver: () => boolean = () => false,
): readonly number[] | undefined {
  let best: readonly number[] | undefined;
  let bestWeight = Infinity;
  let steps = 0;
  const chosen = new Set<number>();
  const excluded = new Set<number>();

  const search = (weight: number, open: readonly (readonly number[])[]): boolean => {
    if (++steps % 1024 === 0 && isOver()) return false;
    if (open.length === 0) {
      if (weight < bestWeight) [best, bestWeight] = [[...chosen], weight];
      return true;
    }
    const left = open.map((set) => set.filter((element) => !excluded.has(element)));
    left.sort((a, b) => a.length - b.length);
    if (weight + leastWeight(left, weightOf) >= bestWeight) return true;
    const branch = left[0] ?? [];
    // The element that is in most of the open sets first, for its weight.
    const worth = new Map(branch.map((element) => [element, left.filter((set) => set.includes(element)).length]));
    const price = (element: number): number => weightOf(element) / (worth.get(element) ?? 1);
    const order = [...branch].sort((a, b) => price(a) - price(b));
    const tried: number[] = [];
    let finished = true;
    for (const element of order) {
      chosen.add(element);
      finished = search(
        weight + weightOf(element),
        left.filter((set) => !set.includes(element)),
      );
      chosen.delete(element);
      if (!finished) break;
      excluded.add(element);
      tried.push(element);
    }
    for (const element of tried) excluded.delete(element);
    return finished;
  };

  return search(0, sets) ? best : undefined;
}

/** What hitting the given sets costs at least; Infinity where one is empty. */
function leastWeight(sets: readonly (readonly number[])[], weightOf: WeightOf): number {
  const used = new Set<number>();
  let least = 0;
  for (const set of sets) {
    if (set.some((element) => used.has(element))) continue;
    for (const element of set) used.add(element);
    least += Math.min(...set.map(weightOf));
  }
  return least;
}
