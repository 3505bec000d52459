import { changed, costOf, totalChange, type Change } from './change';
import { concurrently } from './concurrently';
import { helpfulSlacks } from './helpfulSlacks';
import { limitsAmong } from './numbersBehind';
import type { NumberInSource } from './numbers';
import { shareOf, type RepairSearch } from './prove';
import { openSlackModel, withSlacks, type FreeSlack, type SlackModel } from './slackModel';
import { burden, tradeOffs } from './spread';
import { tightened } from './tighten';

/** Numbers whose least change is looked for at most, and coefficients tried, which cost a compilation each. */
const TRIED = 8;
const COEFFICIENTS = 6;
/** Solves that run side by side. */
const LANES = 2;

/** The numbers that there are. */
export interface Numbers {
  readonly inConflicts: readonly NumberInSource[];
  readonly anywhere: () => readonly NumberInSource[];
}

/**
 * Relaxations: for each limit that can help alone, the nearest value that makes the whole model feasible; where several
 * numbers share the burden better, or none is enough alone, the least change of several, and points between two. One
 * compilation opens every number; which one moves is decided on the FlatZinc. Coefficients only where no limit helps.
 */
export async function relaxations(
  { inConflicts, anywhere }: Numbers,
  enough: number,
  search: RepairSearch,
): Promise<void> {
  if (await offered(limitsAmong(inConflicts), enough, search)) return;
  // A number that is enough alone is in every conflict. Several may be in conflicts that nobody has looked for.
  if (await offered(limitsAmong(anywhere()), enough, search)) return;
  await prove(await coefficientChanges(inConflicts, enough, search), search);
}

/** Single numbers first, so that they are there if the time ends; whether anything helps. */
async function offered(numbers: readonly NumberInSource[], enough: number, search: RepairSearch): Promise<boolean> {
  const { model, services, deadline, signal } = search;
  const open = await openSlackModel(numbers, model, services, deadline, signal);
  if (!open) return false;
  const helpful = await helpfulSlacks(open, services, deadline, signal);
  const alone = await concurrently(LANES, helpful.alone.slice(0, TRIED), (free) => leastOf(free, open, search));
  const single = nearest(alone.flatMap((change) => change ?? []));
  const sure = single.length > 1 ? enough - 1 : enough;
  await prove(
    single.slice(0, sure).map((change) => [change]),
    search,
  );
  const together = await burden(open, helpful.together, cheapest(single), search);
  const isBetter = together && together.length > 1 && totalChange(together) < cheapest(single) - 1e-6;
  const between = await tradeOffs(single, open, search);
  const others = [...(isBetter ? [together] : []), ...between, ...single.slice(sure).map((change) => [change])];
  await prove(others.slice(0, Math.max(1, enough - single.slice(0, sure).length)), search);
  return single.length + others.length > 0;
}

async function prove(changes: readonly (readonly Change[])[], search: RepairSearch): Promise<void> {
  await concurrently(LANES, changes, async (change) => {
    const repair = await changed(change, search);
    if (repair) search.onRepair(repair);
  });
}

/** Of the two directions of one number the nearer; the cheapest number first. */
function nearest(changes: readonly Change[]): readonly Change[] {
  const ordered = [...changes].sort((a, b) => costOf([a]) - costOf([b]));
  return ordered.filter(({ number }, index) => ordered.findIndex((other) => other.number === number) === index);
}

function cheapest(changes: readonly Change[]): number {
  return Math.min(...changes.map((change) => totalChange([change])));
}

/** By how much a slack has to move with all others at 0; undefined where that cannot be proved in time. */
async function leastOf(free: FreeSlack, open: SlackModel, search: RepairSearch): Promise<Change | undefined> {
  const { services, deadline, signal } = search;
  if (deadline.passed()) return undefined;
  const { slack } = free;
  const model = tightened(withSlacks(open, [free], slack.variable));
  const { status, valueOf } = await services.solveFlat(model, { ...shareOf(deadline), ...(signal && { signal }) });
  const by = status === 'optimal' ? valueOf(slack.variable) : undefined;
  return by === undefined || by === 0 ? undefined : { number: slack.number, by: slack.direction === 'up' ? by : -by };
}

/** Numbers that multiply decisions make a model that is no longer linear: each is opened by itself. */
async function coefficientChanges(
  numbers: readonly NumberInSource[],
  enough: number,
  search: RepairSearch,
): Promise<readonly (readonly Change[])[]> {
  const { model, services, deadline, signal } = search;
  const found: Change[] = [];
  for (const number of numbers.filter(({ role }) => role === 'coefficient').slice(0, COEFFICIENTS)) {
    if (found.length >= enough || deadline.passed()) break;
    const open = await openSlackModel([number], model, services, deadline, signal);
    if (!open) continue;
    const both = await concurrently(LANES, open.slacks, (slack) => leastOf({ slack }, open, search));
    found.push(...nearest(both.flatMap((change) => change ?? [])));
  }
  return nearest(found).map((change) => [change]);
}
