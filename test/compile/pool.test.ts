import { afterAll, describe, expect, test } from 'vitest';
import { openMiniZincPool } from '../../server/src/compile/pool';
import { openCompiler, request } from './workspace';

const pool = openMiniZincPool({ size: 2, jobsPerWorker: 3 });
afterAll(() => pool.dispose());

const tiny = { args: ['--model-interface-only', 'm.mzn'], files: { 'm.mzn': 'var 1..3: x;' } };
/** A compilation that would take hours. */
const endless = {
  args: ['-c', '--solver', 'org.minizinc.mzn-fzn', 'm.mzn'],
  files: { 'm.mzn': 'int: n = sum(i, j in 1..1000000 where i mod 7 = j mod 11)(1);' },
};

describe('a pool of MiniZinc workers', () => {
  test('runs two at once and queues the rest, more than one worker is used for', async () => {
    const runs = await Promise.all(Array.from({ length: 9 }, () => pool.run(tiny)));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual(Array(9).fill(0));
    expect(runs.every(({ messages }) => messages[0]?.type === 'interface')).toBe(true);
  });

  test('a cancelled job is killed, and the next works', async () => {
    const controller = new AbortController();
    const cancelled = pool.run(endless, controller.signal);
    const beside = pool.run(tiny);
    const afterwards = beside.then(() => controller.abort());
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await afterwards;
    expect((await pool.run(tiny)).exitCode).toBe(0);
  });

  test('a job cancelled while it waits never starts', async () => {
    const running = new AbortController();
    const first = [pool.run(endless, running.signal), pool.run(endless, running.signal)];
    const waiting = new AbortController();
    const queued = pool.run(tiny, waiting.signal);
    waiting.abort();
    await expect(queued).rejects.toMatchObject({ name: 'AbortError' });
    const next = pool.run(tiny);
    running.abort();
    for (const run of first) await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect((await next).exitCode).toBe(0);
  });

  test('a job the worker cannot even begin is a crash of that job only', async () => {
    const run = await pool.run({ args: [], files: { '../../outside.mzn': '' } });
    expect(run.crash).toContain('Unsupported file path');
    expect((await pool.run(tiny)).exitCode).toBe(0);
  });

  test('disposing ends what runs and what waits', async () => {
    const own = openMiniZincPool({ size: 1, jobsPerWorker: 3 });
    const runs = [own.run(endless), own.run(tiny)].map((run) =>
      expect(run).rejects.toMatchObject({ name: 'AbortError' }),
    );
    await own.dispose();
    await Promise.all(runs);
    await expect(own.run(tiny)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('compiling can be cancelled, and the next request works', async () => {
  const compiler = openCompiler();
  const controller = new AbortController();
  const slow = compiler.compile(request({ 'm.mzn': endless.files['m.mzn'] }), controller.signal);
  const other = compiler.compile(request({ 'm.mzn': 'var 1..2: x;' }));
  expect((await other).kind).toBe('compiled');
  controller.abort();
  await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
  expect((await compiler.compile(request({ 'm.mzn': 'var 1..2: x;' }))).kind).toBe('compiled');
  await compiler.dispose();
});
