import type { Assignment } from '../flatzinc';
import { numberOf } from '../solvers/race';
import { signalFor, type Deadline } from './deadline';
import { oracleOf } from './oracle';
import { withSwitches, type FreeSlack, type Slack, type SlackModel } from './slackModel';
import type { ExplainServices } from './types';

/** Which slacks may move, each no further than in a solution that was seen: engines are much quicker within bounds. */
export interface Helpful {
  /** Each of these makes the model feasible with all others at 0. */
  readonly alone: readonly FreeSlack[];
  /** These do so together, where none does alone. */
  readonly together: readonly FreeSlack[];
}

/**
 * The slacks that help. One that helps alone is in every unsatisfiable core over the assumptions "this slack is 0": a few
 * questions leave few candidates, and each is then asked for. Where the engine cannot tell of one, it stays in; an engine
 * that fails leaves all of them.
 */
export async function helpfulSlacks(
  model: SlackModel,
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<Helpful> {
  const { flatzinc, parts } = withSwitches(model);
  const all = [...model.slacks.keys()];
  const everything = model.slacks.map((slack) => ({ slack }));
  try {
    const session = await services.openSession(flatzinc, parts, signalFor(deadline, signal));
    try {
      const oracle = oracleOf(session, deadline, signal);
      const first = await oracle.check(all);
      if (first.status !== 'unsat') return { alone: everything, together: everything };
      let candidates = first.core;
      const alone: FreeSlack[] = [];
      for (let next = candidates[0]; next !== undefined; next = candidates[0]) {
        const tried = next;
        candidates = candidates.filter((other) => other !== tried);
        const slack = model.slacks[tried];
        const result = await oracle.check(all.filter((other) => other !== tried));
        if (result.status === 'unsat') {
          const core = new Set(result.core);
          candidates = candidates.filter((other) => core.has(other));
        } else if (slack) alone.push(result.status === 'sat' ? within(slack, result.solution) : { slack });
      }
      if (alone.length > 0) return { alone, together: everything };
      const free = await oracle.check([]);
      if (free.status === 'unsat') return { alone, together: [] };
      const { slacks } = model;
      return {
        alone,
        together: free.status === 'sat' ? slacks.map((slack) => within(slack, free.solution)) : everything,
      };
    } finally {
      await session.close();
    }
  } catch {
    signal?.throwIfAborted();
    return { alone: everything, together: everything };
  }
}

function within(slack: Slack, solution: Assignment): FreeSlack {
  const value = numberOf(solution.get(slack.variable));
  // A rational is rounded on its way here.
  const most = value === undefined || slack.number.type === 'int' ? value : value * (1 + 1e-6) + 1e-6;
  return most === undefined ? { slack } : { slack, most };
}
