import type { AssignedValue, Assignment } from '../../flatzinc';
import type { Engine } from './engine';
import { isIrrational, type Lowered, type Reading, type Term } from './lower';
import { parseSExpressions, type SExpression } from './sexpr';

/** Z3 answered something other than what was asked for. */
export class EngineError extends Error {
  constructor(
    readonly because: 'memory' | 'crashed',
    message: string,
  ) {
    super(message);
  }
}

export type Verdict = 'sat' | 'unsat' | 'unknown';

/** A model of Z3: the raw values of every reading's terms. */
export interface Snapshot {
  readonly assignment: Assignment;
  /** Values by reading, as Z3 wrote them, one for each of its terms. */
  readonly raw: ReadonlyMap<Reading, readonly SExpression[]>;
}

/** A lowered model loaded into an engine, spoken to in SMT-LIB. Rejects with `EngineLost` or `EngineError` only. */
export interface Dialogue {
  assert(formulas: readonly Term[]): Promise<void>;
  /** Runs commands that print nothing. */
  command(commands: string): Promise<void>;
  /**
   * Satisfiable under the assumptions, which must be Boolean constants or their negations? `alsoAssert` is asserted for
   * good before, which saves a round trip.
   */
  check(assumptions: readonly Term[], timeLimitMs: number | undefined, alsoAssert?: Term): Promise<Verdict>;
  /** After unsat: some of the assumptions, unsatisfiable together. */
  core(): Promise<readonly SExpression[]>;
  /** After sat: what the variables are. */
  snapshot(): Promise<Snapshot>;
  /** What Z3 prints for commands. */
  ask(commands: string): Promise<readonly SExpression[]>;
  /** Z3's counters: conflicts, decisions, memory in MB, ... */
  statistics(): Promise<Readonly<Record<string, number>>>;
}

/**
 * Pseudo-Booleans and cardinalities stay what they are. Z3's default turns them into circuits: a Golomb ruler of 7 marks
 * then has 1.3 million clauses more and is not solved in 25 s, against 282 conflicts.
 */
const nativeCounting = '(set-option :sat.pb.solver solver)(set-option :sat.cardinality.solver true)';

/**
 * How Z3 is set for a logic. Settings outlive the context they are made in, so all are made each time. Differences go to
 * the theory of their own (`arith.solver` 1), which Z3 takes by itself only for a first and only question.
 */
const settings: Readonly<Record<NonNullable<Lowered['logic']> | 'any', string>> = {
  QF_FD: `${nativeCounting}(set-option :smt.arith.solver 6)(set-option :smt.relevancy 2)(set-logic QF_FD)`,
  QF_IDL: '(set-option :smt.arith.solver 1)(set-option :smt.relevancy 0)',
  any: '(set-option :smt.arith.solver 6)(set-option :smt.relevancy 2)',
};

/** Loads a model into an engine; whatever was in it before is gone. */
export async function openDialogue(engine: Engine, lowered: Lowered, preamble = ''): Promise<Dialogue> {
  const ask = async (commands: string, fresh = false): Promise<readonly SExpression[]> => {
    const answers = parseSExpressions(await engine.evaluate(commands, fresh));
    for (const answer of answers) if (Array.isArray(answer) && answer[0] === 'error') throw errorOf(answer[1]);
    return answers;
  };
  const command = async (commands: string): Promise<void> => {
    await ask(commands);
  };

  await ask(
    [
      preamble,
      settings[lowered.logic ?? 'any'],
      ...lowered.declarations,
      ...lowered.assertions.map((formula) => `(assert ${formula})`),
    ].join('\n'),
    true,
  );

  return {
    ask,
    command,
    assert: (formulas) => command(formulas.map((formula) => `(assert ${formula})`).join('\n')),
    async check(assumptions, timeLimitMs, alsoAssert) {
      // Z3 reads 4294967295 as no limit.
      const limit = timeLimitMs === undefined ? 4294967295 : Math.max(1, Math.ceil(timeLimitMs));
      const question = assumptions.length === 0 ? '(check-sat)' : `(check-sat-assuming (${assumptions.join(' ')}))`;
      const assertion = alsoAssert === undefined ? '' : `(assert ${alsoAssert})\n`;
      const [verdict] = await ask(`(set-option :timeout ${String(limit)})\n${assertion}${question}`);
      if (verdict === 'sat' || verdict === 'unsat' || verdict === 'unknown') return verdict;
      throw new EngineError('crashed', `Z3 answered ${JSON.stringify(verdict)} to a check`);
    },
    async core() {
      const [core] = await ask('(get-unsat-assumptions)');
      return Array.isArray(core) ? (core as readonly SExpression[]) : [];
    },
    snapshot: () => readSnapshot(lowered.readings, ask),
    async statistics() {
      const [pairs] = await ask('(get-info :all-statistics)');
      return Array.isArray(pairs) ? statisticsOf(pairs as readonly SExpression[]) : {};
    },
  };
}

async function readSnapshot(readings: readonly Reading[], ask: Dialogue['ask']): Promise<Snapshot> {
  const terms = readings.flatMap((reading) => reading.terms);
  const values = terms.length === 0 ? [] : valuesOf(await ask(`(get-value (${terms.join(' ')}))`));
  if (values.some(isIrrational)) {
    const decimals = valuesOf(
      await ask(`(set-option :pp.decimal true)(get-value (${terms.join(' ')}))(set-option :pp.decimal false)`),
    );
    for (const [place, value] of values.entries()) if (isIrrational(value)) values[place] = decimals[place] ?? value;
  }
  const assignment = new Map<string, AssignedValue>();
  const raw = new Map<Reading, readonly SExpression[]>();
  let place = 0;
  for (const reading of readings) {
    const own = values.slice(place, place + reading.terms.length);
    place += reading.terms.length;
    raw.set(reading, own);
    assignment.set(reading.name, reading.decode(own));
  }
  return { assignment, raw };
}

/** The right-hand sides of `((term value) ...)`. */
function valuesOf(answers: readonly SExpression[]): SExpression[] {
  const [pairs] = answers;
  if (!Array.isArray(pairs)) throw new EngineError('crashed', 'Z3 gave no values');
  return (pairs as readonly SExpression[]).map((pair) => (Array.isArray(pair) ? (pair[1] as SExpression) : ''));
}

/** `(:conflicts 12 :memory 17.5 ...)` with underscores for blanks. */
function statisticsOf(pairs: readonly SExpression[]): Record<string, number> {
  const statistics: Record<string, number> = {};
  for (let place = 0; place + 1 < pairs.length; place += 2) {
    const [name, value] = [pairs[place], Number(pairs[place + 1])];
    if (typeof name === 'string' && Number.isFinite(value))
      statistics[name.replace(/^:/, '').replace(/-/g, '_')] = value;
  }
  return statistics;
}

function errorOf(message: SExpression | undefined): EngineError {
  const text = typeof message === 'string' ? message.replace(/^"|"$/g, '') : 'unknown error';
  return /out of memory|memout/i.test(text)
    ? new EngineError('memory', 'Z3 ran out of memory')
    : new EngineError('crashed', `Z3 reported: ${text}`);
}
