import { classify, type FlatZinc, type Paradigm } from '../flatzinc';
import type { SolverId } from '../solvers';
import type { SolverChoice } from './types';

export interface Choice {
  readonly paradigm: Paradigm;
  /** An engine for linear models takes the model as it stands. */
  readonly linear: boolean;
  /** Engines in the order to try them: the next is asked where one cannot take the model or fails. */
  readonly solvers: readonly SolverId[];
}

/** Who solves what: linear models go to GLPK, all else to Z3; Gecode takes what Z3 cannot express. */
const POLICY: Readonly<Record<'linear' | 'other', readonly SolverId[]>> = {
  linear: ['glpk', 'z3'],
  other: ['z3', 'gecode'],
};

/**
 * The engines for a model; a user's own choice is never replaced.
 * @param all whether every solution is asked for, which GLPK cannot give
 */
export function chooseSolvers(model: FlatZinc, wanted: SolverChoice, all: boolean): Choice {
  const { paradigm, linear } = classify(model);
  return { paradigm, linear, solvers: wanted === 'auto' ? POLICY[linear && !all ? 'linear' : 'other'] : [wanted] };
}
