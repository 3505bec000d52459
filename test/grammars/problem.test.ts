import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar, type Piece } from './pieces';

let pieces: (text: string) => readonly Piece[];

beforeAll(async () => {
  pieces = await loadGrammar('problem', 'text.problem.modelwright');
});

/** The pieces of a text that are coloured, each with its scope. */
function coloured(text: string): readonly string[] {
  return pieces(text)
    .filter(({ scopes }) => scopes.length > 1)
    .map((piece) => `${piece.text} · ${(piece.scopes.at(-1) ?? '').replace(/\.problem$/, '')}`);
}

describe('the grammar of problems in words', () => {
  it('colours numbers with their units, and leaves other words alone', () => {
    expect(coloured('Each of the 2 ovens runs 600 hours, costs $1,200.50 and wastes 25% or 12.5 percent.')).toEqual([
      '2 · constant.numeric',
      '600 · constant.numeric',
      'hours · keyword.other.unit',
      '$ · keyword.other.unit',
      '1,200.50 · constant.numeric',
      '25 · constant.numeric',
      '% · keyword.other.unit',
      '12.5 · constant.numeric',
      'percent · keyword.other.unit',
    ]);
    expect(coloured('It ends with 40. Then 50, and 2/3; a B52 has none.')).toEqual([
      '40 · constant.numeric',
      '50 · constant.numeric',
      '2/3 · constant.numeric',
    ]);
  });

  it('colours limits, proportions and the objective', () => {
    expect(
      coloured(
        'At least 3, no more than 9, cannot exceed twice that or a third of it. Maximise profit, minimizing a loss.',
      ),
    ).toEqual([
      'At least · keyword.operator.limit',
      '3 · constant.numeric',
      'no more than · keyword.operator.limit',
      '9 · constant.numeric',
      'cannot exceed · keyword.operator.limit',
      'twice · constant.numeric.proportion',
      'a third · constant.numeric.proportion',
      'Maximise · keyword.other.objective',
      'minimizing · keyword.other.objective',
    ]);
  });

  it('colours comments that are a whole line', () => {
    expect(coloured('# at least 3\n  // maximize\nHouse # 3 is and/or // fine')).toEqual([
      '# · punctuation.definition.comment',
      ' at least 3 · comment.line',
      '// · punctuation.definition.comment',
      ' maximize · comment.line',
      '3 · constant.numeric',
    ]);
  });
});
