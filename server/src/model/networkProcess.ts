import { type ChildProcess, fork } from 'node:child_process';
import type { RunAnswer, RunRequest } from './messages';
import { ModelError } from './types';

export interface NetworkProcessOptions {
  /** Milliseconds one run may take before its process is killed. */
  readonly timeLimitMs: number;
  /** Milliseconds a process that was told to cancel, or whose channel broke, may go on before it is killed. */
  readonly graceMs: number;
  /** Milliseconds without a run after which the process is ended to give its memory back. */
  readonly idleMs: number;
}

/** What a model's process runs. */
export interface ProcessProgram {
  /** Absolute path of a built file that calls `serve`. */
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * The child process that runs a model: started by the first run, kept warm, restarted by the run after a crash.
 * A process and not a worker thread, because a crash of native code takes its whole process along.
 * Invariants: at most one process lives, at most one run is in it, and an idle process does not keep Node alive.
 */
export class NetworkProcess<Request, Result> {
  private child: ChildProcess | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private nextId = 1;
  private disposed = false;

  constructor(
    private readonly label: string,
    private readonly program: ProcessProgram,
    private readonly options: NetworkProcessOptions,
  ) {}

  /** Of the living process; undefined when none runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Runs once; runs take their turns. Rejects with `AbortError` or `ModelError`. */
  run(request: Request, signal?: AbortSignal): Promise<Result> {
    if (signal?.aborted) return Promise.reject(aborted());
    const result = this.turn.then(() => this.exchange(request, signal));
    this.turn = result.catch(() => undefined);
    if (!signal) return result;
    // The caller hears of the cancellation at once; the turn ends when the process is free again.
    return new Promise((resolve, reject) => {
      const cancel = (): void => reject(aborted());
      signal.addEventListener('abort', cancel, { once: true });
      result.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    });
  }

  /** Ends the process and waits until it is gone. Runs that still wait are rejected. */
  async dispose(): Promise<void> {
    this.disposed = true;
    const child = this.child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.ref();
    this.stop(child);
    await gone;
  }

  private exchange(request: Request, signal: AbortSignal | undefined): Promise<Result> {
    if (this.disposed) return Promise.reject(new ModelError(`The ${this.label} has been closed.`));
    if (signal?.aborted) return Promise.reject(aborted());
    const id = this.nextId++;
    const child = this.acquire();
    return new Promise<Result>((resolve, reject) => {
      let reason: string | undefined;
      const kill = (why: string): void => {
        reason = why;
        this.stop(child);
      };
      const limit = setTimeout(() => {
        kill(`The ${this.label} did not answer within ${this.options.timeLimitMs / 1000} seconds and was stopped.`);
      }, this.options.timeLimitMs);
      let grace: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        child.send({ kind: 'cancel', id } satisfies RunRequest<Request>, () => undefined); // its exit tells more
        grace = setTimeout(() => kill(`The ${this.label} was stopped.`), this.options.graceMs);
      };
      const finish = (settle: () => void): void => {
        clearTimeout(limit);
        clearTimeout(grace);
        signal?.removeEventListener('abort', cancel);
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        this.release(child);
        settle();
      };
      const onMessage = (message: unknown): void => {
        const answer = message as RunAnswer<Result>;
        if (answer.id !== id) return;
        finish(() => (answer.kind === 'done' ? resolve(answer.result) : reject(new ModelError(answer.message))));
      };
      const onExit = (code: number | null, killedBy: string | null): void => {
        const how = killedBy ? `killed by ${killedBy}` : `exit code ${code ?? 'unknown'}`;
        const message = reason ?? `The process of the ${this.label} ended in the middle of a run (${how}).`;
        finish(() => reject(new ModelError(message)));
      };
      const onError = (error: Error): void => {
        this.stop(child);
        finish(() => reject(new ModelError(`The process of the ${this.label} failed: ${error.message}`)));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      child.send({ kind: 'run', id, request } satisfies RunRequest<Request>, (error) => {
        if (!error || child.exitCode !== null || child.signalCode !== null) return;
        // A channel mostly breaks because its process has just died: the exit about to come tells how.
        clearTimeout(grace);
        grace = setTimeout(() => {
          kill(`The process of the ${this.label} failed: ${error.message}`);
        }, this.options.graceMs);
      });
    });
  }

  /** The living process, or a new one; it keeps Node alive until `release`. */
  private acquire(): ChildProcess {
    clearTimeout(this.idle);
    const child = this.child ?? this.start();
    child.ref();
    child.channel?.ref();
    return child;
  }

  private release(child: ChildProcess): void {
    child.unref();
    child.channel?.unref();
    if (this.child !== child) return;
    this.idle = setTimeout(() => this.stop(child), this.options.idleMs).unref();
  }

  private start(): ChildProcess {
    const child = fork(this.program.file, this.program.args, {
      // Inside VS Code the executable is Electron, which is Node only when told so; elsewhere this says nothing.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [], // no inspector port of ours, no loaders
      serialization: 'advanced', // typed arrays travel as they are
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // its stdout must never reach ours, which may speak LSP
    });
    const forget = (): void => {
      if (this.child === child) this.child = undefined;
    };
    child.on('exit', forget);
    child.on('error', forget);
    this.child = child;
    return child;
  }

  private stop(child: ChildProcess): void {
    clearTimeout(this.idle);
    if (this.child === child) this.child = undefined;
    child.kill('SIGKILL'); // a hung native call hears nothing gentler
  }
}

function aborted(): DOMException {
  return new DOMException('Reading was cancelled.', 'AbortError');
}
