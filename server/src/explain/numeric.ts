import type { SyntaxNode } from '@lezer/common';
import {
  calledName,
  childrenOf,
  operation,
  withoutAnnotations,
  withoutParentheses,
  type DeclaredType,
} from '../minizinc';
import type { SourceModel } from './sourceModel';

export type NumericType = 'int' | 'float';

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', 'div', 'mod', '^']);
/** Of the type of their arguments. */
const SAME: ReadonlySet<string> = new Set(['sum', 'product', 'max', 'min', 'abs']);
const INTEGER: ReadonlySet<string> = new Set([
  'card',
  'count',
  'length',
  'bool2int',
  'nvalue',
  'round',
  'ceil',
  'floor',
]);

/**
 * Whether an expression is an integer or a fraction, as far as the declarations tell; undefined where it is neither, or
 * that cannot be told.
 * @param loops names of generators around it, by what they stand for
 */
export function numericType(
  whole: SyntaxNode,
  text: string,
  model: SourceModel,
  loops: ReadonlyMap<string, NumericType>,
): NumericType | undefined {
  const typeOf = (node: SyntaxNode): NumericType | undefined => numericType(node, text, model, loops);
  const together = (nodes: readonly SyntaxNode[]): NumericType | undefined => joined(nodes.map(typeOf));
  const node = withoutAnnotations(whole);
  switch (node.name) {
    case 'Integer':
      return 'int';
    case 'Float':
      return 'float';
    case 'VariableName': {
      const name = text.slice(node.from, node.to);
      const type = model.declarations.get(name);
      return loops.get(name) ?? (type && !type.isArray ? declaredType(type, model) : undefined);
    }
    case 'ArrayAccess': {
      const array = node.firstChild;
      const type =
        array?.name === 'VariableName' ? model.declarations.get(text.slice(array.from, array.to)) : undefined;
      const isElement = array !== null && !childrenOf(node).some(({ name }) => name === 'FullRange');
      return isElement && type?.isArray ? declaredType(type, model) : undefined;
    }
    case 'BinaryExpression':
    case 'PrefixExpression': {
      const { operator, operands } = operation(node, text) ?? { operator: '', operands: [] };
      if (operator === '/') return together(operands) && 'float';
      return ARITHMETIC.has(operator) ? together(operands) : undefined;
    }
    case 'IfExpression': {
      const expressions = node.getChildren('Expression');
      const conditions = 2 * node.getChildren('then').length;
      return together(expressions.filter((_, index) => index % 2 === 1 || index >= conditions));
    }
    case 'Call':
    case 'GeneratorCall':
      return callType(node, text, model, loops);
    default:
      return undefined;
  }
}

function callType(
  node: SyntaxNode,
  text: string,
  model: SourceModel,
  loops: ReadonlyMap<string, NumericType>,
): NumericType | undefined {
  const name = calledName(node, text) ?? '';
  if (INTEGER.has(name)) return 'int';
  if (!SAME.has(name)) return undefined;
  const body = node.getChild('Body')?.getChild('Expression');
  if (body) return numericType(body, text, model, loops);
  return joined(
    childrenOf(node.getChild('Arguments') ?? node).map((argument) => {
      const type = argument.name === 'VariableName' && model.declarations.get(text.slice(argument.from, argument.to));
      if (type && type.isArray) return declaredType(type, model);
      const element = argument.name === 'ArrayComprehension' ? argument.getChild('Expression') : argument;
      return element ? numericType(element, text, model, loops) : undefined;
    }),
  );
}

/** Of a variable, or of the elements of an array. */
function declaredType(type: DeclaredType, model: SourceModel): NumericType | undefined {
  const { isSet, isOptional, primitive, domain } = type;
  if (isSet || isOptional) return undefined;
  if (primitive === 'int' || primitive === 'float') return primitive;
  if (!domain) return undefined;
  const file = model.models.find(({ syntax: { items } }) =>
    items.some((item) => item.kind === 'declaration' && item.type === type),
  );
  return file && rangeType(domain, file.text, model);
}

/** What the elements of a set are: of `1..n`, of `{1, 3}`, or of a declared set of integers. */
export function rangeType(whole: SyntaxNode, text: string, model: SourceModel): NumericType | undefined {
  const node = withoutParentheses(whole);
  if (node.name === 'VariableName') {
    const set = model.declarations.get(text.slice(node.from, node.to));
    return set?.isSet && set.primitive === 'int' ? 'int' : undefined;
  }
  if (node.name === 'SetLiteral') return joined(childrenOf(node).map((element) => boundType(element, text, model)));
  const range = operation(node, text);
  return range?.operator === '..' ? joined(range.operands.map((bound) => boundType(bound, text, model))) : undefined;
}

/** `infinity` is of any type. */
function boundType(bound: SyntaxNode, text: string, model: SourceModel): NumericType | undefined {
  if (/^[-+]?\s*(infinity|∞)$/.test(text.slice(bound.from, bound.to))) return 'int';
  return numericType(bound, text, model, new Map());
}

function joined(types: readonly (NumericType | undefined)[]): NumericType | undefined {
  if (types.length === 0 || types.includes(undefined)) return undefined;
  return types.includes('float') ? 'float' : 'int';
}
