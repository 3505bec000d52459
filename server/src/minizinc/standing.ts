import type { SyntaxNode } from '@lezer/common';
import { calledName } from './expressions';
import { childrenOf } from './syntax';

/** `:: hard`, `:: negotiable`, `:: negotiable(2)`: whether what it stands at may give way, as it is written. */
export type StandingMark =
  | { readonly kind: 'hard' }
  /** `weight` is an expression over parameters; undefined where none is given. */
  | { readonly kind: 'negotiable'; readonly weight: SyntaxNode | undefined };

/** The mark among the annotations of a declaration or an annotated expression. */
export function markAmong(node: SyntaxNode, text: string): StandingMark | undefined {
  for (const annotation of node.getChildren('Annotation')) {
    const mark = markOf(annotation, text);
    if (mark) return mark;
  }
  return undefined;
}

/**
 * The mark of a constraint, which binds tighter than operators do: `x <= 3 :: hard` annotates the 3 for the compiler, and
 * is meant for the comparison.
 */
export function markAtEnd(expression: SyntaxNode, text: string): StandingMark | undefined {
  for (let node: SyntaxNode | null = expression; node?.type.is('Expression'); node = node.lastChild) {
    if (node.name !== 'AnnotatedExpression') continue;
    return markAmong(node, text);
  }
  return undefined;
}

/** Whether all annotations of an expression are marks. */
export function hasOnlyMarks(node: SyntaxNode, text: string): boolean {
  return node.getChildren('Annotation').every((annotation) => markOf(annotation, text) !== undefined);
}

function markOf(annotation: SyntaxNode, text: string): StandingMark | undefined {
  const term = annotation.lastChild;
  if (!term) return undefined;
  const name = term.name === 'VariableName' ? text.slice(term.from, term.to) : calledName(term, text);
  switch (name) {
    case 'hard':
      return term.name === 'VariableName' ? { kind: 'hard' } : undefined;
    case 'negotiable':
      return { kind: 'negotiable', weight: childrenOf(term.getChild('Arguments') ?? term).at(0) };
    default:
      return undefined;
  }
}
