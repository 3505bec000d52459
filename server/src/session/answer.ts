import type { Compiled, CompileRequest, Presentation } from '../compile';
import { evaluate, type Assignment, type AssignedValue, type FlatZinc, type Paradigm } from '../flatzinc';
import type { OutcomeStatus, OutputValue } from '../outcome';
import type { SolverId, SolverResult } from '../solvers';
import type { Diagnostic } from '../text';
import { chooseSolvers } from './choose';
import type { Engines } from './engines';
import { outputFault } from './faults';
import type { SolveFileOptions, SolveProgress } from './types';

type Values = Readonly<Record<string, OutputValue>>;

/** What compiling and solving a model gave, in the model's own names. Every solution in it passed the evaluator. */
export interface Answer {
  readonly status: Exclude<OutcomeStatus, 'incomplete'>;
  readonly objective: number | null;
  readonly values: Values;
  readonly solutions: readonly Values[];
  readonly output: string | null;
  readonly solver: SolverId | null;
  readonly paradigm: Paradigm | null;
  readonly checked: boolean;
  readonly statistics: Readonly<Record<string, number>>;
  readonly reason?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING = {
  objective: null,
  values: {},
  solutions: [],
  output: null,
  solver: null,
  paradigm: null,
  checked: false,
  statistics: {},
  diagnostics: [],
} as const;

/** The library that a model is compiled with before it is known who solves it. */
const FIRST_LIBRARY = 'z3';

export interface AnswerOptions extends Omit<SolveFileOptions, 'data'> {
  /** The scalars by their FlatZinc names are enough: the output model, which takes as long as a compilation, is not run. */
  readonly plain?: boolean;
}

/** Compiles and solves a model, asking one engine after the other until one answers; proves what it returns. */
export async function answer(
  engines: Engines,
  request: Omit<CompileRequest, 'library'>,
  options: AnswerOptions,
  signal?: AbortSignal,
): Promise<Answer> {
  const progress = options.onProgress ?? (() => undefined);
  const compiled = new Map<CompileRequest['library'], Compiled>();
  const compileFor = async (library: CompileRequest['library']) => {
    const known = compiled.get(library);
    if (known) return known;
    progress({ kind: 'stage', stage: 'compiling' });
    const result = await engines.compiler().compile({ ...request, library }, signal);
    if (result.kind === 'compiled') compiled.set(library, result);
    return result;
  };

  const wanted = options.solver;
  const first = await compileFor(wanted === 'auto' ? FIRST_LIBRARY : engines.solver(wanted).library);
  if (first.kind === 'failed') {
    return { ...NOTHING, status: first.infeasible ? 'infeasible' : 'error', diagnostics: first.diagnostics };
  }
  const { paradigm, linear, solvers } = chooseSolvers(first.flatzinc, wanted, options.all === true);
  const base = { ...NOTHING, paradigm, diagnostics: first.warnings };
  const refusals: string[] = [];
  let unproved: Answer | undefined;
  for (const id of solvers) {
    const solver = engines.solver(id);
    // Linear as it stands, a model need not be made linear by the library of an engine for linear models.
    const asItIs = wanted !== 'auto' || linear || solver.library === FIRST_LIBRARY;
    const model = asItIs ? first : await compileFor(solver.library);
    if (model.kind === 'failed') {
      refusals.push(`${solver.name} could not be given the model`);
      continue;
    }
    const refusal = solver.unsupported(model.flatzinc);
    if (refusal !== undefined) {
      refusals.push(`${solver.name}: ${refusal}`);
      continue;
    }
    progress({ kind: 'stage', stage: 'solving' });
    const result = await solver.solve(model.flatzinc, {
      ...(options.timeLimitMs !== undefined && { timeLimitMs: options.timeLimitMs }),
      ...(options.all !== undefined && { all: options.all }),
      ...(signal && { signal }),
      // Each incumbent costs an evaluation: none where nobody is told.
      ...(options.onProgress && {
        onSolution: (solution: Assignment, objective: number | undefined) =>
          showIncumbent(model.flatzinc, solution, objective, progress),
      }),
    });
    if (result.solutions.length === 0) signal?.throwIfAborted();
    progress({ kind: 'stage', stage: 'checking' });
    const found = result.solutions.map((solution) => ({ solution, verdict: verdictOf(model.flatzinc, solution) }));
    if (found.some(({ verdict }) => verdict === 'wrong')) {
      refusals.push(`${solver.name} gave a solution that breaks a constraint, so it was discarded`);
      continue;
    }
    if (result.status === 'unknown' && canGoOn(result)) {
      refusals.push(`${solver.name}: ${result.detail ?? 'stopped without an answer'}`);
      continue;
    }
    const told = {
      ...base,
      // A solution found before the user stopped is shown, so what is left to do for it is not cancelled.
      ...(await tell(request.model, model, solver.id, found, result, options, signal?.aborted ? undefined : signal)),
    };
    if (!canGoOn(result)) return told;
    unproved ??= told;
  }
  return unproved ?? { ...base, status: 'unknown', reason: refusals.join('. ') };
}

/** Whether another engine may do better: this one gave up for a reason of its own, not because the time was over. */
function canGoOn({ reason }: SolverResult): boolean {
  return reason !== undefined && reason !== 'time-limit' && reason !== 'cancelled';
}

type Verdict = 'right' | 'wrong' | 'unchecked';

/** Holds a solution against every constraint and domain, without any engine. */
function verdictOf(model: FlatZinc, solution: Assignment): Verdict {
  const violations = evaluate(model, solution);
  if (violations.some((violation) => violation.kind !== 'unchecked')) return 'wrong';
  return violations.length > 0 ? 'unchecked' : 'right';
}

async function tell(
  file: string,
  model: Compiled,
  solver: SolverId,
  found: readonly { readonly solution: Assignment; readonly verdict: Verdict }[],
  result: SolverResult,
  { all, plain }: AnswerOptions,
  signal: AbortSignal | undefined,
): Promise<Partial<Answer> & Pick<Answer, 'status'>> {
  const reason = reasonOf(result);
  const statistics = { ...result.statistics, ...(result.bound !== undefined && { bound: result.bound }) };
  const common = { status: result.status, solver, statistics, ...(reason !== undefined && { reason }) };
  const best = found.at(-1);
  if (!best) return common;
  const shown: Presentation[] = [];
  for (const { solution } of all ? found : [best]) {
    shown.push(
      plain ? { output: null, values: scalarsOf(model.flatzinc, solution) } : await model.present(solution, signal),
    );
  }
  return {
    ...common,
    objective: objectiveOf(model.flatzinc, best.solution),
    values: shown.at(-1)?.values ?? {},
    solutions: all ? shown.map(({ values }) => values) : [],
    output: shown.at(-1)?.output ?? null,
    diagnostics: [...model.warnings, ...outputFaults(file, shown)],
    checked: found.every(({ verdict }) => verdict === 'right'),
  };
}

/** The first output item that could not be printed, as a warning; the values are there all the same. */
function outputFaults(file: string, shown: readonly Presentation[]): Diagnostic[] {
  const message = shown.find(({ problem }) => problem !== undefined)?.problem;
  return message === undefined ? [] : [outputFault(file, message)];
}

function reasonOf(result: SolverResult): string | undefined {
  if (result.detail !== undefined) return result.detail;
  if (result.reason === 'time-limit') return 'The time limit was reached before the search was complete.';
  return result.reason === 'cancelled' ? 'Stopped before the search was complete.' : undefined;
}

function showIncumbent(
  model: FlatZinc,
  solution: Assignment,
  objective: number | undefined,
  progress: (event: SolveProgress) => void,
): void {
  if (verdictOf(model, solution) === 'wrong') return;
  progress({ kind: 'solution', objective: objective ?? null, solution: scalarsOf(model, solution) });
}

/** The output variables that are no arrays or sets, by their FlatZinc names; of an enum the place, not the name. */
function scalarsOf(model: FlatZinc, solution: Assignment): Values {
  const scalars: Record<string, OutputValue> = {};
  for (const name of model.output) {
    const value = solution.get(name);
    const number = numberOf(value);
    if (typeof value === 'boolean') scalars[name] = value;
    else if (number !== null) scalars[name] = number;
  }
  return scalars;
}

function objectiveOf(model: FlatZinc, solution: Assignment): number | null {
  if (model.goal.kind === 'satisfy') return null;
  const { objective } = model.goal;
  if (objective.kind === 'int' || objective.kind === 'float') return objective.value;
  return objective.kind === 'variable' ? numberOf(solution.get(objective.name)) : null;
}

function numberOf(value: AssignedValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && 'numerator' in value) return rationalToNumber(value.numerator, value.denominator);
  return null;
}

/** The nearest double of numerator / denominator, also where each alone is beyond the range of doubles. */
function rationalToNumber(numerator: bigint, denominator: bigint): number {
  const whole = numerator / denominator;
  const rest = numerator % denominator;
  const digits = 10n ** 18n;
  return Number(whole) + Number((rest * digits) / denominator) / 1e18;
}
