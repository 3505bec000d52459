import type { Compiled, CompileRequest, Presentation } from '../compile';
import type { Assignment, FlatZinc, Paradigm } from '../flatzinc';
import type { ObjectiveRange, OutcomeStatus, OutputValue, ShadowPrice } from '../outcome';
import type { BuiltInSolverId, Solver, SolverId, SolverResult } from '../solvers';
import { numberOf, race, type Entrant, type Incumbent, type RaceResult, type Start } from '../solvers/race';
import type { Diagnostic } from '../text';
import { chooseSolvers, lanes, type Choice } from './choose';
import { openCompilations, type Compilations } from './compilations';
import { crossCheck } from './crossCheck';
import type { Engines } from './engines';
import { outputFault } from './faults';
import { objectiveRanges } from './objectiveRanges';
import { withLimits } from './rightHandSide';
import { reducedCosts, sameConstraints, shadowPrices } from './shadowPrices';
import type { SolveFileOptions } from './types';

type Values = Readonly<Record<string, OutputValue>>;

/** What compiling and solving a model gave, in the model's own names. Every solution in it passed the evaluator. */
export interface Answer {
  readonly status: Exclude<OutcomeStatus, 'incomplete'>;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly values: Values;
  readonly solutions: readonly Values[];
  readonly output: string | null;
  readonly solver: SolverId | null;
  readonly confirmedBy: SolverId | null;
  readonly paradigm: Paradigm | null;
  readonly checked: boolean;
  readonly statistics: Readonly<Record<string, number>>;
  readonly shadowPrices?: readonly ShadowPrice[];
  readonly reducedCosts?: Values;
  readonly objectiveRanges?: readonly ObjectiveRange[];
  readonly reason?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING = {
  objective: null,
  bound: null,
  values: {},
  solutions: [],
  output: null,
  solver: null,
  confirmedBy: null,
  paradigm: null,
  checked: false,
  statistics: {},
  diagnostics: [],
} as const;

/** The library that a model is compiled with before it is known who solves it: Gecode leaves least to the compiler. */
const FIRST_LIBRARY = 'gecode';
/** The library that is compiled beside it, on another core: what Gecode cannot do, Z3 mostly can. */
const SECOND_LIBRARY = 'z3';

export interface AnswerOptions extends Omit<SolveFileOptions, 'data'> {
  /** The scalars by their FlatZinc names are enough: the output model, which takes as long as a compilation, is not run. */
  readonly plain?: boolean;
  /** With `plain`: the output model is run all the same. */
  readonly named?: boolean;
}

/** Compiles and solves a model, the engines that fit it in a race; proves what it returns. */
export async function answer(
  engines: Engines,
  request: Omit<CompileRequest, 'library'>,
  options: AnswerOptions,
  signal?: AbortSignal,
): Promise<Answer> {
  const compilations = openCompilations(engines.compiler(), request, signal);
  try {
    return await answerFrom(engines, compilations, request, options, signal);
  } finally {
    compilations.close();
  }
}

async function answerFrom(
  engines: Engines,
  compilations: Compilations,
  request: Omit<CompileRequest, 'library'>,
  options: AnswerOptions,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const progress = options.onProgress ?? (() => undefined);
  const wanted = options.solver;
  const chosen = wanted === 'auto' ? undefined : await engines.find(wanted);
  if (typeof chosen === 'string') return { ...NOTHING, status: 'unknown', reason: chosen };
  progress({ kind: 'stage', stage: 'compiling' });
  // Trial solves come by the dozen: each is compiled once.
  const trial = options.plain === true;
  const raced = !chosen && !trial;
  if (raced) void compilations.with(SECOND_LIBRARY);
  const compiled = await compilations.with(chosen?.library ?? (trial ? SECOND_LIBRARY : FIRST_LIBRARY));
  // What is wrong may be the engine's library (its `roots` asks for the maximum of an empty set), not the model.
  const isFault = compiled.kind === 'failed' && compiled.infeasible !== true;
  const second = raced && isFault ? await compilations.with(SECOND_LIBRARY) : compiled;
  const first = second.kind === 'compiled' ? second : compiled;
  if (first.kind === 'failed')
    return { ...NOTHING, status: first.infeasible ? 'infeasible' : 'error', diagnostics: first.diagnostics };

  const choice = chooseSolvers(first.flatzinc, trial ? 'trial' : options.all === true ? 'all' : 'best');
  const models = new Map<FlatZinc, Compiled>([[first.flatzinc, first]]);
  const compiling = { engines, compilations, first, models };
  const entrants = chosen
    ? [entrant(compiling, chosen, 0, first)]
    : choice.starts.map((start) => ({ ...builtIn(compiling, choice, start.solver, start.afterMs), ...untilOf(start) }));
  const started = performance.now();
  let searching = false;
  const found = await race(entrants, {
    ...limitsOf(options),
    ...(signal && { signal }),
    lanes: wanted === 'auto' && options.all !== true ? lanes() : 1,
    onStart: () => {
      if (!searching) progress({ kind: 'stage', stage: 'solving' });
      searching = true;
    },
    onIncumbent: ({ model, solution, objective }) =>
      progress({ kind: 'solution', objective: objective ?? null, solution: scalarsOf(model, solution) }),
    onBound: (bound) => progress({ kind: 'bound', bound }),
  });
  if (found.found.length === 0) signal?.throwIfAborted();
  const proved = options.prove
    ? await crossCheck(found, {
        ...limitsOf(options, started),
        ...(signal && { signal }),
        entrants: secondOpinions(choice, found).map((id, place) => builtIn(compiling, choice, id, place * 1_000)),
        name: chosen?.name,
      })
    : { ...found, confirmedBy: undefined };

  progress({ kind: 'stage', stage: 'checking' });
  // A solution found before the user stopped is shown, so what is left to do for it is not cancelled.
  const last = signal?.aborted ? undefined : signal;
  const [told, prices] = await Promise.all([
    tell(request.model, models, proved, options, last),
    options.plain ? {} : pricesOf(engines, { ...request, library: FIRST_LIBRARY }, proved, last),
  ]);
  return {
    ...NOTHING,
    paradigm: choice.paradigm,
    diagnostics: first.warnings,
    ...told,
    ...prices,
    confirmedBy: proved.confirmedBy ?? null,
  };
}

/** Larger LPs take long to compile with origins. */
const MOST_PRICED = 5_000;

/** Duals belong to constraints of FlatZinc: a compilation with origins tells which of the user's those are. */
async function pricesOf(
  engines: Engines,
  request: CompileRequest,
  { status, found, result }: RaceResult,
  signal: AbortSignal | undefined,
): Promise<Pick<Answer, 'shadowPrices' | 'reducedCosts' | 'objectiveRanges'>> {
  const best = found.at(-1);
  if (status !== 'optimal' || result?.shadowPrices === undefined || best === undefined) return {};
  const ranges = objectiveRanges(best.model, result);
  const costs = {
    reducedCosts: reducedCosts(best.model, result),
    ...(ranges.length > 0 && { objectiveRanges: ranges }),
  };
  if (best.model.constraints.length > MOST_PRICED) return costs;
  const traced = await engines.compiler().compile({ ...request, origins: true }, signal);
  if (traced.kind === 'failed' || !sameConstraints(traced.flatzinc, best.model)) return costs;
  return { ...costs, shadowPrices: await withLimits(shadowPrices(traced.flatzinc, result), request) };
}

function limitsOf({ timeLimitMs, all, limit, gap, integers }: AnswerOptions, started?: number) {
  const left =
    timeLimitMs === undefined || started === undefined ? timeLimitMs : timeLimitMs - (performance.now() - started);
  return {
    // Confirming gets at least a second, or nothing could be confirmed after a search that took all its time.
    ...(left !== undefined && { timeLimitMs: started === undefined ? left : Math.max(1_000, left) }),
    ...(all !== undefined && { all }),
    ...(limit !== undefined && { limit }),
    ...(gap !== undefined && { gap }),
    ...(integers !== undefined && { integers }),
  };
}

/** What an entrant needs to get its model; compiled models are kept, to present solutions with. */
interface Compiling {
  readonly engines: Engines;
  readonly compilations: Compilations;
  readonly first: Compiled;
  readonly models: Map<FlatZinc, Compiled>;
}

function builtIn(compiling: Compiling, { linear }: Choice, id: BuiltInSolverId, afterMs: number): Entrant {
  const solver = compiling.engines.solver(id);
  // Linear as it stands, a model need not be made linear by the library of an engine for linear models.
  const asItIs = linear && solver.library === 'linear';
  return entrant(compiling, solver, afterMs, asItIs ? compiling.first : undefined);
}

function untilOf({ untilMs }: Start): Pick<Entrant, 'untilMs'> {
  return untilMs === undefined ? {} : { untilMs };
}

/** @param ready the model, where this engine takes one that is compiled already */
function entrant(
  { compilations, models }: Compiling,
  solver: Solver,
  startsAfterMs: number,
  ready: Compiled | undefined,
): Entrant {
  return {
    solver,
    startsAfterMs,
    model: async (signal) => {
      const compiled = ready ?? (await compilations.with(solver.library, signal));
      if (compiled.kind === 'failed') return 'it could not be given the model';
      models.set(compiled.flatzinc, compiled);
      return compiled.flatzinc;
    },
  };
}

/** Engines to ask for a second opinion: those that did not give the first, the fitting ones before the others. */
function secondOpinions({ starts }: Choice, { winner }: RaceResult): readonly BuiltInSolverId[] {
  const others = ['z3', 'gecode', 'highs', 'glpk', 'chuffed'] as const;
  const all = new Set<BuiltInSolverId>([...starts.map(({ solver }) => solver), ...others]);
  return [...all].filter((solver) => solver !== winner);
}

async function tell(
  file: string,
  models: ReadonlyMap<FlatZinc, Compiled>,
  result: RaceResult,
  { all, plain, named }: AnswerOptions,
  signal: AbortSignal | undefined,
): Promise<Partial<Answer> & Pick<Answer, 'status'>> {
  const reason = reasonOf(result);
  const best = result.found.at(-1);
  const common = {
    status: result.status,
    solver: result.winner ?? best?.solver ?? null,
    bound: result.bound ?? null,
    statistics: { ...result.statistics, ...(result.bound !== undefined && { bound: result.bound }) },
    ...(reason !== undefined && { reason }),
  };
  if (!best) return common;
  const shown = await present(models, all ? result.found : [best], plain === true && named !== true, signal);
  return {
    ...common,
    objective: best.objective ?? null,
    values: shown.at(-1)?.values ?? {},
    solutions: all ? distinct(shown.map(({ values }) => values)) : [],
    output: shown.at(-1)?.output ?? null,
    diagnostics: [...(models.get(best.model)?.warnings ?? []), ...outputFaults(file, shown)],
    checked: result.found.every(({ checked }) => checked),
  };
}

/** Presents solutions in order; those of one compilation together. */
async function present(
  models: ReadonlyMap<FlatZinc, Compiled>,
  found: readonly Incumbent[],
  plain: boolean,
  signal: AbortSignal | undefined,
): Promise<readonly Presentation[]> {
  const shown = new Map<Incumbent, Presentation>();
  for (const model of new Set(found.map((incumbent) => incumbent.model))) {
    const compiled = plain ? undefined : models.get(model);
    const some = found.filter((incumbent) => incumbent.model === model);
    const presented = await compiled?.presentAll(
      some.map(({ solution }) => solution),
      signal,
    );
    some.forEach((incumbent, place) =>
      shown.set(incumbent, presented?.[place] ?? { output: null, values: scalarsOf(model, incumbent.solution) }),
    );
  }
  return found.flatMap((incumbent) => shown.get(incumbent) ?? []);
}

/** Solutions that differ only in what is not shown are one. */
function distinct(values: readonly Values[]): Values[] {
  return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}

/** The first output item that could not be printed, as a warning; the values are there all the same. */
function outputFaults(file: string, shown: readonly Presentation[]): Diagnostic[] {
  const message = shown.find(({ problem }) => problem !== undefined)?.problem;
  return message === undefined ? [] : [outputFault(file, message)];
}

function reasonOf({ status, found, reason, detail, refusals }: RaceResult): string | undefined {
  if (status === 'unknown' && found.length === 0 && refusals.length > 0 && reason !== 'cancelled')
    return refusals.join('. ');
  if (detail !== undefined) return detail;
  return sentences[reason ?? 'none'];
}

const sentences: Readonly<Partial<Record<NonNullable<SolverResult['reason']> | 'none', string>>> = {
  'time-limit': 'The time limit was reached before the search was complete.',
  cancelled: 'Stopped before the search was complete.',
  limit: 'Stopped after as many solutions as were asked for.',
};

/** The output variables that are no arrays or sets, by their FlatZinc names; of an enum the place, not the name. */
function scalarsOf(model: FlatZinc, solution: Assignment): Values {
  const scalars: Record<string, OutputValue> = {};
  for (const name of model.output) {
    const value = solution.get(name);
    const number = numberOf(value);
    if (typeof value === 'boolean') scalars[name] = value;
    else if (number !== undefined) scalars[name] = number;
  }
  return scalars;
}
