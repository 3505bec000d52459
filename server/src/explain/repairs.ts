import { droppableSets, type Reasons } from './droppable';
import { exceptions, removals } from './drop';
import type { TracedPart } from '../compile';
import type { NumberInSource } from './numbers';
import { numbersBehind } from './numbersBehind';
import type { RepairSearch } from './prove';
import { relaxations } from './relax';
import { softenings } from './soften';
import type { SourceRepair } from './types';

/** Repairs offered at most: altogether, and of each kind. */
const REPAIRS = 8;
const RELAXATIONS = 4;
const REMOVALS = 3;
const EXCEPTIONS = 1;
const SOFTENINGS = 2;

/**
 * Looks for what would make a model feasible and tells of each repair as it is proved: changed numbers on one core,
 * constraints that give way on another.
 */
export async function findRepairs(reasons: Reasons, search: RepairSearch): Promise<void> {
  const { conflicts, model } = reasons;
  const all = model?.traced.parts ?? [];
  const behind = (parts: readonly TracedPart[]): readonly NumberInSource[] =>
    numbersBehind(parts, search.model, all, search.defaults);
  const numbers = { inConflicts: behind(conflicts.flat()), anywhere: () => behind(all) };
  // Both come to their end, so that nothing runs on once this has returned.
  const ended = await Promise.allSettled([relaxations(numbers, RELAXATIONS, search), giveWay(reasons, search)]);
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

async function giveWay(reasons: Reasons, search: RepairSearch): Promise<void> {
  const sets = await droppableSets(reasons, REMOVALS, search);
  await removals(sets, search);
  await exceptions(reasons, EXCEPTIONS, search);
  const single = sets.flatMap((set) => (set.length === 1 ? set : []));
  const room = REPAIRS - RELAXATIONS - sets.length;
  await softenings(single.slice(0, Math.max(1, Math.min(SOFTENINGS, room))), search);
}

const ORDER: readonly SourceRepair['kind'][] = ['relax', 'soften', 'drop'];

/** By the place of what they change first. */
function inText({ edits: [left] }: SourceRepair, { edits: [right] }: SourceRepair): number {
  if (!left || !right || left.file !== right.file) return 0;
  const [a, b] = [left.range.start, right.range.start];
  return a.line - b.line || a.character - b.character;
}

/** The repairs to offer, the cheapest first. Where there are too many, one penalty is enough, then the dearest go. */
export function ranked(repairs: readonly SourceRepair[]): readonly SourceRepair[] {
  const rank = ({ kind }: SourceRepair): number => ORDER.indexOf(kind);
  const ordered = [...repairs].sort((a, b) => a.cost - b.cost || rank(a) - rank(b) || inText(a, b));
  const firstPenalty = ordered.find(({ kind }) => kind === 'soften');
  const isExtra = (repair: SourceRepair): boolean => repair.kind === 'soften' && repair !== firstPenalty;
  const kept = ordered.length > REPAIRS ? ordered.filter((repair) => !isExtra(repair)) : ordered;
  return kept.slice(0, REPAIRS);
}
