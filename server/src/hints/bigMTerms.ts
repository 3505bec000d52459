import type { SyntaxNode } from '@lezer/common';
import type { ParsedFile } from '../explain';
import { calledName, descendants, namesIn, operation, withoutParentheses, type Declarations } from '../minizinc';
import { topDeclarations, type ModelFiles } from './modelFiles';
import { isFloatType } from './places';

/** Smaller numbers do no harm. */
export const HARMLESS = 1_000;

const LIKE_M = /^(big_?m.*|m|large|infinity_?)$/i;

/** A number that is multiplied by a Boolean. */
export interface Factor {
  /** The number itself, or the parameter's name. */
  readonly place: SyntaxNode;
  readonly value: number;
  /** Where the number stands: here, or in the declaration of a parameter that nothing else uses. */
  readonly literal: { readonly file: ParsedFile; readonly from: number; readonly to: number } | undefined;
  /** By its name or its roundness it is no amount of the problem, but stands for "large". */
  readonly standsForLarge: boolean;
}

/** A comparison with such a number in it. */
export interface Comparison {
  readonly big: Factor;
  /** `e - r` */
  readonly sides: string;
  readonly isFloat: boolean;
}

/** Reads `e <= r + M * b` and its like; undefined for anything else. */
export function readComparison(node: SyntaxNode, file: ParsedFile, files: ModelFiles): Comparison | undefined {
  const { text } = file;
  const comparison = operation(node, text);
  const [left, right] = comparison?.operands ?? [];
  if (!comparison || !left || !right) return undefined;
  const isLess = comparison.operator === '<=' || comparison.operator === '≤';
  const isMore = comparison.operator === '>=' || comparison.operator === '≥';
  if (!isLess && !isMore) return undefined;
  const [small, large] = isLess ? [left, right] : [right, left];
  // On the larger side `+ M*b`, on the smaller side `- M*b`.
  const term = bigTerms(large, 1, file, files).concat(bigTerms(small, -1, file, files));
  const [only] = term;
  if (term.length !== 1 || !only || !isSimple(node, text, files.declarations)) return undefined;
  const written = (side: SyntaxNode): string => {
    const isHere = only.product.from >= side.from && only.product.to <= side.to;
    if (!isHere) return text.slice(side.from, side.to);
    return `${text.slice(side.from, only.product.from)}0${text.slice(only.product.to, side.to)}`;
  };
  // `x <= 1000 * open` may be a capacity; a summand beside other terms is none.
  const isAlone = [small, large].some(
    (side) => withoutParentheses(side).from === only.product.from && withoutParentheses(side).to === only.product.to,
  );
  const { big } = only;
  return {
    big: { ...big, standsForLarge: big.standsForLarge && (big.place.name === 'VariableName' || !isAlone) },
    sides: `(${written(small)}) - (${written(large)})`,
    isFloat: descendants(node, (inner) => isFloatLeaf(inner, file, files.declarations)).length > 0,
  };
}

interface BigTerm {
  readonly product: SyntaxNode;
  readonly big: Factor;
}

/** The terms `M * b` of a sum whose sign in it is the wanted one. */
function bigTerms(
  side: SyntaxNode,
  wanted: 1 | -1,
  file: ParsedFile,
  files: ModelFiles,
  sign: 1 | -1 = 1,
): readonly BigTerm[] {
  const node = withoutParentheses(side);
  const binary = operation(node, file.text);
  const [left, right] = binary?.operands ?? [];
  if (!binary || !left || !right) return [];
  if (binary.operator === '+' || binary.operator === '-') {
    const negative = binary.operator === '-' ? (-sign as 1 | -1) : sign;
    return [...bigTerms(left, wanted, file, files, sign), ...bigTerms(right, wanted, file, files, negative)];
  }
  if (binary.operator !== '*' || sign !== wanted) return [];
  for (const [factor, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const big = readFactor(withoutParentheses(factor), file, files);
    if (big && isBinary(withoutParentheses(other), file, files.declarations)) return [{ product: node, big }];
  }
  return [];
}

/** A number, or a parameter that the model gives a number. */
function readFactor(node: SyntaxNode, file: ParsedFile, files: ModelFiles): Factor | undefined {
  const own = file.text.slice(node.from, node.to);
  if (node.name === 'Integer' || node.name === 'Float') {
    const value = Number(own);
    const standsForLarge = value >= HARMLESS && /^1(0)*(\.0*)?$|^9+(\.0*)?$|^1(\.0*)?[eE]\+?\d+$/.test(own);
    return { place: node, value, literal: { file, from: node.from, to: node.to }, standsForLarge };
  }
  if (node.name !== 'VariableName' || files.given.has(own)) return undefined;
  const declared = topDeclarations(files).find(({ item }) => item.name === own);
  const literal = declared?.item.value;
  if (!declared || declared.item.type.isVar || !literal || !['Integer', 'Float'].includes(literal.name))
    return undefined;
  const uses = files.files.reduce((sum, { syntax, text }) => {
    const named = descendants(syntax.tree.topNode, ({ name }) => name === 'VariableName');
    return sum + named.filter(({ from, to }) => text.slice(from, to) === own).length;
  }, 0);
  const value = Number(declared.file.text.slice(literal.from, literal.to));
  return {
    place: node,
    value,
    literal: uses === 1 ? { file: declared.file, from: literal.from, to: literal.to } : undefined,
    standsForLarge: LIKE_M.test(own),
  };
}

/** `b`, `1 - b` or `bool2int(b)` of a Boolean or a variable of 0..1, or an element of an array of them. */
function isBinary(node: SyntaxNode, file: ParsedFile, declarations: Declarations): boolean {
  const { text } = file;
  const difference = operation(node, text);
  if (difference?.operator === '-' && difference.operands.length === 2) {
    const [one, other] = difference.operands.map((side) => withoutParentheses(side));
    return (
      one !== undefined &&
      text.slice(one.from, one.to) === '1' &&
      other !== undefined &&
      isBinary(other, file, declarations)
    );
  }
  if (calledName(node, text) === 'bool2int') {
    const argument = node.getChild('Arguments')?.getChild('Expression');
    return argument ? isBinary(withoutParentheses(argument), file, declarations) : false;
  }
  const head = node.name === 'ArrayAccess' ? node.firstChild : node.name === 'VariableName' ? node : null;
  const type = head && declarations.get(text.slice(head.from, head.to));
  if (!type?.isVar || type.isSet || type.isArray !== (node.name === 'ArrayAccess')) return false;
  const domain = type.domain && text.slice(type.domain.from, type.domain.to).replace(/\s/g, '');
  return type.primitive === 'bool' || domain === '0..1' || domain === '{0,1}';
}

/** Sums and products alone, so that the expression has a value everywhere and asking for it changes nothing. */
function isSimple(node: SyntaxNode, text: string, declarations: Declarations): boolean {
  return (
    descendants(node, (inner) => {
      if (inner.name === 'ArrayAccess') {
        const indices = inner.getChildren('Expression').slice(1);
        return indices.some((index) =>
          [...namesIn(index, text)].some((name) => declarations.get(name)?.isVar === true),
        );
      }
      const called = calledName(inner, text);
      if (called !== undefined) return called !== 'sum' && called !== 'bool2int';
      const operator = operation(inner, text)?.operator;
      if (inner === node || operator === undefined) return ['IfExpression', 'LetExpression'].includes(inner.name);
      return !['+', '-', '*', 'in', '..'].includes(operator);
    }).length === 0
  );
}

function isFloatLeaf(node: SyntaxNode, { text }: ParsedFile, declarations: Declarations): boolean {
  if (node.name === 'Float') return true;
  const type = node.name === 'VariableName' ? declarations.get(text.slice(node.from, node.to)) : undefined;
  return type !== undefined && isFloatType(type);
}
