import type { SyntaxNode } from '@lezer/common';
import { descendants, operation, spanOf } from '../minizinc';
import type { Range, Span } from '../text';
import type { ParsedFile } from './sourceModel';

/** A number of the source that could be another. */
export interface NumberInSource {
  readonly file: string;
  /** The literal with its sign. */
  readonly span: Span;
  readonly range: Range;
  readonly value: number;
  /** What it may become. */
  readonly type: 'int' | 'float';
  /** A number that multiplies decisions is a coefficient: a limit is more often what can be changed. */
  readonly role: 'limit' | 'coefficient';
  readonly site: NumberSite;
  /** What an entry of an array is called; absent for what a number alone says well enough. */
  readonly label?: string;
  /** What changing it costs beside others: 1, or the weight of the part it stands in. */
  readonly weight: number;
}

/** Where it stands. */
export type NumberSite =
  | { readonly kind: 'expression' }
  /** A bound of the declared domain of this variable. */
  | { readonly kind: 'domain'; readonly name: string }
  /** The value of this parameter, or an entry of it. */
  | { readonly kind: 'parameter'; readonly name: string };

type Literal = Pick<NumberInSource, 'file' | 'span' | 'range' | 'value' | 'type'>;

/** @param type what the number must be where it is written as an integer; by default one */
export function numberAt(file: ParsedFile, node: SyntaxNode, type: 'int' | 'float' = 'int'): Literal {
  const span = spanOf(node);
  const text = file.text.slice(span.start, span.end);
  return {
    file: file.path,
    span,
    range: file.lines.rangeOf(span),
    value: text.startsWith('-') ? -Number(text.slice(1).trim()) : Number(text),
    type: /^-?\s*(\d+|0[xob][\da-fA-F]+)$/.test(text) ? type : 'float',
  };
}

/** A number with its sign, as the whole of an expression. */
export function asLiteral(value: SyntaxNode, text: string): SyntaxNode | undefined {
  if (value.name === 'Integer' || value.name === 'Float') return value;
  const prefix = value.name === 'PrefixExpression' ? operation(value, text) : undefined;
  const [operand] = prefix?.operands ?? [];
  return prefix?.operator === '-' && operand && asLiteral(operand, text) ? value : undefined;
}

/** The numbers in an expression with their sign; not those that pick array elements or make up loops. */
export function literalsIn(expression: SyntaxNode, text: string): readonly SyntaxNode[] {
  const isNumber = ({ name }: SyntaxNode): boolean => name === 'Integer' || name === 'Float';
  return descendants(expression, isNumber)
    .filter((literal) => !isStructural(literal, expression))
    .map((literal) => {
      const { parent } = literal;
      const isNegative = parent?.name === 'PrefixExpression' && operation(parent, text)?.operator === '-';
      return isNegative && literal !== expression ? parent : literal;
    });
}

const STRUCTURAL: ReadonlySet<string> = new Set(['Generators', 'Annotation', 'FieldAccess', 'TypeInst', 'String']);

/** Whether a node, within an expression, picks an element or makes up a loop: what it is may not be changed. */
export function isStructural(node: SyntaxNode, within: SyntaxNode): boolean {
  for (let current = node; current.from > within.from || current.to < within.to;) {
    const { parent } = current;
    if (!parent) return false;
    if (parent.name === 'ArrayAccess' && parent.firstChild?.from !== current.from) return true;
    if (parent.name === 'Arguments' && parent.parent?.name === 'GeneratorCall') return true;
    if (STRUCTURAL.has(parent.name)) return true;
    current = parent;
  }
  return false;
}

/** As it is written in MiniZinc: a float with its point. */
export function printed(value: number, type: 'int' | 'float'): string {
  const text = String(value);
  return type === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
