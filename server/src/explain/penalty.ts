import { domainBounds } from '../flatzinc';
import type { SourceEdit } from '../text';
import { signalFor } from './deadline';
import type { RepairSearch } from './prove';

/** What a unit costs where the size of the objective cannot be told. */
const DEFAULT = 1_000;
/** Larger factors leave no room for sums. */
const MOST = 1_000_000;

/**
 * A penalty that outweighs all that a broken unit could gain: a power of ten past the range of the objective in the
 * model without the constraints in question; 1000 where that range is not known, or too large.
 * @param without takes the constraints out
 */
export async function defaultPenalty(without: readonly SourceEdit[], search: RepairSearch): Promise<number> {
  const { services, deadline, signal } = search;
  try {
    const compiled = await services.compileEdited(without, signalFor(deadline, signal));
    if (compiled.kind !== 'compiled' || compiled.flatzinc.goal.kind === 'satisfy') return DEFAULT;
    const { objective } = compiled.flatzinc.goal;
    const variable = objective.kind === 'variable' ? compiled.flatzinc.variables.get(objective.name) : undefined;
    const bounds = variable && domainBounds(variable.domain);
    const range = bounds ? bounds.high - bounds.low : Infinity;
    return range < MOST ? Math.max(10, 10 ** Math.ceil(Math.log10(range + 1))) : DEFAULT;
  } catch {
    signal?.throwIfAborted();
    return DEFAULT;
  }
}
