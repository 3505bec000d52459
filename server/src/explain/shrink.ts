import type { CheckResult } from '../solvers';
import type { Oracle } from './oracle';

export type Shrunk =
  /** Unsatisfiable, and satisfiable without any one of its members. */
  | { readonly kind: 'minimal'; readonly core: readonly number[] }
  /** Unsatisfiable, but for some members the engine could not tell whether they are needed. */
  | { readonly kind: 'core'; readonly core: readonly number[] };

export type Search =
  | Shrunk
  | { readonly kind: 'satisfiable' }
  | { readonly kind: 'unknown'; readonly result: Extract<CheckResult, { status: 'unknown' }> };

/** Looks for a minimal unsatisfiable subset of `candidates`; an empty core means that nothing need be assumed. */
export async function findConflict(oracle: Oracle, candidates: readonly number[]): Promise<Search> {
  const result = await oracle.check(candidates);
  switch (result.status) {
    case 'sat':
      return { kind: 'satisfiable' };
    case 'unknown':
      return { kind: 'unknown', result };
    case 'unsat':
      return shrink(oracle, result.core, []);
  }
}

/**
 * Makes an unsatisfiable set minimal: deletion with refinement by the engine's own cores (Dershowitz, Hanna and Nadel
 * 2006, "A scalable algorithm for minimal unsatisfiable core extraction"). Members of `needed` are known to be in every
 * unsatisfiable subset and are not tried.
 */
export async function shrink(
  oracle: Oracle,
  unsatisfiable: readonly number[],
  needed: readonly number[],
): Promise<Shrunk> {
  let core = [...new Set([...needed, ...unsatisfiable])];
  const kept = new Set(needed);
  let sure = true;
  for (;;) {
    const tried = core.findLast((part) => !kept.has(part));
    if (tried === undefined) return { kind: sure ? 'minimal' : 'core', core };
    const rest = core.filter((part) => part !== tried);
    const result = await oracle.check(rest);
    if (result.status === 'unsat') {
      const smaller = new Set([...result.core, ...needed]);
      core = rest.filter((part) => smaller.has(part));
    } else {
      kept.add(tried);
      if (result.status === 'unknown') sure = false;
    }
  }
}

/** Proves that a set is a minimal unsatisfiable subset by asking everything anew. */
export async function isMinimalConflict(oracle: Oracle, core: readonly number[]): Promise<boolean> {
  if ((await oracle.check(core)).status !== 'unsat') return false;
  for (const part of core) {
    const without = await oracle.check(core.filter((other) => other !== part));
    if (without.status !== 'sat') return false;
  }
  return true;
}
