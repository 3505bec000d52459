import type { Assignment, FlatZinc } from '../../flatzinc';
import { lowerLinear, type Lowered, type LinearProgram } from '../linear';
import { largestMemoryMb } from '../../wasmMemory';
import type { SolveOptions, Solver, SolverResult } from '../types';
import type { GlpkAnswer } from './messages';
import type { Prices } from './prices';
import { startGlpkWorker, type Failure, type GlpkWorker } from './worker';

/** A worker is replaced after so many programs, or once one made it so large: the memory of its WASM never shrinks. */
const programsPerWorker = 200;
const largestKept = 256 * 2 ** 20;

export interface GlpkOptions {
  /** Most megabytes of memory for one solve; default 2048, all that it can address. */
  readonly memoryLimitMb?: number;
}

/**
 * GLPK 5.0 for linear models, continuous and integer. Solves run side by side, each in a worker thread of its own; one
 * idle worker is kept warm.
 */
export function openGlpkSolver({ memoryLimitMb = largestMemoryMb }: GlpkOptions = {}): Solver {
  const busy = new Set<GlpkWorker>();
  let idle: GlpkWorker | undefined;
  let disposed = false;

  const take = (): GlpkWorker => {
    const worker = idle?.alive ? idle : startGlpkWorker(memoryLimitMb);
    idle = undefined;
    busy.add(worker);
    return worker;
  };
  const giveBack = async (worker: GlpkWorker): Promise<void> => {
    busy.delete(worker);
    if (!worker.alive) return;
    const spent = worker.answered >= programsPerWorker || worker.memoryBytes > largestKept;
    if (idle === undefined && !disposed && !spent) idle = worker;
    else await worker.stop();
  };

  return {
    id: 'glpk',
    name: 'GLPK 5.0',
    library: 'linear',
    unsupported(model) {
      const lowered = lowerLinear(model);
      return lowered.kind === 'impossible' ? lowered.reason : undefined;
    },
    async solve(model, options) {
      const lowered = lowerLinear(model);
      if (lowered.kind === 'impossible') return without('unknown', 'unsupported', lowered.reason);
      if (lowered.contradictory) return without('infeasible');
      if (options.signal?.aborted || disposed) return without('unknown', 'cancelled');
      const worker = take();
      const reply = await worker.ask({ program: lowered.program, timeLimitMs: options.timeLimitMs }, options.signal);
      await giveBack(worker);
      return reply.kind === 'answer' ? tell(model, lowered, reply.answer, options) : failed(reply, memoryLimitMb);
    },
    async dispose() {
      disposed = true;
      await Promise.all([...busy, ...(idle === undefined ? [] : [idle])].map((worker) => worker.stop()));
      idle = undefined;
    },
  };
}

function without(status: SolverResult['status'], reason?: SolverResult['reason'], detail?: string): SolverResult {
  return {
    status,
    solutions: [],
    objective: undefined,
    bound: undefined,
    statistics: {},
    ...(reason === undefined ? {} : { reason }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function failed(failure: Failure, memoryLimitMb: number): SolverResult {
  switch (failure.kind) {
    case 'cancelled':
      return without('unknown', 'cancelled');
    case 'overdue':
      return without('unknown', 'time-limit', 'GLPK found no solution within the time limit.');
    case 'out of memory':
      return without('unknown', 'memory', `GLPK needs more than the ${memoryLimitMb} MB of memory that it may use.`);
    case 'crashed':
      return /memory/i.test(failure.message)
        ? without('unknown', 'memory', 'GLPK ran out of memory.')
        : without('unknown', 'crashed', `GLPK stopped unexpectedly (${failure.message}).`);
  }
}

type LinearModel = Extract<Lowered, { kind: 'linear' }>;

function tell(model: FlatZinc, lowered: LinearModel, answer: GlpkAnswer, options: SolveOptions): SolverResult {
  const { status, values, statistics } = answer;
  const detail = answer.detail === undefined ? {} : { detail: answer.detail };
  const reason = answer.reason === undefined ? {} : { reason: answer.reason };
  if (values === undefined) return { ...without(status), statistics, ...reason, ...detail };

  const solution = lowered.raise(values);
  const objective = objectiveOf(model, solution);
  options.onSolution?.(solution, objective);
  return {
    status,
    solutions: [solution],
    objective,
    bound: status === 'optimal' ? objective : undefined,
    statistics,
    ...(answer.prices === undefined ? {} : pricesOf(lowered.program, answer.prices)),
    ...(options.all
      ? { reason: 'unsupported', detail: 'GLPK finds one solution; ask another engine for all of them.' }
      : { ...reason, ...detail }),
  };
}

function objectiveOf({ goal }: FlatZinc, solution: Assignment): number | undefined {
  if (goal.kind === 'satisfy') return undefined;
  const { objective } = goal;
  if (objective.kind === 'int' || objective.kind === 'float') return objective.value;
  const value = objective.kind === 'variable' ? solution.get(objective.name) : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** The prices by what they are the prices of in the FlatZinc. In an LP a constraint is one row and a variable one column. */
function pricesOf(
  { rows, columns }: LinearProgram,
  prices: Prices,
): Pick<SolverResult, 'duals' | 'reducedCosts' | 'shadowPrices' | 'ranges'> {
  const byConstraint = <Value>(values: readonly (Value | undefined)[]): Map<number, Value> => {
    const map = new Map<number, Value>();
    rows.forEach(({ constraint }, index) => {
      const value = values[index];
      if (constraint !== undefined && value !== undefined) map.set(constraint, value);
    });
    return map;
  };
  return {
    duals: byConstraint(prices.duals),
    reducedCosts: new Map(columns.map(({ name }, index) => [name, prices.reducedCosts[index] ?? 0])),
    shadowPrices: byConstraint(prices.shadowPrices),
    ...(prices.ranging && {
      ranges: {
        constraints: byConstraint(prices.ranging.rows),
        coefficients: new Map(
          columns.flatMap(({ name }, index) => {
            const range = prices.ranging?.columns[index];
            return range ? [[name, range] as const] : [];
          }),
        ),
      },
    }),
  };
}
