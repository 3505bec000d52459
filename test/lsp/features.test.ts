import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFileAction } from '../../server/src/lsp/dataFileAction';
import { editDistance, includeActions } from '../../server/src/lsp/includeAction';
import { includedNames, modelFiles } from '../../server/src/lsp/includes';
import { uriOf } from '../../server/src/lsp/places';
import { defaultSettings, readEngineSettings, readSettings } from '../../server/src/lsp/settings';
import type { Complete } from '../../server/src/session';
import { solveItemRange } from '../../server/src/lsp/solveItem';
import { toLspDiagnostic } from '../../server/src/lsp/toLsp';
import type { Diagnostic } from '../../server/src/text';

const target = { uriOf, versionOf: () => null, documentChanges: true, snippets: false };
const toLsp = (diagnostic: Diagnostic) => toLspDiagnostic(diagnostic, uriOf);

describe('solveItemRange', () => {
  it('finds the solve item, not the word in comments, strings and names', () => {
    const text = '% solve it\n/* solve */ int: solver; int: resolve_; output ["solve"];\n  solve satisfy;\n';
    expect(solveItemRange(text)).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 7 } });
  });

  it('finds nothing in a library', () => {
    expect(solveItemRange('predicate p(var int: x) = x > 0; % solve')).toBeUndefined();
  });
});

describe('includes', () => {
  it('reads names outside comments and strings', () => {
    const text =
      'include "a.mzn"; % include "no.mzn"\n/* include "no.mzn" */ output ["include \\"no.mzn\\""];\ninclude\n "b.mzn";';
    expect(includedNames(text)).toEqual(['a.mzn', 'b.mzn']);
  });

  it('follows the files there are, the editor before the disk, cycles included', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'includes-'));
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('b.mzn'), 'include "c.mzn";');
    writeFileSync(at('c.mzn'), 'include "b.mzn"; include "globals.mzn";');
    const open = new Map([[at('a.mzn'), 'include "b.mzn";']]);
    expect([...(await modelFiles(at('a.mzn'), (path) => open.get(path)))].sort()).toEqual(
      ['a.mzn', 'b.mzn', 'c.mzn'].map(at),
    );
  });
});

describe('quick fix of an unknown include', () => {
  const diagnostic: Diagnostic = {
    file: '/m/shop.mzn',
    range: { start: { line: 0, character: 8 }, end: { line: 0, character: 19 } },
    severity: 'error',
    code: 'unknown-include',
    message: 'There is no such file.',
  };

  it('offers the name that was meant, then the missing file', () => {
    const actions = includeActions(diagnostic, '"comon.mzn"', ['/m/common.mzn', '/m/zebra.mzn'], target, toLsp);
    expect(actions.map(({ title }) => title)).toEqual(['Include "common.mzn" instead', 'Create comon.mzn']);
    expect(actions[0]?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: 'file:///m/shop.mzn', version: null },
        edits: [{ range: diagnostic.range, newText: '"common.mzn"' }],
      },
    ]);
  });

  it('measures distance in single-character edits', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });
});

describe('quick fix of a missing parameter', () => {
  const missing: Diagnostic = {
    file: '/m/shop.mzn',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: 'error',
    code: 'missing-parameter',
    message: "'n' has no value.",
    data: { name: 'n' },
  };

  it('takes a free name', () => {
    const taken = new Set(['/m/shop.dzn', '/m/shop-2.dzn']);
    const surroundings = { data: [], exists: (path: string) => taken.has(path), read: () => undefined };
    const action = dataFileAction('/m/shop.mzn', [missing], surroundings, target, toLsp);
    expect(action?.title).toBe("Create shop-3.dzn with a value for 'n'");
  });

  it('adds to the data file the model already has', () => {
    const surroundings = { data: ['/m/day.dzn'], exists: () => true, read: () => 'm = 1;' };
    const action = dataFileAction('/m/shop.mzn', [missing], surroundings, target, toLsp);
    expect(action?.title).toBe("Add a value for 'n' to day.dzn");
    const end = { line: 0, character: 6 };
    expect(action?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: 'file:///m/day.dzn', version: null },
        edits: [{ range: { start: end, end }, newText: '\nn = _;\n' }],
      },
    ]);
  });
});

describe('settings', () => {
  it('are read from the editor section', () => {
    const solve = { timeLimit: 0, when: 'save', budget: 2.5, allSolutions: true, gap: 2, crossCheck: true };
    const hints = { enabled: false, timeLimit: 3 };
    const explain = { domains: 'negotiable', limits: 'hard' };
    expect(
      readSettings({ solver: 'native:org.gecode.gecode', solve, hints, explain, z3: { integers: 'booleans' } }),
    ).toEqual({
      solver: 'native:org.gecode.gecode',
      timeLimitMs: undefined,
      when: 'save',
      budgetMs: 2_500,
      hints: { enabled: false, timeLimitMs: 3_000 },
      domains: 'negotiable',
      limits: 'hard',
      allSolutions: true,
      gap: 0.02,
      crossCheck: true,
      integers: 'booleans',
    });
  });

  it('give way to the defaults where they make no sense', () => {
    expect(
      readSettings({ solver: 'cplex', solve: { timeLimit: -1, when: 'never', budget: 0, gap: -1 }, hints: 3 }),
    ).toEqual(defaultSettings);
    expect(readSettings(null)).toEqual(defaultSettings);
  });

  it('start no program unless the client names one', () => {
    expect(readEngineSettings(undefined)).toEqual({ minizinc: undefined, memoryLimitMb: undefined });
    expect(readEngineSettings({ minizinc: null, memoryLimit: 0 })).toEqual({
      minizinc: undefined,
      memoryLimitMb: undefined,
    });
    expect(readEngineSettings({ minizinc: 'minizinc', memoryLimit: 512 })).toEqual({
      minizinc: 'minizinc',
      memoryLimitMb: 512,
    });
  });

  it('ask no language model unless the client names one', () => {
    const own = (model: unknown) => readEngineSettings({ model }).ownModel;
    for (const model of [undefined, null, 'server', { source: 'embedded' }, { source: 'editor' }])
      expect(own(model)).toBeUndefined();
    expect(own({ source: 'server', url: ' http://localhost:1 ', name: 'llama', samples: 99, repairs: -1 })).toEqual({
      source: 'server',
      url: 'http://localhost:1',
      name: 'llama',
      samples: 9,
      repairs: 0,
    });
    expect(own({ source: 'folder', folder: ' /models/tiny ' })).toMatchObject({
      source: 'folder',
      folder: '/models/tiny',
    });
    const asked: string[] = [];
    const complete: Complete = () => Promise.resolve('');
    const ask = (name: string): Complete => {
      asked.push(name);
      return complete;
    };
    const model = { source: 'editor', name: 'gpt', samples: '3', repairs: null };
    expect(readEngineSettings({ model }, ask).ownModel).toEqual({
      source: 'editor',
      complete,
      name: 'gpt',
      samples: 3,
      repairs: 2,
    });
    expect(asked).toEqual(['gpt']);
  });
});
