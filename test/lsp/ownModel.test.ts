import { afterEach, describe, expect, it } from 'vitest';
import { enginesNotification, solveRequest } from '../../server/src/protocol';
import type { Diagnostic } from '../../server/src/text';
import { editorWith, type Editor } from './editor';
import { scriptedSession } from './scriptedSession';

const URI = 'file:///texts/bakery.problem';
let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
});

const start = { line: 0, character: 0 };
const warning = (file: string): Diagnostic => ({
  file,
  range: { start, end: { line: 0, character: 3 } },
  severity: 'warning',
  code: 'unused-quantity',
  message: 'The number 300 is not used.',
});

describe('a text that a model of the user reads', () => {
  it('is checked again once that model has read it: what the embedded one said of it no longer stands', async () => {
    let isRead = false;
    const session = scriptedSession({
      check: (file) => (isRead ? [] : [warning(file)]),
      solve: () => {
        isRead = true;
        return undefined as never;
      },
    });
    editor = await editorWith(session);
    const model = {
      source: 'server',
      url: 'http://127.0.0.1:1',
      folder: '',
      name: '',
      samples: 3,
      repairs: 2,
    } as const;
    await editor.notify(enginesNotification, { minizinc: null, memoryLimit: 0, model });
    await editor.open(URI, '300 kg of flour');
    await editor.diagnostics(URI, (diagnostics) => diagnostics.length === 1);
    await editor.request(solveRequest, { uri: URI });
    expect(await editor.diagnostics(URI, (diagnostics) => diagnostics.length === 0)).toEqual([]);
  });
});
