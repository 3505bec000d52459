import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { descendants, operation, withoutParentheses } from './expressions';
import type { Declarations } from './names';
import { spanOf, type Declaration } from './syntax';

/** A declared domain as a type without bounds and a constraint: `var 1..5: x` as `var int: x` and `1 <= x /\ x <= 5`. */
export interface OpenedDomain {
  /** The domain, as offsets of the text. */
  readonly span: Span;
  readonly type: 'int' | 'float';
  /** Says of the variable, or of every element of the array, that it lies in the domain. */
  readonly constraint: string;
}

/**
 * Opens the domain of a declaration; undefined where that cannot be done: sets, optional and enumerated types, and
 * domains that depend on the index.
 */
export function openDomain(
  { name, nameSpan, type }: Declaration,
  text: string,
  declarations: Declarations,
  render: (node: SyntaxNode) => string = (node) => text.slice(node.from, node.to),
): OpenedDomain | undefined {
  const { domain } = type;
  if (!domain || !type.isVar || type.isSet || type.isOptional) return undefined;
  if (descendants(type.node, ({ name: kind }) => kind === 'IndexBinding').length > 0) return undefined;
  const element = type.isArray ? 'mw_element' : text.slice(nameSpan.start, nameSpan.end);
  const inside = membership(withoutParentheses(domain), element, text, declarations, render);
  if (inside === undefined) return undefined;
  return {
    span: spanOf(domain),
    type: isFloat(domain, text, declarations) ? 'float' : 'int',
    constraint: type.isArray ? `forall(mw_element in array1d(${name}))(${inside})` : inside,
  };
}

function membership(
  domain: SyntaxNode,
  element: string,
  text: string,
  declarations: Declarations,
  render: (node: SyntaxNode) => string,
): string | undefined {
  if (domain.name === 'VariableName') {
    const set = declarations.get(text.slice(domain.from, domain.to));
    return set?.isSet && set.primitive === 'int' ? `${element} in ${render(domain)}` : undefined;
  }
  if (domain.name === 'SetLiteral') return `${element} in ${render(domain)}`;
  const range = operation(domain, text);
  if (range?.operator !== '..') return undefined;
  const bounds = domain.name === 'HalfRange' ? halfRangeBounds(domain, range.operands[0]) : range.operands;
  const [low, high] = bounds;
  const limits = [
    ...(low && !isInfinite(low, text) ? [`(${render(low)}) <= ${element}`] : []),
    ...(high && !isInfinite(high, text) ? [`${element} <= (${render(high)})`] : []),
  ];
  return limits.length > 0 ? limits.join(' /\\ ') : undefined;
}

function halfRangeBounds(domain: SyntaxNode, bound: SyntaxNode | undefined): readonly (SyntaxNode | undefined)[] {
  return bound && bound.from === domain.from ? [bound] : [undefined, bound];
}

function isInfinite(node: SyntaxNode, text: string): boolean {
  return /^[-+]?\s*(infinity|∞)$/.test(text.slice(node.from, node.to));
}

function isFloat(domain: SyntaxNode, text: string, declarations: Declarations): boolean {
  return descendants(domain, () => true).some(
    (node) =>
      node.name === 'Float' ||
      (node.name === 'VariableName' && declarations.get(text.slice(node.from, node.to))?.primitive === 'float'),
  );
}
