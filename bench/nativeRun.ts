import { spawnSync } from 'node:child_process';

/** What a native MiniZinc said of a model. */
export interface NativeRun {
  /** 0 where it ended well. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Its own word: OPTIMAL_SOLUTION, UNSATISFIABLE, ...; undefined where it said none. */
  readonly status: string | undefined;
  readonly isSolved: boolean;
  /** Of its last solution. */
  readonly objective: number | null;
}

interface Message {
  readonly type: string;
  readonly status?: string;
  readonly output?: { readonly json?: { readonly _objective?: number } };
}

/**
 * Solves with a native MiniZinc, and waits for it.
 * @param library its standard library, where not its own (`modernLibrary`)
 * @param files a model with its data
 */
export function runNative(
  executable: string,
  library: string | undefined,
  solver: string,
  timeLimitMs: number,
  files: readonly string[],
): NativeRun {
  const asked = ['--solver', solver, '--json-stream', '--output-mode', 'json', '--output-objective'];
  const { stdout, stderr, status } = spawnSync(executable, [...asked, '--time-limit', String(timeLimitMs), ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    timeout: timeLimitMs + 5_000,
    env: { ...process.env, ...(library !== undefined && { MZN_STDLIB_DIR: library }) },
  });
  const messages = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Message);
  const solution = messages.findLast(({ type }) => type === 'solution');
  return {
    code: status,
    stdout,
    stderr,
    status: messages.findLast(({ type }) => type === 'status')?.status,
    isSolved: solution !== undefined,
    objective: solution?.output?.json?._objective ?? null,
  };
}
