import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  findNativeMiniZinc,
  openNativeSolver,
  type NativeMiniZinc,
  type NativeSolverInfo,
} from '../../server/src/solvers/native';
import type { Assignment } from '../../server/src/flatzinc';
import { model } from '../flatzinc/build';

// A `minizinc` that does what the environment variable MINIZINC_DOES says.
const folder = mkdtempSync(join(tmpdir(), 'native-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const executable = join(folder, 'minizinc');
const temporary = join(folder, 'tmp');
mkdirSync(temporary);
writeFileSync(
  executable,
  `#!${process.execPath}
const { spawn } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const does = JSON.parse(process.env.MINIZINC_DOES);
const [first] = process.argv.slice(2);
const asked = first === '--version' ? 'version' : first === '--solvers-json' ? 'solvers' : 'solve';
if (asked === 'solve') writeFileSync(${JSON.stringify(join(folder, 'asked.json'))},
  JSON.stringify({ args: process.argv.slice(2), text: readFileSync(process.argv.at(-1), 'utf8') }));
const steps = [...does[asked]];
(function next() {
  const step = steps.shift();
  if (step === undefined) return;
  if (step === 'hang') return void setInterval(() => undefined, 1000);
  if (step === 'flood') return void setInterval(() => process.stdout.write('x'.repeat(1 << 20)), 1);
  if (step === 'ignore SIGTERM') process.on('SIGTERM', () => undefined);
  else if (step === 'start a solver') {
    // As MiniZinc does: in a process group of its own.
    const hang = 'process.on("SIGTERM", () => undefined); console.log(1); setInterval(() => undefined, 1000)';
    const solver = spawn(process.execPath, ['-e', hang], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    writeFileSync(${JSON.stringify(join(folder, 'solver.pid'))}, String(solver.pid));
    return void solver.stdout.once('data', next);
  }
  else if (step.stderr !== undefined) process.stderr.write(step.stderr);
  else if (step.exit !== undefined) process.exitCode = step.exit;
  else if (step.kill !== undefined) process.kill(process.pid, step.kill);
  else process.stdout.write(step.line + '\\n');
  next();
})();
`,
  { mode: 0o755 },
);

type Step = string | { line: string } | { stderr: string } | { exit: number } | { kill: string };

interface Does {
  readonly version?: readonly Step[];
  readonly solvers?: readonly Step[];
  readonly solve?: readonly Step[];
}

const gecode = {
  id: 'org.gecode.gecode',
  name: 'Gecode',
  version: '6.2.0',
  tags: ['cp', 'int', 'set'],
  stdFlags: ['-a', '-p'],
  supportsFzn: true,
};
const version = [{ line: 'MiniZinc to FlatZinc converter, version 2.6.4' }];
const listing = (...solvers: object[]): Step[] => [{ line: JSON.stringify(solvers, undefined, 2) }];

function environment(does: Does): Record<string, string | undefined> {
  return {
    ...process.env,
    TMPDIR: temporary,
    MINIZINC_DOES: JSON.stringify({ version, solvers: listing(gecode), solve: [], ...does }),
  };
}

async function found(does: Does): Promise<NativeMiniZinc> {
  const search = await findNativeMiniZinc({ executable, env: environment(does) });
  if (search.kind !== 'found') throw new Error(search.detail);
  return search.minizinc;
}

async function refused(does: Does, timeLimitMs?: number): Promise<string> {
  const search = await findNativeMiniZinc({ executable, env: environment(does), ...(timeLimitMs && { timeLimitMs }) });
  if (search.kind === 'found') throw new Error('it was found');
  return search.detail.replaceAll(executable, 'minizinc');
}

describe('Looking for MiniZinc', () => {
  test('on the PATH, by its name', async () => {
    const env = { ...environment({}), PATH: `relative:/nowhere:${folder}` };
    expect(await findNativeMiniZinc({ env })).toEqual({
      kind: 'found',
      minizinc: {
        executable,
        version: '2.6.4',
        solvers: [
          {
            id: 'native:org.gecode.gecode',
            solver: 'org.gecode.gecode',
            name: 'Gecode',
            version: '6.2.0',
            tags: ['cp', 'int', 'set'],
            flags: ['-a', '-p'],
            requires: [],
          },
        ],
      },
    });
  });

  test('none is no mistake', async () => {
    expect(await findNativeMiniZinc({ env: { PATH: '/nowhere' } })).toEqual({
      kind: 'absent',
      detail: 'There is no minizinc on the PATH.',
    });
  });

  test.each(['./minizinc', 'bin/minizinc', '..\\minizinc.exe', 'c:minizinc', ''])(
    'a relative path is not started: %s',
    async (path) => {
      expect(await findNativeMiniZinc({ executable: path, env: { PATH: folder } })).toEqual({
        kind: 'unusable',
        detail: `The program ${JSON.stringify(path)} is neither a bare name nor an absolute path.`,
      });
    },
  );

  test('a file that is no program', async () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'none');
    expect(await findNativeMiniZinc({ executable: path })).toEqual({
      kind: 'unusable',
      detail: `${path} is no program that can be started.`,
    });
  });

  test.each<[string, Does]>([
    ['minizinc does not say that it is MiniZinc.', { version: [{ line: 'ls (GNU coreutils) 9.1' }] }],
    [
      'minizinc is MiniZinc 2.5.5; version 2.6 or later is needed.',
      { version: [{ line: 'MiniZinc to FlatZinc converter, version 2.5.5' }] },
    ],
    ['minizinc failed with exit code 3: no licence', { version: [{ stderr: 'no\nlicence\n' }, { exit: 3 }] }],
    ['minizinc was ended by SIGSEGV.', { solvers: [{ kill: 'SIGSEGV' }] }],
    ['minizinc does not list its solvers as MiniZinc does.', { solvers: [{ line: '[{"id": ' }] }],
    ['minizinc prints without end.', { solvers: ['flood'] }],
  ])('%s', async (sentence, does) => {
    expect(await refused(does)).toBe(sentence);
  });

  test('a MiniZinc that hangs is ended', async () => {
    expect(await refused({ solvers: ['ignore SIGTERM', 'hang'] }, 500)).toBe('minizinc did not answer within 0.5 s.');
  });

  test('cancelled, it rejects', async () => {
    const controller = new AbortController();
    const search = findNativeMiniZinc({
      executable,
      env: environment({ version: ['hang'] }),
      signal: controller.signal,
    });
    controller.abort();
    await expect(search).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('The solvers it lists', () => {
  const names = async (...solvers: object[]) =>
    (await found({ solvers: listing(...solvers) })).solvers.map((solver) => `${solver.solver} ${solver.name}`);

  test('of every version of the format, those that take FlatZinc', async () => {
    const list = [
      { ...gecode, isGUIApplication: true, id: 'org.gecode.gist' },
      { id: 'org.minizinc.findmus', name: 'findMUS', supportsMzn: true, supportsFzn: false },
      { id: 'org.minizinc.mip.highs', name: 'HiGHS', version: '1.15.1', inputType: 'FZN' },
      { id: 'cp-sat', name: 'CP-SAT', inputType: 'JSON' },
      { id: 'org.minizinc.mzn-fzn', name: 'compiler', inputType: 'MZN' },
      { id: 'org.minizinc.gecode_presolver', name: 'Gecode', inputType: 'FZN' },
      gecode,
    ];
    expect(await names(...list)).toEqual(['org.minizinc.mip.highs HiGHS', 'cp-sat CP-SAT', 'org.gecode.gecode Gecode']);
  });

  test('of several versions the newest', async () => {
    const versions = ['6.9.1', '6.10.0', '6.2.0'].map((each) => ({ ...gecode, version: each }));
    expect(await names(...versions)).toEqual(['org.gecode.gecode@6.10.0 Gecode']);
  });

  test('what its library lacks', async () => {
    const cplex = { id: 'org.minizinc.mip.cplex', supportsFzn: true, requiredFlags: ['--cplex-dll'], tags: 7 };
    const [solver] = (await found({ solvers: listing({ ...cplex, version: '<unknown version>' }) })).solvers;
    expect(solver).toEqual({
      id: 'native:org.minizinc.mip.cplex',
      solver: 'org.minizinc.mip.cplex',
      name: 'org.minizinc.mip.cplex',
      version: '',
      tags: [],
      flags: [],
      requires: ['--cplex-dll'],
    });
  });

  test('nothing that is an option, a file, or no solver at all; names for people are plain', async () => {
    const list = [
      null,
      'gecode',
      { name: 'nobody', supportsFzn: true },
      { ...gecode, id: '--output-to-file=/etc/passwd' },
      { ...gecode, id: '../../evil.msc' },
      { ...gecode, id: 'evil.msc' },
      { ...gecode, id: 'a b' },
      { ...gecode, name: `\u001b[31mGecode\u0007\n$(reboot) ${'x'.repeat(99)}` },
    ];
    const [solver, ...more] = (await found({ solvers: listing(...(list as object[])) })).solvers;
    expect(solver?.name).toBe(`[31mGecode $(reboot) ${'x'.repeat(39)}`);
    expect(more).toEqual([]);
  });

  test('a greeting before the list', async () => {
    const greeted = await found({ solvers: [{ line: 'Set parameter Username [demo]' }, ...listing(gecode)] });
    expect(greeted.solvers).toHaveLength(1);
  });
});

const info: NativeSolverInfo = {
  id: 'native:some.solver',
  solver: 'some.solver',
  name: 'Some',
  version: '1.2',
  tags: ['cp', 'int'],
  flags: ['-a', '-i', '-p'],
  requires: [],
};

function open(solve: readonly Step[], changes: Partial<NativeSolverInfo> = {}) {
  const minizinc = { executable, version: '2.6.4', solvers: [] };
  const solver = openNativeSolver(minizinc, { ...info, ...changes }, { env: environment({ solve }) });
  onTestFinished(() => solver.dispose());
  return solver;
}

const said = (message: object): Step => ({ line: JSON.stringify(message) });
const status = (word: string): Step => said({ type: 'status', status: word });
const solution = (...values: (string | number)[]): Step =>
  said({ type: 'solution', output: { dzn: values.map((value, index) => `v${index} = ${value};\n`).join('') } });

const plain = (solutions: readonly Assignment[]) => solutions.map((each) => Object.fromEntries(each));

function asked(): { readonly args: readonly string[]; readonly text: string } {
  const { args, text } = JSON.parse(readFileSync(join(folder, 'asked.json'), 'utf8')) as {
    args: string[];
    text: string;
  };
  return { args: args.map((arg) => arg.replace(/.*(model\.\w+)$/, '$1')), text };
}

const satisfy = model({ x: '1..3', 'the y': '1..3' }, [['int_lin_le', [1, -1], ['x', 'the y'], -1]]);
const maximise = model({ x: '1..3', z: '0..9' }, [['int_lin_eq', [3, -1], ['x', 'z'], 0]], { maximize: 'z' });

describe('A native solver', () => {
  test('is given the model as flat MiniZinc, and nothing of the model as an argument', async () => {
    const result = await open([solution(1, 2)]).solve(satisfy, { timeLimitMs: 60_000, threads: 4 });
    expect(result).toMatchObject({ status: 'satisfied', objective: undefined, bound: undefined });
    expect(plain(result.solutions)).toEqual([{ x: 1, 'the y': 2 }]);
    expect(asked()).toEqual({
      args: '--json-stream --output-mode dzn -s --no-chain-compression --solver some.solver --time-limit 60000 -p 4 model.mzn'.split(
        ' ',
      ),
      text: [
        'var 1..3: v0 :: output_var;',
        'var 1..3: v1 :: output_var;',
        'constraint int_lin_le([1,-1],[v0,v1],-1);',
        'solve satisfy;',
        '',
      ].join('\n'),
    });
  });

  test('streams what it finds, with the proof, the bound and the statistics', async () => {
    const events: unknown[] = [];
    const steps = [
      said({ type: 'statistics', statistics: { objectiveBound: 12, method: 'maximize' } }),
      solution(1, 3),
      { line: 'Academic license - for non-commercial use only' },
      { line: '{"type": "solution"' },
      said({ type: 'statistics', statistics: { objectiveBound: 9, nodes: 7 } }),
      solution(3, 9),
      status('OPTIMAL_SOLUTION'),
    ];
    const result = await open(steps).solve(maximise, {
      onSolution: (_, objective) => events.push(objective),
      onBound: (bound) => events.push(`at most ${bound}`),
    });
    expect(events).toEqual(['at most 12', 3, 'at most 9', 9]);
    expect(result).toMatchObject({ status: 'optimal', objective: 9, bound: 9, statistics: { nodes: 7 } });
    expect(plain(result.solutions)).toEqual([{ x: 3, z: 9 }]);
    expect(asked().args).toContain('-i');
  });

  test('lists all solutions once each, or as many as are asked for', async () => {
    const steps = [solution(1, 2), solution(1, 3), solution(1, 2), solution(2, 3), status('ALL_SOLUTIONS')];
    const all = await open(steps).solve(satisfy, { all: true });
    expect([all.status, all.reason, all.solutions.length]).toEqual(['satisfied', undefined, 3]);
    expect(asked().args).toContain('-a');
    const two = await open([...steps.slice(0, 3), 'hang']).solve(satisfy, { all: true, limit: 2 });
    expect([two.status, two.reason, two.solutions.length]).toEqual(['satisfied', 'limit', 2]);
  });

  test('says so where it finds one solution only', async () => {
    const result = await open([solution(1, 2)], { flags: [] }).solve(satisfy, { all: true });
    expect(result).toMatchObject({
      status: 'satisfied',
      reason: 'unsupported',
      detail: 'Some 1.2 (native) finds one solution; ask another engine for all.',
    });
    expect(asked().args).not.toContain('-a');
  });

  test('stops within the gap', async () => {
    const bound = said({ type: 'statistics', statistics: { objectiveBound: 9.05 } });
    const result = await open([solution(3, 9), bound, 'hang']).solve(maximise, { gap: 0.01 });
    expect(result).toMatchObject({ status: 'satisfied', reason: 'gap', objective: 9, bound: 9.05 });
  });

  test.each([
    ['UNSATISFIABLE', 'infeasible'],
    ['UNBOUNDED', 'unbounded'],
  ])('%s', async (word, expected) => {
    expect(await open([status(word)]).solve(maximise, {})).toMatchObject({ status: expected, solutions: [] });
  });

  test('finds out which of unsatisfiable or unbounded it is', async () => {
    const result = await open([solution(1, 3), status('UNSAT_OR_UNBOUNDED')]).solve(maximise, {});
    expect(result.status).toBe('unbounded');
    expect(asked().text).toContain('solve satisfy;');
  });

  test('its proofs do not count where it may search a part of the values only', async () => {
    const open_ = model({ x: 'int' }, [['int_le', 3, 'x']]);
    const result = await open([status('UNSATISFIABLE')]).solve(open_, {});
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'incomplete-search',
      detail: 'Some 1.2 (native) may search a bounded part of the values only, and x has no bounds: give it some.',
    });
  });

  test('a bound that other constraints give is a bound', async () => {
    const chained = model({ x: 'int', y: 'int', z: '0..5' }, [
      ['int_lin_eq', [1, -2], ['y', 'x'], 0],
      ['int_lin_eq', [1, 1], ['x', 'z'], 7],
    ]);
    expect((await open([status('UNSATISFIABLE')]).solve(chained, {})).status).toBe('infeasible');
  });

  test('nor where numbers can be larger than it computes with', async () => {
    const large = model({ x: '0..3000000000' }, []);
    const result = (tags: string[], solver = 'some.solver') =>
      open([status('UNSATISFIABLE')], { tags, solver }).solve(large, {});
    expect((await result(['cp'])).detail).toMatch(/integers of 32 bits, and x can be larger/);
    expect((await result(['cp'], 'cp-sat')).status).toBe('infeasible');
    expect((await result(['mip'])).status).toBe('infeasible');
    const sums = model({ x: '0..3000000000' }, [['int_lin_le', [4_000_000_000], ['x'], 9]]);
    expect((await open([status('UNSATISFIABLE')], { tags: ['mip'] }).solve(sums, {})).detail).toMatch(/^Sums of whole/);
  });

  test('Gecode is given FlatZinc, and where it lacks a constraint MiniZinc', async () => {
    const circuit = model({ x: '0..1', y: '0..1' }, [['gecode_circuit', 0, ['x', 'y']]]);
    const steps = [{ stderr: 'Error: Registry: Constraint gecode_circuit not found\n' }, { exit: 1 }];
    const result = await open(steps, { solver: 'org.gecode.gecode' }).solve(circuit, {});
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'unsupported',
      detail: 'Some 1.2 (native) failed with exit code 1: Error: Registry: Constraint gecode_circuit not found',
    });
    expect(asked().args.at(-1)).toBe('model.mzn');
    expect(asked().text).toContain('include "fzn_circuit.mzn";');
    expect(asked().text).toContain('constraint modelwright_gecode_circuit(0,[v0,v1]);');
    await open([solution(1, 0)], { solver: 'org.gecode.gecode' }).solve(circuit, {});
    expect(asked().args.at(-1)).toBe('model.fzn');
    expect(asked().text).toContain('constraint gecode_circuit(0,[v0,v1]);');
  });

  test('refuses what cannot be said', () => {
    const solver = open([]);
    expect(solver.unsupported(satisfy)).toBeUndefined();
    expect(solver.unsupported(model({ x: '1..2' }, [['gecode_secret', 'x']]))).toBe(
      'Some 1.2 (native) cannot be given the constraint gecode_secret.',
    );
    expect(solver.unsupported(model({ f: '0.0..1.0' }, []))).toBe('Some 1.2 (native) has no floats, and f is one.');
    expect(open([], { tags: [] }).unsupported(model({ f: '0.0..1.0' }, []))).toBeUndefined();
  });
});

describe('A native solver that goes wrong', () => {
  test.each<[string, readonly Step[], object]>([
    [
      'an error of MiniZinc',
      [
        { stderr: '8 POSTs [ 0,0,0 ]' },
        said({ type: 'error', what: 'error', message: 'cannot load cplex dll,\n specify --cplex-dll' }),
        { exit: 1 },
      ],
      {
        reason: 'unsupported',
        detail: 'Some 1.2 (native) failed with exit code 1: cannot load cplex dll, specify --cplex-dll',
      },
    ],
    [
      'an exit code and words',
      [{ stderr: 'Warning: odd file\nlicence has expired\n' }, { exit: 2 }],
      { reason: 'crashed', detail: 'Some 1.2 (native) failed with exit code 2: licence has expired' },
    ],
    ['a crash', [{ kill: 'SIGSEGV' }], { reason: 'crashed', detail: 'Some 1.2 (native) was ended by SIGSEGV.' }],
    [
      'the system’s killer',
      [{ kill: 'SIGKILL' }],
      { reason: 'memory', detail: 'Some 1.2 (native) was ended by SIGKILL, as for want of memory.' },
    ],
    [
      'nonsense',
      [{ line: 'v0 = 1; ----------' }, { line: '{"type":"solution","output":7}' }, { line: '[]' }, { line: '{"a"' }],
      { reason: 'incomplete-search', detail: 'Some 1.2 (native) gave up without saying why.' },
    ],
    [
      'a proof of the best without a solution',
      [status('OPTIMAL_SOLUTION')],
      {
        reason: 'crashed',
        detail: 'Some 1.2 (native) contradicts itself: what it says of the outcome does not fit the solutions it gave.',
      },
    ],
  ])('%s', async (_, steps, expected) => {
    expect(await open(steps).solve(maximise, {})).toMatchObject({ status: 'unknown', solutions: [], ...expected });
  });

  test('keeps what was found before', async () => {
    const result = await open([solution(1, 3), { kill: 'SIGSEGV' }]).solve(maximise, {});
    expect(result).toMatchObject({ status: 'satisfied', reason: 'crashed', objective: 3 });
  });

  test('a program that is gone', async () => {
    const gone = openNativeSolver({ executable: join(folder, 'gone'), version: '2.6.4', solvers: [] }, info);
    const { status, reason, detail } = await gone.solve(satisfy, {});
    expect([status, reason]).toEqual(['unknown', 'crashed']);
    expect(detail).toMatch(/^Some 1\.2 \(native\) could not be started: .*ENOENT/);
  });

  test('past its time limit it is ended', async () => {
    const result = await open(['ignore SIGTERM', 'hang']).solve(satisfy, { timeLimitMs: 1 });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'time-limit',
      detail: 'Some 1.2 (native) found no solution within the time limit.',
    });
  });

  test('cancelled, it ends with the solver that it started, and keeps what was found', async () => {
    const controller = new AbortController();
    const steps = ['ignore SIGTERM', 'start a solver', solution(1, 3), 'hang'];
    const solver = open(steps);
    const result = await solver.solve(maximise, {
      signal: controller.signal,
      onSolution: () => controller.abort(),
    });
    expect(result).toMatchObject({ status: 'satisfied', reason: 'cancelled', objective: 3 });
    await solver.dispose();
    expect(isRunning(Number(readFileSync(join(folder, 'solver.pid'), 'utf8')))).toBe(false);
  });

  test('cancelled before it started', async () => {
    expect(await open([]).solve(satisfy, { signal: AbortSignal.abort() })).toMatchObject({
      status: 'unknown',
      reason: 'cancelled',
    });
  });

  test('disposed of, it ends', async () => {
    const solver = open(['hang']);
    const result = solver.solve(satisfy, {});
    await solver.dispose();
    expect(await result).toMatchObject({ status: 'unknown', reason: 'cancelled' });
  });

  test('leaves no file behind', async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    onTestFinished(() => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    });
    for (const steps of [[solution(1, 2)], ['hang'], [{ kill: 'SIGSEGV' }]]) {
      const solver = open(steps);
      await solver.solve(satisfy, { timeLimitMs: 1 });
      await solver.dispose();
    }
    expect(readdirSync(temporary)).toEqual([]);
  });
});

/** Whether a process is there and no mere entry for its parent to read. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return process.platform !== 'linux';
  }
}
