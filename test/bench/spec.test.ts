import { describe, expect, it } from 'vitest';
import { batches, skipped } from '../../bench/spec.mjs';
import { judgeCheck, judgeDiagnostics, judgePinned, judgeSolve, sameValue } from '../../bench/specJudge.mjs';
import { freeVariables, pinning } from '../../bench/specPin.mjs';

const LIMIT = 10_000;

const answer = (fields: object): object => ({
  status: 'satisfied',
  objective: null,
  solution: { x: 1 },
  output: null,
  checked: true,
  wallMs: 100,
  diagnostics: [],
  ...fields,
});
const solution = (values: object): object => ({ '!': 'Solution', ...values });
const error = { severity: 1, code: 'type-error', message: 'type error' };

describe('a solve case', () => {
  const verdict = (expected: object[], fields: object, options?: object): string =>
    judgeSolve({ expected, options: options ?? null }, answer(fields), LIMIT).verdict;
  const result = (fields: object): object => ({ kind: 'Result', ...fields });

  it('wants the values that are told of, and no others', () => {
    const x = [result({ status: 'SATISFIED', solution: solution({ x: 1 }) })];
    expect(verdict(x, {})).toBe('right');
    expect(verdict(x, { solution: { x: 1, y: 2 } })).toBe('right');
    expect(verdict(x, { solution: { x: 2 } })).toBe('differs');
    expect(verdict(x, { solution: {} })).toBe('differs');
    expect(verdict(x, { status: 'infeasible' })).toBe('wrong');
    expect(verdict(x, { checked: false })).toBe('unsupported');
    expect(verdict(x, { status: 'error' })).toBe('error');
    expect(verdict(x, { status: 'unknown', reason: 'Z3 has no sine.' })).toBe('unsupported');
    expect(verdict(x, { status: 'unknown', wallMs: 10_000 })).toBe('timed out');
  });

  it('takes the nearest of several expected results', () => {
    const either = [
      result({ status: 'SATISFIED', solution: solution({ x: 2 }) }),
      result({ status: 'SATISFIED', solution: solution({ x: 1 }) }),
    ];
    expect(verdict(either, {})).toBe('right');
    expect(verdict([result({ status: 'UNSATISFIABLE' }), { kind: 'Error' }], { status: 'error' })).toBe('right');
  });

  it('wants the best objective, and its proof where one is expected', () => {
    const best = [result({ status: 'OPTIMAL_SOLUTION', objective: 5, solution: solution({ x: 1, objective: 5 }) })];
    expect(verdict(best, { status: 'optimal', objective: 5 })).toBe('right');
    expect(verdict(best, { status: 'optimal', objective: 4 })).toBe('wrong');
    expect(verdict(best, { status: 'optimal', objective: 5, solution: { x: 3 } })).toBe('differs');
    expect(verdict(best, { objective: 4, reason: 'The time limit was reached.' })).toBe('timed out');
  });

  it('wants exactly the expected solutions where all are asked for', () => {
    const both = [
      result({ status: 'ALL_SOLUTIONS', solution: { '!': 'SolutionSet', items: [{ x: 1 }, { x: 2 }].map(solution) } }),
    ];
    const all = (...solutions: object[]): string => verdict(both, { solutions }, { all_solutions: true });
    expect(all({ x: 2 }, { x: 1 })).toBe('right');
    expect(all({ x: 1 })).toBe('wrong');
    expect(all({ x: 1 }, { x: 2 }, { x: 3 })).toBe('wrong');
    expect(all({ x: 1 }, { x: 2 }, { x: 1 })).toBe('wrong');
  });

  it('compares what the output item prints', () => {
    const text = [result({ solution: solution({ _output_item: 'x = 1\n' }) })];
    expect(verdict(text, { output: 'x = 1\n' })).toBe('right');
    expect(verdict(text, { output: 'x = 2\n' })).toBe('differs');
    expect(verdict(text, {})).toBe('differs');
  });

  it('counts a warning as an error under -Werror', () => {
    const warned = { diagnostics: [{ severity: 2, code: 'compiler-warning', message: 'deprecated' }] };
    expect(verdict([{ kind: 'Error' }], warned, { '-Werror': true })).toBe('right');
    expect(verdict([{ kind: 'Error' }], {}, { '-Werror': true })).toBe('wrong');
    expect(verdict([result({})], warned, { '-Werror': true })).toBe('error');
  });

  it('takes another solution for right if the expected one is ours too', () => {
    const pinned = (fields: object, own: object = {}): string =>
      judgePinned(result({}), solution({ x: 2 }), answer(own), answer(fields)).verdict;
    expect(pinned({ solution: { x: 2 } })).toBe('right');
    expect(pinned({ solution: { x: 3 } })).toBe('differs');
    expect(pinned({ status: 'infeasible' })).toBe('differs');
    const best = { status: 'optimal', objective: 3, solution: { x: 2 } };
    expect(pinned(best, { status: 'optimal', objective: 4 })).toBe('wrong');
    expect(pinned(best, { objective: 4 })).toBe('timed out');
  });
});

describe('an error or a compilation', () => {
  const verdict = (expected: object[], diagnostics: object[]): string =>
    judgeCheck({ expected, options: null }, { diagnostics }).verdict;

  it('wants an error of the kind, or none', () => {
    expect(verdict([{ kind: 'Error', type: 'TypeError' }], [error])).toBe('right');
    expect(verdict([{ kind: 'Error', type: 'SyntaxError' }], [error])).toBe('wrong');
    expect(verdict([{ kind: 'Error', regex: '.*' }], [error])).toBe('right');
    expect(verdict([{ kind: 'Error' }], [{ ...error, severity: 2 }])).toBe('wrong');
    expect(verdict([{ kind: 'FlatZinc' }], [])).toBe('right');
    expect(verdict([{ kind: 'FlatZinc' }], [error])).toBe('wrong');
  });

  it('agrees with the official checker', () => {
    expect(judgeDiagnostics({ status: 'ok', messages: [] }, { diagnostics: [] }).verdict).toBe('right');
    expect(judgeDiagnostics({ status: 'ok', messages: [] }, { diagnostics: [error] }).verdict).toBe('wrong');
    expect(judgeDiagnostics({ status: 'ok', deeper: true, messages: [] }, { diagnostics: [error] }).verdict).toBe(
      'right',
    );
    expect(judgeDiagnostics({ status: 'error', messages: [error] }, { diagnostics: [error] }).verdict).toBe('right');
    expect(judgeDiagnostics({ status: 'error', messages: [error] }, { diagnostics: [] }).verdict).toBe('wrong');
  });
});

describe('values of the suite', () => {
  it.each<[unknown, unknown]>([
    [null, undefined],
    [null, null],
    [0.1, 0.1 + 1e-12],
    [1, true],
    [false, 0],
    [{ '!': 'set', items: [1, 2] }, { set: [2, 1] }],
    [{ '!': 'set', items: ['A'] }, { set: ['A'] }],
    [{ '!': 'set', 2: null }, { set: [2] }],
    [{ '!': 'Range', value: '1..3' }, { set: [1, 2, 3] }],
    [{ '!': 'Range', value: '1..0' }, { set: [] }],
    [{ '!': 'Approx', value: '5.0' }, 5.00001],
    [
      { '!': 'ConstrEnum', constructor: 'G', argument: { '!': 'ConstrEnum', constructor: 'F', argument: 'A' } },
      'G(F(A))',
    ],
    [
      [1, [null]],
      [1, [null]],
    ],
    [
      { a: 1, b: { c: true } },
      { b: { c: true }, a: 1 },
    ],
  ])('%j is %j', (expected, value) => expect(sameValue(expected, value)).toBe(true));

  it.each<[unknown, unknown]>([
    [null, 0],
    [1, false],
    [true, 0],
    [1, '1'],
    ['A', 'B'],
    [{ '!': 'set', items: [1, 2] }, { set: [1] }],
    [{ '!': 'set', items: [1] }, [1]],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
  ])('%j is not %j', (expected, value) => expect(sameValue(expected, value)).toBe(false));
});

describe('giving variables their expected values', () => {
  it('finds the variables that have no value', () => {
    const model = `int: n = 3; var 1..n: x; % var int: no;
      array[1..2] of var set of {1, 2}: s; var int: y = x + 1; var int: w; w = y; var bool: b :: output; var int: v :: output = y; enum E = {A, B}; var E: e;
      record(var int: a): 'r 1'; constraint let { var int: z } in z = x; predicate p(var int: w) = w = x; solve satisfy;`;
    expect([...freeVariables(model)]).toEqual(['x', 's', 'b', 'e', 'r 1']);
  });

  it("writes them as MiniZinc's JSON data, and constrains the others", () => {
    const expected = solution({ x: 2, s: [{ '!': 'Range', value: '1..2' }], e: 'A', y: 3, z: [1], _output_item: 'x' });
    expect(
      pinning('var int: x; array[1..1] of var set of 1..2: s; var E: e; var int: y = 3; z = [1];', expected),
    ).toEqual({
      data: '{"x":2,"s":[{"set":[[1,2]]}],"e":{"e":"A"}}',
      model: "constraint 'y' = 3;\nconstraint array1d('z') = [1];\n",
    });
    expect(pinning('opt int: z = <>;', solution({ z: null }))).toBeUndefined();
  });
});

describe('which cases are run', () => {
  const test = (fields: object): object => ({
    type: 'solve',
    path: 'm.mzn',
    options: null,
    extra_files: null,
    ...fields,
  });
  it('leaves out what asks for another tool, with the reason', () => {
    const why = (fields: object): string | undefined => skipped(test(fields), () => true);
    expect(why({})).toBeUndefined();
    expect(why({ options: { '-O2': true, all_solutions: true } })).toBeUndefined();
    expect(why({ options: { 'only-sections': 'foo' } })).toBe('prints some output sections only');
    expect(why({ options: { restart: 'constant' } })).toBe('depends on when the search restarts');
    expect(why({ options: { '-G': 'gecode_presolver' } })).toBe('needs the library gecode_presolver');
    expect(why({ extra_files: ['a.mpc'] })).toBe('reads a configuration file of the official tool');
    expect(skipped(test({}), () => false)).toBe('the model is not in the set');
  });

  it('gives one process what it can take together', () => {
    const task = (id: string, all = false): object => ({ id, command: 'solve', all, data: [], assignments: undefined });
    expect(batches([task('a'), task('b', true), task('c'), task('d')], 2)).toEqual([
      [task('a'), task('c')],
      [task('d')],
      [task('b', true)],
    ]);
  });
});
