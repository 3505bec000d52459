import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../server/src/lsp/dataFiles';
import { hinting } from '../../server/src/lsp/hinting';
import { defaultSettings } from '../../server/src/lsp/settings';
import { onFakeClock, pass, storeThat, typedDocument } from './typing';

const FILE = '/models/shop.mzn';

/** Hints of one open document that take as long as the test says; the log is all that is done. */
function bench(takes: number) {
  const log: string[] = [];
  const { uri, documents, type } = typedDocument(FILE, 'var 1..9: x; solve minimize x;');
  const work = hinting({
    session: {
      hints: async (file, { timeLimitMs = 0 } = {}) => {
        log.push(`hints ${timeLimitMs}`);
        await new Promise((resolve) => setTimeout(resolve, Math.min(takes, timeLimitMs)));
        const start = { line: 0, character: 0 };
        return [{ file, range: { start, end: start }, severity: 'hint', code: 'big-m', message: 'M.' }];
      },
    },
    documents,
    data: dataFiles(),
    store: storeThat((_, diagnostics) => log.push(`shown ${diagnostics.length}`)),
    settings: () => Promise.resolve(defaultSettings),
    mayRun: () => true,
    quietMs: 2_000,
    log: (message) => log.push(message),
  });
  return {
    work,
    type: (changed: string) => {
      type(changed);
      work.changed(FILE);
      work.want(uri);
    },
    happened: () => log.splice(0),
  };
}

describe('hints', () => {
  onFakeClock();

  it('come after the quiet, and go with the next keystroke', async () => {
    const { type, happened } = bench(300);
    type('var 1..9: x; solve maximize x;');
    await pass(2_000);
    expect(happened()).toEqual(['hints 10000']);
    await pass(300);
    expect(happened()).toEqual(['shown 1']);
    type('var 1..9: x; solve minimize x;');
    expect(happened()).toEqual(['shown 0']);
  });

  it('are never shown for a text that is gone', async () => {
    const { type, happened } = bench(300);
    type('var 1..9: x; solve maximize x;');
    await pass(2_100);
    type('var 1..9: x; solve minimize x;');
    await pass(1_000);
    expect(happened()).toEqual(['hints 10000']);
  });

  it('get less time once they took all of it, until the text shrinks', async () => {
    const { type, happened } = bench(60_000);
    type('var 1..9: x; solve maximize x;');
    await pass(12_000);
    type('var 1..9: x; solve maximize x + 1;');
    await pass(12_000);
    expect(happened()).toEqual(['hints 10000', 'shown 1', 'shown 0', 'hints 1000', 'shown 1']);
    type('var 1..9: x; solve satisfy;');
    await pass(12_000);
    expect(happened()).toEqual(['shown 0', 'hints 10000', 'shown 1']);
  });
});
