import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, open } from './workspace';

const extension = vscode.extensions.getExtension('modelwright.modelwright');

describe('the installed extension', () => {
  afterEach(closeAll);

  it('starts when a model is opened', async () => {
    assert.ok(extension);
    await open('oven.mzn');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('knows its languages by the file name', async () => {
    const languages: string[] = [];
    for (const name of ['oven.mzn', 'diet.dzn', 'kitchen.problem']) languages.push((await open(name)).languageId);
    assert.deepEqual(languages, ['minizinc', 'minizinc', 'problem']);
  });

  it('registers every command it contributes', async () => {
    await extension?.activate();
    const contributed = (extension?.packageJSON as { contributes: { commands: { command: string }[] } }).contributes
      .commands;
    const names = contributed.map(({ command }) => command);
    for (const name of [
      'solve',
      'solveWithData',
      'solveWithSolver',
      'stop',
      'explain',
      'showGeneratedModel',
      'exportModel',
    ])
      assert.ok(names.includes(`modelwright.${name}`), name);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      names.filter((name) => !registered.has(name)),
      [],
    );
  });
});
