import type { SyntaxNode } from '@lezer/common';
import { type FlatZinc, type Value } from '../flatzinc';
import {
  calledName,
  descendants,
  namesIn,
  operation,
  spanOf,
  withoutParentheses,
  type Declarations,
} from '../minizinc';
import { shortNumber, type Diagnostic, type Fix, type SourceEdit } from '../text';
import type { Deadline } from './deadline';
import { replacementOf, topDeclarations, type ModelFile, type ModelFiles } from './modelFiles';
import { generatorText, isConditional, isGlobal, loopsAround } from './places';
import { constraint, type Asked, type Probe } from './probe';
import { hint } from './say';
import type { HintServices } from './types';

/**
 * `e <= r + M * b` with a Boolean `b`: where `b` is 1 the constraint is meant to be idle, for which M must reach as far
 * as `e - r` can. The largest value of `e - r` under all other constraints is the tightest such M.
 */
export interface BigM {
  readonly file: ModelFile;
  readonly item: number;
  /** The number itself, or the parameter's name. */
  readonly place: SyntaxNode;
  readonly value: number;
  /** Where the number stands: here, or in the declaration of a parameter that nothing else uses. */
  readonly literal: { readonly file: ModelFile; readonly from: number; readonly to: number } | undefined;
  /** By its name or its roundness it is no amount of the problem, but stands for "large". */
  readonly standsForLarge: boolean;
  readonly isFloat: boolean;
  readonly asked: Asked;
}

/** At least so many times too large before anything is said. */
const TOO_LARGE = 10;
/** Smaller numbers do no harm. */
const HARMLESS = 1_000;

const LIKE_M = /^(big_?m.*|m|large|infinity_?)$/i;

export function bigMsOf(files: ModelFiles): readonly BigM[] {
  const found: BigM[] = [];
  let index = -1;
  for (const file of files.models) {
    for (const item of file.syntax.items) {
      if (item.kind !== 'constraint') continue;
      index++;
      for (const node of descendants(item.expression, ({ name }) => name === 'BinaryExpression')) {
        const read = readComparison(node, file, files);
        if (!read || isConditional(node, item.expression, file.text)) continue;
        const expression = asked(read.sides, node, item.expression, file, files);
        if (expression === undefined) continue;
        const isFloat = read.isFloat;
        found.push({
          ...read.big,
          file,
          item: index,
          isFloat,
          asked: { key: `large ${found.length}`, kind: isFloat ? 'float' : 'int', expression },
        });
      }
    }
  }
  return found;
}

interface Comparison {
  readonly big: Pick<BigM, 'place' | 'value' | 'literal' | 'standsForLarge'>;
  /** `e - r` */
  readonly sides: string;
  readonly isFloat: boolean;
}

function readComparison(node: SyntaxNode, file: ModelFile, files: ModelFiles): Comparison | undefined {
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
  readonly big: Comparison['big'];
}

/** The terms `M * b` of a sum whose sign in it is the wanted one. */
function bigTerms(
  side: SyntaxNode,
  wanted: 1 | -1,
  file: ModelFile,
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
function readFactor(node: SyntaxNode, file: ModelFile, files: ModelFiles): Comparison['big'] | undefined {
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
  const uses = files.all.reduce((sum, { syntax, text }) => {
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
function isBinary(node: SyntaxNode, file: ModelFile, declarations: Declarations): boolean {
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

function isFloatLeaf(node: SyntaxNode, { text }: ModelFile, declarations: Declarations): boolean {
  if (node.name === 'Float') return true;
  const type = node.name === 'VariableName' ? declarations.get(text.slice(node.from, node.to)) : undefined;
  if (!type) return false;
  const { primitive, domain } = type;
  return (
    primitive === 'float' || (domain !== undefined && descendants(domain, ({ name }) => name === 'Float').length > 0)
  );
}

/** The largest `e - r` over all rounds of the loops around it. */
function asked(
  sides: string,
  node: SyntaxNode,
  within: SyntaxNode,
  { text }: ModelFile,
  { declarations }: ModelFiles,
): string | undefined {
  const loops = loopsAround(node, within);
  if (!loops) return undefined;
  const bound: string[] = [];
  const generators: string[] = [];
  for (const loop of loops) {
    const inner = generatorText(loop, text);
    if (inner === undefined || calledName(loop, text) !== 'forall') return undefined;
    generators.push(inner);
    const holder = loop.getChild('Arguments');
    if (holder) bound.push(...namesIn(holder, text));
  }
  if (!isGlobal(node, text, declarations, [...bound, ...boundInside(node, text)])) return undefined;
  return generators.length === 0 ? sides : `max([${sides} | ${generators.join(', ')}])`;
}

function boundInside(node: SyntaxNode, text: string): readonly string[] {
  return descendants(node, ({ name }) => name === 'GeneratorCall' || name === 'ArrayComprehension').flatMap((loop) => {
    const holder = loop.getChild(loop.name === 'GeneratorCall' ? 'Arguments' : 'Generators');
    return holder ? [...namesIn(holder, text)] : [];
  });
}

/** Those of which it is proved that they cut solutions off, or that they are much larger than need be. */
export async function wrongBigMs(
  found: readonly BigM[],
  probe: Probe,
  services: HintServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const told: Diagnostic[] = [];
  for (const one of found) {
    if (deadline.passed()) break;
    const slack = probe.answers.get(one.asked.key);
    if (!slack || !probe.items[one.item]?.holds) continue;
    const largest = await maximum(slack, one.item, probe, services, deadline, signal);
    if (largest === undefined) continue;
    const diagnostic = tell(one, one.isFloat ? largest : Math.round(largest));
    if (diagnostic) told.push(diagnostic);
  }
  return told;
}

/** The proved maximum of a variable under all items but one. */
async function maximum(
  objective: Value,
  item: number,
  { model, items }: Probe,
  services: HintServices,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  if (objective.kind === 'int' || objective.kind === 'float') return objective.value;
  const asserted = items.flatMap(({ holds }, index) =>
    index !== item && holds?.kind === 'variable' ? [constraint('bool_eq', holds, { kind: 'bool', value: true })] : [],
  );
  const asked: FlatZinc = {
    ...model,
    constraints: [...model.constraints, ...asserted],
    goal: { kind: 'maximize', objective },
  };
  const result = await services.solve(asked, { ...deadline.limit(), ...(signal && { signal }) });
  signal?.throwIfAborted();
  return result.status === 'optimal' ? result.objective : undefined;
}

function tell(one: BigM, largest: number): Diagnostic | undefined {
  const { file, place, value, standsForLarge, isFloat } = one;
  const words = file.text.slice(place.from, place.to);
  const most = shortNumber(largest);
  if (standsForLarge && value < largest) {
    const message =
      `${shortNumber(value)} is too small to switch this constraint off: the other constraints let the left side exceed ` +
      `the right by up to ${most}, so solutions are cut off. \`${words}\` must be at least ${most}.`;
    return hint('big-m', file, spanOf(place), message, { severity: 'warning', fixes: tightened(one, largest) });
  }
  if (value < HARMLESS || largest <= 0 || value < TOO_LARGE * largest) return undefined;
  const message =
    `${shortNumber(value)} is larger than it need be: ${most} has the same solutions, and lets engines for linear models ` +
    `find bounds and keep clear of rounding errors.`;
  const rounded = isFloat ? Math.ceil(largest * 1000) / 1000 : largest;
  return hint('big-m', file, spanOf(place), message, { fixes: tightened(one, rounded) });
}

function tightened({ literal, value, isFloat }: BigM, to: number): readonly Fix[] {
  if (!literal) return [];
  const plain = shortNumber(to);
  const newText =
    isFloat && /^-?\d+$/.test(plain) && literal.file.text.slice(literal.from, literal.to).includes('.')
      ? `${plain}.0`
      : plain;
  const edits: SourceEdit[] = [replacementOf(literal.file, { start: literal.from, end: literal.to }, newText)];
  return [{ title: `${to > value ? 'Raise' : 'Tighten'} ${shortNumber(value)} to ${plain}`, edits }];
}
