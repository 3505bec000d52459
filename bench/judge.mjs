// Says whether an answer of the command line agrees with what is known of a problem. Pure.

/** @typedef {'right' | 'wrong' | 'unsupported' | 'timed out' | 'incomplete' | 'error'} Verdict */
/** @typedef {{ verdict: Verdict, why: string }} Judgement */

/** Equal up to what floating point and a solver's tolerance blur. */
export function sameNumber(a, b) {
  return (
    typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b))
  );
}

const firstError = (answer) =>
  answer.diagnostics?.find(({ severity }) => severity === undefined || severity === 1 || severity === 'error')?.message;

/** What an answer without a result is: the engine gave up, or the time was over. */
function withoutResult(answer, timeLimitMs) {
  if (answer.wallMs >= timeLimitMs * 0.95) return { verdict: 'timed out', why: answer.reason ?? 'no answer in time' };
  return { verdict: 'unsupported', why: answer.reason ?? firstError(answer) ?? 'no answer' };
}

/**
 * `expected`: a line of minizinc-models/expected.jsonl. Status and objective must agree; a solution must have passed
 * the evaluator.
 * @returns {Judgement}
 */
export function judgeMiniZinc(expected, answer, timeLimitMs) {
  const wanted = { SATISFIED: 'satisfied', OPTIMAL_SOLUTION: 'optimal', UNSATISFIABLE: 'infeasible' }[
    expected.expected_status
  ];
  const said = `said ${answer.status}${answer.objective === null ? '' : ` ${answer.objective}`}`;
  const known = `known is ${wanted}${expected.objective === null ? '' : ` ${expected.objective}`}`;
  switch (answer.status) {
    case 'error':
      return { verdict: 'error', why: firstError(answer) ?? 'no diagnostic' };
    case 'unknown':
      return withoutResult(answer, timeLimitMs);
    case 'satisfied':
      // The best solution found, not proved to be the best: no lie unless it is better than the best there is.
      if (wanted === 'optimal' && answer.checked) {
        const better =
          expected.solve === 'minimize' ? expected.objective - answer.objective : answer.objective - expected.objective;
        if (better > 1e-6 * Math.max(1, Math.abs(expected.objective)))
          return { verdict: 'wrong', why: `${said}, ${known}` };
        return { verdict: 'timed out', why: `${said}, not proved; ${known}` };
      }
      break;
  }
  if (answer.status !== wanted) return { verdict: 'wrong', why: `${said}, ${known}` };
  if (wanted === 'optimal' && !sameNumber(answer.objective, expected.objective))
    return { verdict: 'wrong', why: `${said}, ${known}` };
  if (wanted !== 'infeasible' && !answer.checked) return { verdict: 'wrong', why: `${said}, not checked` };
  return { verdict: 'right', why: '' };
}

/**
 * `expected`: a line of nl4opt/dev.jsonl. Right is the status and the optimum of one of its readings: corrected or as
 * published, with whole or fractional amounts.
 * @returns {Judgement}
 */
export function judgeProblem(expected, answer, timeLimitMs) {
  const readings = [expected.gold_corrected, expected.gold_as_published]
    .filter((gold) => gold !== undefined && gold !== null)
    .flatMap(({ int, lp }) => [int, lp])
    .filter((gold) => gold !== undefined && gold !== null);
  const agrees = ({ status, value }) =>
    answer.status === status && (status !== 'optimal' || sameNumber(round(answer.objective), round(value)));
  if (answer.status === 'error') return { verdict: 'error', why: firstError(answer) ?? 'no diagnostic' };
  if (answer.status === 'incomplete')
    return { verdict: 'incomplete', why: answer.questions.map(({ text }) => text).join(' ') };
  if (answer.status === 'unknown') return withoutResult(answer, timeLimitMs);
  if (readings.some(agrees)) return { verdict: 'right', why: '' };
  const known = [...new Set(readings.map(({ status, value }) => (status === 'optimal' ? `${value}` : status)))].join(
    ' or ',
  );
  const said = answer.status === 'optimal' ? answer.objective : answer.status;
  return { verdict: 'wrong', why: `said ${said}, known is ${known}` };
}

/** The published optima have six decimals. */
const round = (value) => (typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value);
