import { evaluate, type Assignment, type FlatZinc } from '../../flatzinc';
import type { SolveOptions, Solver, SolverId, SolverResult } from '../types';
import { betterThan, objectiveOf } from './cutoff';

/** An engine in a race, and the model as it was compiled for it. */
export interface Entrant {
  readonly solver: Solver;
  /** Milliseconds after the race began; it starts earlier when nobody else is running. */
  readonly startsAfterMs: number;
  /** Milliseconds it may run while others wait for a lane; undefined: to the end. */
  readonly untilMs?: number;
  /** Compiles the model for this engine; a string says why that cannot be. Rejects with an `AbortError` only. */
  model(signal: AbortSignal): Promise<FlatZinc | string>;
}

export interface RaceOptions extends Omit<SolveOptions, 'onSolution' | 'incumbent' | 'onBound'> {
  /** Engines that may run at the same time, at least 1. */
  readonly lanes: number;
  /** A better solution than any before; it passed the evaluator. */
  readonly onIncumbent?: (incumbent: Incumbent) => void;
  /** The best proved bound on the objective moved. */
  readonly onBound?: (bound: number) => void;
  readonly onStart?: (solver: SolverId) => void;
}

/** A solution that breaks no constraint. */
export interface Incumbent {
  readonly solver: SolverId;
  readonly model: FlatZinc;
  readonly solution: Assignment;
  readonly objective: number | undefined;
  /** Every constraint was evaluated; false: the evaluator does not know some of them, or lacks values. */
  readonly checked: boolean;
}

/** How a race ended. */
export interface RaceResult {
  readonly status: SolverResult['status'];
  /** Who gave the proof; undefined where there is none. */
  readonly winner: SolverId | undefined;
  /** Every solution where all were asked for, else the best. */
  readonly found: readonly Incumbent[];
  readonly bound: number | undefined;
  readonly statistics: Readonly<Record<string, number>>;
  readonly reason?: SolverResult['reason'];
  readonly detail?: string;
  /** The winner's own result, for what only it can say: duals of an LP. */
  readonly result: SolverResult | undefined;
  /** Sentences about engines that could not take the model or were caught at something wrong. */
  readonly refusals: readonly string[];
}

/** A timer's delay has 31 bits; a limit of more than 24 days is none. */
const longestTimerMs = 2 ** 31 - 10_000;
/** Past the time limit by so much, engines are stopped from outside. */
const graceMs = 1_500;

interface Lane {
  readonly entrant: Entrant;
  readonly controller: AbortController;
  done: Promise<void>;
}

/**
 * Lets engines race on one model: the first starts at once, each other after its delay or as soon as a lane is free and
 * nobody runs. What any engine finds is held against the model it was compiled to; the first proof wins and the others
 * are stopped. An engine that starts late, or that asks, is told the best objective so far, so that it need only look
 * for something better: then "no solution" proves that the incumbent is the best (the portfolio scheme of Gomes and
 * Selman, "Algorithm portfolios", 2001, with the bound sharing of Amadini, Gabbrielli, Mauro, "SUNNY-CP", 2015).
 *
 * Never rejects. An engine whose solution breaks a constraint, or that denies a solution others have, is reported in
 * `refusals` and its claims are dropped.
 */
export async function race(entrants: readonly Entrant[], options: RaceOptions): Promise<RaceResult> {
  return new Race(entrants, options).run();
}

/** One race. */
class Race {
  private readonly started = performance.now();
  private readonly lanes = new Set<Lane>();
  private readonly waiting: Entrant[];
  private readonly refusals: string[] = [];
  private found: Incumbent[] = [];
  private bound: number | undefined;
  private proof: Pick<RaceResult, 'status' | 'winner' | 'result'> | undefined;
  /** The last word of an engine that ended without a proof; the one that has the incumbent is asked first. */
  private readonly ended: { readonly solver: SolverId; readonly result: SolverResult }[] = [];
  private wake: () => void = () => undefined;

  constructor(
    entrants: readonly Entrant[],
    private readonly options: RaceOptions,
  ) {
    this.waiting = [...entrants];
  }

  async run(): Promise<RaceResult> {
    const { signal, timeLimitMs } = this.options;
    const stop = (): void => this.wake();
    signal?.addEventListener('abort', stop, { once: true });
    // Engines keep the time themselves; this is for one that still compiles, or that does not listen.
    const overdue =
      timeLimitMs === undefined || timeLimitMs > longestTimerMs
        ? undefined
        : setTimeout(() => this.stopAll(), timeLimitMs + graceMs);
    try {
      while (this.proof === undefined && signal?.aborted !== true) {
        const delay = this.startNext();
        if (this.lanes.size === 0 && (this.waiting.length === 0 || this.isOver())) break;
        await this.untilSomethingHappens(delay);
      }
    } finally {
      clearTimeout(overdue);
      signal?.removeEventListener('abort', stop);
      this.stopAll();
      await Promise.all([...this.lanes].map(({ done }) => done));
    }
    return this.result();
  }

  private stopAll(): void {
    for (const { controller } of this.lanes) controller.abort();
  }

  /** Starts whoever may start now; gives the milliseconds until the next may, undefined: none waits for a time. */
  private startNext(): number | undefined {
    for (;;) {
      const [next] = this.waiting;
      if (next === undefined || this.isOver()) return undefined;
      const wait = next.startsAfterMs - (performance.now() - this.started);
      if (this.lanes.size >= this.options.lanes) return undefined;
      if (this.lanes.size > 0 && wait > 0) return wait;
      this.waiting.shift();
      this.start(next);
    }
  }

  private isOver(): boolean {
    const { timeLimitMs } = this.options;
    return timeLimitMs !== undefined && performance.now() - this.started >= timeLimitMs;
  }

  private untilSomethingHappens(delay: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = delay === undefined ? undefined : setTimeout(() => this.wake(), Math.ceil(delay));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private start(entrant: Entrant): void {
    const controller = new AbortController();
    const lane: Lane = { entrant, controller, done: Promise.resolve() };
    this.lanes.add(lane);
    lane.done = this.runLane(lane).finally(() => {
      this.lanes.delete(lane);
      this.wake();
    });
  }

  private async runLane({ entrant: { solver, untilMs, model: compile }, controller }: Lane): Promise<void> {
    const abort = (): void => controller.abort();
    this.options.signal?.addEventListener('abort', abort, { once: true });
    if (this.options.signal?.aborted === true) abort();
    const makeWay = (): void => {
      if (this.waiting.length > 0) abort();
    };
    const turn = untilMs === undefined ? undefined : setTimeout(makeWay, untilMs);
    try {
      const compiled = await compile(controller.signal);
      if (typeof compiled === 'string') return this.refuse(solver, compiled);
      const refusal = solver.unsupported(compiled);
      if (refusal !== undefined) return this.refuse(solver, refusal);
      await this.solve(solver, compiled, controller);
    } catch (error) {
      // Stopped while compiling. Anything else is a bug of ours in one engine: the others go on.
      if (!controller.signal.aborted) this.refuse(solver, error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(turn);
      this.options.signal?.removeEventListener('abort', abort);
    }
  }

  private async solve(solver: Solver, model: FlatZinc, controller: AbortController): Promise<void> {
    const { timeLimitMs, all, limit, gap, integers } = this.options;
    const known = this.best()?.objective;
    const narrowed =
      known === undefined || all === true || solver.asksForIncumbent === true ? undefined : betterThan(model, known);
    const own: Incumbent[] = [];
    let lied = false;
    const take = (solution: Assignment): void => {
      if (lied || controller.signal.aborted) return;
      const incumbent = this.timed(() => incumbentOf(solver.id, model, solution));
      if (incumbent === undefined) {
        lied = true;
        controller.abort();
        return;
      }
      if (all === true) own.push(incumbent);
      else this.offer(incumbent);
    };
    this.options.onStart?.(solver.id);
    const result = await solver.solve(narrowed ?? model, {
      ...(timeLimitMs !== undefined && {
        timeLimitMs: Math.max(1, timeLimitMs - (performance.now() - this.started)),
      }),
      ...(all !== undefined && { all }),
      ...(limit !== undefined && { limit }),
      ...(gap !== undefined && { gap }),
      ...(integers !== undefined && { integers }),
      signal: controller.signal,
      incumbent: () => this.best()?.objective,
      onBound: (bound) => this.improveBound(model, bound),
      // What comes too fast to be held against a large model is passed over; the last one never is.
      onSolution: (solution) => {
        if (all !== true && this.hasTimeToEvaluate()) take(solution);
      },
    });
    if (this.proof !== undefined) return;
    for (const solution of result.solutions) take(solution);
    if (lied) {
      this.refusals.push(`${solver.name} gave a solution that breaks a constraint, so it was discarded`);
      return;
    }
    if (all === true) this.takeAll(solver, result, own);
    else this.conclude(solver, model, result, narrowed !== undefined);
  }

  private evaluatingMs = 0;

  private timed<T>(work: () => T): T {
    const started = performance.now();
    try {
      return work();
    } finally {
      this.evaluatingMs += performance.now() - started;
    }
  }

  /** The evaluator shares its thread with everything else: it may have a fifth of the time. */
  private hasTimeToEvaluate(): boolean {
    return this.evaluatingMs <= 50 + 0.2 * (performance.now() - this.started);
  }

  /** Enumerations do not race: the first engine that gives any solution, or proves that there is none, has answered. */
  private takeAll({ id, name }: Solver, result: SolverResult, own: readonly Incumbent[]): void {
    if (own.length >= this.found.length && own.length > 0) this.found = [...own];
    if (canAnotherHelp(result)) {
      this.ended.push({ solver: id, result });
      if (own.length === 0) this.refusals.push(`${name}: ${result.detail ?? 'stopped without an answer'}`);
      return;
    }
    this.proof = { status: result.status, winner: id, result };
  }

  private conclude(solver: Solver, model: FlatZinc, result: SolverResult, narrowed: boolean): void {
    const best = this.best();
    const optimises = model.goal.kind !== 'satisfy';
    switch (result.status) {
      case 'infeasible':
        if (best === undefined) this.prove(solver, result, 'infeasible');
        else if (narrowed && optimises) this.prove(solver, result, 'optimal');
        else this.refusals.push(`${solver.name} found no solution where there is one, so it was not believed`);
        return;
      case 'unbounded':
        return this.prove(solver, result, 'unbounded');
      case 'optimal':
        // It may have been told of the incumbent and found nothing better.
        if (best === undefined) return this.end(solver, result);
        if (result.objective !== undefined && this.isBetter(model, best.objective, result.objective, 1e-6))
          this.refusals.push(`${solver.name} took ${String(result.objective)} for the best, so it was not believed`);
        else this.prove(solver, result, 'optimal');
        return;
      case 'satisfied':
        if (!optimises && best !== undefined) return this.prove(solver, result, 'satisfied');
        return this.end(solver, result);
      case 'unknown':
        return this.end(solver, result);
      default:
        result.status satisfies never;
    }
  }

  private prove({ id }: Solver, result: SolverResult, status: SolverResult['status']): void {
    this.proof = { status, winner: id, result };
    if (status === 'optimal') this.bound = this.best()?.objective;
  }

  private end(solver: Solver, result: SolverResult): void {
    this.ended.push({ solver: solver.id, result });
    const optimum = this.best();
    if (optimum !== undefined && result.bound !== undefined) this.improveBound(optimum.model, result.bound);
    if (result.status === 'unknown' && canAnotherHelp(result))
      this.refusals.push(`${solver.name}: ${result.detail ?? 'stopped without an answer'}`);
  }

  private refuse({ name }: Solver, why: string): void {
    this.refusals.push(`${name}: ${why}`);
  }

  private best(): Incumbent | undefined {
    return this.found.at(-1);
  }

  /** Takes a solution that passed the evaluator, if it is better than what is known. */
  private offer(incumbent: Incumbent): void {
    const best = this.best();
    if (this.proof !== undefined) return;
    if (best !== undefined && !this.isBetter(incumbent.model, incumbent.objective, best.objective)) return;
    this.found = [incumbent];
    this.options.onIncumbent?.(incumbent);
    this.closeGap(incumbent.model);
  }

  /** `tolerance` is relative: floats of different engines differ by rounding alone. */
  private isBetter({ goal }: FlatZinc, a: number | undefined, b: number | undefined, tolerance = 1e-9): boolean {
    if (goal.kind === 'satisfy' || a === undefined || b === undefined) return false;
    const step = tolerance * Math.max(1, Math.abs(a), Math.abs(b));
    return goal.kind === 'minimize' ? a < b - step : a > b + step;
  }

  private improveBound(model: FlatZinc, bound: number): void {
    if (this.proof !== undefined || !Number.isFinite(bound)) return;
    if (this.bound !== undefined && !this.isBetter(model, this.bound, bound)) return;
    this.bound = bound;
    this.options.onBound?.(bound);
    this.closeGap(model);
  }

  /** Bound and incumbent may come from two engines; where they meet, or come near enough, the race is over. */
  private closeGap({ goal }: FlatZinc): void {
    const best = this.best();
    if (goal.kind === 'satisfy' || best?.objective === undefined || this.bound === undefined) return;
    const distance = Math.abs(best.objective - this.bound);
    const size = Math.max(1, Math.abs(best.objective));
    if (distance <= 1e-9 * size) this.proof = { status: 'optimal', winner: best.solver, result: undefined };
    else if (this.options.gap !== undefined && distance <= this.options.gap * size)
      this.proof = { status: 'satisfied', winner: best.solver, result: undefined };
    if (this.proof !== undefined) this.wake();
  }

  private result(): RaceResult {
    const { found, bound, refusals, proof } = this;
    const common = { found, bound, refusals };
    if (proof !== undefined) {
      const { reason, detail } =
        proof.status === 'satisfied' && proof.result === undefined ? gapReached : (proof.result ?? {});
      return {
        ...common,
        ...proof,
        statistics: proof.result?.statistics ?? {},
        ...(reason !== undefined && proof.status !== 'optimal' && { reason }),
        ...(detail !== undefined && proof.status !== 'optimal' && { detail }),
      };
    }
    const best = this.best();
    const last = this.ended.find(({ solver }) => solver === best?.solver) ?? this.ended.at(-1);
    const status = best === undefined ? 'unknown' : 'satisfied';
    const cancelled = this.options.signal?.aborted === true;
    const reason = cancelled ? 'cancelled' : this.isOver() ? 'time-limit' : last?.result.reason;
    const detail = cancelled || last?.result.reason !== reason ? undefined : last?.result.detail;
    return {
      ...common,
      status,
      winner: undefined,
      statistics: last?.result.statistics ?? {},
      result: last?.result,
      ...(reason !== undefined && { reason }),
      ...(detail !== undefined && { detail }),
    };
  }
}

const gapReached = { reason: 'gap', detail: 'Stopped within the gap that was asked for.' } as const;

/** Whether another engine may do better: this one gave up for a reason of its own, not because the time was over. */
function canAnotherHelp({ reason }: SolverResult): boolean {
  return reason !== undefined && reason !== 'time-limit' && reason !== 'cancelled' && reason !== 'limit';
}

/** Holds a solution against every constraint and domain, without any engine; undefined: it breaks one. */
function incumbentOf(solver: SolverId, model: FlatZinc, solution: Assignment): Incumbent | undefined {
  const violations = evaluate(model, solution);
  if (violations.some(({ kind }) => kind !== 'unchecked')) return undefined;
  return { solver, model, solution, objective: objectiveOf(model, solution), checked: violations.length === 0 };
}
