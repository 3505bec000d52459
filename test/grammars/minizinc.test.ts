import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar, type Piece } from './pieces';

let pieces: (text: string) => readonly Piece[];

beforeAll(async () => {
  pieces = await loadGrammar('minizinc', 'source.minizinc');
});

/** Each token that is not blank with its innermost scope, less the language: "solve keyword.other.solve". */
function tokens(text: string): readonly string[] {
  return pieces(text)
    .filter((piece) => piece.text.trim() !== '')
    .map((piece) => `${piece.text.trim()} ${(piece.scopes.at(-1) ?? '').replace(/\.minizinc$/, '')}`);
}

/** The scope of the first token that is exactly this piece. */
function scopeOf(piece: string, text: string): string | undefined {
  return tokens(text)
    .find((token) => token.startsWith(`${piece} `))
    ?.slice(piece.length + 1);
}

describe('the MiniZinc grammar', () => {
  it('tells the parts of a declaration', () => {
    expect(tokens('array[1..n] of var 0.5..2e3: load; % tons')).toEqual([
      'array storage.type',
      '[ punctuation.section.brackets',
      '1 constant.numeric.integer',
      '.. keyword.operator.range',
      'n variable.other',
      '] punctuation.section.brackets',
      'of keyword.control',
      'var storage.modifier',
      '0.5 constant.numeric.float',
      '.. keyword.operator.range',
      '2e3 constant.numeric.float',
      ': punctuation.separator.type',
      'load variable.other',
      '; punctuation.terminator',
      '% punctuation.definition.comment',
      'tons comment.line.percentage',
    ]);
  });

  it('tells generator calls, their variables and conditions', () => {
    const text = 'constraint forall(i, j in S where i < j)(x[i] != x[j]);';
    expect(scopeOf('constraint', text)).toBe('keyword.other');
    expect(scopeOf('forall', text)).toBe('support.function');
    expect(scopeOf('j', text)).toBe('variable.parameter.binder');
    expect(scopeOf('in', text)).toBe('keyword.control');
    expect(scopeOf('where', text)).toBe('keyword.control');
    expect(scopeOf('!=', text)).toBe('keyword.operator.comparison');
  });

  it('goes into interpolated strings and comes back', () => {
    expect(tokens('output ["x = \\(max([a, (b)]))\\n"];')).toEqual([
      'output keyword.other',
      '[ punctuation.section.brackets',
      '" punctuation.definition.string.begin',
      'x = string.quoted.double',
      '\\( punctuation.section.interpolation.begin',
      'max support.function',
      '( source',
      '[ punctuation.section.brackets',
      'a variable.other',
      ', punctuation.separator.comma',
      '( source',
      'b variable.other',
      ') source',
      '] punctuation.section.brackets',
      ') source',
      ') punctuation.section.interpolation.end',
      '\\n constant.character.escape',
      '" punctuation.definition.string.end',
      '] punctuation.section.brackets',
      '; punctuation.terminator',
    ]);
  });

  it('tells annotations, predicates and functions', () => {
    const text =
      'predicate far(var int: a, var int: b) = abs(a - b) > 3;\nsolve :: int_search(q, first_fail) minimize z;';
    expect(scopeOf('predicate', text)).toBe('storage.type.function');
    expect(scopeOf('far', text)).toBe('entity.name.function');
    expect(scopeOf('::', text)).toBe('punctuation.definition.annotation');
    expect(scopeOf('int_search', text)).toBe('storage.type.annotation');
    expect(scopeOf('minimize', text)).toBe('keyword.other.solve');
    const typed = 'function array[int] of var int: rotate(array[int] of var int: xs) = [xs[1]];';
    expect(scopeOf('rotate', typed)).toBe('entity.name.function');
    expect(scopeOf('var', typed)).toBe('storage.modifier');
    expect(scopeOf('xs', typed)).toBe('variable.other');
  });

  it('keeps block comments over lines and words inside them apart', () => {
    expect(tokens('/* solve\nsatisfy */ solve satisfy;').map((token) => token.split(' ').at(-1))).toEqual([
      'punctuation.definition.comment',
      'comment.block',
      'comment.block',
      'punctuation.definition.comment',
      'keyword.other.solve',
      'keyword.other.solve',
      'punctuation.terminator',
    ]);
  });

  it('does not find keywords inside longer names', () => {
    expect(scopeOf('solver', 'int: solver = 1;')).toBe('variable.other');
    expect(scopeOf('in_stock', 'bool: in_stock;')).toBe('variable.other');
  });

  it('tells the literals of data files', () => {
    const text = 'cost = [| 1, 2 | 3, _ |]; days = { Mon, Tue }; open = true; mask = 0xFF; gone = <>;';
    expect(scopeOf('[|', text)).toBe('punctuation.section.brackets');
    expect(scopeOf('_', text)).toBe('constant.language.absent');
    expect(scopeOf('true', text)).toBe('constant.language.boolean');
    expect(scopeOf('0xFF', text)).toBe('constant.numeric.hex');
    expect(scopeOf('<>', text)).toBe('constant.language.empty');
  });
});
