import { spawn, type ChildProcess } from 'node:child_process';
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
const running = new Set<ChildProcess>();
const endAll = (): void => running.forEach((child) => child.kill());

/**
 * Runs a program without a shell and without input, and reads what it prints. Never rejects; when it resolves the
 * program and all it started are gone.
 */
export function runProgram({ executable, args, cwd, env, most, ...program }: Program): Promise<ProgramEnd> {
  const { timeLimitMs, signal, onLine } = program;
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve({ kind: 'cancelled', stderr: '' });
    let child;
    try {
      child = spawn(executable, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    } catch (error) {
      return resolve({ kind: 'not started', why: messageOf(error), stderr: '' });
    }
    const started = child;
    if (running.size === 0) process.once('exit', endAll);
    running.add(started);

    let stderr = '';
    let printed = 0;
    let stopped: (Stopped & { readonly killed: Promise<void> }) | undefined;
    let settled = false;
    let draining: NodeJS.Timeout | undefined;

    const settle = async (ending: Ending): Promise<void> => {
      if (settled) return;
      settled = true;
      clearTimeout(overdue);
      clearTimeout(draining);
      signal?.removeEventListener('abort', cancel);
      running.delete(started);
      if (running.size === 0) process.off('exit', endAll);
      await stopped?.killed;
      started.stdout.destroy();
      started.stderr.destroy();
      resolve({ ...(stopped === undefined ? ending : { kind: stopped.kind }), stderr });
    };
    const stop = (kind: Stopped['kind']): void => {
      stopped ??= { kind, killed: killTree(started) };
    };
    const cancel = () => stop('cancelled');
    const overdue = timeLimitMs === undefined ? undefined : setTimeout(() => stop('overdue'), timeLimitMs);
    signal?.addEventListener('abort', cancel, { once: true });

    const lines = cutLines((line) => {
      if (stopped === undefined) onLine(line);
    });
    started.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (stopped !== undefined) return;
      printed += piece.length;
      lines.take(piece);
      if (printed > most.output || lines.pending > most.line) stop('flooded');
    });
    started.stderr.setEncoding('utf8').on('data', (piece: string) => {
      stderr = (stderr + piece).slice(-mostStderr);
    });
    started.on('error', (error) => void settle({ kind: 'not started', why: error.message }));
    const ended = (code: number | null, by: NodeJS.Signals | null) => {
      lines.end();
      return settle(code === null ? { kind: 'signalled', signal: by ?? 'a signal' } : { kind: 'exited', code });
    };
    started.on('exit', (code, by) => {
      draining = setTimeout(() => void ended(code, by), stopped === undefined ? drainMs : 0);
    });
    started.on('close', (code, by) => void ended(code, by));
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
