import { describe, expect, it } from 'vitest';
import { conflictDiagnostics } from '../../server/src/explain';
import { commentOut } from '../../server/src/explain/commentOut';
import { applyEdits, LineIndex } from '../../server/src/text';

describe('taking out an item', () => {
  const check = (text: string, item: string, expected: string): void => {
    const start = text.indexOf(item);
    const range = new LineIndex(text).rangeOf({ start, end: start + item.length });
    expect(applyEdits(text, commentOut('/m.mzn', text, range))).toBe(expected);
  };

  it('comments out the lines it has for itself', () => {
    check('int: n;\n  constraint a; % why\n', 'constraint a;', 'int: n;\n  % constraint a; % why\n');
    check('constraint a\n  /\\ b;', 'constraint a\n  /\\ b;', '% constraint a\n%   /\\ b;');
  });

  it('puts a block comment where other things stand on its lines', () => {
    check('int: n; constraint a; int: m;', 'constraint a;', 'int: n; /* constraint a; */ int: m;');
  });

  it('gives it lines of its own where a comment in it would end the block comment', () => {
    check(
      'int: n; constraint /* x */ a; int: m; % m',
      'constraint /* x */ a;',
      'int: n; \n% constraint /* x */ a;\n int: m; % m',
    );
    check(
      'int: n; constraint a % two */\n  /\\ b; int: m;',
      'constraint a % two */\n  /\\ b;',
      'int: n; \n% constraint a % two */\n%   /\\ b;\n int: m;',
    );
  });
});

describe('conflict diagnostics', () => {
  const part = (line: number, text: string, indices: Readonly<Record<string, string>> = {}) => ({
    file: '/m.mzn',
    range: { start: { line, character: 0 }, end: { line, character: text.length } },
    text,
    indices,
  });

  it('say on every member which others it is in conflict with', () => {
    const conflict = { parts: [part(1, 'x[i] >= 4', { i: '2', d: 'Tue' }), part(3, 'sum(x)\n  <= 3')] };
    expect(conflictDiagnostics([conflict])).toEqual([
      {
        file: '/m.mzn',
        range: conflict.parts[0]?.range,
        severity: 'error',
        code: 'conflict',
        message: 'In conflict with one other (i=2, d=Tue): they cannot all hold. Change or remove one of them.',
        related: [{ file: '/m.mzn', range: conflict.parts[1]?.range, message: 'In conflict with it: sum(x) <= 3' }],
      },
      {
        file: '/m.mzn',
        range: conflict.parts[1]?.range,
        severity: 'error',
        code: 'conflict',
        message: 'In conflict with one other: they cannot all hold. Change or remove one of them.',
        related: [
          { file: '/m.mzn', range: conflict.parts[0]?.range, message: 'In conflict with it: x[i] >= 4 (i=2, d=Tue)' },
        ],
      },
    ]);
  });

  it('put the loop values of one place into one message', () => {
    const conflict = { parts: [part(1, 'c', { i: '1' }), part(1, 'c', { i: '2' })] };
    expect(conflictDiagnostics([conflict]).map(({ message }) => message)).toEqual([
      'In conflict with itself (i=1; i=2): these cases cannot all hold. Change or remove it.',
    ]);
  });

  it('say of a single member that it can never hold', () => {
    expect(conflictDiagnostics([{ parts: [part(1, '1 > 2')] }]).map(({ message }) => message)).toEqual([
      'This can never hold. Change or remove it.',
    ]);
  });

  it('say of what may not change, of domains and of data what else can be done, and where a predicate is called', () => {
    const call = part(9, 'late(a)');
    const parts = [
      { ...part(1, 'x > y'), hard: true, calls: [call] },
      { ...part(2, '1..5'), kind: 'domain' as const, hard: true },
      { ...part(3, 'n = 4'), kind: 'data' as const },
    ];
    const told = conflictDiagnostics([{ parts }]);
    expect(told.map(({ message }) => message.replace(/^.*hold\. /, ''))).toEqual([
      'This one must hold: change or remove one of the others.',
      'Widen this domain, or change or remove one of the others.',
      'Change this number, or change or remove one of the others.',
    ]);
    expect(told[0]?.related?.[0]).toEqual({ file: '/m.mzn', range: call.range, message: 'Called here: late(a)' });
  });
});
