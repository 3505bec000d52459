import { describe, expect, it, vi } from 'vitest';
import { background, type Background } from '../../server/src/lsp/background';
import { onFakeClock, pass } from './typing';

/** Work whose runs end when the test says so, on a clock that the test moves. */
function bench() {
  const log: string[] = [];
  const open = new Map<string, () => void>();
  let allowed = true;
  const work: Background = background({
    quietMs: 100,
    run: (uri, signal) => {
      log.push(`start ${uri}`);
      return new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          log.push(`stop ${uri}`);
          resolve();
        });
        open.set(uri, () => {
          log.push(`end ${uri}`);
          resolve();
        });
      });
    },
    mayRun: () => allowed,
    onIdle: () => log.push('idle'),
    log: (message) => log.push(message),
  });
  return {
    work,
    log,
    allow: (may: boolean) => {
      allowed = may;
    },
    end: async (uri: string) => {
      open.get(uri)?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('work in the background', () => {
  onFakeClock();

  it('starts after the quiet, one document at a time, the last named first', async () => {
    const { work, log, end } = bench();
    work.want('a');
    await pass(99);
    work.want('b');
    await pass(99);
    expect(log).toEqual([]);
    expect(work.idle).toBe(false);
    await pass(1);
    expect(log).toEqual(['start b']);
    await end('b');
    expect(log).toEqual(['start b', 'end b', 'start a']);
    await end('a');
    expect(log.slice(3)).toEqual(['end a', 'idle']);
    expect(work.idle).toBe(true);
  });

  it('is given up at a keystroke and done again after the next quiet', async () => {
    const { work, log } = bench();
    work.want('a');
    await pass(100);
    work.interrupt();
    expect(log).toEqual(['start a', 'stop a']);
    await pass(60);
    work.interrupt();
    await pass(60);
    expect(log).toHaveLength(2);
    await pass(40);
    expect(log).toEqual(['start a', 'stop a', 'start a']);
  });

  it('runs once for a document that is wanted again and again', async () => {
    const { work, log, end } = bench();
    for (let key = 0; key < 5; key++) {
      work.interrupt();
      work.want('a');
      await pass(30);
    }
    await pass(100);
    await end('a');
    expect(log).toEqual(['start a', 'end a', 'idle']);
  });

  it('waits for what is more important', async () => {
    const { work, log, allow } = bench();
    allow(false);
    work.want('a');
    await pass(500);
    expect(log).toEqual([]);
    allow(true);
    work.poke();
    expect(log).toEqual(['start a']);
  });

  it('forgets documents, and ends', async () => {
    const { work, log } = bench();
    work.want('a');
    work.want('b');
    await pass(100);
    work.forget('b');
    expect(log).toEqual(['start b', 'stop b', 'start a']);
    work.dispose();
    work.want('c');
    await pass(500);
    expect(log).toEqual(['start b', 'stop b', 'start a', 'stop a']);
  });

  it('goes on after a failure, and says it', async () => {
    const log: string[] = [];
    const work = background({
      quietMs: 100,
      run: (uri) => (uri === 'b' ? Promise.reject(new Error('no engine')) : Promise.resolve()),
      mayRun: () => true,
      onIdle: () => log.push('idle'),
      log: (message) => log.push(message),
    });
    work.want('a');
    work.want('b');
    await pass(100);
    expect(log).toEqual(['Work in the background on b failed: Error: no engine', 'idle']);
  });
});
