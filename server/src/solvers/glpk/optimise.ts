import type { GLPK } from 'glpk.js/node';
import { holds, valueOf, type LinearProgram } from '../linear';
import { runGlpk, type RawResult } from './engine';
import type { GlpkAnswer } from './messages';
import { pricesOf, type Prices } from './prices';
import { withoutNoise } from './rounding';
import { continuousPart, elastic, recentre, relax, withoutObjective } from './programs';

/**
 * Solves a linear program with GLPK, telling infeasible, unbounded and undecided apart.
 *
 * GLPK alone does not: with presolve, which MIPs need, it reports an infeasible and an unbounded program both as
 * undefined. So where that happens the program is asked again, without presolve or in another form.
 */
export function optimise(glpk: GLPK, program: LinearProgram, timeLimitMs: number | undefined): GlpkAnswer {
  const started = performance.now();
  let runs = 0;
  const left = (): number | undefined =>
    timeLimitMs === undefined ? undefined : timeLimitMs - (performance.now() - started);
  const outOfTime = (): boolean => (left() ?? Infinity) <= 0;
  const run: Run = (variant, presolve) => {
    runs++;
    return runGlpk(glpk, variant, { presolve, timeLimitMs: left() });
  };

  const decided = program.columns.some(({ integer }) => integer)
    ? decideInteger(program, run, outOfTime)
    : decideContinuous(program, run, outOfTime);
  const nonzeros = program.rows.reduce((sum, { terms }) => sum + terms.length, 0);
  const statistics = {
    columns: program.columns.length,
    rows: program.rows.length,
    nonzeros,
    runs,
    solveMs: Math.round(performance.now() - started),
  };
  return { values: undefined, prices: undefined, ...decided, statistics };
}

type Run = (program: LinearProgram, presolve: boolean) => RawResult;
type Decided = Pick<GlpkAnswer, 'status'> & Partial<GlpkAnswer>;

const timedOut: Decided = {
  status: 'unknown',
  reason: 'time-limit',
  detail: 'GLPK found no solution within the time limit.',
};
const gaveUp: Decided = {
  status: 'unknown',
  reason: 'incomplete-search',
  detail: 'GLPK gave up for numerical reasons; numbers of very different size in one model can cause this.',
};

/** The answer for a solution that GLPK took for the best; it must hold when computed without GLPK. */
function found(program: LinearProgram, values: readonly number[]): Decided {
  if (!holds(program, values)) return gaveUp;
  // A solution is the best one only where something was to be optimised.
  return { status: program.objective === undefined ? 'satisfied' : 'optimal', values };
}

/** The answer for a solution that need not be the best. */
function notBest(program: LinearProgram, values: readonly number[], outOfTime: boolean): Decided {
  if (!holds(program, values)) return outOfTime ? timedOut : gaveUp;
  if (outOfTime) return { status: 'satisfied', values, reason: 'time-limit' };
  const detail = 'GLPK could not prove that no better solution exists; numbers of very different size can cause this.';
  return { status: 'satisfied', values, reason: 'incomplete-search', detail };
}

/**
 * GLPK's presolver is fast and takes rows that differ by a thousandth for one: an optimum that does not hold, or that its
 * duals do not prove, is computed again without it.
 */
function decideContinuous(program: LinearProgram, run: Run, outOfTime: () => boolean): Decided {
  let unproved: Decided | undefined;
  for (const presolve of [true, false]) {
    const { status, values, duals } = run(program, presolve);
    switch (status) {
      case 'optimal': {
        const solution = tidy(program, values);
        const prices = pricesAt(program, solution, duals, run, outOfTime);
        if (prices !== undefined || program.objective === undefined) {
          const answer = found(program, solution);
          if (answer.values !== undefined) return { ...answer, prices };
        } else if (holds(program, solution)) unproved ??= notBest(program, solution, false);
        break;
      }
      case 'no-feasible':
        return { status: 'infeasible' };
      case 'unbounded':
        return { status: 'unbounded' };
      case 'feasible':
        if (outOfTime()) return notBest(program, tidy(program, values), true);
        break;
      case 'infeasible':
      case 'undefined':
        break;
    }
    if (outOfTime()) return unproved ?? timedOut;
  }
  return unproved ?? gaveUp;
}

function pricesAt(
  program: LinearProgram,
  values: readonly number[],
  duals: Float64Array | undefined,
  run: Run,
  outOfTime: () => boolean,
): Prices | undefined {
  const { objective } = program;
  if (objective === undefined || duals === undefined) return undefined;
  const clean = Array.from(duals, withoutNoise);
  return pricesOf(program, objective, values, clean, (steps) => run(steps, false), outOfTime);
}

function decideInteger(program: LinearProgram, run: Run, outOfTime: () => boolean): Decided {
  const { status, values, objective } = run(program, true);
  switch (status) {
    case 'optimal':
      return proveBest(program, polish(program, values, run), objective, run, outOfTime);
    case 'feasible':
      return notBest(program, polish(program, values, run), true);
    case 'no-feasible':
      return { status: 'infeasible' };
    case 'unbounded':
    case 'infeasible':
    case 'undefined':
      return outOfTime() ? timedOut : decideUndefined(program, run, outOfTime);
  }
}

/** Presolve found the program infeasible, or its relaxation unbounded, or GLPK gave up: it does not say which. */
function decideUndefined(program: LinearProgram, run: Run, outOfTime: () => boolean): Decided {
  const relaxation = run(relax(program), false).status;
  if (relaxation === 'no-feasible') return { status: 'infeasible' };
  if (relaxation === 'unbounded' && program.objective !== undefined) {
    // With rational data a feasible MIP is unbounded exactly if its relaxation is (Meyer 1974).
    const feasibility = decideInteger(withoutObjective(program), run, outOfTime);
    return feasibility.status === 'satisfied' ? { status: 'unbounded' } : feasibility;
  }
  if (outOfTime()) return timedOut;
  // How far must rows be stretched for a solution to exist? That program always has a solution, so GLPK decides it.
  const stretched = elastic(program);
  const { status, values } = run(stretched, true);
  if (status !== 'optimal') return outOfTime() ? timedOut : gaveUp;
  return valueOf(stretched.objective?.terms ?? [], values) > 1e-6 ? { status: 'infeasible' } : gaveUp;
}

/**
 * Whole values, and continuous ones that fit them exactly. GLPK accepts integers that are off by 1e-5 and then rounds
 * them, which a large coefficient turns into a violated row: the continuous columns are solved again for the rounded.
 */
function polish(program: LinearProgram, values: Float64Array, run: Run): readonly number[] {
  const rounded = tidy(program, values);
  if (program.columns.every(({ integer }) => integer)) return rounded;
  for (const presolve of [true, false]) {
    const again = run(continuousPart(program, rounded), presolve);
    const solution = tidy(program, again.values);
    if (again.status === 'optimal' && holds(program, solution)) return solution;
  }
  return rounded;
}

/**
 * Makes sure of an optimum. GLPK takes 0.99999 for 1, so its objective may belong to no whole solution. And it drops a
 * branch that improves the incumbent z by less than 1e-7 (1 + |z|): for whole objectives beyond some millions a better
 * solution can be lost. With the incumbent as the new origin the objective is small again.
 */
function proveBest(
  program: LinearProgram,
  values: readonly number[],
  claimed: number,
  run: Run,
  outOfTime: () => boolean,
): Decided {
  const { objective } = program;
  if (objective === undefined || !holds(program, values)) return found(program, values);
  const sign = objective.direction === 'maximize' ? 1 : -1;
  const gain = (better: number, worse: number): number => sign * (better - worse);
  const first = valueOf(objective.terms, values);
  if (gain(claimed, first) > 1e-6 * (1 + Math.abs(claimed))) return notBest(program, values, false);

  let best = values;
  while (program.columns.every(({ integer }) => integer)) {
    const incumbent = valueOf(objective.terms, best);
    if (Math.abs(incumbent) < 1e6) break;
    if (outOfTime()) return notBest(program, best, true);
    const { status, values: steps, objective: improvement } = run(recentre(program, best), true);
    if (status !== 'optimal') return notBest(program, best, outOfTime());
    if (gain(improvement, 0) < 0.5) break;
    const next = best.map((value, index) => value + Math.round(steps[index] ?? 0));
    if (!holds(program, next) || gain(valueOf(objective.terms, next), incumbent) <= 0)
      return notBest(program, best, false);
    best = next;
  }
  return found(program, best);
}

/** Integers exactly; continuous values without rounding noise. */
function tidy(program: LinearProgram, values: ArrayLike<number>): readonly number[] {
  return program.columns.map(({ integer }, index) => {
    const value = values[index] ?? 0;
    return integer ? Math.round(value) + 0 : withoutNoise(value);
  });
}
