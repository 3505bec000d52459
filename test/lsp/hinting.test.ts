import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { dataFiles } from '../../server/src/lsp/dataFiles';
import { hinting } from '../../server/src/lsp/hinting';
import type { OpenDocuments } from '../../server/src/lsp/openDocuments';
import { uriOf } from '../../server/src/lsp/places';
import { defaultSettings } from '../../server/src/lsp/settings';

const FILE = '/models/shop.mzn';
const URI = uriOf(FILE);

/** Hints of one open document that take as long as the test says; the log is all that is done. */
function bench(takes: number) {
  const log: string[] = [];
  let text = 'var 1..9: x; solve minimize x;';
  const document = (): TextDocument => TextDocument.create(URI, 'minizinc', 1, text);
  const documents = {
    byUri: (uri: string) => (uri === URI ? document() : undefined),
    byPath: (path: string) => (path === FILE ? document() : undefined),
    uriOf,
  } as unknown as OpenDocuments;
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
    store: {
      set: (_, diagnostics) => {
        log.push(`shown ${diagnostics.length}`);
      },
      at: () => [],
      of: () => [],
    },
    settings: () => Promise.resolve(defaultSettings),
    mayRun: () => true,
    quietMs: 2_000,
    log: (message) => log.push(message),
  });
  return {
    work,
    type: (changed: string) => {
      text = changed;
      work.changed(FILE);
      work.want(URI);
    },
    happened: () => log.splice(0),
  };
}

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('hints', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

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
