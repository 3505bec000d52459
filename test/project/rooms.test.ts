import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms, whyForbidden } from '../../scripts/eslint/rooms.mjs';

const root = resolve(import.meta.dirname, '../..');
const why = (file: string, specifier: string): string | undefined => whyForbidden(join(root, file), specifier);

describe('the rooms of the house', () => {
  it('lets imports run downwards', () => {
    expect(why('server/src/lsp/hover.ts', '../session')).toBeUndefined();
    expect(why('server/src/session/solve.ts', '../solvers')).toBeUndefined();
    expect(why('server/src/explain/mus.ts', '../flatzinc')).toBeUndefined();
    expect(why('client/src/commands.ts', '../../server/src/protocol')).toBeUndefined();
  });

  it('forbids imports that run upwards or sideways', () => {
    expect(why('server/src/flatzinc/read.ts', '../solvers')).toBe(
      'flatzinc must not import solvers: imports run downwards only.',
    );
    expect(why('server/src/solvers/z3/z3.ts', '../../explain')).toBe(
      'solvers must not import explain: imports run downwards only.',
    );
    expect(why('client/src/extension.ts', '../../server/src/session')).toBe(
      'client must not import session: imports run downwards only.',
    );
    expect(why('server/src/session/session.ts', '../lsp')).toBe(
      'session must not import lsp: imports run downwards only.',
    );
  });

  it('has one door to each room', () => {
    expect(why('server/src/session/solve.ts', '../solvers/z3/lower')).toBe(
      'solvers has one door, its index.ts: import the folder, not the file inside.',
    );
  });

  it('keeps VS Code to the client and LSP to its own room', () => {
    expect(why('client/src/extension.ts', 'vscode')).toBeUndefined();
    expect(why('server/src/lsp/main.ts', 'vscode-languageserver/node')).toBeUndefined();
    expect(why('server/src/lsp/main.ts', 'vscode')).toBe("lsp must not know 'vscode': only client may.");
    expect(why('client/webview/main.ts', 'vscode')).toBe("client/webview must not know 'vscode': only client may.");
    expect(why('server/src/session/session.ts', 'vscode-languageserver-types')).toBe(
      "session must not know 'vscode-languageserver-types': only lsp and protocol may.",
    );
  });

  it('never lets the server import the training', () => {
    expect(why('server/src/prose/read/read.ts', '../../../../training/generate')).toBe(
      "prose must not import '../../../../training/generate' from outside the house.",
    );
  });

  it('names every room that exists', () => {
    const existing = readdirSync(join(root, 'server/src')).map((name) => name.replace(/\.ts$/, ''));
    expect(Object.keys(rooms)).toEqual(expect.arrayContaining(existing));
  });

  it('is switched on in the lint configuration', async () => {
    const eslint = new ESLint({ cwd: root });
    const [result] = await eslint.lintText("import { solve } from '../session';\nexport const answer = solve;\n", {
      filePath: join(root, 'server/src/flatzinc/evil.ts'),
    });
    expect(result?.messages.map(({ ruleId, message }) => ({ ruleId, message }))).toEqual([
      { ruleId: 'house/room-imports', message: 'flatzinc must not import session: imports run downwards only.' },
    ]);
  });
});
