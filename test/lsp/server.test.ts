import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import {
  dataNotification,
  explainRequest,
  exportRequest,
  solveRequest,
  statusRequest,
  stopRequest,
  synthesizeRequest,
} from '../../server/src/protocol';
import type { Diagnostic, Range } from '../../server/src/text';
import { editorWith, type Editor } from './editor';
import { uriOf } from '../../server/src/lsp/places';
import { makeFolder } from '../session/folder';
import { outcome, scriptedSession, untilAborted, type ScriptedSession } from './scriptedSession';

const URI = 'file:///models/shop.mzn';

/** Where the first occurrence of `part` stands in a text of one or more lines. */
function rangeOf(text: string, part: string): Range {
  const offset = text.indexOf(part);
  const before = text.slice(0, offset).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { start, end: { line: start.line, character: start.character + part.length } };
}

const INFEASIBLE = 'var int: x;\nconstraint x > 3;\nconstraint x < 2;\nsolve satisfy;\n';

/** Knows one model: x > 3 and x < N conflict while N is 2. */
const infeasible = {
  solve: (file: string, text: string) => {
    if (!text.includes('x < 2')) return outcome(file, { status: 'satisfied', solution: { x: 4 } });
    const above = rangeOf(text, 'x > 3');
    const below = rangeOf(text, 'x < 2');
    const conflict = (range: Range, other: Range): Diagnostic => ({
      file,
      range,
      severity: 'error',
      code: 'conflict',
      message: 'In conflict with 1 other constraint.',
      related: [{ file, range: other, message: 'in conflict with this' }],
    });
    const end = { line: below.start.line, character: below.end.character };
    return outcome(file, {
      status: 'infeasible',
      conflicts: [
        {
          parts: [
            { file, range: above, text: 'x > 3', indices: {} },
            { file, range: below, text: 'x < 2', indices: {} },
          ],
        },
      ],
      repairs: [
        {
          title: 'Raise 2 to 5',
          kind: 'relax',
          edits: [{ file, range: { start: { ...end, character: end.character - 1 }, end }, newText: '5' }],
          objectiveAfter: null,
        },
      ],
      diagnostics: [conflict(above, below), conflict(below, above)],
    });
  },
};

describe('the language server', () => {
  let editor: Editor | undefined;
  let session: ScriptedSession | undefined;

  const start = async (script: Parameters<typeof scriptedSession>[0], settings = {}): Promise<Editor> => {
    session = scriptedSession(script);
    editor = await editorWith(session, settings);
    return editor;
  };

  afterEach(async () => {
    await editor?.stop();
    expect(session?.disposed()).toBe(true);
    editor = undefined;
  });

  it('checks what is typed and says which version it means', async () => {
    const { open, type, diagnostics, published } = await start({
      check: (file, text) =>
        text.includes('oops')
          ? [{ file, range: rangeOf(text, 'oops'), severity: 'error', code: 'syntax-error', message: 'No.' }]
          : [],
    });
    await open(URI, 'oops');
    expect(await diagnostics(URI, ({ length }) => length > 0)).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
        severity: 1,
        code: 'syntax-error',
        source: 'modelwright',
        message: 'No.',
      },
    ]);
    expect(published(URI)?.version).toBe(1);
    await type(URI, 'solve satisfy;');
    await diagnostics(URI, ({ length }) => length === 0);
    expect(published(URI)?.version).toBe(2);
  });

  it('shows a conflict on every member, repairs it by a quick fix, and solves again', async () => {
    const { open, request, diagnostics, codeActions, codeLenses, apply, text, event } = await start(infeasible);
    await open(URI, INFEASIBLE);
    const first = await request(solveRequest, { uri: URI });
    expect(first).toMatchObject({ kind: 'outcome', stale: false, outcome: { status: 'infeasible' } });

    const shown = await diagnostics(URI, ({ length }) => length === 2);
    expect(shown.map(({ code, relatedInformation }) => [code, relatedInformation?.[0]?.location])).toEqual([
      ['conflict', { uri: URI, range: rangeOf(INFEASIBLE, 'x < 2') }],
      ['conflict', { uri: URI, range: rangeOf(INFEASIBLE, 'x > 3') }],
    ]);
    expect((await codeLenses(URI)).map(({ command }) => command?.title)).toEqual(['▶ Solve', 'Explain infeasibility']);

    expect(await codeActions(URI, rangeOf(INFEASIBLE, 'solve'))).toEqual([]);
    const [fix, ...others] = await codeActions(URI, rangeOf(INFEASIBLE, 'x > 3'), ['quickfix']);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({ title: 'Raise 2 to 5', kind: 'quickfix', isPreferred: true });
    expect(fix?.diagnostics).toHaveLength(1);
    await apply(fix?.edit);
    expect(text(URI)).toBe('var int: x;\nconstraint x > 3;\nconstraint x < 5;\nsolve satisfy;\n');

    await event(({ kind }) => kind === 'stale');
    await diagnostics(URI, ({ length }) => length === 0);
    expect(await codeActions(URI, rangeOf(INFEASIBLE, 'x > 3'))).toEqual([]);
    const second = await request(solveRequest, { uri: URI });
    expect(second).toMatchObject({ outcome: { status: 'satisfied', solution: { x: 4 } } });
    expect((await codeLenses(URI)).map(({ command }) => command?.title)).toEqual(['▶ Solve']);
  });

  it('calls an outcome stale whose text was edited meanwhile, and shows no diagnostics of it', async () => {
    let release: () => void = () => undefined;
    const { open, type, request, published } = await start({
      solve: async (file, text) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return infeasible.solve(file, text);
      },
    });
    await open(URI, INFEASIBLE);
    const reply = request(solveRequest, { uri: URI });
    await editor?.event(({ kind }) => kind === 'started');
    await request(statusRequest, null); // the solve above has been read when this is answered
    while (session?.solved.length === 0) await request(statusRequest, null);
    await type(URI, `${INFEASIBLE}% edited\n`);
    await request(statusRequest, null);
    release();
    expect(await reply).toMatchObject({ kind: 'outcome', stale: true });
    expect(published(URI)?.diagnostics ?? []).toEqual([]);
  });

  it('stops by request, by cancellation, and when a newer run takes over', async () => {
    const { open, request, event, events } = await start({
      solve: (_file, _text, _options, signal) => untilAborted(signal),
    });
    await open(URI, INFEASIBLE);
    const first = request(solveRequest, { uri: URI });
    await event(({ kind }) => kind === 'started');
    const second = request(explainRequest, { uri: URI });
    expect(await first).toEqual({ kind: 'stopped' });
    expect(await request(stopRequest, {})).toBe(1);
    expect(await second).toEqual({ kind: 'stopped' });

    const source = new CancellationTokenSource();
    const third = request(solveRequest, { uri: URI }, source.token);
    await event(({ kind }) => kind === 'stopped');
    source.cancel();
    expect(await third).toEqual({ kind: 'stopped' });
    expect(await request(stopRequest, { uri: URI })).toBe(0);
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'started', 'stopped', 'started', 'stopped']);
  });

  it('keeps the best solution found until the user stopped, but none of a run that was replaced', async () => {
    const { open, request, event, events } = await start({
      solve: (file, _text, { solver }, signal) =>
        untilAborted(signal).catch(() => outcome(file, { solution: { x: solver === 'z3' ? 3 : 4 } })),
    });
    await open(URI, INFEASIBLE);
    const replaced = request(solveRequest, { uri: URI, solver: 'z3' });
    await event(({ kind }) => kind === 'started');
    const stopped = request(solveRequest, { uri: URI, solver: 'gecode' });
    expect(await replaced).toEqual({ kind: 'stopped' });
    expect(await request(stopRequest, {})).toBe(1);
    expect(await stopped).toMatchObject({ kind: 'outcome', stale: false, outcome: { solution: { x: 4 } } });
    await event(({ kind }) => kind === 'outcome');
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'started', 'outcome']);
  });

  it('passes on settings, the data remembered, and progress', async () => {
    const { open, request, notify, event } = await start(
      {
        solve: (file, _text, { onProgress }) => {
          onProgress?.({ kind: 'stage', stage: 'compiling' });
          return outcome(file, {});
        },
      },
      { solver: 'gecode', solve: { timeLimit: 7 } },
    );
    await open(URI, INFEASIBLE);
    await notify(dataNotification, { uri: URI, data: ['file:///models/shop.dzn'] });
    await request(solveRequest, { uri: URI });
    await request(solveRequest, { uri: URI, solver: 'z3', timeLimit: 0, data: [], all: true });
    const solved = session?.solved ?? [];
    expect(
      solved.map(({ options: { solver, timeLimitMs, data, all } }) => ({ solver, timeLimitMs, data, all })),
    ).toEqual([
      { solver: 'gecode', timeLimitMs: 7000, data: ['/models/shop.dzn'], all: false },
      { solver: 'z3', timeLimitMs: undefined, data: [], all: true },
    ]);
    expect(await event(({ kind }) => kind === 'progress')).toEqual({
      kind: 'progress',
      uri: URI,
      progress: { kind: 'stage', stage: 'compiling' },
    });
  });

  it('makes an outcome stale when its data change, in the editor or on disk', async () => {
    const { open, type, request, events, event, watchedFileChanged } = await start({});
    const data = 'file:///models/shop.dzn';
    await open(URI, INFEASIBLE);
    await request(solveRequest, { uri: URI, data: [data] });
    await open('file:///models/other.mzn', 'solve satisfy;');
    await request(statusRequest, null);
    expect(events.some(({ kind }) => kind === 'stale')).toBe(false);
    await watchedFileChanged(data);
    await event(({ kind }) => kind === 'stale');

    await request(solveRequest, { uri: URI });
    await open(data, 'n = 1;');
    await type(data, 'n = 2;');
    await request(statusRequest, null);
    expect(events.filter(({ kind }) => kind === 'stale')).toHaveLength(2);
  });

  it('solves on save where the user wants it', async () => {
    const { open, save, event } = await start({}, { solve: { when: 'save' } });
    await open(URI, INFEASIBLE);
    await save(URI);
    expect(await event(({ kind }) => kind === 'outcome')).toMatchObject({ uri: URI, stale: false });
  });

  it('keeps an outcome fresh when another file of its model is opened as it is on the disk', async () => {
    const folder = makeFolder();
    const library = uriOf(folder.write('limits.mzn', 'int: most = 3;\n'));
    const model = uriOf(folder.write('top.mzn', 'include "limits.mzn";\nsolve satisfy;\n'));
    const { open, type, request, event, events } = await start({});
    await open(model, 'include "limits.mzn";\nsolve satisfy;\n');
    await request(solveRequest, { uri: model });
    await open(library, 'int: most = 3;\n');
    await request(statusRequest, null);
    expect(events.some(({ kind }) => kind === 'stale')).toBe(false);
    await type(library, 'int: most = 4;\n');
    expect(await event(({ kind }) => kind === 'stale')).toMatchObject({ uri: model });
    folder.remove();
  });

  it('does not solve a library on save: it has no solve item', async () => {
    const { open, save, event } = await start({}, { solve: { when: 'save' } });
    const library = 'file:///models/library.mzn';
    await open(library, 'int: most = 3; % to solve with\n');
    await open(URI, INFEASIBLE);
    await save(library);
    await save(URI);
    await event(({ kind }) => kind === 'outcome');
    expect(session?.solved.map(({ file }) => file)).toEqual(['/models/shop.mzn']);
  });

  it('creates a data file for missing parameters', async () => {
    const missing = (file: string, text: string, name: string, type: string): Diagnostic => ({
      file,
      range: rangeOf(text, name),
      severity: 'error',
      code: 'missing-parameter',
      message: `'${name}' has no value.`,
      data: { name, type },
    });
    const { open, diagnostics, codeActions, apply, text } = await start({
      check: (file, content) => [missing(file, content, 'n', 'int'), missing(file, content, 'cost', 'array of int')],
    });
    const model = 'int: n;\narray[1..n] of int: cost;\nsolve satisfy;\n';
    await open(URI, model);
    await diagnostics(URI, ({ length }) => length === 2);
    const [fix] = await codeActions(URI, rangeOf(model, 'cost'));
    expect(fix).toMatchObject({
      title: 'Create shop.dzn with 2 values',
      isPreferred: true,
      command: { command: 'modelwright.useDataFile', arguments: [URI, 'file:///models/shop.dzn'] },
    });
    await apply(fix?.edit);
    expect(text('file:///models/shop.dzn')).toBe(
      '% Data of shop.mzn: put a value in the place of each _.\nn = _; % int\ncost = _; % array of int\n',
    );
  });

  it('answers for words: the generated model, lenses at the top', async () => {
    const { open, request, codeLenses } = await start({});
    const uri = 'file:///models/bakery.problem';
    await open(uri, 'A bakery.');
    expect(await request(synthesizeRequest, { uri })).toMatchObject({
      kind: 'synthesis',
      synthesis: { model: '% of A bakery.\nsolve satisfy;\n' },
    });
    const lenses = await codeLenses(uri);
    expect(lenses.map(({ command }) => command?.command)).toEqual([
      'modelwright.solve',
      'modelwright.showGeneratedModel',
    ]);
    expect(lenses[0]?.range.start).toEqual({ line: 0, character: 0 });
  });

  it('exports, or says why not', async () => {
    const { open, request } = await start({});
    await open(URI, INFEASIBLE);
    expect(await request(exportRequest, { uri: URI, format: 'lp' })).toEqual({ kind: 'text', text: 'as lp' });
    expect(await request(exportRequest, { uri: URI, format: 'dimacs' })).toEqual({
      kind: 'impossible',
      reason: 'DIMACS has no integers.',
    });
  });

  it('says that an unsaved document needs a file', async () => {
    const { open, request } = await start({});
    await open('untitled:Untitled-1', 'solve satisfy;');
    const message = 'Save "Untitled-1" as a .mzn or .problem file first: Modelwright works on files.';
    expect(await request(solveRequest, { uri: 'untitled:Untitled-1' })).toEqual({ kind: 'refused', message });
    expect(await request(synthesizeRequest, { uri: 'untitled:Untitled-1' })).toEqual({ kind: 'refused', message });
    expect(session?.texts.size).toBe(0);
  });

  it('survives a session that fails: an error of that request alone', async () => {
    let calls = 0;
    const { open, request } = await start({
      solve: (file) => {
        if (++calls === 1) throw new Error('a worker died');
        return outcome(file, {});
      },
    });
    await open(URI, INFEASIBLE);
    await expect(request(solveRequest, { uri: URI })).rejects.toThrow('a worker died');
    expect(await request(solveRequest, { uri: URI })).toMatchObject({ kind: 'outcome' });
  });
});
