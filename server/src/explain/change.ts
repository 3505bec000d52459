import { printed, type NumberInSource } from './numbers';
import { proved, type RepairSearch } from './prove';
import { changesTitle } from './title';
import type { RelaxRepair } from './types';

/** A number, and by how much it has to move at the least; negative: down. */
export interface Change {
  readonly number: NumberInSource;
  readonly by: number;
}

/** By how much numbers move altogether, each relative to its size and by its weight. */
export function totalChange(changes: readonly Change[]): number {
  return changes.reduce((sum, change) => sum + change.number.weight * relative(change), 0);
}

/**
 * What changes cost beside other repairs: to take a part out costs its weight, to move a number in it less, however far
 * it moves.
 */
export function costOf(changes: readonly Change[]): number {
  return changes.reduce((sum, change) => {
    const far = relative(change);
    return sum + change.number.weight * (far / (1 + far));
  }, 0);
}

function relative({ number: { value }, by }: Change): number {
  return Math.abs(by) / Math.max(1, Math.abs(value));
}

/**
 * Changes of numbers as a repair, proved. Integers move to the unit; of a fraction the shortest decimals are written
 * that go far enough.
 */
export async function changed(changes: readonly Change[], search: RepairSearch): Promise<RelaxRepair | undefined> {
  const tried = new Set<string>();
  for (const digits of [3, 6, 9, undefined]) {
    const moved = changes
      .map(({ number, by }) => ({ number, from: number.value, to: rounded(number, by, digits) }))
      .filter(({ from, to }) => from !== to);
    const edits = moved.map(({ number: { file, range, type }, to }) => ({ file, range, newText: printed(to, type) }));
    const key = JSON.stringify(edits);
    if (edits.length === 0 || tried.has(key)) continue;
    tried.add(key);
    const told = moved.map(({ number: { label }, from, to }) => ({
      from: label === undefined ? String(from) : `${label} from ${from}`,
      to: String(to),
      isMore: to > from,
    }));
    const repair = await proved(changesTitle(told), edits, search);
    if (!repair) continue;
    return {
      kind: 'relax',
      ...repair,
      cost: costOf(changes),
      changes: moved.map(({ number: { file, range }, from, to }) => ({ literal: { file, range }, from, to })),
    };
  }
  return undefined;
}

/** @param digits behind the point, rounded away from where the number was; undefined: all there are */
function rounded({ value, type }: NumberInSource, by: number, digits: number | undefined): number {
  const exact = value + by;
  if (type === 'int') return Math.round(exact);
  if (digits === undefined) return exact;
  const away = by >= 0 ? Math.ceil : Math.floor;
  // What binary arithmetic leaves behind the last digit is no reason to go one further.
  return Number((away(exact * 10 ** digits - Math.sign(by) * 1e-4) / 10 ** digits).toFixed(digits));
}
