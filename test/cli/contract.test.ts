import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, type Range } from '../../server/src/text';
import { makeFolder } from '../session/folder';

const folder = makeFolder();
afterAll(() => folder.remove());

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The lines of `--json`. */
  readonly json: unknown[];
}

/** Runs the built command line in the test's folder. */
function modelwright(...args: string[]): Promise<Run> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder.path }, (error, out, err) => {
      const lines = args.includes('--json') ? out.trimEnd().split('\n') : [];
      const code = error ? Number(error.code) : 0;
      done({ code, out, err, json: lines.map((line): unknown => JSON.parse(line)) });
    });
  });
}

const OVEN = `int: oven_hours = 10;
var 0..20: bread; % loaves
var 0..20: cake;
constraint bread + 2 * cake <= oven_hours;
constraint bread >= 8;
constraint cake >= 3;
solve maximize 3 * bread + 5 * cake;
`;

beforeAll(() => void folder.write('oven.mzn', OVEN));

describe('solve --json', () => {
  it('prints one object for each file, in order, a failing file not stopping the rest', async () => {
    folder.write('broken.mzn', 'var 1..3 x;');
    folder.write('best.mzn', 'var 1..7: x; constraint 2 * x <= 9; solve maximize x; output ["x is \\(x)\\n"];');
    folder.write('any.mzn', 'var bool: a; var bool: b; constraint a != b; constraint a; solve satisfy;');
    const run = await modelwright('solve', '--json', 'best.mzn', 'broken.mzn', 'any.mzn');
    expect(run.code).toBe(1);
    expect(run.json).toMatchObject([
      {
        file: 'best.mzn',
        status: 'optimal',
        objective: 4,
        solution: { x: 4 },
        output: 'x is 4\n',
        solver: 'glpk',
        paradigm: 'milp',
        checked: true,
        conflicts: [],
        repairs: [],
        questions: [],
        diagnostics: [],
      },
      { file: 'broken.mzn', status: 'error', objective: null, solution: {}, output: null, checked: false },
      { file: 'any.mzn', status: 'satisfied', objective: null, solution: { a: true, b: false }, solver: 'z3' },
    ]);
    const diagnostics = (run.json[1] as { diagnostics: unknown[] }).diagnostics;
    expect(diagnostics[0]).toMatchObject({
      severity: 1,
      code: 'syntax-error',
      source: 'modelwright',
      range: { start: { line: 0 } },
    });
  });

  it('names a file each time as it was given that time', async () => {
    folder.write('one.mzn', 'var 1..3: x; solve satisfy;');
    const run = await modelwright('check', '--json', 'one.mzn', './one.mzn');
    expect(run.json).toMatchObject([{ file: 'one.mzn' }, { file: './one.mzn' }]);
  });

  it('says in one sentence that the output cannot be written', async () => {
    const run = await modelwright('export', '--format', 'lp', '--output', 'nowhere/out.lp', 'oven.mzn');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(/^modelwright: nowhere\/out\.lp cannot be written: .*\n$/);
  });

  it('puts a conflict on exact ranges, and its repairs make the model feasible', async () => {
    const run = await modelwright('solve', '--json', 'oven.mzn');
    expect(run.code).toBe(0);
    const outcome = run.json[0] as {
      status: string;
      conflicts: { parts: { file: string; range: Range; text: string; indices: object }[] }[];
      repairs: {
        title: string;
        kind: string;
        edits: { file: string; range: Range; newText: string }[];
        objectiveAfter: number | null;
      }[];
    };
    expect(outcome.status).toBe('infeasible');
    expect(outcome.conflicts[0]?.parts).toEqual([
      part(3, 11, 41, 'bread + 2 * cake <= oven_hours'),
      part(4, 11, 21, 'bread >= 8'),
      part(5, 11, 20, 'cake >= 3'),
      { ...part(0, 18, 20, 'oven_hours = 10'), kind: 'data' },
    ]);
    expect(outcome.repairs.length).toBeGreaterThan(1);
    expect(outcome.repairs.map(({ kind }) => kind)).toContain('relax');
    outcome.repairs.forEach((repair, number) => {
      expect(repair.edits.every(({ file }) => file === 'oven.mzn')).toBe(true);
      folder.write(`repaired${number}.mzn`, applyEdits(OVEN, repair.edits));
    });
    const files = outcome.repairs.map((_, number) => `repaired${number}.mzn`);
    expect((await modelwright('solve', '--json', ...files)).json).toMatchObject(
      outcome.repairs.map(({ objectiveAfter }) => ({ status: 'optimal', objective: objectiveAfter })),
    );
  });

  it('names loop values', async () => {
    folder.write(
      'week.mzn',
      'enum Day = {Mon, Tue}; array[Day] of var 0..9: a;\nconstraint forall(d in Day)(a[d] >= 5);\nconstraint a[Tue] <= 4;\nsolve satisfy;\n',
    );
    expect((await modelwright('solve', '--json', 'week.mzn')).json).toMatchObject([
      {
        conflicts: [
          {
            parts: [
              { text: 'a[d] >= 5', indices: { d: 'Tue' } },
              { text: 'a[Tue] <= 4', indices: {} },
            ],
          },
        ],
      },
    ]);
  });

  function part(line: number, start: number, end: number, text: string) {
    const range = { start: { line, character: start }, end: { line, character: end } };
    return { file: 'oven.mzn', range, text, indices: {} };
  }
});

describe('explain', () => {
  it('gives every conflict, smallest first', async () => {
    folder.write(
      'two.mzn',
      'var 0..9: x; var 0..9: y;\nconstraint x >= 7;\nconstraint x <= 3;\nconstraint x + y <= 4;\nconstraint y >= 2;\nconstraint x >= 3;\nsolve satisfy;\n',
    );
    const [outcome] = (await modelwright('explain', '--json', '--smallest', 'two.mzn')).json as {
      conflicts: { parts: { text: string }[] }[];
      overview: {
        complete: boolean;
        smallestFirst: boolean;
        inEvery: { text: string }[];
        corrections: { text: string }[][];
      };
    }[];
    const conflicts = outcome?.conflicts.map(({ parts }) => parts.map(({ text }) => text)) ?? [];
    expect(conflicts.map((texts) => [...texts].sort().join(' & ')).sort()).toEqual([
      '0..9 & x + y <= 4 & x >= 7',
      'x + y <= 4 & x >= 3 & y >= 2',
      'x <= 3 & x >= 7',
    ]);
    expect(conflicts.map((texts) => texts.length)).toEqual([2, 3, 3]);
    const { inEvery, corrections, ...facts } = outcome?.overview ?? { inEvery: [], corrections: [] };
    expect(facts).toEqual({ complete: true, smallestFirst: true });
    expect(inEvery).toEqual([]);
    expect(corrections.map((parts) => parts.map(({ text }) => text))).toEqual([
      ['x >= 7', 'x + y <= 4'],
      ['x >= 7', 'y >= 2'],
      ['x >= 7', 'x >= 3'],
      ['x <= 3', 'x + y <= 4'],
    ]);
  });
});

describe('check, export, synthesize', () => {
  it('check prints diagnostics only', async () => {
    folder.write('typo.mzn', 'var 1..3: x;\nconstraint y > 1;\nsolve satisfy;\n');
    const run = await modelwright('check', '--json', 'typo.mzn', 'oven.mzn');
    expect(run.code).toBe(1);
    expect(run.json).toMatchObject([{ file: 'typo.mzn' }, { file: 'oven.mzn', diagnostics: [] }]);
    expect((run.json[0] as { diagnostics: unknown[] }).diagnostics).toMatchObject([
      { range: { start: { line: 1, character: 11 }, end: { line: 1, character: 12 } }, severity: 1 },
    ]);
  });

  it('exports LP, MPS, SMT-LIB, DIMACS and FlatZinc, and says why where it cannot', async () => {
    expect((await modelwright('export', '--format', 'lp', 'oven.mzn')).out).toMatch(/maximize/i);
    expect((await modelwright('export', '--format', 'mps', 'oven.mzn')).out).toMatch(/^ROWS$[^]*^ENDATA$/m);
    expect((await modelwright('export', '--format', 'smt2', 'oven.mzn')).out).toContain('(check-sat)');
    expect((await modelwright('export', '--format', 'fzn', 'oven.mzn')).out).toMatch(/^solve +maximize /m);
    folder.write('doors.mzn', 'array[1..2] of var bool: open;\nconstraint open[1] != open[2];\nsolve satisfy;\n');
    expect((await modelwright('export', '--format', 'dimacs', 'doors.mzn')).out).toMatch(/^c 1 means open.*^p cnf /ms);
    const run = await modelwright('export', '--format', 'dimacs', 'oven.mzn');
    expect(run.code).toBe(1);
    expect(run.err).toContain('DIMACS only has clauses over Booleans. It has no objective');
  });

  it('synthesize refuses what is a model already', async () => {
    const run = await modelwright('synthesize', '--json', 'oven.mzn');
    expect(run.code).toBe(1);
    expect(run.json).toMatchObject([{ file: 'oven.mzn', model: null, diagnostics: [{ code: 'already-a-model' }] }]);
  });
});

describe('for people', () => {
  it('says once what is wrong with a question, or with the model it is about', async () => {
    folder.write('wrong.mzn', 'var 1..3 x;');
    const [question, model] = await Promise.all([
      modelwright('why-not', '--ask', 'bread <', 'oven.mzn'),
      modelwright('why-not', '--ask', 'x = 1', 'wrong.mzn'),
    ]);
    expect(question).toMatchObject({
      code: 1,
      out: 'oven.mzn\n  “bread <”: This is no constraint. Write one as MiniZinc has it, such as “x = 20” or “x[2] < 5”.\n',
    });
    expect(model).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^wrong\.mzn\n {2}wrong\.mzn:1:10: error: .*\n$/),
    });
  });

  it('shows a conflict with places that an editor can open', async () => {
    const run = await modelwright('solve', 'oven.mzn');
    expect(run.code).toBe(0);
    expect(run.out).toContain('infeasible');
    expect(run.out).toContain('oven.mzn:5:12  bread >= 8');
    expect(run.out).not.toContain('\u001b');
  });

  it('says what is wrong with the usage, and exits with 2', async () => {
    const run = await modelwright('solve');
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('at least one file');
  });

  it('knows its version', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect((await modelwright('--version')).out).toBe(`${version}\n`);
  });
});
