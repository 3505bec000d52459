import { tmpdir } from 'node:os';
import { locate } from './locate';
import { runProgram, type ProgramEnd } from './runProgram';
import { readSolverList } from './solverList';
import type { NativeSearch } from './types';

export interface FindOptions {
  /** An absolute path, or a bare name that is looked for on the PATH; default `minizinc`. */
  readonly executable?: string;
  /** Default: this process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Wall milliseconds that MiniZinc has to say what it is; default 10,000: commercial solvers ask for their licence. */
  readonly timeLimitMs?: number;
}

/** The first that prints its answers as a JSON stream. */
const oldest = [2, 6] as const;
const most = { output: 4_000_000, line: 4_000_000 };

/**
 * Looks for the user's own MiniZinc and asks it for its solvers. It starts that program: only where the user trusts the
 * workspace. Rejects with an `AbortError` when cancelled, and for nothing else.
 */
export async function findNativeMiniZinc(options: FindOptions = {}): Promise<NativeSearch> {
  const { executable = 'minizinc', env = process.env, signal, timeLimitMs = 10_000 } = options;
  const located = await locate({ executable, env, platform: process.platform });
  signal?.throwIfAborted();
  switch (located.kind) {
    case 'absent':
      return located;
    case 'refused':
      return { kind: 'unusable', detail: located.detail };
    case 'located':
      break;
    default: {
      const never: never = located;
      throw new Error(`Unknown place ${JSON.stringify(never)}.`);
    }
  }

  const { path } = located;
  const ask = async (argument: string): Promise<Said> => {
    const lines: string[] = [];
    const { end } = runProgram({
      executable: path,
      args: [argument],
      cwd: tmpdir(),
      env,
      timeLimitMs,
      ...(signal && { signal }),
      onLine: (line) => lines.push(line),
      most,
    });
    const failure = failureOf(await end, timeLimitMs);
    return failure === undefined ? { text: lines.join('\n') } : { failure: `${path} ${failure}` };
  };
  const [about, list] = await Promise.all([ask('--version'), ask('--solvers-json')]);
  signal?.throwIfAborted();

  const unusable = (detail: string): NativeSearch => ({ kind: 'unusable', detail });
  if ('failure' in about) return unusable(about.failure);
  const version = /version (\d+\.\d+(?:\.\d+)?)/.exec(about.text)?.[1];
  if (version === undefined) return unusable(`${path} does not say that it is MiniZinc.`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return unusable(`${path} is MiniZinc ${version}; version ${oldest.join('.')} or later is needed.`);
  }
  if ('failure' in list) return unusable(list.failure);
  const solvers = readSolverList(list.text);
  if (solvers === undefined) return unusable(`${path} does not list its solvers as MiniZinc does.`);
  return { kind: 'found', minizinc: { executable: path, version, solvers } };
}

type Said = { readonly text: string } | { readonly failure: string };

/** What went wrong, to be read after the name of the program; undefined: nothing. */
function failureOf(end: ProgramEnd, timeLimitMs: number): string | undefined {
  const said = end.stderr.replace(/\s+/g, ' ').trim().slice(0, 200);
  switch (end.kind) {
    case 'exited':
      if (end.code === 0) return undefined;
      return `failed with exit code ${end.code}${said === '' ? '.' : `: ${said}`}`;
    case 'signalled':
      return `was ended by ${end.signal}.`;
    case 'not started':
      return `could not be started: ${end.why}`;
    case 'overdue':
      return `did not answer within ${timeLimitMs / 1000} s.`;
    case 'flooded':
      return 'prints without end.';
    case 'cancelled':
      return 'was cancelled.';
    default: {
      const never: never = end;
      throw new Error(`Unknown end ${JSON.stringify(never)}.`);
    }
  }
}
