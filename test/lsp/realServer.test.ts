import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationTokenSource, type CodeAction, type Diagnostic } from 'vscode-languageserver/node';
import { uriOf } from '../../server/src/lsp/places';
import {
  exportRequest,
  solveRequest,
  stopRequest,
  synthesizeRequest,
  type Outcome,
  type SolveReply,
  type Range,
} from '../../server/src/protocol';
import { applyEdits } from '../../server/src/text';
import { editorWithServer, type Editor } from './editor';

/** Not a limit on speed: only so that a server that hangs ends the test. */
const PATIENCE = { timeout: 300_000 };

/** The built server in a process of its own, over stdio, with everything real behind it: run the build first. */
describe('dist/server.js --stdio', PATIENCE, () => {
  let editor: Editor;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lsp-'));
    editor = await editorWithServer({ solve: { timeLimit: 60 } });
  });
  afterAll(async () => {
    await editor.stop();
  });

  const uri = (name: string): string => uriOf(join(folder, name));
  const solve = async (document: string, data?: readonly string[]): Promise<Outcome> =>
    outcomeOf(await editor.request(solveRequest, { uri: document, ...(data && { data }) }));

  it('finds the conflict of a model, repairs it by a quick fix, and solves', async () => {
    const shop = uri('shop.mzn');
    const text = [
      'int: capacity = 10;',
      'var 0..100: bread;',
      'var 0..100: cake;',
      'constraint bread + 2 * cake <= capacity;',
      'constraint bread >= 8;',
      'constraint cake >= 3;',
      'solve maximize bread + cake;',
      '',
    ].join('\n');
    await editor.open(shop, text);
    const infeasible = await solve(shop);
    expect(infeasible.status).toBe('infeasible');

    const conflicts = await editor.diagnostics(shop, (shown) => conflictsAmong(shown).length === 4);
    expect(conflictsAmong(conflicts).map(({ range }) => textAt(text, range))).toEqual([
      '10',
      'bread + 2 * cake <= capacity',
      'bread >= 8',
      'cake >= 3',
    ]);
    for (const { severity, relatedInformation } of conflictsAmong(conflicts)) {
      expect(severity).toBe(1);
      expect(relatedInformation?.map(({ location }) => location.uri)).toEqual([shop, shop, shop]);
    }

    const [first] = conflictsAmong(conflicts);
    const fixes = first ? await editor.codeActions(shop, first.range, ['quickfix']) : [];
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes[0]?.isPreferred).toBe(true);
    await editor.apply(fixes[0]?.edit);
    await editor.diagnostics(shop, (shown) => conflictsAmong(shown).length === 0);
    expect(await solve(shop)).toMatchObject({ status: 'optimal', checked: true });
  });

  it('makes every quick fix it offers a repair', async () => {
    const text = 'var int: x;\nconstraint x > 3;\nconstraint x < 2;\nsolve satisfy;\n';
    await editor.open(uri('probe.mzn'), text);
    await solve(uri('probe.mzn'));
    const shown = await editor.diagnostics(uri('probe.mzn'), (all) => conflictsAmong(all).length === 2);
    const [first] = conflictsAmong(shown);
    const fixes = first ? await editor.codeActions(uri('probe.mzn'), first.range) : [];
    expect(fixes.length).toBeGreaterThan(0);
    for (const [index, fix] of fixes.entries()) {
      const repaired = uri(`repaired-${index}.mzn`);
      await editor.open(repaired, applyEdits(text, editsOf(fix)));
      // A constraint that became a penalty leaves something to make small.
      expect(['satisfied', 'optimal'], fix.title).toContain((await solve(repaired)).status);
    }
  });

  it('finds the conflict of a problem in words on its sentences, and repairs it', async () => {
    const bakery = uri('bakery.problem');
    const text =
      'A bakery makes sourdough loaves and rye loaves. Each sourdough loaf takes 2 hours of oven time and each rye ' +
      'loaf takes 3 hours of oven time. The oven is available for at most 60 hours. The bakery must make at least 20 ' +
      'sourdough loaves and at least 15 rye loaves. The profit per sourdough loaf is $4 and the profit per rye loaf ' +
      'is $5. How many of each should be made to maximize profit?\n';
    await editor.open(bakery, text);
    expect((await solve(bakery)).status).toBe('infeasible');
    const shown = await editor.diagnostics(bakery, (all) => conflictsAmong(all).length > 0);
    const words = conflictsAmong(shown).map(({ range }) => textAt(text, range));
    expect(words.join(' | ')).toMatch(/60|20|15/);
    const [first] = conflictsAmong(shown);
    const fixes = first ? await editor.codeActions(bakery, first.range) : [];
    expect(fixes.length).toBeGreaterThan(0);
    await editor.apply(fixes[0]?.edit);
    expect((await solve(bakery)).status).toBe('optimal');
    const reply = await editor.request(synthesizeRequest, { uri: bakery });
    expect(reply.kind === 'synthesis' && reply.synthesis.model).toContain('solve');
  });

  it('marks words that can mean two things, and writes the one that is meant', async () => {
    const shop = uri('shop.problem');
    const text =
      'A bakery makes sourdough loaves and rye loaves. Each sourdough loaf takes 2 hours of oven time and each rye ' +
      'loaf takes 3 hours of oven time. The oven is available for at most 61 hours. The bakery must make more than 5 ' +
      'sourdough loaves. The profit per sourdough loaf is $4 and the profit per rye loaf is $5. How many of each ' +
      'should be made to maximize profit?';
    await editor.open(shop, text);
    const [doubt] = await editor.diagnostics(shop, (shown) => shown.length > 0);
    expect(doubt).toMatchObject({ code: 'ambiguous', severity: 3 });
    const fixes = doubt ? await editor.codeActions(shop, doubt.range, ['quickfix']) : [];
    expect(fixes.map(({ title }) => title)).toEqual([
      "'more than 5' means: at least 5",
      "'more than 5' means: at least 6",
    ]);
    await editor.apply(fixes[1]?.edit);
    expect(editor.text(shop)).toBe(text.replace('more than 5', 'at least 6'));
    await editor.diagnostics(shop, (shown) => shown.length === 0);
  });

  it('says where the syntax is wrong while one types', async () => {
    const text = 'var 1..3: x;\nconstraint x > ;\nsolve satisfy;\n';
    await editor.open(uri('typo.mzn'), text);
    const shown = await editor.diagnostics(uri('typo.mzn'), ({ length }) => length > 0);
    expect(shown[0]).toMatchObject({ code: 'syntax-error', severity: 1, range: { start: { line: 1 } } });
    await editor.edit(uri('typo.mzn'), { start: at(1, 15), end: at(1, 15) }, '1');
    expect(editor.text(uri('typo.mzn'))).toContain('x > 1;');
    await editor.diagnostics(uri('typo.mzn'), ({ length }) => length === 0);
  });

  it('creates the data file of a model that lacks values, and solves with it once it is filled in', async () => {
    const model = 'int: n;\narray[1..2] of int: cost;\nvar 1..n: x;\nsolve maximize cost[1] * x;\n';
    await editor.open(uri('plan.mzn'), model);
    const missing = (await solve(uri('plan.mzn'))).diagnostics.filter(({ code }) => code === 'missing-parameter');
    expect(missing.map(({ data }) => data?.['name'])).toEqual(['n', 'cost']);
    const range = missing[0]?.range ?? fullRange;
    const [fix] = await editor.codeActions(uri('plan.mzn'), range);
    await editor.apply(fix?.edit);
    const data = uri('plan.dzn');
    expect(editor.text(data)).toMatch(/^n = _;.*\ncost = _;/m);
    const empty = await solve(uri('plan.mzn'), [data]);
    expect(empty.status, 'a value that is not filled in is an error, not an answer').toBe('error');
    await editor.type(data, 'n = 4;\ncost = [5, 6];\n');
    expect(await solve(uri('plan.mzn'))).toMatchObject({ status: 'optimal', objective: 20 });
  });

  it('prefers the text in the editor to the disk, in includes too', async () => {
    const library = join(folder, 'limits.mzn');
    writeFileSync(library, 'int: most = 5;\n');
    await editor.open(uri('top.mzn'), 'include "limits.mzn";\nvar 0..most: x;\nsolve maximize x;\n');
    expect((await solve(uri('top.mzn'))).objective).toBe(5);
    await editor.open(uriOf(library), readFileSync(library, 'utf8'));
    await editor.type(uriOf(library), 'int: most = 9;\n');
    await editor.event(({ kind, uri: of }) => kind === 'stale' && of === uri('top.mzn'));
    expect((await solve(uri('top.mzn'))).objective).toBe(9);
  });

  it('stops a long search at once, and solves the next model', async () => {
    const hard =
      'include "globals.mzn"; int: n = 40;\narray[1..n] of var 0..n*n: mark;\n' +
      'constraint forall(i in 1..n-1)(mark[i] < mark[i+1]) /\\ mark[1] = 0;\n' +
      'constraint all_different([mark[j] - mark[i] | i, j in 1..n where i < j]);\nsolve minimize mark[n];\n';
    await editor.open(uri('golomb.mzn'), hard);
    const source = new CancellationTokenSource();
    const long = editor.request(solveRequest, { uri: uri('golomb.mzn') }, source.token);
    await editor.event(({ kind, uri: of }) => kind === 'progress' && of === uri('golomb.mzn'));
    source.cancel();
    expect(await long).toEqual({ kind: 'stopped' });

    const other = editor.request(solveRequest, { uri: uri('golomb.mzn') });
    while ((await editor.request(stopRequest, { uri: uri('golomb.mzn') })) === 0);
    expect(await other).toEqual({ kind: 'stopped' });

    await editor.open(uri('easy.mzn'), 'var 1..3: x; solve maximize x;\n');
    expect(await solve(uri('easy.mzn'))).toMatchObject({ status: 'optimal', objective: 3 });
  });

  it('exports what was typed', async () => {
    await editor.open(uri('easy.mzn'), 'var 1..3: x; solve maximize x;\n');
    const lp = await editor.request(exportRequest, { uri: uri('easy.mzn'), format: 'lp' });
    expect(lp.kind === 'text' && lp.text.toLowerCase()).toContain('max');
  });
});

const at = (line: number, character: number) => ({ line, character });
const fullRange = { start: at(0, 0), end: at(1000, 0) };

function outcomeOf(reply: SolveReply): Outcome {
  if (reply.kind !== 'outcome') throw new Error(`no outcome: ${JSON.stringify(reply)}`);
  return reply.outcome;
}

/** The edits of a quick fix that changes one file. */
function editsOf(fix: CodeAction): readonly { readonly range: Range; readonly newText: string }[] {
  const [change, ...others] = fix.edit?.documentChanges ?? [];
  if (!change || !('edits' in change) || others.length > 0) throw new Error(`unexpected edit of "${fix.title}"`);
  return change.edits.flatMap((edit) => ('newText' in edit ? [edit] : []));
}

function conflictsAmong(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics
    .filter(({ code }) => code === 'conflict')
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

/** What stands at a range of one line. */
function textAt(text: string, { start, end }: Diagnostic['range']): string {
  return (text.split('\n')[start.line] ?? '').slice(start.character, end.character);
}
