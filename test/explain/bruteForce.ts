import type { SyntaxNode } from '@lezer/common';
import {
  calledName,
  childrenOf,
  generatorsOf,
  operation,
  parseModel,
  withoutParentheses,
  type Declaration,
  type Item,
} from '../../server/src/minizinc';

/** What trying every assignment says of a small model of integers. */
export interface Truth {
  readonly feasible: boolean;
  /** The best value of the goal; null without one, or without a solution. */
  readonly best: number | null;
}

type Scope = ReadonlyMap<string, number | readonly number[]>;

/**
 * Solves a model by trying everything, from its text alone: no compiler and no engine. Knows integers, arrays of them
 * with indices from 1, linear arithmetic, comparisons, `forall`, `sum`, `max`, `abs` and `bool2int`.
 */
export function bruteForce(model: string, data = ''): Truth {
  const text = `${model}\n;${data}`;
  const { items } = parseModel(text);
  const read = reader(text);
  const given = new Map<string, number | readonly number[]>();
  for (const item of items) {
    const isGiven = item.kind === 'assignment' || (item.kind === 'declaration' && !item.type.isVar);
    if (isGiven && item.value) given.set(item.name, read.value(item.value, given));
  }
  const decisions = items.filter((item): item is Declaration => item.kind === 'declaration' && item.type.isVar);
  const constraints = items.filter((item) => item.kind === 'constraint');
  const goal = items.find((item): item is Extract<Item, { kind: 'solve' }> => item.kind === 'solve');
  const sign = goal?.goal === 'maximize' ? -1 : 1;
  let feasible = false;
  let best: number | null = null;
  const visit = (index: number, scope: Scope): void => {
    const decision = decisions[index];
    if (decision) {
      for (const value of read.values(decision, given)) visit(index + 1, new Map([...scope, [decision.name, value]]));
      return;
    }
    if (!constraints.every(({ expression }) => read.number(expression, scope) === 1)) return;
    feasible = true;
    if (!goal?.objective) return;
    const objective = read.number(goal.objective, scope);
    if (best === null || sign * objective < sign * best) best = objective;
  };
  visit(0, given);
  return { feasible, best };
}

interface Reader {
  /** Truth is 1 and falsehood 0. */
  number(node: SyntaxNode, scope: Scope): number;
  value(node: SyntaxNode, scope: Scope): number | readonly number[];
  /** Every value that a declaration allows. */
  values(declaration: Declaration, scope: Scope): readonly (number | readonly number[])[];
}

function reader(text: string): Reader {
  const of = (node: SyntaxNode): string => text.slice(node.from, node.to);
  const range = (node: SyntaxNode, scope: Scope): readonly number[] => {
    const [low, high] = (operation(withoutParentheses(node), text)?.operands ?? []).map((end) => number(end, scope));
    if (low === undefined || high === undefined) throw new Error(`no range: ${of(node)}`);
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
  };
  const value = (node: SyntaxNode, scope: Scope): number | readonly number[] =>
    node.name === 'ArrayLiteral' ? childrenOf(node).map((entry) => number(entry, scope)) : number(node, scope);
  const cases = (node: SyntaxNode, scope: Scope): readonly Scope[] =>
    (generatorsOf(node, text) ?? []).reduce<readonly Scope[]>(
      (scopes, { names, source, where }) =>
        names
          .reduce<readonly Scope[]>(
            (inner, name) =>
              inner.flatMap((outer) => range(source, outer).map((each) => new Map([...outer, [name, each]]))),
            scopes,
          )
          .filter((inner) => !where || number(where, inner) === 1),
      [scope],
    );
  const call = (node: SyntaxNode, scope: Scope): number => {
    const name = calledName(node, text);
    const body = node.getChild('Body')?.getChild('Expression');
    if (body) {
      const all = cases(node, scope).map((inner) => number(body, inner));
      if (name === 'forall') return Number(all.every((each) => each === 1));
      if (name === 'sum') return all.reduce((sum, each) => sum + each, 0);
    }
    const args = childrenOf(node.getChild('Arguments') ?? node);
    const numbers = (): readonly number[] => args.map((argument) => number(argument, scope));
    switch (name) {
      case 'max':
        return Math.max(...numbers());
      case 'abs':
        return Math.abs(numbers()[0] ?? NaN);
      case 'bool2int':
        return numbers()[0] ?? NaN;
      case 'sum': {
        const list = scope.get(args[0] ? of(args[0]) : '');
        return typeof list === 'object' ? list.reduce((sum, each) => sum + each, 0) : NaN;
      }
      default:
        throw new Error(`unknown call ${of(node)}`);
    }
  };
  const number = (whole: SyntaxNode, scope: Scope): number => {
    const node = withoutParentheses(whole);
    switch (node.name) {
      case 'Integer':
        return Number(of(node));
      case 'VariableName': {
        const known = scope.get(of(node));
        if (typeof known !== 'number') throw new Error(`no number: ${of(node)}`);
        return known;
      }
      case 'ArrayAccess': {
        const [array, index] = childrenOf(node);
        const list = array && scope.get(of(array));
        const element = typeof list === 'object' && index ? list[number(index, scope) - 1] : undefined;
        if (element === undefined) throw new Error(`no element: ${of(node)}`);
        return element;
      }
      case 'AnnotatedExpression': {
        const [inner] = childrenOf(node);
        return inner ? number(inner, scope) : NaN;
      }
      case 'Call':
      case 'GeneratorCall':
        return call(node, scope);
      default: {
        const { operator, operands } = operation(node, text) ?? { operator: '', operands: [] };
        const [left = NaN, right = NaN] = operands.map((operand) => number(operand, scope));
        if (operands.length === 1) return operator === 'not' ? 1 - left : -left;
        return binary(operator, left, right);
      }
    }
  };
  const values = ({ type }: Declaration, scope: Scope): readonly (number | readonly number[])[] => {
    const { domain } = type;
    if (!domain) throw new Error('no domain');
    const each = range(domain, scope);
    const index = type.isArray ? type.node.getChild('ArrayType')?.getChild('TypeInst')?.firstChild : undefined;
    if (!index) return each;
    return range(index, scope).reduce<readonly (readonly number[])[]>(
      (lists) => lists.flatMap((list) => each.map((element) => [...list, element])),
      [[]],
    );
  };
  return { number, value, values };
}

function binary(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '<=':
      return Number(left <= right);
    case '>=':
      return Number(left >= right);
    case '<':
      return Number(left < right);
    case '>':
      return Number(left > right);
    case '=':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case '/\\':
      return Number(left === 1 && right === 1);
    case '\\/':
      return Number(left === 1 || right === 1);
    case '->':
      return Number(left === 0 || right === 1);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}
