import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './syntax';

/** `i, j in S where c`, or `i = e` */
export interface Generator {
  readonly names: readonly string[];
  /** The set or array run through, or the value given. */
  readonly source: SyntaxNode;
  readonly where: SyntaxNode | undefined;
}

/** `(e)` is `e`. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.name === 'ParenthesizedExpression') {
    const child = childrenOf(inner).at(0);
    if (!child) return inner;
    inner = child;
  }
  return inner;
}

/** The operator of a binary or prefix expression and its operands; undefined for anything else. */
export function operation(
  node: SyntaxNode,
  text: string,
): { readonly operator: string; readonly operands: readonly SyntaxNode[] } | undefined {
  if (node.name !== 'BinaryExpression' && node.name !== 'PrefixExpression' && node.name !== 'HalfRange') {
    return undefined;
  }
  const children = childrenOf(node);
  const operator = children.find((child) => child.name.endsWith('Operator') || child.name === 'InfixName');
  if (!operator) return undefined;
  return {
    operator: text.slice(operator.from, operator.to),
    operands: children.filter((child) => child.type.is('Expression')),
  };
}

/** The name of what a call calls; undefined for anything that is no call. */
export function calledName(node: SyntaxNode, text: string): string | undefined {
  if (node.name !== 'Call' && node.name !== 'GeneratorCall') return undefined;
  const callee = node.getChild('VariableName');
  return callee ? text.slice(callee.from, callee.to) : undefined;
}

/** The generators of `forall(...)(e)` and of comprehensions; undefined where they cannot be told. */
export function generatorsOf(node: SyntaxNode, text: string): readonly Generator[] | undefined {
  const holder = node.getChild(node.name === 'GeneratorCall' ? 'Arguments' : 'Generators');
  if (!holder) return undefined;
  const generators: Generator[] = [];
  let pending: string[] = [];
  for (const child of childrenOf(holder)) {
    const filtered = child.name === 'Filtered' ? childrenOf(child).filter((part) => part.type.is('Expression')) : [];
    const head = filtered[0] ?? child;
    if (head.name === 'VariableName') {
      if (filtered.length > 0) return undefined;
      pending.push(text.slice(head.from, head.to));
      continue;
    }
    const binding = operation(head, text);
    const [variable, source] = binding?.operands ?? [];
    if (!binding || !variable || !source || !['in', '∈', '=', '=='].includes(binding.operator)) return undefined;
    if (variable.name !== 'VariableName') return undefined;
    generators.push({
      names: [...pending, text.slice(variable.from, variable.to)],
      source,
      where: filtered[1],
    });
    pending = [];
  }
  return pending.length === 0 && generators.length > 0 ? generators : undefined;
}

/** Every node of a subtree for which `test` says so, in the order of the text. */
export function descendants(node: SyntaxNode, test: (node: SyntaxNode) => boolean): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (current: SyntaxNode): void => {
    if (test(current)) found.push(current);
    for (let child = current.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(node);
  return found;
}

/** Every name used in a subtree; those inside calls of `except` are left out. */
export function namesIn(node: SyntaxNode, text: string, except?: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (current: SyntaxNode): void => {
    if (current.name === 'VariableName') {
      names.add(text.slice(current.from, current.to));
      return;
    }
    const called = except && calledName(current, text);
    if (called !== undefined && except?.has(called)) return;
    for (let child = current.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(node);
  return names;
}
