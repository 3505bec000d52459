import { describe, expect, it } from 'vitest';
import { parseCommand, UsageError } from '../../server/src/cli/arguments';

const wrong = (...args: string[]): string => {
  try {
    parseCommand(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
};

const engines = { minizinc: 'minizinc', memoryLimitMb: undefined };

describe('the command line', () => {
  it('reads solve with everything', () => {
    const line =
      'solve --json --solver z3 --time-limit 2.5 --data a.dzn --data b.dzn --all -n 3 --gap 2% --prove m.mzn n.problem';
    expect(parseCommand(line.split(' '))).toEqual({
      name: 'solve',
      files: ['m.mzn', 'n.problem'],
      json: true,
      engines,
      solver: 'z3',
      timeLimitMs: 2500,
      data: ['a.dzn', 'b.dzn'],
      all: true,
      limit: 3,
      gap: 0.02,
      prove: true,
      smallest: false,
    });
  });

  it('reads questions', () => {
    const common = { files: ['m.mzn'], json: false, engines, data: [], solver: 'auto', timeLimitMs: undefined };
    expect(parseCommand(['why-not', '--ask', 'x = 20', 'm.mzn'])).toEqual({
      name: 'why-not',
      ...common,
      question: { text: 'x = 20' },
    });
    expect(parseCommand(['what-if', '--set', 'demand[2]=5', '--set', 'open = true', 'm.mzn'])).toEqual({
      name: 'what-if',
      ...common,
      changes: [
        { name: 'demand[2]', value: '5' },
        { name: 'open', value: 'true' },
      ],
    });
    expect(wrong('why-not', 'm.mzn')).toBe('why-not needs either --ask QUESTION or --solution FILE');
    expect(wrong('what-if', '--set', 'demand', 'm.mzn')).toBe("--set is NAME=VALUE, not 'demand'");
  });

  it('fills in what was not said', () => {
    expect(parseCommand(['explain', 'm.mzn'])).toEqual({
      name: 'explain',
      files: ['m.mzn'],
      json: false,
      engines,
      solver: 'auto',
      timeLimitMs: undefined,
      data: [],
      all: false,
      limit: undefined,
      gap: undefined,
      prove: false,
      smallest: false,
    });
    expect(parseCommand(['solve', '-n', '2', 'm.mzn'])).toMatchObject({ all: true, limit: 2 });
    expect(parseCommand(['export', '--format', 'lp', 'm.mzn'])).toMatchObject({
      name: 'export',
      format: 'lp',
      data: [],
    });
  });

  it('takes a language model on this machine', () => {
    const ownModel = { source: 'server', url: 'http://localhost:11434', name: 'llama', samples: 3, repairs: 2 };
    const line = 'synthesize --model-url http://localhost:11434 --model-name llama a.problem';
    expect(parseCommand(line.split(' '))).toMatchObject({ name: 'synthesize', engines: { ...engines, ownModel } });
    expect(wrong('solve', '--model-name', 'llama', 'a.problem')).toBe('--model-name goes with --model-url');
    expect(parseCommand(['solve', '--model-folder', '/models/tiny', 'a.problem'])).toMatchObject({
      engines: { ownModel: { source: 'folder', folder: '/models/tiny', samples: 3 } },
    });
    expect(wrong('solve', '--model-folder', 'tiny', '--model-url', 'http://localhost', 'a.problem')).toBe(
      '--model-folder goes without --model-url and --model-name',
    );
    expect(wrong('check', '--model-url', 'http://localhost', 'a.problem')).toBe('check takes no --model-url');
  });

  it('takes a solver of the own MiniZinc, its program, and a memory limit', () => {
    const line = 'solve --solver native:org.gecode.gecode --minizinc /opt/minizinc --memory-limit 512 m.mzn';
    expect(parseCommand(line.split(' '))).toMatchObject({
      solver: 'native:org.gecode.gecode',
      engines: { minizinc: '/opt/minizinc', memoryLimitMb: 512 },
    });
    expect(parseCommand(['solvers', '--json'])).toEqual({ name: 'solvers', json: true, engines });
  });

  it('prefers help to anything else', () => {
    expect(parseCommand(['solve', '--help'])).toEqual({ name: 'help' });
    expect(parseCommand(['--version'])).toEqual({ name: 'version' });
  });

  it('says what is wrong', () => {
    expect(wrong()).toBe('no command is given');
    expect(wrong('prove', 'm.mzn')).toBe(
      "there is no command 'prove'; use solve, explain, why-not, what-if, synthesize, check, export, solvers",
    );
    expect(wrong('solve')).toBe('solve needs at least one file');
    expect(wrong('solve', '--solver', 'cplex', 'm.mzn')).toBe(
      "--solver is one of auto, z3, glpk, highs, gecode, chuffed, cbc or native:ID, not 'cplex'",
    );
    expect(wrong('solve', '--time-limit', '0', 'm.mzn')).toBe("--time-limit is a number of seconds above 0, not '0'");
    expect(wrong('solve', '-n', '0', 'm.mzn')).toBe("--solutions is a whole number above 0, not '0'");
    expect(wrong('solve', '--gap', 'few', 'm.mzn')).toBe("--gap is a percentage of at least 0, such as 1, not 'few'");
    expect(wrong('check', '--solver', 'z3', 'm.mzn')).toBe('check takes no --solver');
    expect(wrong('export', 'm.mzn')).toBe('export needs --format: fzn, lp, mps, smt2, dimacs');
    expect(wrong('synthesize', '--output', 'o', 'a.problem', 'b.problem')).toBe('--output goes with one file only');
    expect(wrong('solve', '--colour', 'm.mzn')).toContain("Unknown option '--colour'");
  });
});
