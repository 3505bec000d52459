import type { SyntaxNode } from '@lezer/common';
import { calledName, generatorsOf, namesIn, operation, withoutParentheses, type Generator } from './expressions';
import type { Declarations } from './names';
import { childrenOf, readItem } from './syntax';

/** A member of a conjunction, with the names of the loops around it from outside in. */
export interface Leaf {
  readonly node: SyntaxNode;
  readonly loopNames: readonly string[];
}

/** Functions whose value is known while compiling even where their argument is a decision variable. */
export const PARAMETRIC_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['index_set', 'index_set_1of2', 'index_set_2of2', 'index_set_1of3', 'index_set_2of3', 'index_set_3of3'],
  ...['length', 'lb', 'ub', 'dom', 'lb_array', 'ub_array', 'dom_array', 'dom_size', 'has_bounds', 'fix', 'is_fixed'],
]);

/**
 * Takes a constraint apart into the expressions that must all hold: members of `/\`, bodies of `forall`, the branches
 * of an `if` over parameters, the body and the constraints of a `let`. Whatever would put a member into the reach of a
 * decision (a loop over a set variable, a `where` or an `if` over variables) stays one leaf.
 */
export function leavesOf(expression: SyntaxNode, text: string, declarations: Declarations): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const isArray = (part: SyntaxNode): boolean =>
    part.name === 'VariableName' && declarations.get(text.slice(part.from, part.to))?.isArray === true;
  const visit = (whole: SyntaxNode, loopNames: readonly string[], local: ReadonlySet<string>): void => {
    const node = withoutParentheses(whole);
    const decided = (part: SyntaxNode): boolean => isDecided(part, text, declarations, local);
    const members = membersOf(node, text, { decided, isArray });
    if (!members) {
      leaves.push({ node, loopNames });
      return;
    }
    const names = [...loopNames, ...members.generators.flatMap((generator) => labels(generator, decided))];
    const inner = new Set([...local, ...members.decisions]);
    for (const member of members.nodes) visit(member, [...new Set(names)], inner);
  };
  visit(expression, [], new Set());
  return leaves;
}

interface Members {
  readonly nodes: readonly SyntaxNode[];
  readonly generators: readonly Generator[];
  /** Names bound here that stand for decisions. */
  readonly decisions: readonly string[];
}

/** What the declarations tell of an expression. */
interface Knowledge {
  /** Whether it depends on decision variables. */
  decided(part: SyntaxNode): boolean;
  /** Whether it is the name of an array: a loop over one runs a known number of times, whatever its elements are. */
  isArray(part: SyntaxNode): boolean;
}

function membersOf(node: SyntaxNode, text: string, known: Knowledge): Members | undefined {
  const plain = (nodes: readonly SyntaxNode[]): Members => ({ nodes, generators: [], decisions: [] });
  switch (node.name) {
    case 'BinaryExpression': {
      const binary = operation(node, text);
      return binary?.operator === '/\\' || binary?.operator === '∧' ? plain(binary.operands) : undefined;
    }
    case 'GeneratorCall': {
      const body = node.getChild('Body')?.getChild('Expression');
      return calledName(node, text) === 'forall' && body ? loop(node, body, text, known) : undefined;
    }
    case 'Call': {
      if (calledName(node, text) !== 'forall') return undefined;
      const args = childrenOf(node.getChild('Arguments') ?? node);
      const list = args.length === 1 ? args[0] : undefined;
      if (list?.name === 'ArrayLiteral') {
        const elements = childrenOf(list);
        return elements.every((element) => element.type.is('Expression')) ? plain(elements) : undefined;
      }
      const body = list?.name === 'ArrayComprehension' ? list.getChild('Expression') : undefined;
      return list && body ? loop(list, body, text, known) : undefined;
    }
    case 'IfExpression': {
      const expressions = node.getChildren('Expression');
      const conditions = node.getChildren('then').length;
      const isCondition = (index: number): boolean => index < 2 * conditions && index % 2 === 0;
      if (expressions.some((part, index) => isCondition(index) && known.decided(part))) return undefined;
      return plain(expressions.filter((_, index) => !isCondition(index)));
    }
    case 'LetExpression':
      return letMembers(node, text);
    default:
      return undefined;
  }
}

function loop(node: SyntaxNode, body: SyntaxNode, text: string, { decided, isArray }: Knowledge): Members | undefined {
  const generators = generatorsOf(node, text);
  if (!generators) return undefined;
  for (const { source, where } of generators) {
    if ((where && decided(where)) || (decided(source) && !isArray(source))) return undefined;
  }
  const decisions = generators.filter(({ source }) => decided(source)).flatMap(({ names }) => names);
  return { nodes: [body], generators, decisions };
}

function letMembers(node: SyntaxNode, text: string): Members | undefined {
  const body = node.getChild('Expression');
  if (!body) return undefined;
  const items = childrenOf(node.getChild('LetItems') ?? node).map((child) => readItem(child, text));
  const constraints = items.flatMap((item) => (item?.kind === 'constraint' ? [item.expression] : []));
  const decisions = items.flatMap((item) => (item?.kind === 'declaration' && item.type.isVar ? [item.name] : []));
  return { nodes: [...constraints, body], generators: [], decisions };
}

/** The names of a generator that can be printed while compiling. */
function labels({ names, source }: Generator, decided: (part: SyntaxNode) => boolean): readonly string[] {
  return decided(source) ? [] : names.filter((name) => name !== '_');
}

/** Whether an expression depends on decision variables, as far as the names tell. */
function isDecided(node: SyntaxNode, text: string, declarations: Declarations, local: ReadonlySet<string>): boolean {
  for (const name of namesIn(node, text, PARAMETRIC_FUNCTIONS)) {
    if (local.has(name) || declarations.get(name)?.isVar) return true;
  }
  return false;
}
