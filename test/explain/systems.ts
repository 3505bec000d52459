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
  const isUnsatisfiable = (set: readonly number[]): boolean => !satisfiable(chosen(parts, set), domain);
  return minimal(subsetsOf(parts).filter(isUnsatisfiable));
}

/** Every minimal set without which the rest can be satisfied, by trying every subset. */
export function allCorrections(parts: readonly Part[], domain: readonly (readonly number[])[]): number[][] {
  const corrects = (set: readonly number[]): boolean =>
    satisfiable(
      parts.filter((_, index) => !set.includes(index)),
      domain,
    );
  return minimal(subsetsOf(parts).filter(corrects));
}

function chosen(parts: readonly Part[], set: readonly number[]): readonly Part[] {
  return parts.filter((_, index) => set.includes(index));
}

function subsetsOf(parts: readonly Part[]): number[][] {
  const indices = parts.map((_, index) => index);
  return indices.reduce<number[][]>((sets, index) => [...sets, ...sets.map((set) => [...set, index])], [[]]);
}

/** Those of which no proper subset is among them. */
function minimal(sets: readonly number[][]): number[][] {
  return sets.filter(
    (set) => !sets.some((other) => other.length < set.length && other.every((member) => set.includes(member))),
  );
}
