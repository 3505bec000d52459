// Entry of dist/z3Worker.js: one Z3 in one worker thread, driven by SMT-LIB text. It never prints.
import { parentPort, workerData } from 'node:worker_threads';
import { init } from 'z3-solver';
import type { FromWorker, ToWorker, Z3WorkerData } from './messages';

type LowLevel = Awaited<ReturnType<typeof init>>['Z3'];
type Context = ReturnType<LowLevel['mk_context']>;

/** The part of the Emscripten module that we use ourselves. */
interface Emscripten {
  readonly HEAPU32: Uint32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _async_Z3_eval_smtlib2_string(context: Context, text: number): void;
  async_call(call: (context: Context, text: number) => void, context: Context, text: number): Promise<string>;
}

/**
 * Runs SMT-LIB commands. The package's own `eval_smtlib2_string` leaves the text on a stack that is unwound while the
 * other thread still reads it (it then reads what came after), and that large texts overflow; here it is on the heap.
 */
async function evaluateText(em: Emscripten, context: Context, commands: string): Promise<string> {
  const bytes = new TextEncoder().encode(commands);
  const address = em._malloc(bytes.length + 1);
  if (address === 0) throw new Error('out of memory');
  const memory = new Uint8Array(em.HEAPU32.buffer, address, bytes.length + 1);
  memory.set(bytes);
  memory[bytes.length] = 0;
  try {
    return await em.async_call(em._async_Z3_eval_smtlib2_string, context, address);
  } finally {
    em._free(address);
  }
}

function openContext(Z3: LowLevel): Context {
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  Z3.del_config(config);
  return context;
}

/**
 * Where Z3's own chatter goes: the stream that the server reads. Left to itself, the package writes it from its threads
 * straight to the process's stdout, which belongs to the protocol.
 */
function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Z3 ends its process where it has no more memory. Here that only stops its thread, and this line is all one hears. */
function exitStatus(complaint: string): string | undefined {
  return /^program exited \(with status: (\d+)\)/.exec(complaint)?.[1];
}

/** `ERR_MEMOUT` of Z3's sources. */
const outOfMemory = '101';

async function run(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('z3Worker runs as a worker thread only');
  const send = (message: FromWorker): void => port.postMessage(message);

  const printErr = (text: string): void => {
    note(text);
    const status = exitStatus(text);
    if (status === undefined) return;
    send({ kind: 'failed', message: status === outOfMemory ? 'out of memory' : `Z3 ended with status ${status}` });
  };
  const { Z3, em } = (await init({ print: note, printErr })) as Awaited<ReturnType<typeof init>> & {
    readonly em: Emscripten;
  };
  const { memoryLimitMb } = workerData as Z3WorkerData;
  if (memoryLimitMb !== undefined) Z3.global_param_set('memory_max_size', String(memoryLimitMb));
  let context = openContext(Z3);

  const evaluate = async (message: ToWorker): Promise<FromWorker> => {
    try {
      if (message.fresh) {
        // A whole context per job: what a job leaves behind (facts, terms, tactics) goes with it.
        Z3.del_context(context);
        context = openContext(Z3);
      }
      return { kind: 'answer', text: await evaluateText(em, context, message.commands) };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  };

  // One at a time, in the order they came: Z3 runs one query per instance.
  let last: Promise<void> = Promise.resolve();
  port.on('message', (message: ToWorker) => {
    last = last.then(async () => send(await evaluate(message)));
  });
  send({ kind: 'ready' });
}

void run();
