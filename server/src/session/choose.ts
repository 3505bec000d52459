import { availableParallelism } from 'node:os';
import { classify, type FlatZinc, type Paradigm } from '../flatzinc';
import { ENUMERATION, modelClass, POLICY, type Start } from '../solvers/race';

export interface Choice {
  readonly paradigm: Paradigm;
  /** An engine for linear models takes the model as it stands. */
  readonly linear: boolean;
  /** Engines in the order they start, and when: milliseconds after the first. */
  readonly starts: readonly Start[];
}

/**
 * The engines for a model, where the user leaves it to us.
 * @param all whether every solution is asked for; then one engine is asked after the other
 */
export function chooseSolvers(model: FlatZinc, all: boolean): Choice {
  const classification = classify(model);
  const { paradigm, linear } = classification;
  const kind = modelClass(model, classification);
  const starts = all ? ENUMERATION[kind].map((solver) => ({ solver, afterMs: Infinity })) : POLICY[kind];
  return { paradigm, linear, starts };
}

/**
 * Engines that run side by side: one more than the machine has cores. Time shared by three is still better than the
 * whole of it for the wrong two.
 */
export function lanes(): number {
  return Math.min(4, availableParallelism() + 1);
}
