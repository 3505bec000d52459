import { afterEach, describe, expect, it } from 'vitest';
import type { WordFixes } from '../../server/src/session';
import { uriOf } from '../../server/src/lsp/places';
import { editOf } from '../../server/src/lsp/workspaceEdits';
import type { Diagnostic, SourceEdit } from '../../server/src/text';
import { editorWith, type Editor } from './editor';
import { scriptedSession } from './scriptedSession';

const URI = 'file:///words/shop.problem';
const line = (start: number, end: number) => ({
  start: { line: 0, character: start },
  end: { line: 0, character: end },
});

const doubt = (file: string): Diagnostic => ({
  file,
  range: line(5, 9),
  severity: 'information',
  code: 'ambiguous',
  message: "'each' is taken as all together.",
});

const settle = (file: string): WordFixes => ({
  diagnostic: doubt(file),
  fixes: [{ title: "'each' means: together", edits: [{ file, range: line(5, 9), newText: 'in total' }] }],
});

describe('words in doubt', () => {
  let editor: Editor | undefined;
  afterEach(async () => {
    await editor?.stop();
    editor = undefined;
  });

  it('are information, with a quick fix for what is meant', async () => {
    const isOpen = (text: string): boolean => text.includes('each');
    editor = await editorWith(
      scriptedSession({
        check: (file, text) => (isOpen(text) ? [doubt(file)] : []),
        wordFixes: (file, text) => (isOpen(text) ? [settle(file)] : []),
      }),
    );
    const { open, diagnostics, codeActions, apply, text } = editor;
    await open(URI, '40 h each.');
    expect(await diagnostics(URI, ({ length }) => length === 1)).toMatchObject([{ code: 'ambiguous', severity: 3 }]);
    const [fix] = await codeActions(URI, line(6, 6), ['quickfix']);
    expect(fix).toMatchObject({
      title: "'each' means: together",
      kind: 'quickfix',
      diagnostics: [{ code: 'ambiguous' }],
    });
    await apply(fix?.edit);
    expect(text(URI)).toBe('40 h in total.');
    await diagnostics(URI, ({ length }) => length === 0);
    expect(await codeActions(URI, line(6, 6), ['quickfix'])).toEqual([]);
  });

  it('get no quick fix that was proved for a text that is gone', async () => {
    const proved: ((found: readonly WordFixes[]) => void)[] = [];
    const session = scriptedSession({
      wordFixes: () => new Promise<readonly WordFixes[]>((resolve) => proved.push(resolve)),
    });
    editor = await editorWith(session);
    const { open, type, codeActions } = editor;
    await open(URI, '40 h each.');
    const asked = codeActions(URI, line(6, 6));
    await type(URI, '50 h each.');
    while (session.texts.get('/words/shop.problem') !== '50 h each.') await new Promise(setImmediate);
    proved[0]?.([settle('/words/shop.problem')]);
    expect(await asked).toEqual([]);
  });
});

describe('an edit with places to fill in', () => {
  const file = '/words/shop.problem';
  const edit: SourceEdit = {
    file,
    range: line(4, 4),
    newText: ' costs $___ {or so}.',
    pieces: [' costs $', ' {or so}.'],
  };
  const target = { uriOf, versionOf: () => 3, documentChanges: true };
  const textDocument = { uri: URI, version: 3 };

  it('is a snippet for an editor that has them', () => {
    const snippet = { kind: 'snippet', value: String.raw` costs \$${'$'}{1:number} {or so\}.` };
    expect(editOf([edit], { ...target, snippets: true })).toEqual({
      documentChanges: [{ textDocument, edits: [{ range: line(4, 4), snippet }] }],
    });
  });

  it('is plain text for another', () => {
    expect(editOf([edit], { ...target, snippets: false })).toEqual({
      documentChanges: [{ textDocument, edits: [{ range: line(4, 4), newText: ' costs $___ {or so}.' }] }],
    });
  });
});
