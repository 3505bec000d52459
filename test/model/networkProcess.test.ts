import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ModelError, type Tensor, type Tensors } from '../../server/src/model';
import { NetworkProcess, type NetworkProcessOptions } from '../../server/src/model/networkProcess';

const sent = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const input = { a: { dims: [2], data: Float32Array.of(1, 2) } satisfies Tensor };
const output = input;

let folder = '';
let network: NetworkProcess<Tensors, Tensors>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modelwright-process-'));
  const entry = fileURLToPath(new URL('echoProcess.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile: join(folder, 'echo.cjs'), bundle: true, platform: 'node' });
});
afterEach(() => network.dispose());
afterAll(() => rm(folder, { recursive: true }));

function start(options: Partial<NetworkProcessOptions> = {}): NetworkProcess<Tensors, Tensors> {
  const all = { timeLimitMs: 60_000, graceMs: 20, idleMs: 60_000, ...options };
  network = new NetworkProcess('local model tiny 1', { file: join(folder, 'echo.cjs'), args: [] }, all);
  return network;
}

/** A process that got this hangs as one in an endless loop of native code does: it answers nothing. */
function hang(): number {
  const { pid } = network;
  if (pid === undefined) throw new Error('no process runs');
  process.kill(pid, 'SIGSTOP');
  return pid;
}

describe('NetworkProcess', () => {
  it('is started by the first run and kept', async () => {
    start();
    expect(network.pid).toBeUndefined();
    expect(await network.run(input)).toEqual(output);
    const { pid } = network;
    expect(pid).toBeTypeOf('number');
    expect(await network.run(input)).toEqual(output);
    expect(network.pid).toBe(pid);
  });

  it('fails the run its process died in, and no other', async () => {
    await start({ graceMs: 60_000 }).run(input);
    const pid = hang();
    const first = network.run(input);
    const second = network.run(input);
    process.kill(pid, 'SIGKILL');
    await expect(first).rejects.toThrow(
      new ModelError('The process of the local model tiny 1 ended in the middle of a run (killed by SIGKILL).'),
    );
    expect(await second).toEqual(output);
    expect(network.pid).not.toBe(pid);
  });

  it.skipIf(process.platform !== 'linux')('tells how a process died that could not even be sent its run', async () => {
    await start({ graceMs: 60_000 }).run(input);
    const pid = hang();
    process.kill(pid, 'SIGKILL');
    // Dead, and its exit not yet heard of: the run finds a broken channel.
    while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
    await expect(network.run(input)).rejects.toThrow(
      new ModelError('The process of the local model tiny 1 ended in the middle of a run (killed by SIGKILL).'),
    );
    expect(await network.run(input)).toEqual(output);
  });

  it('cancels a run that hangs at once, and the next one gets a new process', async () => {
    await start().run(input);
    const pid = hang();
    const controller = new AbortController();
    const cancelled = network.run(input, controller.signal);
    await sent();
    const next = network.run(input);
    controller.abort();
    await expect(cancelled).rejects.toHaveProperty('name', 'AbortError');
    expect(await next).toEqual(output);
    expect(network.pid).not.toBe(pid);
  });

  it('keeps its process when the cancelled run ends by itself', async () => {
    await start({ graceMs: 60_000 }).run(input);
    const { pid } = network;
    const controller = new AbortController();
    const cancelled = network.run(input, controller.signal);
    await sent();
    controller.abort();
    await expect(cancelled).rejects.toHaveProperty('name', 'AbortError');
    expect(await network.run(input)).toEqual(output);
    expect(network.pid).toBe(pid);
  });

  it('does not send a run that is cancelled while it waits its turn', async () => {
    await start().run(input);
    const { pid } = network;
    const controller = new AbortController();
    const first = network.run(input);
    const waiting = network.run(input, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toHaveProperty('name', 'AbortError');
    expect(await first).toEqual(output);
    expect(network.pid).toBe(pid);
  });

  it('starts nothing for a run that is cancelled already', async () => {
    await expect(start().run(input, AbortSignal.abort())).rejects.toHaveProperty('name', 'AbortError');
    expect(network.pid).toBeUndefined();
  });

  it('ends a run that takes longer than the limit', async () => {
    await expect(start({ timeLimitMs: 1 }).run(input)).rejects.toThrow(
      'The local model tiny 1 did not answer within 0.001 seconds and was stopped.',
    );
    expect(network.pid).toBeUndefined();
  });

  it('ends its process when it has been idle, and starts it again', async () => {
    await start({ idleMs: 0 }).run(input);
    while (network.pid !== undefined) await new Promise((resolve) => setImmediate(resolve));
    expect(await network.run(input)).toEqual(output);
  });

  it('is closed for good by dispose', async () => {
    await start().run(input);
    await network.dispose();
    await expect(network.run(input)).rejects.toThrow('The local model tiny 1 has been closed.');
    expect(network.pid).toBeUndefined();
  });
});
