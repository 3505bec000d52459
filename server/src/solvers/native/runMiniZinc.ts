import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MiniZincMessage } from '../../compile';
import { readMessage } from './messages';
import { runProgram, type RunningProgram } from './runProgram';

/** Past the time limit by so much, a solver that does not stop by itself is killed. */
const graceMs = 1000;
/** Characters; a line holds one solution. */
const most = { output: 2 ** 30, line: 2 ** 27 };

/**
 * Our compiler has compressed chains of implications already, and MiniZinc 2.6 breaks off on sums of converted numbers
 * when it does so again.
 */
const fixedArguments = ['--json-stream', '--output-mode', 'dzn', '-s', '--no-chain-compression'];

export interface MiniZincProgram {
  /** Absolute path. */
  readonly executable: string;
  /** For `--solver`. */
  readonly solver: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ModelFile {
  readonly file: string;
  readonly text: string;
}

export interface RunOptions {
  /** Wall milliseconds; undefined: no limit. */
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
  readonly onMessage: (message: MiniZincMessage) => void;
}

/** Runs MiniZinc on a model in a folder of its own, which is removed in any case. */
export function runMiniZinc(
  program: MiniZincProgram,
  model: ModelFile,
  args: readonly string[],
  options: RunOptions,
): RunningProgram {
  const folder = mkdtemp(join(tmpdir(), 'modelwright-'));
  const started = folder
    .then((path) => start(program, model, args, options, path))
    .catch((error: unknown): RunningProgram => {
      const why = error instanceof Error ? error.message : String(error);
      return { end: Promise.resolve({ kind: 'not started', why, stderr: '' }), gone: Promise.resolve() };
    });
  const removed = async (): Promise<void> => {
    await (
      await started
    ).gone;
    // Windows keeps files of a process that was killed for a moment.
    await rm(await folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { end: started.then(({ end }) => end), gone: removed().catch(() => undefined) };
}

async function start(
  { executable, solver, env }: MiniZincProgram,
  { file, text }: ModelFile,
  args: readonly string[],
  { timeLimitMs, signal, onMessage }: RunOptions,
  folder: string,
): Promise<RunningProgram> {
  const path = join(folder, file);
  await writeFile(path, text, { mode: 0o600 });
  const limit = timeLimitMs === undefined ? [] : ['--time-limit', String(Math.max(1, Math.round(timeLimitMs)))];
  return runProgram({
    executable,
    args: [...fixedArguments, '--solver', solver, ...limit, ...args, path],
    cwd: folder,
    env,
    ...(timeLimitMs !== undefined && { timeLimitMs: timeLimitMs + graceMs }),
    ...(signal && { signal }),
    onLine(line) {
      const message = readMessage(line);
      if (message !== undefined) onMessage(message);
    },
    most,
  });
}
