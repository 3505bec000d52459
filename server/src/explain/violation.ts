import type { SyntaxNode } from '@lezer/common';
import { calledName, endOfSaid, generatorsOf, operation, withoutAnnotations } from '../minizinc';
import { numericType, rangeType, type NumericType } from './numeric';
import type { SourceModel } from './sourceModel';

/** How far a constraint is from holding, as MiniZinc: 0 where it holds. */
export interface Violation {
  readonly text: string;
  /** In what it is counted: amounts by which sides differ, or cases that do not hold. */
  readonly counts: 'units' | 'cases';
  readonly type: NumericType;
  /** It must stand in parentheses beside `*`. */
  readonly isSum: boolean;
}

/**
 * The violation of a constraint: of `lhs <= rhs` how much the left side is too large, of an equation the distance, of a
 * loop or a conjunction the sum, and of anything else whether it fails.
 */
export function violationOf(expression: SyntaxNode, text: string, model: SourceModel): Violation {
  return violation(expression, text, model, new Map());
}

function violation(
  whole: SyntaxNode,
  text: string,
  model: SourceModel,
  loops: ReadonlyMap<string, NumericType>,
): Violation {
  const node = withoutAnnotations(whole);
  const source = text.slice(node.from, endOfSaid(node));
  const failing: Violation = { text: `bool2int(not (${source}))`, counts: 'cases', type: 'int', isSum: false };
  if (node.name === 'GeneratorCall' && calledName(node, text) === 'forall') {
    const body = node.getChild('Body')?.getChild('Expression');
    const generators = node.getChild('Arguments');
    if (!body || !generators) return failing;
    const inner = violation(body, text, model, new Map([...loops, ...loopTypes(node, text, model)]));
    const head = text.slice(generators.from, generators.to);
    return { ...inner, text: `sum${head}(${inner.text})`, isSum: false };
  }
  const binary = node.name === 'BinaryExpression' ? operation(node, text) : undefined;
  const [left, right] = binary?.operands ?? [];
  if (!binary || !left || !right) return failing;
  if (binary.operator === '/\\' || binary.operator === '∧') {
    const [one, other] = [violation(left, text, model, loops), violation(right, text, model, loops)];
    const counts = one.counts === other.counts ? one.counts : 'units';
    const type = one.type === other.type ? one.type : 'float';
    return { text: `${one.text} + ${other.text}`, counts, type, isSum: true };
  }
  const types = [left, right].map((side) => numericType(side, text, model, loops));
  if (types.includes(undefined)) return failing;
  const isInteger = !types.includes('float');
  const type = isInteger ? 'int' : 'float';
  const over = (large: SyntaxNode, small: SyntaxNode, extra = ''): Violation => ({
    text: `max(${isInteger ? '0' : '0.0'}, ${difference(large, small, text)}${extra})`,
    counts: 'units',
    type,
    isSum: false,
  });
  switch (binary.operator) {
    case '<=':
    case '≤':
      return over(left, right);
    case '>=':
    case '≥':
      return over(right, left);
    case '<':
      return isInteger ? over(left, right, ' + 1') : failing;
    case '>':
      return isInteger ? over(right, left, ' + 1') : failing;
    case '=':
    case '==':
      return { text: `abs(${difference(left, right, text)})`, counts: 'units', type, isSum: false };
    default:
      return failing;
  }
}

/** `large - small`, with parentheses where they are needed. */
function difference(large: SyntaxNode, small: SyntaxNode, text: string): string {
  const smaller = text.slice(small.from, endOfSaid(small));
  const { operator } = operation(small, text) ?? {};
  const isSum = small.name !== 'PrefixExpression' && (operator === '+' || operator === '-');
  const signed = small.name === 'PrefixExpression' || /^-/.test(smaller);
  return `${text.slice(large.from, endOfSaid(large))} - ${isSum || signed ? `(${smaller})` : smaller}`;
}

function loopTypes(node: SyntaxNode, text: string, model: SourceModel): readonly (readonly [string, NumericType])[] {
  return (generatorsOf(node, text) ?? []).flatMap(({ names, source }) => {
    const type = rangeType(source, text, model);
    return type ? names.map((name) => [name, type] as const) : [];
  });
}
