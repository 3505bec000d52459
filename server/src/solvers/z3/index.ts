import type { AssumptionSolver, Solver, SolverResult } from '../types';
import { deadlineIn, guarded, LONGEST_TIMER_MS, type Deadline } from './deadline';
import type { FlatZinc } from '../../flatzinc';
import { lower, type LoweringResult } from './lower';
import { openEnginePool } from './pool';
import { endingOf } from './ending';
import { search } from './search';
import { openSession } from './session';

export { lower, type Lowered, type LoweringResult } from './lower';

/** Whether a model can be taken is asked before it is solved: lowering it once is enough. */
const lowerings = new WeakMap<FlatZinc, LoweringResult>();

const encodings = { booleans: 'finite', integers: 'arithmetic' } as const;

function lowered(model: FlatZinc): LoweringResult {
  const known = lowerings.get(model) ?? lower(model);
  lowerings.set(model, known);
  return known;
}

export interface Z3Options {
  /** Most megabytes of memory for one engine; default the 2 GB that Z3 can address. */
  readonly memoryLimitMb?: number;
}

/** Z3 in worker threads of its own, started when first needed. */
export function openZ3Solver({ memoryLimitMb }: Z3Options = {}): Solver & AssumptionSolver {
  const pool = openEnginePool(memoryLimitMb);
  return {
    id: 'z3',
    name: 'Z3 5.2.0',
    library: 'z3',
    asksForIncumbent: true,

    unsupported(model) {
      const result = lowered(model);
      return result.kind === 'unsupported' ? result.reason : undefined;
    },

    async solve(model, options) {
      const deadline = deadlineIn(options.timeLimitMs);
      const { integers } = options;
      const result = integers === undefined ? lowered(model) : lower(model, { integers: encodings[integers] });
      if (result.kind === 'unsupported')
        return failed({ status: 'unknown', reason: 'unsupported', detail: result.reason });
      try {
        const engine = await pool.borrow(patience(deadline, options.signal));
        try {
          return await guarded(engine, deadline, options.signal, () =>
            search(engine, model, result.lowered, deadline, options),
          );
        } finally {
          pool.giveBack(engine);
        }
      } catch (error) {
        return failed(endingOf(error, deadline, options.signal));
      }
    },

    open(model, parts, signal) {
      signal?.throwIfAborted();
      const result = lowered(model);
      if (result.kind === 'unsupported') return Promise.reject(new Error(result.reason));
      return Promise.resolve(openSession(pool, result.lowered, parts));
    },

    dispose: () => pool.dispose(),
  };
}

/** Waiting for an engine counts as well: aborts with the caller's signal, or when the time is over. */
function patience(deadline: Deadline, signal: AbortSignal | undefined): AbortSignal | undefined {
  const left = deadline.remaining();
  if (left === undefined || left > LONGEST_TIMER_MS) return signal;
  const timeout = AbortSignal.timeout(Math.ceil(left));
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

function failed(ending: Pick<SolverResult, 'status' | 'reason' | 'detail'>): SolverResult {
  return { ...ending, solutions: [], objective: undefined, bound: undefined, statistics: {} };
}
