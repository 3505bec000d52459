import type { Oracle } from './oracle';
import { UnexploredSets } from './powerset';
import { shrink } from './shrink';

export interface Enumeration {
  /** Minimal unsatisfiable subsets, smallest first. */
  readonly conflicts: readonly (readonly number[])[];
  /** Every conflict was found. */
  readonly complete: boolean;
}

/**
 * Enumerates minimal unsatisfiable subsets: MARCO (Liffiton, Previti, Malik and Marques-Silva 2016, "Fast, flexible MUS
 * enumeration"). Ends at the oracle's deadline with what was found by then.
 *
 * @param onConflict is told of each as it is found.
 */
export async function enumerateConflicts(
  oracle: Oracle,
  candidates: readonly number[],
  known: readonly (readonly number[])[] = [],
  onConflict: (core: readonly number[]) => void = () => undefined,
): Promise<Enumeration> {
  const unexplored = new UnexploredSets(candidates);
  const conflicts = [...known];
  known.forEach((conflict) => unexplored.excludeAbove(conflict));
  const done = (complete: boolean): Enumeration => ({
    conflicts: conflicts.sort((a, b) => a.length - b.length),
    complete,
  });
  for (let seed = unexplored.next(); seed; seed = unexplored.next()) {
    const result = await oracle.check(seed);
    if (result.status === 'unknown') return done(false);
    if (result.status === 'sat') {
      const grown = await grow(oracle, seed, candidates);
      if (!grown) return done(false);
      unexplored.excludeBelow(grown);
      continue;
    }
    const shrunk = await shrink(oracle, result.core, []);
    if (shrunk.kind !== 'minimal') return done(false);
    conflicts.push(shrunk.core);
    onConflict(shrunk.core);
    if (shrunk.core.length === 0) return done(true);
    unexplored.excludeAbove(shrunk.core);
  }
  return done(true);
}

/** Adds to a satisfiable set what it can take; undefined where the engine could not tell. */
async function grow(
  oracle: Oracle,
  seed: readonly number[],
  candidates: readonly number[],
): Promise<ReadonlySet<number> | undefined> {
  const grown = new Set(seed);
  for (const candidate of candidates) {
    if (grown.has(candidate)) continue;
    const result = await oracle.check([...grown, candidate]);
    if (result.status === 'unknown') return undefined;
    if (result.status === 'sat') grown.add(candidate);
  }
  return grown;
}
