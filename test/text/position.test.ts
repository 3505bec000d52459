import { describe, expect, it } from 'vitest';
import { applyEdits, LineIndex } from '../../server/src/text';

describe('LineIndex', () => {
  const index = new LineIndex('ab\ncd\r\n\rë');

  it('counts lines at every kind of line end', () => {
    expect(index.lineCount).toBe(4);
    expect([0, 2, 3, 5, 7, 8, 9, 99].map((offset) => index.positionAt(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 0, character: 2 },
      { line: 1, character: 0 },
      { line: 1, character: 2 },
      { line: 2, character: 0 },
      { line: 3, character: 0 },
      { line: 3, character: 1 },
      { line: 3, character: 1 },
    ]);
  });

  it('gives back the offset of every position', () => {
    for (let offset = 0; offset <= 9; offset++) {
      if (offset === 6) continue; // between \r and \n there is no position
      expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
    }
  });

  it('clamps what lies outside', () => {
    expect(index.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(index.offsetAt({ line: 1, character: 99 })).toBe(5);
    expect(index.offsetAt({ line: 99, character: 0 })).toBe(9);
    expect(index.offsetAt({ line: -1, character: 5 })).toBe(0);
  });
});

describe('applyEdits', () => {
  const range = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });

  it('applies edits given in any order', () => {
    const edits = [
      { range: range(1, 0, 3), newText: '680' },
      { range: range(0, 0, 0), newText: '% ' },
    ];
    expect(applyEdits('most\n600;\n', edits)).toBe('% most\n680;\n');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { range: range(0, 0, 3), newText: 'a' },
      { range: range(0, 2, 4), newText: 'b' },
    ];
    expect(() => applyEdits('abcdef', edits)).toThrow('overlapping');
  });
});
