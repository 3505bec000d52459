import type { Explanation } from '../../server/src/explain';
import type { ConflictPart } from '../../server/src/outcome';
import { canHold, keyOf, truthOf, type RandomSystem } from './randomSystems';

/** What is wrong with the conflicts told of a random system, in words; empty where nothing is. */
export function conflictFaults(system: RandomSystem, { status, conflicts, overview }: Explanation): readonly string[] {
  const faults: string[] = [];
  const truth = truthOf(system);
  if (status !== 'infeasible') return [`status ${status}`];
  const constraintsOnly = truth.corrections.length === 0;
  const told = conflicts.map(({ parts }) =>
    parts
      .filter(({ kind = 'constraint', hard = false }) => kind === 'constraint' && hard === constraintsOnly)
      .map(keyOfPart)
      .sort(),
  );
  const corrections = overview?.corrections.map((parts) => parts.map(keyOfPart).sort()) ?? [];
  faults.push(...differences('conflict', truth.conflicts, told));
  faults.push(...differences('correction', truth.corrections, corrections));
  const [first = [], ...others] = truth.conflicts;
  const inEvery = first.filter((key) => others.every((other) => other.includes(key)));
  faults.push(...differences('in every conflict:', [inEvery.sort()], [overview?.inEvery.map(keyOfPart).sort() ?? []]));
  if (overview?.complete !== true || !overview.smallestFirst) faults.push('not complete');

  const byKey = new Map(system.parts.map((part) => [part.key, part]));
  for (const { parts } of conflicts) {
    const names = parts.map((part) => `${part.kind ?? 'constraint'} ${part.text}`).join(', ');
    const known = parts.flatMap((part) => byKey.get(keyOfPart(part)) ?? []);
    if (known.length < parts.length) faults.push(`unknown part among ${names}`);
    if (canHold(known)) faults.push(`no conflict: ${names}`);
    for (const part of known) {
      if (!canHold(known.filter((other) => other !== part))) faults.push(`${part.key} is not needed in ${names}`);
    }
  }
  return faults;
}

function keyOfPart({ range, indices, calls = [] }: ConflictPart): string {
  return keyOf(
    range.start,
    indices,
    calls.map((call) => call.range.start),
  );
}

function differences(
  what: string,
  expected: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
): readonly string[] {
  const texts = (sets: readonly (readonly string[])[]): readonly string[] => sets.map((set) => set.join(' '));
  const [wanted, given] = [texts(expected), texts(found)];
  return [
    ...wanted.filter((set) => !given.includes(set)).map((set) => `missed ${what} ${set}`),
    ...given.filter((set) => !wanted.includes(set)).map((set) => `wrong ${what} ${set}`),
    ...(new Set(given).size < given.length ? [`${what} told twice`] : []),
  ];
}
