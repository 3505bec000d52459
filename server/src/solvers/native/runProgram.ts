import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { killTree } from './killTree';
import { cutLines } from './lines';

export interface Program {
  /** Absolute path. */
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Wall milliseconds after which it is killed; undefined: never. */
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
  /** Each line of its standard output. */
  readonly onLine: (line: string) => void;
  /** Most characters on its standard output in all, and in one line; beyond them it is killed. */
  readonly most: { readonly output: number; readonly line: number };
}

/** How a program ended; `stderr` is the end of what it said there. */
export type ProgramEnd = Ending & { readonly stderr: string };

type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  /** Killed by somebody else, or crashed. */
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'not started'; readonly why: string }
  /** Killed by us. */
  | Stopped;

interface Stopped {
  readonly kind: 'cancelled' | 'overdue' | 'flooded';
}

const mostStderr = 4000;
/** A process that its parent left behind may hold the output open; it is not waited for longer. */
const drainMs = 1000;

/** Those running, to be ended with this process. */
const running = new Set<ChildProcessByStdio<null, Readable, Readable>>();
const endAll = (): void => running.forEach((child) => child.kill());

export interface RunningProgram {
  /** As soon as it is known: at once where the program is killed. Never rejects. */
  readonly end: Promise<ProgramEnd>;
  /** When the program and all it started are gone. Never rejects. */
  readonly gone: Promise<void>;
}

/** Runs a program without a shell and without input, and reads what it prints. */
export function runProgram({ executable, args, cwd, env, most, ...program }: Program): RunningProgram {
  const { timeLimitMs, signal, onLine } = program;
  if (signal?.aborted) return ended({ kind: 'cancelled' });
  let child: ChildProcessByStdio<null, Readable, Readable>;
  try {
    child = spawn(executable, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  } catch (error) {
    return ended({ kind: 'not started', why: error instanceof Error ? error.message : String(error) });
  }
  if (running.size === 0) process.once('exit', endAll);
  running.add(child);

  let stderr = '';
  let printed = 0;
  let killed: Promise<void> | undefined;
  const end = deferred<ProgramEnd>();
  const gone = deferred<undefined>();
  const stop = (kind: Stopped['kind']): void => {
    if (killed !== undefined) return;
    killed = killTree(child);
    end.resolve({ kind, stderr });
  };
  const cancel = () => stop('cancelled');
  const overdue = timeLimitMs === undefined ? undefined : setTimeout(() => stop('overdue'), timeLimitMs);
  signal?.addEventListener('abort', cancel, { once: true });

  const lines = cutLines((line) => {
    if (killed === undefined) onLine(line);
  });
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    if (killed !== undefined) return;
    printed += piece.length;
    lines.take(piece);
    if (printed > most.output || lines.pending > most.line) stop('flooded');
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr = (stderr + piece).slice(-mostStderr);
  });

  let draining: NodeJS.Timeout | undefined;
  const settle = (ending: Ending): void => {
    lines.end();
    clearTimeout(overdue);
    clearTimeout(draining);
    signal?.removeEventListener('abort', cancel);
    running.delete(child);
    if (running.size === 0) process.off('exit', endAll);
    child.stdout.destroy();
    child.stderr.destroy();
    end.resolve({ ...ending, stderr });
    gone.resolve(killed?.then(() => undefined));
  };
  const exited = (code: number | null, by: NodeJS.Signals | null): void =>
    settle(code === null ? { kind: 'signalled', signal: by ?? 'a signal' } : { kind: 'exited', code });
  child.on('error', ({ message }) => settle({ kind: 'not started', why: message }));
  child.on('exit', (code, by) => {
    draining = setTimeout(() => exited(code, by), killed === undefined ? drainMs : 0);
  });
  child.on('close', exited);
  return { end: end.promise, gone: gone.promise };
}

function ended(ending: Ending): RunningProgram {
  return { end: Promise.resolve({ ...ending, stderr: '' }), gone: Promise.resolve() };
}

/** A promise and what settles it; only the first time counts. */
function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T | Promise<T>) => void } {
  let resolve: (value: T | Promise<T>) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve: (value) => resolve(value) };
}
