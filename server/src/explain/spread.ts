import type { FlatConstraint, FlatZinc, Value } from '../flatzinc';
import { costOf, type Change } from './change';
import { shareOf, type RepairSearch } from './prove';
import { freshVariable, withSlacks, type FreeSlack, type Slack, type SlackModel } from './slackModel';
import { tightened } from './tighten';
import type { FlatAnswer } from './types';

/** The largest factor of an integer's change in the total; the others are in proportion. */
const LARGEST_FACTOR = 1_000_000;
const TOTAL = 'mw_total';

/**
 * The least total change over all numbers, each relative to its size and by its weight. undefined where that is not proved
 * in time.
 * @param most a total that is known to be enough; Infinity: none is
 */
export async function burden(
  open: SlackModel,
  free: readonly FreeSlack[],
  most: number,
  search: RepairSearch,
): Promise<readonly Change[] | undefined> {
  if (free.length === 0) return undefined;
  const answer = await minimise(withTotal(withSlacks(open, free, TOTAL), open.slacks, most), search);
  return answer && changesIn(open.slacks, answer);
}

/**
 * Exact points between two numbers of which each could do it alone, the two cheapest: one moves half as far as it would
 * have to, the other as little as is then enough, and the first no further than that needs.
 */
export async function tradeOffs(
  single: readonly Change[],
  open: SlackModel,
  search: RepairSearch,
): Promise<readonly (readonly Change[])[]> {
  const [first, second] = single;
  if (!first || !second) return [];
  const points: (readonly Change[])[] = [];
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const point = await halfway(one, other, open, search);
    if (point && !points.some((known) => isNear(known, point, [first, second]))) points.push(point);
  }
  return points.sort((a, b) => costOf(a) - costOf(b));
}

async function halfway(
  one: Change,
  other: Change,
  open: SlackModel,
  search: RepairSearch,
): Promise<readonly Change[] | undefined> {
  const [fixed, moving] = [slackOf(one, open), slackOf(other, open)];
  if (!fixed || !moving) return undefined;
  const half = one.number.type === 'int' ? Math.floor(Math.abs(one.by) / 2) : Math.abs(one.by) / 2;
  if (half === 0) return undefined;
  const slacks = [
    { slack: fixed, most: half },
    { slack: moving, most: Math.abs(other.by) },
  ];
  const least = (await minimise(withSlacks(open, slacks, moving.variable), search))?.valueOf(moving.variable);
  // Half of the one must spare some of the other, or it is no trade.
  if (least === undefined || least === 0 || least >= Math.abs(other.by)) return undefined;
  const bounded = [
    { slack: fixed, most: half },
    { slack: moving, most: least },
  ];
  const needed = (await minimise(withSlacks(open, bounded, fixed.variable), search))?.valueOf(fixed.variable);
  if (needed === undefined || needed === 0) return undefined;
  return [
    { number: one.number, by: Math.sign(one.by) * needed },
    { number: other.number, by: Math.sign(other.by) * least },
  ];
}

function slackOf({ number, by }: Change, { slacks }: SlackModel): Slack | undefined {
  return slacks.find((slack) => slack.number === number && slack.direction === (by > 0 ? 'up' : 'down'));
}

/** Whether two points are within a tenth of what each number would have to move alone: one of them says it. */
function isNear(left: readonly Change[], right: readonly Change[], alone: readonly Change[]): boolean {
  const by = (changes: readonly Change[], { number }: Change): number =>
    changes.find((change) => change.number === number)?.by ?? 0;
  return alone.every((change) => Math.abs(by(left, change) - by(right, change)) <= Math.abs(change.by) / 10);
}

async function minimise(model: FlatZinc, search: RepairSearch): Promise<FlatAnswer | undefined> {
  const { services, deadline, signal } = search;
  if (deadline.passed()) return undefined;
  const answer = await services.solveFlat(tightened(model), { ...shareOf(deadline), ...(signal && { signal }) });
  return answer.status === 'optimal' ? answer : undefined;
}

function changesIn(slacks: readonly Slack[], answer: FlatAnswer): readonly Change[] {
  const moved = new Map<Slack['number'], number>();
  for (const { number, direction, variable } of slacks) {
    const by = answer.valueOf(variable) ?? 0;
    moved.set(number, (moved.get(number) ?? 0) + (direction === 'up' ? by : -by));
  }
  // What is left of a float that need not move is the engine's noise.
  return [...moved].flatMap(([number, by]) => (Math.abs(by) < 1e-9 ? [] : [{ number, by }]));
}

/** Adds the total change as a variable: an integer where all slacks are. */
function withTotal(model: FlatZinc, slacks: readonly Slack[], most: number): FlatZinc {
  const isInteger = slacks.every(({ number }) => number.type === 'int');
  const type = isInteger ? 'int' : 'float';
  const variables = new Map(model.variables);
  const constraints: FlatConstraint[] = [...model.constraints];
  const terms = slacks.map(({ variable, number }): Value => {
    if (isInteger || number.type === 'float') return { kind: 'variable', name: variable };
    const real: Value = { kind: 'variable', name: `${variable}_real` };
    variables.set(real.name, freshVariable(real.name, 'float'));
    constraints.push({ id: 'int2float', args: [{ kind: 'variable', name: variable }, real], origin: undefined });
    return real;
  });
  const share = ({ number: { value, weight } }: Slack): number => weight / Math.max(1, Math.abs(value));
  const scale = LARGEST_FACTOR / Math.max(...slacks.map(share));
  // Factors are rounded, so that what is enough may be a little more.
  const high = isInteger ? Math.ceil(most * scale * (1 + 1e-3)) + 1 : most * (1 + 1e-6);
  variables.set(TOTAL, { ...freshVariable(TOTAL, type), domain: [{ low: 0, high }] });
  const factors = slacks.map((slack): Value => ({
    kind: type,
    value: isInteger ? Math.max(1, Math.round(share(slack) * scale)) : share(slack),
  }));
  const args: readonly Value[] = [
    { kind: 'array', elements: [...factors, { kind: type, value: -1 }] },
    { kind: 'array', elements: [...terms, { kind: 'variable', name: TOTAL }] },
    { kind: type, value: 0 },
  ];
  constraints.push({ id: `${type}_lin_eq`, args, origin: undefined });
  return { ...model, variables, constraints };
}
