import type { AssumptionSession } from '../../server/src/solvers';

/** A part of a small system: which of the points it allows. */
export type Part = (point: readonly number[]) => boolean;

/** Every point of {0..size-1}^dimensions. */
export function points(size: number, dimensions: number): number[][] {
  if (dimensions === 0) return [[]];
  return points(size, dimensions - 1).flatMap((point) => Array.from({ length: size }, (_, value) => [...point, value]));
}

export function satisfiable(parts: readonly Part[], domain: readonly (readonly number[])[]): boolean {
  return domain.some((point) => parts.every((part) => part(point)));
}

/** A session that tries every point, and whose cores are everything that was assumed. */
export function bruteForceSession(parts: readonly Part[], domain: readonly (readonly number[])[]): AssumptionSession {
  return {
    check: async (assumed) => {
      const chosen = parts.filter((_, index) => assumed.includes(index));
      return satisfiable(chosen, domain)
        ? { status: 'sat', solution: new Map() }
        : { status: 'unsat', core: [...assumed] };
    },
    close: async () => undefined,
  };
}

/** Every minimal unsatisfiable subset, by trying every subset. */
export function allConflicts(parts: readonly Part[], domain: readonly (readonly number[])[]): number[][] {
  const indices = parts.map((_, index) => index);
  const subsets = indices.reduce<number[][]>((sets, index) => [...sets, ...sets.map((set) => [...set, index])], [[]]);
  const isUnsatisfiable = (set: readonly number[]): boolean =>
    !satisfiable(
      parts.filter((_, index) => set.includes(index)),
      domain,
    );
  const unsatisfiable = subsets.filter(isUnsatisfiable);
  return unsatisfiable.filter((set) => set.every((left) => !isUnsatisfiable(set.filter((index) => index !== left))));
}
