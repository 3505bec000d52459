import type { TracedPart } from '../compile';
import type { ConflictModel } from './conflictModel';
import { isIn, itemKey, negotiableItems, costOfItems, type ConstraintItem } from './items';
import { inSession, oracleOf } from './oracle';
import { isFeasible, solveAfter, type RepairSearch } from './prove';
import { takeOut } from './takeOut';

/** What the search for the reasons found. */
export interface Reasons {
  /** The members of each conflict. */
  readonly conflicts: readonly (readonly TracedPart[])[];
  /** The guarded compilation, where it tells the whole model. */
  readonly model?: ConflictModel;
  /** Minimal correction subsets, those that were found. */
  readonly corrections: readonly (readonly TracedPart[])[];
}

/** Whether the model is feasible without these items. */
type ItemOracle = (without: readonly ConstraintItem[]) => Promise<boolean>;

/**
 * Minimal sets of items without which the model is feasible, the cheapest first: single ones, and those that correction
 * sets say; where there are none of either, one of several items.
 */
export async function droppableSets(
  reasons: Reasons,
  enough: number,
  search: RepairSearch,
): Promise<readonly (readonly ConstraintItem[])[]> {
  const { conflicts, model } = reasons;
  const parts = model?.traced.parts ?? conflicts.flat();
  const items = [...negotiableItems(parts)].sort((a, b) => a.weight - b.weight);
  const inAll = items.filter((item) => conflicts.every((members) => members.some((part) => isIn(part, item))));
  const find = async (feasibleWithout: ItemOracle): Promise<readonly (readonly ConstraintItem[])[]> => {
    const found: (readonly ConstraintItem[])[] = [];
    for (const item of inAll) {
      if (found.length >= enough || search.deadline.passed()) break;
      if (await feasibleWithout([item])) found.push([item]);
    }
    for (const several of setsOf(reasons.corrections, items)) {
      if (found.length >= enough || search.deadline.passed()) break;
      const isSmallest = !found.some((known) => known.every((item) => several.includes(item)));
      if (isSmallest && (await isMinimal(several, feasibleWithout))) found.push(several);
    }
    if (found.length > 0) return found;
    const known = items.filter((item) => conflicts.flat().some((part) => isIn(part, item)));
    const several = await minimalSet(feasibleWithout, [...known, ...items.filter((item) => !known.includes(item))]);
    return several ? [several] : [];
  };
  const bySolving: ItemOracle = async (without) => isFeasible(await solveAfter(takeOut(without, search.model), search));
  const { deadline, signal } = search;
  const sets = model
    ? await inSession(model, (session) => {
        const oracle = oracleOf(session, deadline, signal);
        return find(async (without) => (await oracle.check(partsWithout(model, without))).status === 'sat');
      })
    : await find(bySolving);
  return [...sets].sort((a, b) => costOfItems(a) - costOfItems(b));
}

function partsWithout(model: ConflictModel, without: readonly ConstraintItem[]): readonly number[] {
  return model.candidates.filter((index) =>
    model.groups[index]?.some((part) => !without.some((item) => isIn(part, item))),
  );
}

/** Correction sets as the items their members stand in, several each, the cheapest first. */
function setsOf(
  corrections: readonly (readonly TracedPart[])[],
  items: readonly ConstraintItem[],
): readonly (readonly ConstraintItem[])[] {
  const byKey = new Map(items.flatMap((item) => item.parts.slice(0, 1).map((part) => [itemKey(part), item] as const)));
  const sets = new Map<string, readonly ConstraintItem[]>();
  for (const correction of corrections) {
    const keys = [...new Set(correction.map(itemKey))].sort();
    const own = keys.flatMap((key) => byKey.get(key) ?? []);
    const isWhole = own.length === keys.length && correction.every(({ kind }) => kind === 'constraint');
    if (isWhole && own.length > 1) sets.set(keys.join('\n'), own);
  }
  return [...sets.values()].sort((a, b) => costOfItems(a) - costOfItems(b));
}

async function isMinimal(items: readonly ConstraintItem[], feasibleWithout: ItemOracle): Promise<boolean> {
  if (!(await feasibleWithout(items))) return false;
  for (const kept of items) {
    if (await feasibleWithout(items.filter((item) => item !== kept))) return false;
  }
  return true;
}

/** Takes out items in this order until the model is feasible, then puts back what it can, the dearest first. */
async function minimalSet(
  feasibleWithout: ItemOracle,
  order: readonly ConstraintItem[],
): Promise<readonly ConstraintItem[] | undefined> {
  let out: readonly ConstraintItem[] = [];
  for (const item of order) {
    out = [...out, item];
    if (out.length > 1 && (await feasibleWithout(out))) break;
  }
  if (!(await feasibleWithout(out))) return undefined;
  for (const item of [...out].sort((a, b) => b.weight - a.weight)) {
    const fewer = out.filter((other) => other !== item);
    if (await feasibleWithout(fewer)) out = fewer;
  }
  return out;
}
