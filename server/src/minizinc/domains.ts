import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { descendants, operation, withoutParentheses } from './expressions';
import type { Declarations } from './names';
import { spanOf, type DeclaredType, type Declaration } from './syntax';

/** A declared domain as a type without bounds and constraints: `var 1..5: x` as `var int: x` and `1 <= x /\\ x <= 5`. */
export interface OpenedDomain {
  /** The domain, as offsets of the text. */
  readonly span: Span;
  readonly type: 'int' | 'float';
  /** Says of the variable, or of every element of the array, that it lies in the domain. */
  readonly constraint: string;
  /** Of an array: the same of one element, in a loop through all. */
  readonly each?: ElementLoop & { readonly constraint: string };
}

export interface ElementLoop {
  readonly generators: string;
  /** The names of the indices. */
  readonly names: readonly string[];
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
  const inside = (element: string): string | undefined =>
    membership(withoutParentheses(domain), element, text, declarations, render);
  const loop = type.isArray ? elementLoop(name, type) : undefined;
  const each = loop && inside(`${name}[${loop.names.join(', ')}]`);
  const all = inside(type.isArray ? 'mw_element' : text.slice(nameSpan.start, nameSpan.end));
  if (all === undefined) return undefined;
  return {
    span: spanOf(domain),
    type: isFloat(domain, text, declarations) ? 'float' : 'int',
    constraint: type.isArray ? `forall(mw_element in array1d(${name}))(${all})` : all,
    ...(loop && each !== undefined && { each: { ...loop, constraint: each } }),
  };
}

/** MiniZinc's library has `index_set_6of6`, and none beyond. */
const MOST_DIMENSIONS = 6;

/** Generators over the index sets of a declared array; undefined where it is an array of arrays. */
export function elementLoop(name: string, { dimensions }: DeclaredType): ElementLoop | undefined {
  if (dimensions === undefined || dimensions > MOST_DIMENSIONS) return undefined;
  const names = Array.from({ length: dimensions }, (_, index) => `mw_${index + 1}`);
  const set = (index: number): string =>
    dimensions === 1 ? `index_set(${name})` : `index_set_${index + 1}of${dimensions}(${name})`;
  return { generators: names.map((one, index) => `${one} in ${set(index)}`).join(', '), names };
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

export function isFloat(domain: SyntaxNode, text: string, declarations: Declarations): boolean {
  return descendants(domain, () => true).some(
    (node) =>
      node.name === 'Float' ||
      (node.name === 'VariableName' && declarations.get(text.slice(node.from, node.to))?.primitive === 'float'),
  );
}
