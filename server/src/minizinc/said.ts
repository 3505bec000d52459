import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { withoutParentheses } from './expressions';
import { childrenOf } from './syntax';

/**
 * What a constraint says, without the parentheses and annotations around it: of `x <= 3 :: hard`, where the mark is
 * meant for the comparison, `x <= 3`.
 */
export function saidBy(expression: SyntaxNode): Span {
  const node = withoutAnnotations(expression);
  return { start: node.from, end: endOfSaid(node) };
}

/** Where an expression ends but for the annotations that end it. */
export function endOfSaid(node: SyntaxNode): number {
  for (let last: SyntaxNode | null = node; last?.type.is('Expression') && last.to === node.to; last = last.lastChild) {
    if (last.name === 'AnnotatedExpression') return childrenOf(last).at(0)?.to ?? node.to;
  }
  return node.to;
}

/** What a constraint says, without the annotations and parentheses around it. */
export function withoutAnnotations(whole: SyntaxNode): SyntaxNode {
  const node = withoutParentheses(whole);
  const annotated = node.name === 'AnnotatedExpression' ? childrenOf(node)[0] : undefined;
  return annotated ? withoutAnnotations(annotated) : node;
}
