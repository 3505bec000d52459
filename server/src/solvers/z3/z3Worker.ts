// Entry of dist/z3Worker.js: one Z3 in one worker thread, driven by SMT-LIB text. It never prints.
import { parentPort } from 'node:worker_threads';
import { init } from 'z3-solver';
import type { FromWorker, ToWorker } from './messages';

type LowLevel = Awaited<ReturnType<typeof init>>['Z3'];
type Context = ReturnType<LowLevel['mk_context']>;

function openContext(Z3: LowLevel): Context {
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  Z3.del_config(config);
  return context;
}

async function run(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('z3Worker runs as a worker thread only');
  const send = (message: FromWorker): void => port.postMessage(message);

  const { Z3 } = await init();
  let context = openContext(Z3);

  const evaluate = async (message: ToWorker): Promise<FromWorker> => {
    try {
      if (message.fresh) {
        // A whole context per job: what a job leaves behind (facts, terms, tactics) goes with it.
        Z3.del_context(context);
        context = openContext(Z3);
      }
      return { kind: 'answer', text: await Z3.eval_smtlib2_string(context, message.commands) };
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
