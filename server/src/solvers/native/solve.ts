import type { FlatZinc } from '../../flatzinc';
import { collectAnswers } from '../minizinc/answers';
import { withoutGoal } from '../minizinc/encoding';
import type { SolverResult } from '../types';
import { doubtOf } from './doubts';
import type { NativeEncoding } from './encode';
import { endingOf, type Asked, type Ending } from './ending';
import { openReport } from './report';
import type { ModelFile, RunOptions } from './runMiniZinc';
import type { ProgramEnd } from './runProgram';
import type { NativeSolveOptions, NativeSolverInfo } from './types';

/** Runs MiniZinc with a solver on a model. */
export type Run = (model: ModelFile, args: readonly string[], options: RunOptions) => Promise<ProgramEnd>;

/** One solve. `solver.name` is for people. Never rejects for anything the model or the solver did. */
export async function solveWith(
  run: Run,
  solver: NativeSolverInfo,
  model: FlatZinc,
  encoding: NativeEncoding,
  options: NativeSolveOptions,
): Promise<SolverResult> {
  const { timeLimitMs, signal, limit, gap, onBound } = options;
  const optimises = model.goal.kind !== 'satisfy';
  const all = options.all === true && !optimises;
  const asked: Asked = { optimises, all: all && solver.flags.includes('-a'), limited: timeLimitMs !== undefined };
  const doubt = doubtOf(model, solver);
  const started = performance.now();
  const answers = collectAnswers(model, encoding, asked.all, options.onSolution);
  const report = openReport();
  const enough = new AbortController();
  const stop = () => enough.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  let stopped: 'limit' | 'gap' | undefined;
  let bound: number | undefined;
  const end = await run(encoding, flagsFor(solver, asked, options), {
    ...(timeLimitMs !== undefined && { timeLimitMs }),
    signal: enough.signal,
    onMessage(message) {
      answers.take(message);
      report.take(message);
      if (asked.all && answers.solutions.length === limit) stopped ??= 'limit';
      if (optimises && doubt === undefined && report.bound !== undefined && report.bound !== bound) {
        bound = report.bound;
        onBound?.(bound);
      }
      if (gap !== undefined && isWithin(gap, answers.objective, bound)) stopped ??= 'gap';
      if (stopped !== undefined) stop();
    },
  });
  signal?.removeEventListener('abort', stop);

  const found = { any: answers.solutions.length > 0, broken: answers.broken };
  const ending = async (): Promise<Ending> => {
    if (end.kind === 'cancelled' && stopped !== undefined) return { status: 'satisfied', reason: stopped };
    if (end.kind !== 'exited' || report.status !== 'UNSAT_OR_UNBOUNDED') {
      return endingOf(solver.name, end, report, found, asked);
    }
    const left = timeLimitMs === undefined ? undefined : Math.max(1, timeLimitMs - (performance.now() - started));
    return unboundedOrInfeasible(run, solver.name, encoding, left, signal);
  };
  const { objective, solutions } = answers;
  const ended = await ending();
  const result: SolverResult = {
    solutions,
    objective,
    bound: ended.status === 'optimal' ? objective : bound,
    statistics: report.statistics,
    ...ended,
  };
  if (doubt !== undefined) return withoutProof(result, doubt, asked.all);
  return all && !asked.all ? onlyOne(result, solver.name) : result;
}

/** The solver's standard options (MiniZinc manual, "Solver configuration files: stdFlags"), of those that it takes. */
function flagsFor({ flags }: NativeSolverInfo, { all, optimises }: Asked, { threads }: NativeSolveOptions): string[] {
  const parallel =
    threads !== undefined && flags.includes('-p') ? ['-p', String(Math.max(1, Math.round(threads)))] : [];
  if (all) return [...parallel, '-a'];
  // Where a solver has no word for intermediate solutions, "all" of an optimisation are these.
  const intermediate = ['-i', '-a'].find((flag) => flags.includes(flag));
  return optimises && intermediate !== undefined ? [...parallel, intermediate] : parallel;
}

function isWithin(gap: number, objective: number | undefined, bound: number | undefined): boolean {
  return objective !== undefined && bound !== undefined && Math.abs(objective - bound) <= gap * Math.abs(objective);
}

/** Some solvers leave it open; without the goal they tell whether there is a solution at all. */
async function unboundedOrInfeasible(
  run: Run,
  name: string,
  encoding: NativeEncoding,
  timeLimitMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Ending> {
  const report = openReport();
  let found = false;
  const end = await run({ ...encoding, text: withoutGoal(encoding.text) }, [], {
    ...(timeLimitMs !== undefined && { timeLimitMs }),
    ...(signal && { signal }),
    onMessage(message) {
      found ||= message.type === 'solution';
      report.take(message);
    },
  });
  if (end.kind === 'exited' && end.code === 0) {
    if (report.status === 'UNSATISFIABLE') return { status: 'infeasible' };
    if (found) return { status: 'unbounded' };
  }
  return {
    status: 'unknown',
    reason: end.kind === 'cancelled' ? 'cancelled' : 'incomplete-search',
    detail: `${name} cannot tell whether the model is infeasible or unbounded.`,
  };
}

function onlyOne(result: SolverResult, name: string): SolverResult {
  if (result.status !== 'satisfied' || result.reason !== undefined) return result;
  return { ...result, reason: 'unsupported', detail: `${name} finds one solution; ask another engine for all.` };
}

/** Solutions are checked and stand; what the solver takes for proved does not. */
function withoutProof(result: SolverResult, why: string, all: boolean): SolverResult {
  const proof = result.status !== 'unknown' && (result.status !== 'satisfied' || (all && result.reason === undefined));
  if (!proof) return result;
  const status = result.solutions.length > 0 ? 'satisfied' : 'unknown';
  return { ...result, status, bound: undefined, reason: 'incomplete-search', detail: why };
}
