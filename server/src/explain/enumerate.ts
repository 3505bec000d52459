import { minimumHittingSet, type WeightOf } from './hittingSet';
import type { Oracle } from './oracle';
import { UnexploredSets } from './powerset';
import { shrink } from './shrink';

export interface Enumeration {
  /** Minimal unsatisfiable subsets, smallest first. */
  readonly conflicts: readonly (readonly number[])[];
  /** Minimal correction subsets, the cheapest first: what must go for the rest to be satisfiable. */
  readonly corrections: readonly (readonly number[])[];
  /** Every conflict and every correction was found. */
  readonly complete: boolean;
  /** The first conflict is one of the smallest. */
  readonly smallestFirst: boolean;
}

export interface EnumerationOptions {
  /** Minimal unsatisfiable subsets that are known already. */
  readonly known?: readonly (readonly number[])[];
  /** What giving up a part costs; 1 each where nothing is said. */
  readonly weightOf?: WeightOf;
  /** Find a smallest conflict before any other. */
  readonly smallest?: boolean;
  /** Find out only which members of the known conflicts are in every conflict. */
  readonly onlyNeeded?: boolean;
  /** Asked before each step; once true, the enumeration ends with what it has. */
  readonly isOver?: () => boolean;
  readonly onConflict?: (core: readonly number[]) => void;
}

/**
 * Enumerates minimal unsatisfiable subsets and minimal correction subsets: MARCO (Liffiton, Previti, Malik and
 * Marques-Silva 2016, "Fast, flexible MUS enumeration"), each seed as large as can be. What the engine cannot decide is
 * passed over, and the enumeration then is not complete.
 */
export async function enumerateConflicts(
  oracle: Oracle,
  candidates: readonly number[],
  options: EnumerationOptions = {},
): Promise<Enumeration> {
  const { known = [], weightOf = () => 1, isOver = () => false } = options;
  const unexplored = new UnexploredSets(candidates);
  const conflicts: (readonly number[])[] = [];
  const corrections: (readonly number[])[] = [];
  let complete = true;

  const addConflict = (core: readonly number[]): void => {
    conflicts.push(core);
    unexplored.excludeAbove(core);
  };
  const addSatisfiable = (set: ReadonlySet<number>): void => {
    corrections.push(candidates.filter((part) => !set.has(part)));
    unexplored.excludeBelow(set);
  };
  known.forEach(addConflict);
  // Each first by itself: this tells what is in every conflict, however many there are.
  for (const part of known[0] ?? []) {
    if (known.length > 1 || isOver()) break;
    const others = candidates.filter((other) => other !== part);
    if ((await oracle.check(others)).status === 'sat') addSatisfiable(new Set(others));
  }

  let smallest: readonly number[] | undefined;
  if (options.smallest) {
    smallest = await smallestConflict(oracle, candidates, corrections, addSatisfiable, isOver);
    if (smallest && !conflicts.some((conflict) => sameSet(conflict, smallest))) {
      addConflict(smallest);
      options.onConflict?.(smallest);
    }
  }

  for (let seed = unexplored.next(); seed; seed = unexplored.next()) {
    if (isOver() || options.onlyNeeded) {
      complete = false;
      break;
    }
    const result = await oracle.check(seed);
    if (result.status === 'sat') {
      addSatisfiable(new Set(seed));
      continue;
    }
    if (result.status === 'unsat') {
      // Whatever alone makes the rest satisfiable is in every conflict.
      const needed = corrections.flatMap((correction) => (correction.length === 1 ? correction : []));
      const shrunk = await shrink(oracle, result.core, needed);
      if (shrunk.kind === 'minimal') {
        addConflict(shrunk.core);
        options.onConflict?.(shrunk.core);
        continue;
      }
      unexplored.excludeAbove(shrunk.core);
    } else {
      unexplored.excludeAbove(seed);
    }
    complete = false;
  }
  const weight = (set: readonly number[]): number => set.reduce((sum, part) => sum + weightOf(part), 0);
  conflicts.sort((a, b) => a.length - b.length);
  return {
    conflicts,
    corrections: corrections.sort((a, b) => weight(a) - weight(b) || a.length - b.length || inText(a, b)),
    complete,
    smallestFirst: complete || (smallest !== undefined && smallest.length === conflicts[0]?.length),
  };
}

/** Compares sets of parts by their first difference: parts are numbered in the order of the text. */
export function inText(left: readonly number[] = [], right: readonly number[] = []): number {
  const place = left.findIndex((part, index) => part !== right[index]);
  return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

/**
 * One of the smallest conflicts, by the duality of conflicts and corrections: a smallest set that hits every correction
 * known is a smallest conflict as soon as it is unsatisfiable; until then it shows another correction (Ignatiev, Previti,
 * Liffiton and Marques-Silva 2015, "Smallest MUS extraction with minimal hitting set dualization"). undefined where that
 * could not be found out.
 */
async function smallestConflict(
  oracle: Oracle,
  candidates: readonly number[],
  corrections: readonly (readonly number[])[],
  addSatisfiable: (set: ReadonlySet<number>) => void,
  isOver: () => boolean,
): Promise<readonly number[] | undefined> {
  for (;;) {
    if (isOver()) return undefined;
    const seed = minimumHittingSet(corrections, () => 1, isOver);
    if (!seed) return undefined;
    const result = await oracle.check(seed);
    if (result.status === 'unsat') return seed;
    if (result.status === 'unknown') return undefined;
    const held = oracle.heldBy?.(result.solution) ?? [];
    const grown = await grow(oracle, [...seed, ...held], candidates, isOver);
    if (!grown) return undefined;
    addSatisfiable(grown);
  }
}

/** Adds to a satisfiable set what it can take; undefined where that could not be told. */
async function grow(
  oracle: Oracle,
  seed: readonly number[],
  candidates: readonly number[],
  isOver: () => boolean,
): Promise<ReadonlySet<number> | undefined> {
  const known = new Set(candidates);
  const grown = new Set(seed.filter((part) => known.has(part)));
  for (const candidate of candidates) {
    if (grown.has(candidate)) continue;
    if (isOver()) return undefined;
    const result = await oracle.check([...grown, candidate]);
    if (result.status === 'unknown') return undefined;
    if (result.status !== 'sat') continue;
    grown.add(candidate);
    for (const part of oracle.heldBy?.(result.solution) ?? []) if (known.has(part)) grown.add(part);
  }
  return grown;
}

function sameSet(left: readonly number[], right: readonly number[] | undefined): boolean {
  return right !== undefined && left.length === right.length && left.every((part) => right.includes(part));
}
