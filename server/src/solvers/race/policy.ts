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
  /** Milliseconds it may run while others wait for a free lane; undefined: to the end. */
  readonly untilMs?: number;
}

/**
 * Who solves what, and who joins after a moment, from `node training/run.mjs policy` on the measurements of
 * `node training/run.mjs engines` (docs/benchmarks.md tells the figures). Gecode settles small models at once and seldom
 * large ones, so it makes way; Chuffed learns; HiGHS has the bounds where sums matter; Z3 has differences, reals and
 * integers without bounds.
 */
export const POLICY: Readonly<Record<ModelClass, readonly Start[]>> = {
  lp: [start('glpk', 0), start('z3', 1_000), start('highs', 2_000)],
  milp: [start('glpk', 0), start('highs', 200), start('z3', 1_000), start('chuffed', 2_000)],
  conditional: [start('z3', 0), start('highs', 200), start('glpk', 2_000)],
  optimisation: [
    start('gecode', 0, 4_000),
    start('chuffed', 150),
    start('highs', 400),
    start('z3', 3_000),
    start('glpk', 10_000),
  ],
  satisfaction: [start('gecode', 0, 4_000), start('z3', 150), start('chuffed', 300), start('highs', 10_000)],
  sets: [start('gecode', 0), start('z3', 150)],
  smt: [start('z3', 0), start('gecode', 500)],
  sat: [start('z3', 0), start('chuffed', 300)],
};

/** Trial solves of repairs: one engine, that needs no further compilation; others only where it takes long. */
export const TRIAL: Readonly<Record<'linear' | 'other', readonly Start[]>> = {
  linear: [start('glpk', 0), start('z3', 1_000)],
  other: [start('z3', 0), start('gecode', 2_000), start('chuffed', 4_000)],
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

function start(solver: BuiltInSolverId, afterMs: number, untilMs?: number): Start {
  return { solver, afterMs, ...(untilMs !== undefined && { untilMs }) };
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
