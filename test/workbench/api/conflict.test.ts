import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, noDiagnostics, open, quickFixes } from './workspace';

interface Case {
  readonly file: string;
  /** What the conflict marks, in the order of the text: exactly, or what must be in it. */
  readonly members: readonly (string | RegExp)[];
}

const cases: readonly Case[] = [
  { file: 'oven.mzn', members: ['sourdough >= 40', 'rye >= 60', '5 * sourdough + 8 * rye <= 600'] },
  {
    file: 'kitchen.problem',
    members: [/^600 minutes/, /^at least 40/, /^at least 60/],
  },
];

describe('a model that cannot be satisfied', () => {
  afterEach(closeAll);

  for (const { file, members } of cases) {
    it(`${file}: every member of the conflict is marked and knows the others; a quick fix makes it feasible`, async () => {
      const document = await open(file);
      await vscode.commands.executeCommand('modelwright.solve');
      const marked = [...(await diagnosticsOf(document, 'conflict'))].sort((a, b) =>
        a.range.start.compareTo(b.range.start),
      );
      const texts = marked.map(({ range }) => document.getText(range));
      assert.equal(texts.length, members.length, texts.join(' | '));
      for (const [index, member] of members.entries())
        if (typeof member === 'string') assert.equal(texts[index], member);
        else assert.match(texts[index] ?? '', member);
      for (const diagnostic of marked) {
        assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
        const others = (diagnostic.relatedInformation ?? []).map(({ location }) => document.getText(location.range));
        assert.deepEqual(others.sort(), texts.filter((_, index) => marked[index] !== diagnostic).sort());
      }

      const limit = marked.find(({ range }) => document.getText(range).includes('600'));
      assert.ok(limit, 'the limit of 600 is part of the conflict');
      const fixes = await quickFixes(document, limit.range);
      const raise = fixes.find(({ title }) => title.includes('680'));
      assert.ok(
        raise?.edit,
        `one of the fixes raises the limit to 680: ${fixes.map(({ title }) => title).join(' | ')}`,
      );
      assert.ok(await vscode.workspace.applyEdit(raise.edit));
      assert.match(document.getText(), /680/);
      await noDiagnostics(document); // the old answer is stale the moment the text changes

      await vscode.commands.executeCommand('modelwright.solve');
      assert.deepEqual(
        vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
        [],
      );
    });
  }
});
