import { describe, expect, it } from 'vitest';
import { judgeMiniZinc, judgeProblem } from '../../bench/judge.mjs';

const answer = (fields: object): object => ({
  status: 'optimal',
  objective: 25,
  checked: true,
  wallMs: 100,
  diagnostics: [],
  questions: [],
  ...fields,
});
const limit = 60_000;

describe('judging answers to MiniZinc models', () => {
  const golomb = { expected_status: 'OPTIMAL_SOLUTION', objective: 25, solve: 'minimize' };
  const verdict = (fields: object): string => judgeMiniZinc(golomb, answer(fields), limit).verdict;

  it('wants the status, the objective and a checked solution', () => {
    expect(verdict({})).toBe('right');
    expect(verdict({ objective: 25.0000001 })).toBe('right');
    expect(verdict({ objective: 26 })).toBe('wrong');
    expect(verdict({ checked: false })).toBe('wrong');
    expect(verdict({ status: 'infeasible', objective: null })).toBe('wrong');
  });

  it('takes an unproved solution for an end of the time, unless it is better than the best', () => {
    expect(verdict({ status: 'satisfied', objective: 30 })).toBe('timed out');
    expect(verdict({ status: 'satisfied', objective: 24 })).toBe('wrong');
  });

  it('tells an end of the time from what no engine can do', () => {
    expect(verdict({ status: 'unknown', objective: null, wallMs: 60_100 })).toBe('timed out');
    expect(verdict({ status: 'unknown', objective: null, reason: 'Z3 has no sine.' })).toBe('unsupported');
  });

  it('repeats what the first error says', () => {
    expect(
      judgeMiniZinc(
        golomb,
        answer({ status: 'error', diagnostics: [{ severity: 1, message: "Parameter 'n' has no value." }] }),
        limit,
      ),
    ).toEqual({ verdict: 'error', why: "Parameter 'n' has no value." });
  });
});

describe('judging answers to problems in words', () => {
  const coconuts = {
    gold_as_published: { int: { status: 'optimal', value: 880 }, lp: { status: 'optimal', value: 888.888889 } },
  };

  it('accepts whole and fractional amounts', () => {
    expect(judgeProblem(coconuts, answer({ objective: 880 }), limit).verdict).toBe('right');
    expect(judgeProblem(coconuts, answer({ objective: 8000 / 9 }), limit).verdict).toBe('right');
    expect(judgeProblem(coconuts, answer({ objective: 900 }), limit)).toEqual({
      verdict: 'wrong',
      why: 'said 900, known is 880 or 888.888889',
    });
  });

  it('knows an incomplete text by its questions', () => {
    expect(
      judgeProblem(
        coconuts,
        answer({ status: 'incomplete', questions: [{ text: 'What does an ox cart cost?' }] }),
        limit,
      ),
    ).toEqual({ verdict: 'incomplete', why: 'What does an ox cart cost?' });
  });
});
