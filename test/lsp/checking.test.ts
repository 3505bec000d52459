import { describe, expect, it } from 'vitest';
import { checking } from '../../server/src/lsp/checking';
import { dataFiles } from '../../server/src/lsp/dataFiles';
import type { Diagnostic } from '../../server/src/text';
import { onFakeClock, pass, storeThat, typedDocument } from './typing';

const FILE = '/words/shop.problem';
/** As the server has it. */
const DELAYS = { words: 150, model: 250 };
/** Longer than a text takes to be read. */
const READING = 100;

/** A server's checks of one document, read by a session that takes its time and says which text it read. */
function typing() {
  const { uri, documents, type } = typedDocument(FILE, 'a');
  const text = (): string => documents.byUri(uri)?.getText() ?? '';
  const shown: string[] = [];
  const read: string[] = [];
  const store = storeThat((_owner, diagnostics) => {
    shown.push(diagnostics.map(({ message }) => message).join());
  });
  const checks = checking({
    session: {
      // It does not even listen to being cancelled.
      check: (file) => {
        const own = text();
        read.push(own);
        return new Promise((resolve) =>
          setTimeout(resolve, own === 'slow' ? 10 * READING : READING, [said(file, own)]),
        );
      },
    },
    documents,
    data: dataFiles(),
    store,
    delayMs: DELAYS,
    log: (message) => {
      throw new Error(message);
    },
  });
  return {
    shown,
    read,
    type: (changed: string) => {
      type(changed);
      checks.schedule(uri);
    },
  };
}

function said(file: string, message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return { file, range: { start, end: start }, severity: 'warning', code: 'unused-quantity', message };
}

describe('while words are typed', () => {
  onFakeClock();

  it('results are there 300 ms after a pause, and nothing was read before it', async () => {
    const { shown, read, type } = typing();
    for (const text of ['b', 'bc', 'bcd']) {
      type(text);
      await pass(100);
    }
    expect(read).toEqual([]);
    await pass(200);
    expect([read, shown]).toEqual([['bcd'], ['bcd']]);
  });

  it('an older result never overwrites a newer one', async () => {
    const { shown, read, type } = typing();
    type('slow');
    await pass(DELAYS.words);
    expect(read).toEqual(['slow']);
    type('newer');
    await pass(2_000);
    expect([read, shown]).toEqual([['slow', 'newer'], ['newer']]);
  });
});
