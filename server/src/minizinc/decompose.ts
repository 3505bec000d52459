import type { SyntaxNode } from '@lezer/common';
import { calledName, generatorsOf, namesIn, operation, withoutParentheses, type Generator } from './expressions';
import type { Declarations } from './names';
import { hasOnlyMarks, markAmong, markAtEnd, type StandingMark } from './standing';
import { childrenOf, readItem } from './syntax';
import { isTotal } from './totality';

/** A member of a conjunction, with the names of the loops around it from outside in. */
export interface Leaf {
  readonly node: SyntaxNode;
  readonly loopNames: readonly string[];
  /** Whether it may give way: its own mark, else that of the nearest expression around it. */
  readonly standing?: StandingMark;
  /** Whether an expression at this place depends on decisions. */
  readonly decided: (part: SyntaxNode) => boolean;
  /** It is not to be taken apart further. */
  readonly isWhole?: boolean;
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
  const visit = (
    whole: SyntaxNode,
    loopNames: readonly string[],
    local: ReadonlySet<string>,
    inherited: StandingMark | undefined,
  ): void => {
    const decided = (part: SyntaxNode): boolean => isDecided(part, text, declarations, local);
    const { node, members, mark = inherited } = look(whole, text, { decided, isArray });
    if (!members) {
      const standing = markAtEnd(node, text) ?? mark;
      leaves.push({ node, loopNames, ...(standing && { standing }), decided });
      return;
    }
    const names = [...loopNames, ...members.generators.flatMap((generator) => labels(generator, decided))];
    const inner = new Set([...local, ...members.decisions]);
    for (const member of members.nodes) visit(member, [...new Set(names)], inner, mark);
  };
  visit(expression, [], new Set(), undefined);
  return leaves;
}

interface Look {
  readonly node: SyntaxNode;
  readonly members: Members | undefined;
  readonly mark?: StandingMark;
}

/** Looks through parentheses and annotations; where it cannot be taken apart, only marks are taken off. */
function look(whole: SyntaxNode, text: string, known: Knowledge): Look {
  const node = withoutParentheses(whole);
  const inner = node.name === 'AnnotatedExpression' ? childrenOf(node).at(0) : undefined;
  if (!inner) return { node, members: membersOf(node, text, known) };
  const inside = look(inner, text, known);
  const mark = markAmong(node, text);
  const found = mark && { mark };
  return inside.members || hasOnlyMarks(node, text)
    ? { ...found, ...inside }
    : { node, members: undefined, ...found, ...(inside.mark && { mark: inside.mark }) };
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
      return letMembers(node, text, known);
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

function letMembers(node: SyntaxNode, text: string, { decided }: Knowledge): Members | undefined {
  const body = node.getChild('Expression');
  if (!body) return undefined;
  const items = childrenOf(node.getChild('LetItems') ?? node).map((child) => readItem(child, text));
  const locals = new Set<string>();
  const isDecidedHere = (part: SyntaxNode): boolean =>
    decided(part) || [...namesIn(part, text)].some((name) => locals.has(name));
  let constrains = false;
  for (const item of items) {
    if (item?.kind !== 'declaration') continue;
    const { name, type, value } = item;
    const typed = text.slice(type.element.from, type.element.to);
    // Of `any`, a tuple or a type of the user's, the value tells.
    const isOpen = type.primitive === undefined && value !== undefined && isDecidedHere(value);
    if (!type.isVar && !isOpen && !/\bvar\b/.test(typed)) continue;
    locals.add(name);
    // A value that must lie in a domain, or may have none, is a constraint that cannot be switched off by itself.
    const isFree = type.domain === undefined && (type.primitive !== undefined || typed === 'any');
    if (value && !(isFree && isTotal(value, text, isDecidedHere))) constrains = true;
  }
  if (constrains) return undefined;
  const constraints = items.flatMap((item) => (item?.kind === 'constraint' ? [item.expression] : []));
  return { nodes: [...constraints, body], generators: [], decisions: [...locals] };
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
