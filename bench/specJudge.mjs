// Says whether a line of the command line is what the MiniZinc test suite expects. Pure.
//
// A model that has several solutions may be answered by any: such an answer is `differs` until the runner has seen that
// the expected solution is one of ours too (`judgePinned`).
import { sameNumber } from './judge.mjs';

/** @typedef {'right' | 'differs' | 'wrong' | 'unsupported' | 'timed out' | 'error'} SpecVerdict */
/** @typedef {{ verdict: SpecVerdict, why: string }} SpecJudgement */

/** From best to worst: of several expected results the one nearest to the answer counts. */
const ORDER = ['right', 'differs', 'timed out', 'unsupported', 'error', 'wrong'];

const STATUSES = {
  SATISFIED: ['satisfied', 'optimal'],
  ALL_SOLUTIONS: ['satisfied', 'optimal'],
  OPTIMAL_SOLUTION: ['optimal'],
  UNSATISFIABLE: ['infeasible'],
};

/** Names the official tool gives to what is no variable of the model. */
const NO_VARIABLE = new Set(['!', '_output_item', '_checker', 'objective', '_objective']);

/** Judges the line `solve --json` gave for a case. */
export function judgeSolve(test, given, timeLimitMs) {
  const answer = underOptions(test, given);
  const judgements = test.expected.map((expected) => judgeOne(test, expected, answer, timeLimitMs));
  judgements.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return judgements[0] ?? { verdict: 'wrong', why: 'the case expects nothing' };
}

function judgeOne(test, expected, answer, timeLimitMs) {
  if (expected.kind === 'Error') {
    const failed = answer.status === 'error';
    return failed ? right() : { verdict: 'wrong', why: `said ${answer.status}, an error is expected` };
  }
  switch (answer.status) {
    case 'error':
      return { verdict: 'error', why: errorsOf(answer)[0]?.message ?? 'no diagnostic' };
    case 'unknown':
      return answer.wallMs >= timeLimitMs * 0.95
        ? { verdict: 'timed out', why: answer.reason ?? 'no answer in time' }
        : { verdict: 'unsupported', why: answer.reason ?? 'no answer' };
  }
  const statuses = expected.status ? STATUSES[expected.status] : undefined;
  const wanted = solutionsOf(expected.solution);
  if (
    statuses === undefined ? wanted.length > 0 && answer.status === 'infeasible' : !statuses.includes(answer.status)
  ) {
    if (answer.status === 'satisfied' && answer.reason !== undefined)
      return { verdict: 'timed out', why: answer.reason };
    return { verdict: 'wrong', why: `said ${answer.status}, expected ${expected.status ?? 'a solution'}` };
  }
  if (answer.status === 'infeasible' || answer.status === 'unbounded') return right();
  if (!answer.checked) return { verdict: 'unsupported', why: 'the solution is not checked' };
  const every = test.options?.all_solutions === true && isSolutionSet(expected.solution);
  return every ? judgeAll(wanted, answer, timeLimitMs) : judgeBest(expected, wanted, answer);
}

/** Some solution, the best of the objective where there is one. */
function judgeBest(expected, wanted, answer) {
  const objective = expected.objective ?? wanted[0]?._objective ?? wanted[0]?.objective;
  if (answer.objective !== null && typeof objective === 'number' && !sameNumber(answer.objective, objective)) {
    const why = `the objective is ${answer.objective}, expected ${objective}`;
    return answer.status === 'satisfied' ? { verdict: 'timed out', why } : { verdict: 'wrong', why };
  }
  if (wanted.length === 0) return right();
  const faults = wanted.map((solution) => fault(solution, answer.solution, answer.output));
  if (faults.includes(undefined)) return right();
  return { verdict: 'differs', why: faults[0] };
}

/** Exactly the expected solutions, in any order; only what the expected ones tell of is compared. */
function judgeAll(wanted, answer, timeLimitMs) {
  const found = answer.solutions ?? [];
  if (answer.reason !== undefined)
    return answer.wallMs >= timeLimitMs * 0.95
      ? { verdict: 'timed out', why: answer.reason }
      : { verdict: 'unsupported', why: answer.reason };
  const texts = wanted.some((solution) => '_output_item' in solution);
  // Only the last solution's text is told.
  const same = (solution, values) =>
    fault(texts ? without(solution, '_output_item') : solution, values, null) === undefined;
  const missing = wanted.find((solution) => !found.some((values) => same(solution, values)));
  if (missing !== undefined) return { verdict: 'wrong', why: `no solution ${short(missing)} among ${found.length}` };
  const stranger = found.find((values) => !wanted.some((solution) => same(solution, values)));
  if (stranger !== undefined) return { verdict: 'wrong', why: `unexpected solution ${short(stranger)}` };
  const repeated = found.find((values, place) => found.slice(0, place).some((other) => equalJson(values, other)));
  if (repeated !== undefined) return { verdict: 'wrong', why: `repeated solution ${short(repeated)}` };
  return right();
}

/** Judges a case by the answer to the same model whose variables were given their expected values. */
export function judgePinned(expected, wanted, own, pinned) {
  if (pinned.status !== 'satisfied' && pinned.status !== 'optimal')
    return {
      verdict: 'differs',
      why: `the expected values give ${pinned.status}: ${errorsOf(pinned)[0]?.message ?? ''}`,
    };
  if (!pinned.checked) return { verdict: 'differs', why: 'the expected values cannot be checked' };
  if (own.objective !== null && !sameNumber(own.objective, pinned.objective) && own.status === 'satisfied')
    return { verdict: 'timed out', why: `the objective is ${own.objective}, expected ${pinned.objective}` };
  if (own.objective !== null && !sameNumber(own.objective, pinned.objective))
    return { verdict: 'wrong', why: `the objective is ${own.objective}, expected ${pinned.objective}` };
  const why = fault(wanted, pinned.solution, pinned.output);
  return why === undefined ? right() : { verdict: 'differs', why };
}

/** Kinds of error by the codes that our diagnostics have. */
const CODES = {
  SyntaxError: ['syntax-error', 'unknown-include'],
  TypeError: ['type-error', 'undefined-identifier', 'data-type-error', 'missing-parameter'],
  AssertionError: ['assertion-failed'],
  EvaluationError: ['evaluation-error', 'data-value-error'],
};

/** Judges the line `check --json` gave for a case of a compilation or of an error. */
export function judgeCheck(test, answer) {
  const errors = errorsOf(underOptions(test, answer));
  const kinds = test.expected.map((expected) => {
    if (expected.kind !== 'Error')
      return errors.length === 0 ? right() : wrong(`an error where none is: ${first(errors)}`);
    if (errors.length === 0) return wrong(`no error, expected ${expected.type ?? 'one'}`);
    const codes = CODES[expected.type];
    if (codes !== undefined && !errors.some(({ code }) => codes.includes(code)))
      return wrong(`expected ${expected.type}, said ${errors[0].code}: ${first(errors)}`);
    return right();
  });
  return kinds.find(({ verdict }) => verdict === 'right') ?? kinds[0];
}

/** Judges `check` by the official checker: an error where it has one, none where it has none. */
export function judgeDiagnostics(test, answer) {
  const errors = errorsOf(answer);
  if ((test.status === 'error') === errors.length > 0) return right();
  if (errors.length > 0 && test.deeper) return right();
  return wrong(
    errors.length > 0 ? `an error where none is: ${first(errors)}` : `no error: ${test.messages[0]?.message}`,
  );
}

/** With `-Werror` a warning is an error. */
function underOptions(test, answer) {
  if (test.options?.['-Werror'] !== true) return answer;
  const diagnostics = (answer.diagnostics ?? []).map((each) => (each.severity === 2 ? { ...each, severity: 1 } : each));
  const failed = diagnostics.some(({ severity }) => severity === 1);
  return { ...answer, diagnostics, ...(failed && 'status' in answer && { status: 'error' }) };
}

function errorsOf(answer) {
  return (answer.diagnostics ?? []).filter(({ severity }) => severity === 1);
}

function first(errors) {
  return errors[0].message.split('\n')[0];
}

/** The solutions of an expected result, those of a set in no order. */
export function solutionsOf(solution) {
  if (solution === undefined || solution === null) return [];
  if (Array.isArray(solution)) return solution;
  return isSolutionSet(solution) && !Array.isArray(solution) ? solution.items : [solution];
}

function isSolutionSet(solution) {
  return Array.isArray(solution) || solution?.['!'] === 'SolutionSet';
}

/** The names and values of an expected solution that belong to variables. */
export function variablesOf(solution) {
  return Object.entries(solution).filter(([name]) => !NO_VARIABLE.has(name));
}

/** What an answer's values differ in from an expected solution; undefined: nothing. */
export function fault(solution, values, output) {
  for (const [name, expected] of variablesOf(solution)) {
    // YAML `value: ''` of a Solution without fields.
    if (name === 'value' && expected === '') continue;
    if (!sameValue(expected, values[name])) return `${name} is ${short(values[name])}, expected ${short(expected)}`;
  }
  const text = solution._output_item;
  if (text === undefined || output === null)
    return text === undefined ? undefined : `no output, expected ${short(text)}`;
  return sameText(text, output) ? undefined : `the output is ${short(output)}, expected ${short(text)}`;
}

function sameText(expected, output) {
  if (typeof expected === 'object') return String(expected.value).trim() === output.trim();
  return String(expected).trimEnd() === output.trimEnd();
}

/** Whether a value of ours is the one of the suite, whose `!` tags say what stands there. */
export function sameValue(expected, value) {
  if (expected === null) return value === null || value === undefined;
  // To the suite, which is read by Python, 1 is true.
  if (typeof expected === 'number') return sameNumber(expected, typeof value === 'boolean' ? Number(value) : value);
  if (typeof expected === 'boolean') return expected === value || value === Number(expected);
  if (typeof expected !== 'object') return expected === value;
  if (Array.isArray(expected))
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((element, place) => sameValue(element, value[place]))
    );
  switch (expected['!']) {
    case 'set':
      return sameSet(expected.items ?? Object.keys(without(expected, '!')).map(Number), value);
    case 'Range': {
      const [low, high] = String(expected.value).split('..').map(Number);
      return sameSet(
        Array.from({ length: Math.max(0, high - low + 1) }, (_, place) => low + place),
        value,
      );
    }
    case 'Approx':
      return (
        typeof value === 'number' && Math.abs(value - Number(expected.value)) <= 1e-4 * Math.max(1, Math.abs(value))
      );
    case 'ConstrEnum':
    case 'py:object:minizinc.types.ConstrEnum':
      return constructed(expected) === value;
    case 'Trim':
      return typeof value === 'string' && value.trim() === String(expected.value).trim();
    case undefined:
      return (
        typeof value === 'object' &&
        value !== null &&
        Object.keys(value).length === Object.keys(expected).length &&
        Object.entries(expected).every(
          ([field, inner]) => Object.hasOwn(value, field) && sameValue(inner, value[field]),
        )
      );
    default:
      throw new Error(`unknown tag ${expected['!']}`);
  }
}

function sameSet(elements, value) {
  const found = value?.set;
  if (!Array.isArray(found) || found.length !== elements.length) return false;
  return elements.every((element) => found.some((other) => sameValue(element, other)));
}

/** `{constructor: 'S', argument: 6}` -> `S(6)`. */
export function constructed(tagged) {
  const { constructor: name, argument } = tagged.value ?? tagged;
  return `${name}(${typeof argument === 'object' && argument !== null ? constructed(argument) : argument})`;
}

function without(object, key) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function equalJson(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function short(value) {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

const right = () => ({ verdict: 'right', why: '' });
const wrong = (why) => ({ verdict: 'wrong', why });
