import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSession, type Outcome, type SolveFileOptions, type SolveProgress } from '../../server/src/session';
import { makeFolder } from './folder';

const session = openSession();
const folder = makeFolder();
const samples = resolve('samples');
const auto: SolveFileOptions = { solver: 'auto', data: [] };

afterAll(async () => {
  await session.dispose();
  folder.remove();
});

describe('solving MiniZinc', () => {
  it('gives an LP with data to GLPK', async () => {
    const outcome = await session.solve(join(samples, 'diet.mzn'), { ...auto, data: [join(samples, 'diet.dzn')] });
    expect(outcome).toMatchObject({ status: 'optimal', solver: 'glpk', paradigm: 'lp', checked: true, conflicts: [] });
    expect(outcome.output).toBe('Oats: 400.00 g\nLentils: 151.47 g\nMilk: 609.15 g\nSpinach:   0.00 g\n');
  });

  it('gives a MILP to GLPK', async () => {
    const outcome = await session.solve(join(samples, 'depots.mzn'), auto);
    expect(outcome).toMatchObject({ status: 'optimal', solver: 'glpk', paradigm: 'milp', checked: true });
    const again = await session.solve(join(samples, 'depots.mzn'), { ...auto, solver: 'gecode' });
    expect(again).toMatchObject({ status: 'optimal', solver: 'gecode', objective: outcome.objective });
  });

  it('gives finite domains with globals to the race and honours the output item', async () => {
    const outcome = await session.solve(join(samples, 'queens.mzn'), auto);
    expect(outcome).toMatchObject({
      status: 'satisfied',
      solver: expect.stringMatching(/^(gecode|chuffed|z3)$/) as string,
      paradigm: 'cp',
      checked: true,
      objective: null,
    });
    expect(outcome.output).toMatch(/^(([.Q] ){8}\n){8}$/);
  });

  it('gives Booleans to Z3', async () => {
    const outcome = await session.solve(join(samples, 'bicycle.mzn'), auto);
    expect(outcome).toMatchObject({ status: 'satisfied', solver: 'z3', paradigm: 'sat', checked: true });
    expect(outcome.solution).toEqual(
      Object.fromEntries(
        ['rack', 'lights', 'dynamo', 'battery', 'disc_brakes', 'carbon_fork', 'race_trim'].map((name) => [
          name,
          expect.any(Boolean),
        ]),
      ),
    );
  });

  it('names enum values and sets, and nests arrays by their index sets', async () => {
    const file = folder.write(
      'shapes.mzn',
      `enum Day = { Mon, Tue };
       array[Day, 1..2] of var 1..4: grid;
       var Day: first;
       var set of 1..3: some;
       var bool: late;
       constraint grid[Mon, 1] = 1 /\\ grid[Mon, 2] = 2 /\\ grid[Tue, 1] = 3 /\\ grid[Tue, 2] = 4;
       constraint first = Tue /\\ some = {1, 3} /\\ not late;
       solve satisfy;`,
    );
    const { solution, output } = await session.solve(file, auto);
    expect(solution).toEqual({
      grid: [
        [1, 2],
        [3, 4],
      ],
      first: 'Tue',
      some: { set: [1, 3] },
      late: false,
    });
    expect(output).toBeNull();
  });

  it('lets unsaved text win over the disk', async () => {
    const file = folder.write('unsaved.mzn', 'var 1..9: x; solve maximize x;');
    session.setText(file, 'var 1..5: x; solve maximize x;');
    expect(await session.solve(file, auto)).toMatchObject({ status: 'optimal', objective: 5 });
    session.setText(file, undefined);
    expect(await session.solve(file, auto)).toMatchObject({ status: 'optimal', objective: 9 });
  });

  it('enumerates every solution once', async () => {
    const file = folder.write('pairs.mzn', 'var 1..3: x; var 1..3: y; constraint x < y; solve satisfy;');
    for (const solver of ['z3', 'gecode'] as const) {
      const { solutions } = await session.solve(file, { ...auto, solver, all: true });
      const pairs = (solutions ?? []).map(({ x, y }) => `${String(x)}${String(y)}`).sort();
      expect(pairs).toEqual(['12', '13', '23']);
    }
  });

  it('tells of incumbents as they come', async () => {
    const file = folder.write(
      'climb.mzn',
      'array[1..6] of var 0..9: a; constraint sum(i in 1..6) (a[i] * a[i]) <= 100; solve maximize sum(a);',
    );
    const seen: SolveProgress[] = [];
    const outcome = await session.solve(file, { ...auto, onProgress: (progress) => seen.push(progress) });
    const objectives = seen.flatMap((progress) => (progress.kind === 'solution' ? [progress.objective ?? NaN] : []));
    expect(objectives.length).toBeGreaterThan(0);
    expect(objectives).toEqual([...objectives].sort((a, b) => a - b));
    expect(objectives.at(-1)).toBe(outcome.objective);
    const stages = seen.flatMap((progress) => (progress.kind === 'stage' ? [progress.stage] : []));
    expect(stages).toEqual(['reading', 'compiling', 'solving', 'checking']);
  });

  it('says unbounded', async () => {
    const file = folder.write('endless.mzn', 'var int: x; constraint x >= 3; solve maximize x;');
    expect(await session.solve(file, auto)).toMatchObject({ status: 'unbounded', solution: {}, objective: null });
  });

  it('does not take a row of tiny numbers for one that always holds', async () => {
    const file = folder.write(
      'tiny.mzn',
      'var 0.0..0.5: x; constraint 0.000000001 * x >= 0.000000001; solve minimize x;',
    );
    expect(await session.solve(file, auto)).toMatchObject({ status: 'infeasible', solution: {} });
  });

  it('stops at the time limit with what it has', async () => {
    const file = folder.write(
      'long.mzn',
      `array[1..40] of var 0..1: x;
       constraint forall(k in 1..30) (sum(i in 1..40) (((i * k * k + 7 * i) mod 97 + 3) * x[i]) <= 800 + k);
       solve maximize sum(i in 1..40) (((i * 31) mod 17 + 5) * x[i] * x[(i mod 40) + 1]);`,
    );
    const outcome = await session.solve(file, { ...auto, solver: 'z3', timeLimitMs: 1500 });
    expect(['satisfied', 'unknown', 'optimal']).toContain(outcome.status);
    if (outcome.status !== 'optimal') expect(outcome.reason).toContain('time limit');
  });

  it('stops when cancelled, and the next request works', async () => {
    const file = folder.write(
      'stop.mzn',
      'include "all_different.mzn"; array[1..12] of var 1..11: a; constraint all_different(a); solve satisfy;',
    );
    const stop = new AbortController();
    const solving = session.solve(
      file,
      {
        ...auto,
        solver: 'z3',
        onProgress: (progress) => progress.kind === 'stage' && progress.stage === 'solving' && stop.abort(),
      },
      stop.signal,
    );
    await expect(solving).rejects.toMatchObject({ name: 'AbortError' });
    expect(await session.solve(join(samples, 'bicycle.mzn'), auto)).toMatchObject({ status: 'satisfied' });
  });
});

describe('what is known of an infeasible model', () => {
  const text = 'var 0..9: x;\nconstraint x > 6;\nconstraint x < 4;\nsolve satisfy;\n';
  const stopAt = async (name: string, stage: string): Promise<Outcome> => {
    const stop = new AbortController();
    const onProgress: SolveFileOptions['onProgress'] = (progress) => {
      if (progress.kind === 'stage' && progress.stage === stage) stop.abort();
    };
    return session.solve(folder.write(name, text), { ...auto, onProgress }, stop.signal);
  };

  it('stays when stopped while the conflict is looked for', async () => {
    expect(await stopAt('why.mzn', 'explaining')).toMatchObject({
      status: 'infeasible',
      conflicts: [],
      reason: 'Stopped before the conflict was found.',
    });
  });

  it('stays with its conflict when stopped while repairs are looked for', async () => {
    expect(await stopAt('fix.mzn', 'repairing')).toMatchObject({
      status: 'infeasible',
      conflicts: [{ parts: [{ text: 'x > 6' }, { text: 'x < 4' }] }],
      repairs: [],
      reason: 'Stopped before repairs were found.',
    });
  });

  it('is told of the text that was there when the run began', async () => {
    const file = folder.write('typing.mzn', '');
    session.setText(file, text);
    const onProgress: SolveFileOptions['onProgress'] = (progress) => {
      if (progress.kind === 'stage' && progress.stage === 'explaining') session.setText(file, `% edited\n${text}`);
    };
    const outcome = await session.solve(file, { ...auto, onProgress });
    session.setText(file, undefined);
    expect(outcome.conflicts[0]?.parts.map(({ range }) => range.start.line)).toEqual([1, 2]);
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [what: string, name: string, text: string, code: string, message: RegExp])[] = [
    ['a syntax error', 'syntax.mzn', 'var 1..3: x\nsolve satisfy;', 'syntax-error', /./],
    ['a type error', 'type.mzn', 'var 1..3: x;\nconstraint x + true = "a";\nsolve satisfy;', 'type-error', /./],
    ['a missing parameter', 'missing.mzn', 'int: n;\nvar 1..n: x;\nsolve satisfy;', 'missing-parameter', /\bn\b/],
    ['an unknown include', 'include.mzn', 'include "no_such.mzn";\nsolve satisfy;', 'unknown-include', /no_such\.mzn/],
    ['another kind of file', 'notes.txt', 'hello', 'unsupported-file', /\.problem/],
    ['an empty problem', 'empty.problem', '\n  \n', 'empty-problem', /./],
  ];
  it.each(cases)('%s is an error at its place', async (_, name, text, code, message) => {
    const outcome = await session.solve(folder.write(name, text), auto);
    expect(outcome.status).toBe('error');
    expect(outcome.diagnostics[0]).toMatchObject({ code, severity: 'error' });
    expect(outcome.diagnostics[0]?.message).toMatch(message);
  });

  it('a file that is not there, and a folder', async () => {
    const gone = await session.solve(join(folder.path, 'gone.mzn'), auto);
    expect(gone.diagnostics).toMatchObject([
      { code: 'file-not-readable', message: 'This file cannot be read: there is no such file.' },
    ]);
    expect((await session.solve(folder.path + '.mzn', auto)).status).toBe('error');
  });
});
