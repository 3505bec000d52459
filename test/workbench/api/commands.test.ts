import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, open, until } from './workspace';

const lenses = (document: vscode.TextDocument): Promise<readonly string[]> =>
  until(async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const titles = found.flatMap(({ command }) => (command ? [command.title] : []));
    return titles.length > 0 ? titles : undefined;
  });

describe('in the editor', () => {
  afterEach(closeAll);

  it('a syntax error is marked while typing, without solving', async () => {
    const document = await open('broken.mzn');
    const [error] = await diagnosticsOf(document, 'syntax-error');
    assert.equal(error?.range.start.line, 1);
    assert.equal(error.severity, vscode.DiagnosticSeverity.Error);
  });

  it('code lenses stand on the solve item and at the top of a problem', async () => {
    assert.deepEqual(await lenses(await open('oven.mzn')), ['▶ Solve']);
    assert.deepEqual(await lenses(await open('kitchen.problem')), ['▶ Solve', 'Show generated model']);
  });

  it('Show Generated Model opens the MiniZinc beside the words, read-only', async () => {
    await open('kitchen.problem');
    await vscode.commands.executeCommand('modelwright.showGeneratedModel');
    const model = await until(() =>
      vscode.window.visibleTextEditors
        .map(({ document }) => document)
        .find(({ uri }) => uri.scheme === 'modelwright-model'),
    );
    assert.equal(model.languageId, 'minizinc');
    assert.match(model.getText(), /solve maximize/);
    assert.match(model.getText(), /600/);
  });

  it('Stop ends a run that would take for ever, and the next one works', async () => {
    await open('ruler.mzn');
    let over = false;
    const running = vscode.commands.executeCommand('modelwright.solve').then(() => {
      over = true;
    });
    await until(async () => {
      await vscode.commands.executeCommand('modelwright.stop');
      return over || undefined;
    });
    await running;
    const document = await open('oven.mzn');
    await vscode.commands.executeCommand('modelwright.solve');
    await diagnosticsOf(document, 'conflict');
  });
});
