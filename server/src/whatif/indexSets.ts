import type { SyntaxNode } from '@lezer/common';
import { childrenOf, operation, withoutParentheses, type DeclaredType, type Item } from '../minizinc';
import type { ReadSources } from './sources';

/** One index set of an array. */
export interface IndexSet {
  /** How many elements it has, where the text says. */
  readonly size: number | undefined;
  /** The names of its elements, where there are so many. */
  names(count: number): readonly string[] | undefined;
}

/** The index sets of an array, one for each dimension; undefined where one is not plain. */
export function indexSets(type: DeclaredType, text: string, sources: ReadSources): readonly IndexSet[] | undefined {
  const array = type.node.getChild('ArrayType');
  if (!array) return undefined;
  const sets = array
    .getChildren('TypeInst')
    .slice(0, -1)
    .map((index) => indexSet(index.lastChild ?? index, text, sources));
  return sets.length === 0 || sets.includes(undefined) ? undefined : sets.flatMap((set) => set ?? []);
}

function indexSet(index: SyntaxNode, text: string, sources: ReadSources, depth = 0): IndexSet | undefined {
  const node = withoutParentheses(index);
  const range = operation(node, text);
  if (range?.operator === '..' && node.name === 'BinaryExpression') {
    const [low, high] = range.operands.map(({ from, to }) => Number(text.slice(from, to)));
    if (low === undefined || !Number.isInteger(low)) return undefined;
    return numbersFrom(low, high !== undefined && Number.isInteger(high) ? high - low + 1 : undefined);
  }
  if (node.name === 'PrimitiveType') return numbersFrom(1, undefined);
  if (node.name !== 'VariableName' || depth > 3) return undefined;
  const name = text.slice(node.from, node.to);
  for (const file of sources.files) {
    for (const item of file.syntax.items) {
      const value = valueOf(item, name);
      if (!value) continue;
      if (value.name !== 'SetLiteral') return indexSet(value, file.text, sources, depth + 1);
      const members = childrenOf(value).map(({ from, to }) => file.text.slice(from, to));
      return { size: members.length, names: (count) => (members.length === count ? members : undefined) };
    }
  }
  return undefined;
}

function valueOf(item: Item, name: string): SyntaxNode | undefined {
  if (item.kind === 'enum' && item.name === name) return item.body;
  if ((item.kind === 'assignment' || item.kind === 'declaration') && item.name === name) return item.value;
  return undefined;
}

function numbersFrom(first: number, size: number | undefined): IndexSet {
  return { size, names: (count) => Array.from({ length: count }, (_, place) => String(first + place)) };
}
