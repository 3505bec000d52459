import type { SyntaxNode, Tree } from '@lezer/common';
import type { Span } from '../text';
import { parser } from './parser.generated';

/** A MiniZinc text (model or data) as its items. Reading never fails: what cannot be read is in `errors`. */
export interface ModelSyntax {
  readonly text: string;
  readonly tree: Tree;
  readonly items: readonly Item[];
  /** Where the text is not MiniZinc; for people the compiler's own messages are better. */
  readonly errors: readonly Span[];
}

interface ItemBase {
  readonly node: SyntaxNode;
  /** The whole item with its semicolon, where it has one. */
  readonly span: Span;
}

export interface IncludeItem extends ItemBase {
  readonly kind: 'include';
  /** The file as written between the quotes. */
  readonly path: string;
  readonly pathSpan: Span;
}

/** `var 1..5: x = 3` at the top, in a `let` */
export interface Declaration extends ItemBase {
  readonly kind: 'declaration';
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: DeclaredType;
  readonly value: SyntaxNode | undefined;
}

export interface AssignmentItem extends ItemBase {
  readonly kind: 'assignment';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: SyntaxNode;
}

export interface ConstraintItem extends ItemBase {
  readonly kind: 'constraint';
  readonly expression: SyntaxNode;
}

export interface SolveItem extends ItemBase {
  readonly kind: 'solve';
  readonly goal: 'satisfy' | 'minimize' | 'maximize';
  readonly objective: SyntaxNode | undefined;
}

export interface OutputItem extends ItemBase {
  readonly kind: 'output';
  readonly expression: SyntaxNode;
}

/** A predicate, test, function or annotation; an enum or a named type. */
export interface DefinitionItem extends ItemBase {
  readonly kind: 'predicate' | 'function' | 'annotation' | 'enum' | 'type';
  readonly name: string;
  readonly nameSpan: Span;
  readonly body: SyntaxNode | undefined;
}

export type Item =
  IncludeItem | Declaration | AssignmentItem | ConstraintItem | SolveItem | OutputItem | DefinitionItem;

/** The type before the colon of a declaration. */
export interface DeclaredType {
  readonly node: SyntaxNode;
  /** `var` stands in it, also as the element of an array. */
  readonly isVar: boolean;
  readonly isArray: boolean;
  /** How many index sets an array has; undefined for what is no array, and for arrays of arrays. */
  readonly dimensions: number | undefined;
  /** The type of the elements, of what is no array the whole. */
  readonly element: SyntaxNode;
  readonly isSet: boolean;
  readonly isOptional: boolean;
  /** `int`, `float`, `bool`, ... where the element is one of these words. */
  readonly primitive: string | undefined;
  /** `1..5`, `Colour`, `{1, 3}`: the expression that stands for the element type, where one does. */
  readonly domain: SyntaxNode | undefined;
}

/** Reads a model or a data file. */
export function parseModel(text: string): ModelSyntax {
  const tree = parser.parse(text);
  const items: Item[] = [];
  for (const node of childrenOf(tree.topNode)) {
    const item = node.type.is('Item') ? readItem(node, text) : undefined;
    if (item) items.push(item);
  }
  const errors: Span[] = [];
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError || type.name === 'Unterminated') errors.push({ start: from, end: to });
    },
  });
  return { text, tree, items, errors };
}

/** Reads one declaration or constraint, at the top or in a `let`; undefined where it is too broken to be told. */
export function readItem(node: SyntaxNode, text: string): Item | undefined {
  const base = { node, span: { start: node.from, end: itemEnd(node, text) } };
  const value = lastExpression(node);
  const name = node.getChild('Name');
  const named = name && { name: text.slice(name.from, name.to), nameSpan: spanOf(name) };
  switch (node.name) {
    case 'Include': {
      const path = node.getChild('String');
      if (!path) return undefined;
      return { ...base, kind: 'include', path: text.slice(path.from + 1, path.to - 1), pathSpan: spanOf(path) };
    }
    case 'Declaration': {
      const type = node.getChild('TypeInst');
      return type && named ? { ...base, ...named, kind: 'declaration', type: readType(type, text), value } : undefined;
    }
    case 'Assignment':
      return named && value ? { ...base, ...named, kind: 'assignment', value } : undefined;
    case 'Constraint':
      return value && { ...base, kind: 'constraint', expression: value };
    case 'Solve': {
      const goal = node.getChild('minimize') ? 'minimize' : node.getChild('maximize') ? 'maximize' : 'satisfy';
      return { ...base, kind: 'solve', goal, objective: value };
    }
    case 'Output':
      return value && { ...base, kind: 'output', expression: value };
    default: {
      const kind = DEFINITIONS[node.name];
      return kind && named ? { ...base, ...named, kind, body: value } : undefined;
    }
  }
}

const DEFINITIONS: Readonly<Record<string, DefinitionItem['kind']>> = {
  PredicateDeclaration: 'predicate',
  FunctionDeclaration: 'function',
  AnnotationDeclaration: 'annotation',
  EnumDeclaration: 'enum',
  TypeDeclaration: 'type',
};

/** Reads the type before the colon of a declaration or a parameter. */
export function readType(node: SyntaxNode, text: string): DeclaredType {
  let element = node;
  let isArray = false;
  let dimensions: number | undefined;
  for (let array = arrayOf(element); array; array = arrayOf(element)) {
    const inner = array.getChildren('TypeInst').at(-1);
    if (!inner) break;
    dimensions = isArray ? undefined : Math.max(1, childrenOf(array).filter(isIndexSet).length - 1);
    isArray = true;
    element = inner;
  }
  const inst = element.getChild('Inst');
  const primitive = element.getChild('PrimitiveType');
  return {
    node,
    isArray,
    dimensions,
    element,
    isVar: inst !== null && inst.getChild('var') !== null,
    isSet: element.getChild('SetOf') !== null,
    isOptional: element.getChild('opt') !== null,
    primitive: primitive ? text.slice(primitive.from, primitive.to) : undefined,
    domain: lastExpression(element),
  };
}

/** The element's type stands after the index sets and is counted with them. */
function isIndexSet({ name }: SyntaxNode): boolean {
  return name === 'TypeInst' || name === 'IndexBinding';
}

function arrayOf(node: SyntaxNode): SyntaxNode | null {
  return node.getChild('ArrayType') ?? node.getChild('ListType');
}

/** The last expression directly under a node: the value of a declaration, the body of a constraint. */
function lastExpression(node: SyntaxNode): SyntaxNode | undefined {
  const last = node.lastChild;
  return last?.type.is('Expression') ? last : undefined;
}

/** Past the semicolon (in a `let` also a comma) that closes an item, comments between skipped. */
function itemEnd(node: SyntaxNode, text: string): number {
  let position = node.to;
  for (;;) {
    const gap = /^(?:\s|%[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(position, position + SEMICOLON_WITHIN))?.[0] ?? '';
    position += gap.length;
    if (gap.length < SEMICOLON_WITHIN) break;
  }
  return text[position] === ';' || text[position] === ',' ? position + 1 : node.to;
}

const SEMICOLON_WITHIN = 4096;

export function spanOf(node: SyntaxNode): Span {
  return { start: node.from, end: node.to };
}

/** The children of a node, comments and errors left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isSkipped && !child.type.isError) children.push(child);
  }
  return children;
}
