import { toDouble, type AssignedValue, type Goal, type Value } from '../../flatzinc';
import { openDialogue, type Dialogue, type Snapshot } from './dialogue';
import { integer, readRational, type Term } from './lower';
import { gaveUp, type Ending, type Search } from './ending';
import type { SExpression } from './sexpr';

type Optimisation = Exclude<Goal, { kind: 'satisfy' }>;

/**
 * Finds the best value of the objective. Where it is an integer between two known ends, by asking for ever better
 * solutions; else by Z3's own optimisation over the reals, which also proves that there is no best (nuZ: Bjorner,
 * Phan, Fleckenstein, "nuZ - an optimizing SMT solver", TACAS 2015).
 */
export async function optimise(search: Search, goal: Optimisation): Promise<Ending> {
  const { dialogue, deadline } = search;
  const first = await dialogue.check([], deadline.remaining());
  if (first === 'unsat') return { status: 'infeasible' };
  if (first === 'unknown') return gaveUp(search);
  const snapshot = await dialogue.snapshot();
  const value = valueOf(goal.objective, snapshot);
  search.found(snapshot, toNumber(value));
  if (goal.objective.kind !== 'variable') {
    search.progress.bound = toNumber(value);
    return { status: 'optimal' };
  }
  const ends = finiteEnds(search, goal.objective);
  return ends === undefined ? optimiseReals(search, goal) : optimiseIntegers(search, goal, ends);
}

/** The best and the worst value that the objective's domain allows, both finite; undefined elsewhere. */
function finiteEnds({ model, lowered }: Search, objective: Value): { low: number; high: number } | undefined {
  const variable = objective.kind === 'variable' ? model.variables.get(objective.name) : undefined;
  if (variable?.type !== 'int') return undefined;
  const ends = lowered.encoder.bounds(objective);
  return Number.isFinite(ends.low) && Number.isFinite(ends.high) ? ends : undefined;
}

/**
 * Searches from both sides, in one solver that keeps what it learned. Steps from the incumbent towards the better end:
 * each success doubles the step, each proof that there is nothing so good halves it, from a bound that now is proved.
 * A question that takes long is given up for one nearer to the incumbent, where Z3 finds solutions sooner; the last
 * question, whether anything at all is better, has no limit but the caller's.
 */
async function optimiseIntegers(
  search: Search,
  { kind, objective }: Optimisation,
  ends: { low: number; high: number },
): Promise<Ending> {
  const { dialogue, deadline, progress, lowered, options } = search;
  const sign = kind === 'minimize' ? 1 : -1;
  // Everything below minimises sign * objective.
  let best = sign * (progress.objective ?? 0);
  let bound = sign === 1 ? ends.low : -ends.high;
  let step = 1;
  /** Of one question that is not the last, in milliseconds; grows, so that every question is answered in the end. */
  let patience = 500;
  const prove = (proved: number): void => {
    bound = proved;
    progress.bound = sign * bound;
    options.onBound?.(sign * bound);
  };
  progress.bound = sign * bound;
  for (let round = 0; best > bound; round++) {
    if (deadline.passed) return gaveUp(search);
    const elsewhere = options.incumbent?.();
    if (elsewhere !== undefined && sign * elsewhere < best) {
      best = sign * elsewhere;
      // What Z3 found itself is no answer any more: "optimal" will say that nothing is better than the other's.
      progress.solutions.length = 0;
      progress.objective = undefined;
      if (best <= bound) break;
    }
    if (options.gap !== undefined && best - bound <= options.gap * Math.max(1, Math.abs(best)))
      return { status: 'satisfied', reason: 'gap', detail: 'Stopped within the gap that was asked for.' };
    const target = Math.max(bound, best - step);
    const wanted = atMost(lowered.encoder.atMost, objective, sign, target);
    const asked = `better!${String(round)}`;
    await dialogue.command(`(declare-const ${asked} Bool)(assert (=> ${asked} ${wanted}))`);
    const isLast = target === best - 1;
    const left = deadline.remaining() ?? Infinity;
    const limit = isLast ? left : Math.min(left, patience);
    const verdict = await dialogue.check([asked], Number.isFinite(limit) ? limit : undefined);
    switch (verdict) {
      case 'sat': {
        const snapshot = await dialogue.snapshot();
        best = sign * toNumber(valueOf(objective, snapshot));
        search.found(snapshot, sign * best);
        step *= 2;
        await dialogue.assert([asked]);
        break;
      }
      case 'unsat':
        prove(target + 1);
        step = Math.max(1, Math.floor(step / 2));
        await dialogue.assert([`(not ${asked})`]);
        break;
      case 'unknown':
        if (isLast || deadline.passed) return gaveUp(search);
        step = 1;
        patience *= 1.5;
        break;
      default:
        verdict satisfies never;
    }
  }
  return { status: 'optimal' };
}

/** sign * objective <= target */
function atMost(
  primitive: (value: Value, constant: number) => Term,
  objective: Value,
  sign: 1 | -1,
  target: number,
): Term {
  return sign === 1 ? primitive(objective, target) : `(not ${primitive(objective, -target - 1)})`;
}

async function optimiseReals(search: Search, { kind, objective }: Optimisation): Promise<Ending> {
  const { engine, lowered, deadline, model } = search;
  const isInteger = objective.kind === 'variable' && model.variables.get(objective.name)?.type === 'int';
  const term = isInteger ? lowered.encoder.int(objective) : lowered.encoder.real(objective);
  // Always from the start: optimisation cannot share a solver that already answered.
  const dialogue = await openDialogue(engine, lowered);
  await dialogue.command(`(${kind} ${term})`);
  const verdict = await dialogue.check([], deadline.remaining());
  if (verdict !== 'sat') return gaveUp({ ...search, dialogue });
  const optimum = await readOptimum(dialogue);
  const snapshot = await dialogue.snapshot();
  const reached = valueOf(objective, snapshot);
  switch (optimum.kind) {
    case 'unbounded':
      // Over products of variables Z3's claim is no proof.
      if (lowered.nonlinear) break;
      return { status: 'unbounded' };
    case 'limit':
      search.found(snapshot, toNumber(reached));
      return {
        status: 'satisfied',
        reason: 'incomplete-search',
        detail: 'The objective comes arbitrarily near its limit and never reaches it.',
      };
    case 'value':
      search.found(snapshot, toNumber(reached));
      if (lowered.nonlinear) break;
      search.progress.bound = optimum.value;
      return { status: 'optimal' };
    default:
      optimum satisfies never;
  }
  return proveByHand({ ...search, dialogue: await openDialogue(engine, lowered) }, kind, objective, term, isInteger);
}

/** With nonlinear terms: asks for something better until there is nothing, or Z3 gives up. */
async function proveByHand(
  search: Search,
  kind: Optimisation['kind'],
  objective: Value,
  term: Term,
  isInteger: boolean,
): Promise<Ending> {
  const { dialogue, deadline, progress, lowered } = search;
  const rounds = 200;
  for (let round = 0; round < rounds; round++) {
    if (deadline.passed) return gaveUp(search);
    const best = progress.objective ?? 0;
    const bound = isInteger ? integer(best) : lowered.encoder.real({ kind: 'float', value: best });
    await dialogue.assert([`(${kind === 'minimize' ? '<' : '>'} ${term} ${bound})`]);
    const verdict = await dialogue.check([], deadline.remaining());
    if (verdict === 'unknown') return gaveUp(search);
    if (verdict === 'unsat') {
      progress.bound = best;
      return { status: 'optimal' };
    }
    const snapshot = await dialogue.snapshot();
    search.found(snapshot, toNumber(valueOf(objective, snapshot)));
  }
  return {
    status: 'satisfied',
    reason: 'incomplete-search',
    detail: `The objective was improved ${String(rounds)} times without reaching an end; it may be unbounded.`,
  };
}

type Optimum = { readonly kind: 'value'; readonly value: number } | { readonly kind: 'unbounded' | 'limit' };

/** `(objectives (term value))`: a number, with `oo` where there is no end, with `epsilon` where it is not reached. */
async function readOptimum(dialogue: Dialogue): Promise<Optimum> {
  const [answer] = await dialogue.ask('(get-objectives)');
  const first = Array.isArray(answer) ? (answer[1] as SExpression) : undefined;
  const value = Array.isArray(first) ? (first[1] as SExpression) : undefined;
  const text = JSON.stringify(value);
  if (text.includes('"oo"')) return { kind: 'unbounded' };
  if (text.includes('"epsilon"') || text.includes('"interval"')) return { kind: 'limit' };
  return { kind: 'value', value: toNumber(readRational(value)) };
}

function valueOf(objective: Value, { assignment }: Snapshot): AssignedValue {
  switch (objective.kind) {
    case 'int':
    case 'float':
    case 'bool':
      return objective.value;
    case 'variable':
      return assignment.get(objective.name) ?? 0;
    default:
      return 0;
  }
}

function toNumber(value: AssignedValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if ('numerator' in value) return toDouble(value);
  return Number.NaN;
}
