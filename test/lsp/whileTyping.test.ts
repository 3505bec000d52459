import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { uriOf } from '../../server/src/lsp/places';
import { solveRequest } from '../../server/src/protocol';
import type { Diagnostic } from '../../server/src/text';
import { editorWith, editorWithServer, type Editor } from './editor';
import { outcome, scriptedSession, untilAborted } from './scriptedSession';

const URI = 'file:///models/shop.mzn';
const MODEL = 'int: spare = 4;\nvar 1..9: x;\nsolve minimize x;\n';
const TYPE = { solve: { when: 'type' } };

const spare = (file: string): Diagnostic => ({
  file,
  range: { start: { line: 0, character: 5 }, end: { line: 0, character: 10 } },
  severity: 'information',
  code: 'unused-parameter',
  message: "The parameter 'spare' is never used.",
  fixes: [
    {
      title: "Remove the unused parameter 'spare'",
      edits: [{ file, range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, newText: '' }],
    },
  ],
});

describe('while one types', () => {
  let editor: Editor | undefined;
  afterEach(async () => {
    await editor?.stop();
    editor = undefined;
  });

  it('hints are shown faded, offer their fix, and are gone with the next edit', async () => {
    const session = scriptedSession({ hints: (file, text) => (text.includes('spare') ? [spare(file)] : []) });
    editor = await editorWith(session);
    const { open, diagnostics, codeActions, apply, text } = editor;
    await open(URI, MODEL);
    const [shown] = await diagnostics(URI, ({ length }) => length === 1);
    expect(shown).toMatchObject({ code: 'unused-parameter', severity: 3, tags: [1] });
    expect(shown).not.toHaveProperty('fixes');
    const [fix] = await codeActions(URI, { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } });
    expect(fix).toMatchObject({ title: "Remove the unused parameter 'spare'", kind: 'quickfix' });
    await apply(fix?.edit);
    expect(text(URI)).toBe('var 1..9: x;\nsolve minimize x;\n');
    await diagnostics(URI, ({ length }) => length === 0);
  });

  it('there are no hints where the setting says so', async () => {
    const asked: string[] = [];
    const session = scriptedSession({
      hints: (file) => {
        asked.push(file);
        return [spare(file)];
      },
      solve: (file) => outcome(file, { status: 'infeasible', diagnostics: [] }),
    });
    editor = await editorWith(session, { ...TYPE, hints: { enabled: false } });
    await editor.open(URI, MODEL);
    await editor.type(URI, `${MODEL}% more\n`);
    await editor.event(({ kind }) => kind === 'rechecked');
    expect(asked).toEqual([]);
  });

  it('a conflict is an outcome like one that was asked for, stale with the next edit', async () => {
    const session = scriptedSession({
      solve: (file, text) => outcome(file, { status: text.includes('x > 9') ? 'infeasible' : 'satisfied' }),
    });
    editor = await editorWith(session, TYPE);
    const { open, type, event, events, codeLenses } = editor;
    await open(URI, MODEL);
    await type(URI, `${MODEL}constraint x > 9;\n`);
    await event((told) => told.kind === 'rechecked' && told.verdict === 'infeasible');
    expect(events.map(({ kind }) => kind)).toEqual(['rechecking', 'outcome', 'rechecked']);
    expect((await codeLenses(URI)).map(({ command }) => command?.title)).toEqual(['▶ Solve', 'Explain infeasibility']);
    await type(URI, MODEL);
    await event((told) => told.kind === 'rechecked' && told.verdict === 'feasible');
    expect(events.map(({ kind }) => kind).slice(3)).toEqual(['stale', 'rechecking', 'rechecked']);
  });

  it('a command comes before what nobody asked for', async () => {
    let first = true;
    const session = scriptedSession({
      solve: (file, _text, _options, signal) => {
        if (!first) return outcome(file, { status: 'satisfied' });
        first = false;
        return untilAborted(signal);
      },
    });
    editor = await editorWith(session, TYPE);
    const { open, type, event, events, request } = editor;
    await open(URI, MODEL);
    await type(URI, `${MODEL}% more\n`);
    await event(({ kind }) => kind === 'rechecking');
    while (session.solved.length === 0) await request(solveRequest, { uri: 'file:///models/none.txt' });
    expect(await request(solveRequest, { uri: URI })).toMatchObject({ kind: 'outcome', stale: false });
    expect(events.slice(0, 2).map(({ kind }) => kind)).toEqual(['rechecking', 'started']);
  });

  it('the built server shows a conflict and its repair, and takes them back, without a command', async () => {
    const uri = uriOf(join(mkdtempSync(join(tmpdir(), 'typing-')), 'shop.mzn'));
    editor = await editorWithServer({ solve: { when: 'type', budget: 60 }, hints: { enabled: false } });
    const { open, type, event, diagnostics, codeActions, apply, events, errors } = editor;
    const feasible = 'var 0..9: bread;\nconstraint bread >= 4;\nsolve maximize bread;\n';
    await open(uri, feasible);
    await type(uri, feasible.replace('solve', 'constraint 2 * bread <= 6;\nsolve'));
    await event((told) => told.kind === 'rechecked' && told.verdict === 'infeasible');
    const shown = await diagnostics(uri, (all) => all.some(({ code }) => code === 'conflict'));
    expect(shown.filter(({ code }) => code === 'conflict').map(({ range }) => range.start.line)).toEqual([1, 2]);
    const actions = await codeActions(uri, { start: { line: 2, character: 12 }, end: { line: 2, character: 12 } });
    const raise = actions.find(({ title }) => title.startsWith('Raise 6 to 8'));
    expect(raise).toBeDefined();
    await apply(raise?.edit);
    await event((told) => told.kind === 'rechecked' && told.verdict === 'feasible');
    await diagnostics(uri, (all) => all.every(({ code }) => code !== 'conflict'));
    expect(events.some(({ kind }) => kind === 'started')).toBe(false);
    expect(errors()).toBe('');
  });
});
