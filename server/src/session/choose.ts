import { availableParallelism } from 'node:os';
import { classify, type FlatZinc, type Paradigm } from '../flatzinc';
import { ENUMERATION, modelClass, POLICY, TRIAL, type Start } from '../solvers/race';

export interface Choice {
  readonly paradigm: Paradigm;
  /** An engine for linear models takes the model as it stands. */
  readonly linear: boolean;
  /** Engines in the order they start, and when: milliseconds after the first. */
  readonly starts: readonly Start[];
}

/**
 * The engines for a model, where the user leaves it to us.
 * @param purpose the best solution; every one, for which one engine is asked after the other; or a trial, small and one
 *   of many, that one engine mostly settles
 */
export function chooseSolvers(model: FlatZinc, purpose: 'best' | 'all' | 'trial'): Choice {
  const classification = classify(model);
  const { paradigm, linear } = classification;
  const kind = modelClass(model, classification);
  switch (purpose) {
    case 'best':
      return { paradigm, linear, starts: POLICY[kind] };
    case 'all':
      return { paradigm, linear, starts: ENUMERATION[kind].map((solver) => ({ solver, afterMs: Infinity })) };
    case 'trial':
      return { paradigm, linear, starts: TRIAL[linear ? 'linear' : 'other'] };
    default: {
      const never: never = purpose;
      throw new Error(`Unknown purpose ${String(never)}.`);
    }
  }
}

/**
 * Engines that run side by side: one more than the machine has cores. Time shared by three is still better than the
 * whole of it for the wrong two.
 */
export function lanes(): number {
  return Math.min(4, availableParallelism() + 1);
}
