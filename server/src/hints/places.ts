import type { SyntaxNode } from '@lezer/common';
import { calledName, descendants, namesIn, operation, type DeclaredType, type Declarations } from '../minizinc';

/** Nodes in which a constraint holds under a condition, or is only one of several possibilities. */
const CONDITIONS: ReadonlySet<string> = new Set([
  '->',
  '<-',
  '→',
  '←',
  '⟶',
  '⟵',
  '<->',
  '↔',
  '⟷',
  '\\/',
  '∨',
  'xor',
  '⊻',
]);
const NOT: ReadonlySet<string> = new Set(['not', '¬']);

/** Whether a node of a constraint need not hold for the constraint to hold. */
export function isConditional(node: SyntaxNode, within: SyntaxNode, text: string): boolean {
  for (let current = node; current.from > within.from || current.to < within.to;) {
    const { parent } = current;
    if (!parent) return false;
    if (parent.name === 'IfExpression' || parent.name === 'Filtered') return true;
    const operator = operation(parent, text)?.operator;
    if (operator !== undefined && (CONDITIONS.has(operator) || NOT.has(operator))) return true;
    const called = calledName(parent, text);
    if (called !== undefined && !CONJUNCTIONS.has(called)) return true;
    current = parent;
  }
  return false;
}

/** Calls whose arguments all have to be so. */
const CONJUNCTIONS: ReadonlySet<string> = new Set(['forall', 'sum', 'max', 'min', 'product', 'abs', 'int2float']);

/** The loops around a node, from outside in; undefined where a `let` or a function's parameter stands between. */
export function loopsAround(node: SyntaxNode, within: SyntaxNode): readonly SyntaxNode[] | undefined {
  const loops: SyntaxNode[] = [];
  for (let current = node; current.from > within.from || current.to < within.to;) {
    const { parent } = current;
    if (!parent) return undefined;
    if (parent.name === 'LetExpression') return undefined;
    const isBody = current.name !== 'Arguments' && current.name !== 'Generators';
    if (isBody && (parent.name === 'GeneratorCall' || LOOPS.has(parent.name))) loops.unshift(parent);
    current = parent;
  }
  return loops;
}

const LOOPS: ReadonlySet<string> = new Set(['ArrayComprehension', 'SetComprehension']);

/** A loop around an expression. */
export interface Round {
  readonly loop: SyntaxNode;
  /** `i in S where i > 1` */
  readonly generators: string;
  /** Every name in them. */
  readonly names: readonly string[];
}

/** The loops around a node, from outside in, as they can be put around a question about it; undefined as `loopsAround`. */
export function roundsOf(node: SyntaxNode, within: SyntaxNode, text: string): readonly Round[] | undefined {
  const rounds = loopsAround(node, within)?.map((loop): Round | undefined => {
    const generators = generatorText(loop, text);
    const holder = generatorsIn(loop);
    return generators === undefined || !holder ? undefined : { loop, generators, names: [...namesIn(holder, text)] };
  });
  return rounds?.every((round) => round !== undefined) ? rounds : undefined;
}

/** The node that holds the generators of a loop. */
export function generatorsIn(loop: SyntaxNode): SyntaxNode | null {
  return loop.getChild(loop.name === 'GeneratorCall' ? 'Arguments' : 'Generators');
}

/** The text between the parentheses of `forall(...)`, or behind the `|` of a comprehension. */
export function generatorText(loop: SyntaxNode, text: string): string | undefined {
  const holder = generatorsIn(loop);
  if (!holder) return undefined;
  const inner = text.slice(holder.from, holder.to);
  return loop.name === 'GeneratorCall' ? inner.replace(/^\(|\)$/g, '') : inner.replace(/^\|/, '');
}

/** Whether every name is one that is declared at the top: an expression of such names means the same everywhere. */
export function isGlobal(
  node: SyntaxNode,
  text: string,
  declarations: Declarations,
  bound: Iterable<string> = [],
): boolean {
  const own = new Set(bound);
  return [...namesIn(node, text)].every(
    (name) => declarations.has(name) || own.has(name) || isCallee(node, name, text),
  );
}

/** A called function is found everywhere. */
function isCallee(node: SyntaxNode, name: string, text: string): boolean {
  const visit = (current: SyntaxNode): boolean => {
    if (calledName(current, text) === name) return true;
    for (let child = current.firstChild; child; child = child.nextSibling) if (visit(child)) return true;
    return false;
  };
  return visit(node);
}

/** Whether values of a type are fractions, as far as it shows. */
export function isFloatType({ primitive, domain }: DeclaredType): boolean {
  return (
    primitive === 'float' || (domain !== undefined && descendants(domain, ({ name }) => name === 'Float').length > 0)
  );
}
