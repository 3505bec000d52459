import type { Traced, TracedPart } from '../compile';
import type { Assignment, Value } from '../flatzinc';
import type { AssumptionSession } from '../solvers';
import type { ExplainServices } from './types';

/** A traced model with one entry for each Boolean: parts that the compiler found to be the same stand together. */
export interface ConflictModel {
  readonly traced: Traced;
  /** Never empty; the first stands for all. */
  readonly groups: readonly (readonly TracedPart[])[];
  /** The groups that assuming makes a difference for. */
  readonly candidates: readonly number[];
  /** Groups that compiling alone showed to be false: each is a conflict of its own. */
  readonly impossible: readonly number[];
  /** The candidates that a solution satisfies, as far as it tells. */
  heldBy(solution: Assignment): readonly number[];
  open(): Promise<AssumptionSession>;
}

export function conflictModel(traced: Traced, services: ExplainServices, signal?: AbortSignal): ConflictModel {
  const byValue = new Map<string, TracedPart[]>();
  for (const part of traced.parts) {
    const shared = part.holds.kind === 'variable' ? byValue.get(part.holds.name) : undefined;
    if (shared) shared.push(part);
    else byValue.set(part.holds.kind === 'variable' ? part.holds.name : ` ${byValue.size}`, [part]);
  }
  const groups = [...byValue.values()];
  const holds = groups.flatMap(([first]): readonly Value[] => (first ? [first.holds] : []));
  const indices = [...holds.keys()];
  const constant = (index: number, value: boolean): boolean => {
    const hold = holds[index];
    return hold?.kind === 'bool' && hold.value === value;
  };
  const candidates = indices.filter((index) => !constant(index, true));
  return {
    traced,
    groups,
    candidates,
    heldBy: (solution) =>
      candidates.filter((index) => {
        const hold = holds[index];
        return hold?.kind === 'variable' && solution.get(hold.name) === true;
      }),
    impossible: indices.filter((index) => constant(index, false)),
    open: () => services.openSession(traced.flatzinc, holds, signal),
  };
}

/** The first part of each group. */
export function partsOf(model: ConflictModel, core: readonly number[]): readonly TracedPart[] {
  return core.flatMap((index) => model.groups[index]?.slice(0, 1) ?? []);
}

/** Every set that has one part of each group: parts that are the same stand for each other. At most `most` of them. */
export function choicesOf(
  model: ConflictModel,
  core: readonly number[],
  most: number,
): readonly (readonly TracedPart[])[] {
  return core.reduce<readonly (readonly TracedPart[])[]>(
    (sets, index) => sets.flatMap((set) => (model.groups[index] ?? []).map((part) => [...set, part])).slice(0, most),
    [[]],
  );
}

/** The same for parts that are the same piece of the user's text, with the same loop values, reached by the same calls. */
export function identityOf({ kind, origin, calls = [] }: TracedPart): string {
  const places = [origin, ...calls].map(({ file, range: { start, end }, indices }) => [
    file,
    start,
    end,
    Object.entries(indices).sort(),
  ]);
  return JSON.stringify([kind, places]);
}

export function samePart(left: TracedPart, right: TracedPart): boolean {
  return identityOf(left) === identityOf(right);
}
