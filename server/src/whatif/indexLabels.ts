import type { SyntaxNode } from '@lezer/common';
import { childrenOf, operation, withoutParentheses, type DeclaredType } from '../minizinc';
import type { ReadSources } from './sources';

/** The names of the elements of one index set; `count` are needed. */
export type Labels = (count: number) => readonly string[] | undefined;

/** How the elements of an array are named, one `Labels` for each dimension; undefined where an index set is not plain. */
export function indexLabels(type: DeclaredType, text: string, sources: ReadSources): readonly Labels[] | undefined {
  const array = type.node.getChild('ArrayType');
  if (!array) return undefined;
  const indices = array.getChildren('TypeInst').slice(0, -1);
  const labels = indices.map((index) => labelsOf(index.lastChild ?? index, text, sources));
  return labels.length === 0 || labels.includes(undefined) ? undefined : labels.flatMap((label) => label ?? []);
}

function labelsOf(index: SyntaxNode, text: string, sources: ReadSources, depth = 0): Labels | undefined {
  const node = withoutParentheses(index);
  const range = operation(node, text);
  if (range?.operator === '..' && node.name === 'BinaryExpression') {
    const [low] = range.operands;
    const first = low === undefined ? NaN : Number(text.slice(low.from, low.to));
    return Number.isInteger(first) ? from(first) : undefined;
  }
  if (node.name === 'PrimitiveType') return from(1);
  if (node.name !== 'VariableName' || depth > 3) return undefined;
  const name = text.slice(node.from, node.to);
  for (const file of sources.files) {
    for (const item of file.syntax.items) {
      const value =
        item.kind === 'enum' && item.name === name
          ? item.body
          : (item.kind === 'assignment' || item.kind === 'declaration') && item.name === name
            ? item.value
            : undefined;
      if (!value) continue;
      if (value.name !== 'SetLiteral') return labelsOf(value, file.text, sources, depth + 1);
      const members = childrenOf(value).map(({ from: start, to }) => file.text.slice(start, to));
      return (count) => (members.length === count ? members : undefined);
    }
  }
  return undefined;
}

function from(first: number): Labels {
  return (count) => Array.from({ length: count }, (_, place) => String(first + place));
}
