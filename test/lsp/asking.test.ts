import { afterEach, describe, expect, it } from 'vitest';
import {
  clearWhyNotNotification,
  parametersRequest,
  questionAtRequest,
  solveRequest,
  stopRequest,
  whatIfRequest,
  whyNotRequest,
} from '../../server/src/protocol';
import { editorWith, type Editor } from './editor';
import { outcome, scriptedSession, untilAborted } from './scriptedSession';

const URI = 'file:///models/shop.mzn';
const TEXT = 'var 0..9: x;\nconstraint x < 5;\nsolve satisfy;\n';
const range = { start: { line: 1, character: 11 }, end: { line: 1, character: 16 } };

/** Knows one answer, x = 3, and that nothing above 4 can be had. */
const session = () =>
  scriptedSession({
    solve: (file) => outcome(file, { solution: { x: 3, days: ['Mon', 'Tue'] } }),
    whyNot: (file, question, { known }, signal) =>
      question === 'forever'
        ? untilAborted(signal)
        : Promise.resolve({
            file,
            question,
            kind: 'impossible',
            title: `Known: ${known?.solution['x'] === 3}.`,
            conflicts: [{ parts: [{ file, range, text: 'x < 5', indices: {} }], asked: [] }],
            direct: true,
            complete: true,
            diagnostics: [{ file, range, severity: 'information', code: 'why-not', message: 'Would break this.' }],
          }),
    whatIf: (file) => ({ file, kind: 'wrong', index: 0, title: 'No such parameter.' }),
    parameters: (file) => [{ name: 'limit', label: 'limit', value: '5', place: { file, range } }],
  });

describe('asking why not', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  async function opened(): Promise<Editor> {
    editor = await editorWith(session());
    await editor.open(URI, TEXT);
    return editor;
  }

  it('marks the broken lines as information until the next edit', async () => {
    const at = await opened();
    await at.request(solveRequest, { uri: URI });
    const reply = await at.request(whyNotRequest, { uri: URI, question: 'x = 7' });
    expect(reply).toMatchObject({ kind: 'answer', answer: { title: 'Known: true.' } });
    const marked = await at.diagnostics(URI, (all) => all.length > 0);
    expect(marked).toEqual([
      { range, severity: 3, code: 'why-not', source: 'modelwright (why not)', message: 'Would break this.' },
    ]);
    await at.type(URI, TEXT.replace('5', '6'));
    await at.diagnostics(URI, (all) => all.length === 0);
  });

  it('takes the marks away when told to', async () => {
    const at = await opened();
    await at.request(whyNotRequest, { uri: URI, question: 'x = 7' });
    await at.diagnostics(URI, (all) => all.length > 0);
    await at.notify(clearWhyNotNotification, { uri: URI });
    await at.diagnostics(URI, (all) => all.length === 0);
  });

  it('ends a question when it is stopped, or another is asked', async () => {
    const at = await opened();
    const first = at.request(whyNotRequest, { uri: URI, question: 'forever' });
    const second = at.request(whyNotRequest, { uri: URI, question: 'forever' });
    expect(await first).toEqual({ kind: 'stopped' });
    expect(await at.request(stopRequest, {})).toBe(1);
    expect(await second).toEqual({ kind: 'stopped' });
  });

  it('is offered on a variable that a fresh answer has a value of', async () => {
    const at = await opened();
    const cursor = { start: { line: 1, character: 11 }, end: { line: 1, character: 11 } };
    expect(await at.codeActions(URI, cursor)).toEqual([]);
    await at.request(solveRequest, { uri: URI });
    const title = 'Why not another value for x?';
    expect(await at.codeActions(URI, cursor)).toEqual([
      { title, kind: '', command: { title, command: 'modelwright.whyNot', arguments: [URI, 'x = 3'] } },
    ]);
    expect(await at.codeActions(URI, cursor, ['quickfix'])).toEqual([]);
    expect(await at.request(questionAtRequest, { uri: URI, position: { line: 0, character: 11 } })).toBe('x = 3');
    expect(await at.request(questionAtRequest, { uri: URI, position: { line: 2, character: 1 } })).toBeNull();
  });

  it('finds the variable of words by a word that is its own', async () => {
    editor = await editorWith(
      scriptedSession({ solve: (file) => outcome(file, { solution: { 'sourdough loaves': 12, 'rye loaves': 4 } }) }),
    );
    const uri = 'file:///models/bakery.problem';
    await editor.open(uri, 'A bakery makes sourdough loaves and rye loaves.');
    await editor.request(solveRequest, { uri });
    const questionAt = (character: number) =>
      editor?.request(questionAtRequest, { uri, position: { line: 0, character } });
    expect(await questionAt(18)).toBe('sourdough loaves = 12');
    expect(await questionAt(37)).toBe('rye loaves = 4');
    expect(await questionAt(27)).toBeNull(); // "loaves" is both
  });
});

describe('asking what if', () => {
  it('lists parameters, and answers about changes', async () => {
    const editor = await editorWith(session());
    await editor.open(URI, TEXT);
    expect(await editor.request(parametersRequest, { uri: URI })).toMatchObject([{ name: 'limit', value: '5' }]);
    expect(await editor.request(whatIfRequest, { uri: URI, changes: [{ name: 'y', value: '1' }] })).toMatchObject({
      kind: 'answer',
      answer: { kind: 'wrong', title: 'No such parameter.' },
    });
    await editor.stop();
  });
});
