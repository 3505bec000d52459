import { classify, type Classification, type FlatZinc } from '../../flatzinc';
import type { BuiltInSolverId } from '../types';

/** What decides who solves a model. */
export type ModelClass =
  | 'lp' // linear, continuous variables only
  | 'milp' // linear as it stands, with integers or Booleans
  | 'conditional' // continuous variables in linear constraints under conditions
  | 'optimisation' // finite domains, an objective
  | 'satisfaction' // finite domains, any solution
  | 'sets' // set variables
  | 'smt' // nonlinear continuous arithmetic, or integers without bounds
  | 'sat'; // Booleans only

export interface Start {
  readonly solver: BuiltInSolverId;
  /** Milliseconds after the first engine began; it starts at once when nobody is running. */
  readonly afterMs: number;
}

/**
 * Who solves what, and who joins after a moment. Tuned by `node training/run.mjs policy` on the measurements of
 * `node training/run.mjs engines` (docs/benchmarks.md tells the figures); the engines after those in a row are only
 * there for what the first cannot take.
 */
export const POLICY: Readonly<Record<ModelClass, readonly Start[]>> = {
  lp: starts('glpk', ['z3', 1000], ['highs', 2000]),
  milp: starts('glpk', ['highs', 300], ['z3', 1000]),
  conditional: starts('z3', ['highs', 300], ['glpk', 1000]),
  optimisation: starts('z3', ['chuffed', 200], ['gecode', 5000]),
  satisfaction: starts('z3', ['chuffed', 500], ['gecode', 5000]),
  sets: starts('z3', ['gecode', 500]),
  smt: starts('z3', ['gecode', 500]),
  sat: starts('z3', ['chuffed', 500]),
};

/** Who lists all solutions, one engine at a time: the next is asked where one cannot take the model. */
export const ENUMERATION: Readonly<Record<ModelClass, readonly BuiltInSolverId[]>> = {
  lp: ['z3'],
  milp: ['z3', 'gecode'],
  conditional: ['z3'],
  optimisation: ['z3', 'gecode'],
  satisfaction: ['gecode', 'z3'],
  sets: ['gecode', 'z3'],
  smt: ['z3', 'gecode'],
  sat: ['gecode', 'z3'],
};

function starts(first: BuiltInSolverId, ...others: readonly (readonly [BuiltInSolverId, number])[]): readonly Start[] {
  return [{ solver: first, afterMs: 0 }, ...others.map(([solver, afterMs]) => ({ solver, afterMs }))];
}

/** The class of a model, from its FlatZinc alone. */
export function modelClass(model: FlatZinc, { paradigm, linear }: Classification = classify(model)): ModelClass {
  if (linear) return paradigm === 'lp' ? 'lp' : 'milp';
  for (const { type } of model.variables.values()) if (type === 'set of int') return 'sets';
  switch (paradigm) {
    case 'sat':
    case 'smt':
      return paradigm;
    case 'lp':
    case 'milp':
      return 'conditional';
    case 'cp':
      return model.goal.kind === 'satisfy' ? 'satisfaction' : 'optimisation';
    default: {
      const never: never = paradigm;
      throw new Error(`Unknown paradigm ${String(never)}.`);
    }
  }
}
