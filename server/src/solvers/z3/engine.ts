import { Worker } from 'node:worker_threads';
import { distFile } from '../../dist';
import type { FromWorker, ToWorker, Z3WorkerData } from './messages';

/** The worker is gone: it was stopped, or it died. */
export class EngineLost extends Error {
  constructor(
    readonly because: 'stopped' | 'memory' | 'crashed',
    message: string,
  ) {
    super(message);
  }
}

interface Pending {
  readonly resolve: (text: string) => void;
  readonly reject: (error: EngineLost) => void;
}

/** One Z3 in a worker thread of its own. Once lost it stays lost: open another. */
export class Engine {
  private readonly worker: Worker;
  private readonly pending: Pending[] = [];
  private lost: EngineLost | undefined;
  private complaints = '';

  /** @param memoryLimitMb most megabytes of memory; default the 2 GB that Z3 can address here */
  constructor(private readonly memoryLimitMb?: number) {
    const workerData: Z3WorkerData = { memoryLimitMb };
    // stdout and stderr are taken here: the server's own stdout belongs to the protocol.
    this.worker = new Worker(distFile('z3Worker.js'), { workerData, stdout: true, stderr: true });
    this.worker.stdout.resume();
    this.worker.stderr.on('data', (chunk: Buffer) => {
      this.complaints = (this.complaints + chunk.toString()).slice(-2000);
    });
    this.worker.on('message', (message: FromWorker) => this.receive(message));
    this.worker.on('error', (error) => this.lose(this.lostBy(`${error.message} ${this.complaints}`)));
    this.worker.on('exit', () => this.lose(this.lostBy(this.complaints)));
    this.worker.unref();
  }

  get alive(): boolean {
    return this.lost === undefined;
  }

  /** Runs SMT-LIB commands and gives what Z3 printed. Rejects with `EngineLost` only. */
  evaluate(commands: string, fresh = false): Promise<string> {
    const lost = this.lost;
    if (lost !== undefined) return Promise.reject(lost);
    return new Promise((resolve, reject) => {
      this.pending.push({ resolve, reject });
      // A process may end while a worker is idle, never while it owes an answer.
      this.worker.ref();
      const message: ToWorker = { kind: 'evaluate', commands, fresh };
      this.worker.postMessage(message);
    });
  }

  /** Ends the worker at once, whatever it is doing; what is pending rejects with `EngineLost`. */
  async stop(): Promise<void> {
    this.lose(new EngineLost('stopped', 'Z3 was stopped'));
    await this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        return;
      case 'answer': {
        this.pending.shift()?.resolve(message.text);
        if (this.pending.length === 0) this.worker.unref();
        return;
      }
      case 'failed':
        // An exception inside the WASM leaves its memory in an unknown state: do not trust this instance again.
        this.lose(this.lostBy(message.message));
        void this.worker.terminate();
        return;
      default:
        message satisfies never;
    }
  }

  private lostBy(complaint: string): EngineLost {
    if (/out of memory|memory access out of bounds|OOM|cannot enlarge memory|aborted/i.test(complaint)) {
      const limit = this.memoryLimitMb;
      const than = limit === undefined ? '2 GB of memory that it can' : `${limit} MB of memory that it may`;
      return new EngineLost('memory', `Z3 needs more than the ${than} use`);
    }
    return new EngineLost('crashed', `Z3 stopped unexpectedly${complaint === '' ? '' : `: ${firstLine(complaint)}`}`);
  }

  private lose(reason: EngineLost): void {
    if (this.lost !== undefined) return;
    this.lost = reason;
    for (const { reject } of this.pending.splice(0)) reject(reason);
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
