import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './syntax';
import { operation } from './expressions';

/**
 * Whether an expression has a value whatever the decisions are. What has none where it is `a[x]` or `1 div x` makes the
 * constraint around it false; moved out of that constraint, it would be a constraint by itself. False where in doubt.
 */
export function isTotal(node: SyntaxNode, text: string, decided: (part: SyntaxNode) => boolean): boolean {
  if (!decided(node)) return true;
  const all = (parts: readonly SyntaxNode[]): boolean => parts.every((part) => isTotal(part, text, decided));
  switch (node.name) {
    case 'VariableName':
      return true;
    case 'ParenthesizedExpression':
    case 'ArrayLiteral':
    case 'ArrayLiteral2d':
    case 'Row':
    case 'TupleLiteral':
      return all(childrenOf(node));
    case 'BinaryExpression':
    case 'PrefixExpression': {
      const known = operation(node, text);
      return known !== undefined && !PARTIAL.has(known.operator) && all(known.operands);
    }
    case 'ArrayAccess': {
      const [base, ...indices] = childrenOf(node);
      return base !== undefined && isTotal(base, text, decided) && !indices.some(decided);
    }
    case 'ArrayComprehension': {
      const generators = node.getChild('Generators');
      const body = node.getChild('Expression');
      return generators !== null && body !== null && !decided(generators) && isTotal(body, text, decided);
    }
    default:
      return false;
  }
}

const PARTIAL: ReadonlySet<string> = new Set(['div', '~div', 'mod', '/', '~/', '^', 'default']);
