import type { SyntaxNode } from '@lezer/common';
import { calledName, childrenOf, withoutParentheses } from '../minizinc';
import { asLiteral } from './numbers';

/**
 * The numbers that make up an array, in the order of the text: of `[1, 2]`, `[Mon: 1, Tue: 2]`, `[| 1, 2 | 3, 4 |]` and
 * of `array1d(S, [...])` and its like. Entries that are no literals are left out; nothing where it is no such array.
 */
export function arrayEntries(whole: SyntaxNode, text: string): readonly SyntaxNode[] {
  const value = withoutParentheses(whole);
  switch (value.name) {
    case 'ArrayLiteral':
      return childrenOf(value).flatMap((entry) => literalOf(entry, text));
    case 'ArrayLiteral2d':
      return value.getChildren('Row').flatMap((row) => cellsOf(row, text).flatMap((entry) => literalOf(entry, text)));
    case 'Call': {
      if (!/^array\dd$/.test(calledName(value, text) ?? '')) return [];
      const list = childrenOf(value.getChild('Arguments') ?? value).at(-1);
      return list ? arrayEntries(list, text) : [];
    }
    default:
      return [];
  }
}

function literalOf(entry: SyntaxNode, text: string): SyntaxNode[] {
  const value = entry.name === 'Indexed' ? childrenOf(entry).at(-1) : entry;
  const literal = value && asLiteral(value, text);
  return literal ? [literal] : [];
}

/** The cells of a row, without the index that may stand before a colon. */
function cellsOf(row: SyntaxNode, text: string): readonly SyntaxNode[] {
  return row.getChildren('Expression').filter(({ to }) => !/^\s*:(?!:)/.test(text.slice(to, row.to)));
}
