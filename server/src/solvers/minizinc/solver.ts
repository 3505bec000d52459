import { openMiniZincPool, type MiniZincPool, type MiniZincRun } from '../../compile';
import type { FlatZinc } from '../../flatzinc';
import type { SolveOptions, Solver, SolverResult } from '../types';
import { collectAnswers, type Answers } from './answers';
import { withoutGoal, type Encoding } from './encoding';
import { engines, type Encoded, type Engine, type MiniZincSolverId } from './engines';
import { saidStatus, search, statisticsOf, type Search } from './search';

/**
 * One of the engines in MiniZinc's WASM. Each solve gets an instance as new: a worker resets its memory before a job.
 * @param shared workers that others use as well and that outlive the solver; by default it has its own
 */
export function openMiniZincSolver(id: MiniZincSolverId, shared?: MiniZincPool): Solver {
  const engine = engines[id];
  const pool = shared ?? openMiniZincPool({ size: 4 });
  return {
    id,
    name: engine.name,
    library: engine.library,
    unsupported(model) {
      const encoded = engine.encode(model);
      return encoded.kind === 'unsupported' ? encoded.reason : undefined;
    },
    async solve(model, options) {
      const encoded = engine.encode(model);
      switch (encoded.kind) {
        case 'unsupported':
          return { ...nothing, status: 'unknown', reason: 'unsupported', detail: encoded.reason };
        case 'infeasible':
          return { ...nothing, status: 'infeasible' };
        case 'encoded':
          return solve(pool, engine, model, encoded, options);
      }
    },
    dispose: async () => {
      if (pool !== shared) await pool.dispose();
    },
  };
}

const nothing = { solutions: [], objective: undefined, bound: undefined, statistics: {} };

async function solve(
  pool: MiniZincPool,
  engine: Engine,
  model: FlatZinc,
  { encoding, unproved }: Extract<Encoded, { kind: 'encoded' }>,
  options: SolveOptions,
): Promise<SolverResult> {
  const optimises = model.goal.kind !== 'satisfy';
  const all = options.all === true && !optimises && engine.listsAll;
  const answers = collectAnswers(model, encoding, all, options.onSolution);
  const args = all ? ['-a'] : optimises ? ['-i'] : [];
  const { limit = Infinity } = options;
  const enough = new AbortController();
  const ended = await search(pool, engine.solver, encoding.text, args, {
    ...options,
    signal: options.signal ? AbortSignal.any([options.signal, enough.signal]) : enough.signal,
    onMessage: (message) => {
      if (enough.signal.aborted) return;
      answers.take(message);
      if (all && answers.solutions.length >= limit) enough.abort();
    },
  });
  const ending = enough.signal.aborted
    ? enoughFound(limit)
    : ended.kind === 'ended' && saidStatus(ended.run) === 'UNSAT_OR_UNBOUNDED'
      ? await unboundedOrInfeasible(pool, engine, encoding, options)
      : endingOf(engine, ended, answers, { optimises, all, limited: options.timeLimitMs !== undefined });

  const statistics = statisticsOf(ended);
  const { objective } = answers;
  const bound = ending.status === 'optimal' ? objective : statistics.objectiveBound;
  const result: SolverResult = {
    solutions: answers.solutions,
    objective,
    bound: optimises && bound !== undefined && Math.abs(bound) < 1e30 ? bound : undefined,
    statistics,
    ...ending,
  };
  return onlyOne(unproved === undefined ? result : withoutProof(result, unproved, all), engine, options);
}

function enoughFound(limit: number): Ending {
  const detail = `Stopped after ${limit} solution${limit === 1 ? '' : 's'}, as asked; there may be more.`;
  return { status: 'satisfied', reason: 'limit', detail };
}

type Ending = Pick<SolverResult, 'status' | 'reason' | 'detail'>;

interface Asked {
  readonly optimises: boolean;
  readonly all: boolean;
  readonly limited: boolean;
}

function endingOf(engine: Engine, ended: Search, answers: Answers, { optimises, all, limited }: Asked): Ending {
  const found = answers.solutions.length > 0;
  const status = found ? 'satisfied' : 'unknown';
  const overdue: Ending = {
    status,
    reason: 'time-limit',
    detail: found
      ? `The time limit was reached before ${engine.name} had searched everything.`
      : `${engine.name} found no solution within the time limit.`,
  };
  if (ended.kind !== 'ended') return ended.kind === 'overdue' ? overdue : { status, reason: 'cancelled' };
  const { run } = ended;
  if (run.crash !== undefined) {
    const reason = /memory/.test(run.crash) ? 'memory' : 'crashed';
    return { status, reason, detail: `${engine.name} stopped unexpectedly. ${run.crash}` };
  }
  if (run.exitCode !== 0) {
    const why = complaint(run);
    const reason = /unsupported|not supported|cannot handle/i.test(why) ? 'unsupported' : 'crashed';
    return { status, reason, detail: `${engine.name} failed: ${why}` };
  }

  switch (saidStatus(run)) {
    case 'UNSATISFIABLE':
      return { status: 'infeasible' };
    case 'UNBOUNDED':
      return { status: 'unbounded' };
    case 'OPTIMAL_SOLUTION':
    case 'ALL_SOLUTIONS':
      if (found) return { status: optimises ? 'optimal' : 'satisfied' };
      break;
    default:
      // A single solution asked for is all there is to find; without a word, the search was cut short.
      if (found && !optimises && !all) return { status: 'satisfied' };
      if (answers.broken) break;
      if (limited) return overdue;
      return { status, reason: 'incomplete-search', detail: `${engine.name} gave up without saying why.` };
  }
  return {
    status,
    reason: 'incomplete-search',
    detail: `What ${engine.name} found does not satisfy the model exactly: it computes with rounded numbers.`,
  };
}

/** Some engines leave it open; without the goal they tell whether there is a solution at all. */
async function unboundedOrInfeasible(
  pool: MiniZincPool,
  engine: Engine,
  encoding: Encoding,
  options: SolveOptions,
): Promise<Ending> {
  const feasible = await search(pool, engine.solver, withoutGoal(encoding.text), [], options);
  if (feasible.kind === 'ended' && feasible.run.crash === undefined && feasible.run.exitCode === 0) {
    if (saidStatus(feasible.run) === 'UNSATISFIABLE') return { status: 'infeasible' };
    if (feasible.run.messages.some(({ type }) => type === 'solution')) return { status: 'unbounded' };
  }
  return {
    status: 'unknown',
    reason: feasible.kind === 'cancelled' ? 'cancelled' : 'incomplete-search',
    detail: `${engine.name} cannot tell whether the model is infeasible or unbounded.`,
  };
}

/** Its words for an error, in one line. */
function complaint({ messages, stderr }: MiniZincRun): string {
  const said = messages.flatMap((message) => {
    if (message.type === 'error') return [message.message];
    return message.type === 'stderr' ? [message.value] : [];
  });
  const text = [...said, stderr].join(' ');
  return (/internal error message was:\s*"([^]*)"/.exec(text)?.[1] ?? text).replace(/\s+/g, ' ').trim();
}

function onlyOne(result: SolverResult, engine: Engine, options: SolveOptions): SolverResult {
  if (!options.all || engine.listsAll || result.status !== 'satisfied' || result.reason !== undefined) return result;
  return { ...result, reason: 'unsupported', detail: `${engine.name} finds one solution; ask another engine for all.` };
}

/** The engine searched a part of what is allowed, or cannot compute it exactly: its solutions stand, its proofs do not. */
function withoutProof(result: SolverResult, why: string, all: boolean): SolverResult {
  const proof = result.status !== 'unknown' && (result.status !== 'satisfied' || (all && result.reason === undefined));
  if (!proof) return result;
  const status = result.solutions.length > 0 ? 'satisfied' : 'unknown';
  return { ...result, status, bound: undefined, reason: 'incomplete-search', detail: why };
}
