import type { SyntaxNode } from '@lezer/common';
import type { ParsedFile } from '../explain';
import { descendants, generatorsOf, namesIn, operation, spanOf, type Declarations } from '../minizinc';
import { excerpt, type Diagnostic } from '../text';
import type { ModelFiles } from './modelFiles';
import { isConditional, isGlobal, roundsOf } from './places';
import type { Asked, Probe } from './probe';
import type { Reasoner } from './reasoner';
import { hint } from './say';

/** A `div` over parameters, of which the compiler is asked what it drops. */
export interface WholeDivision {
  readonly file: ParsedFile;
  readonly node: SyntaxNode;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
  /** Its result is multiplied: what was dropped counts many times. */
  readonly isMultiplied: boolean;
  readonly asked: readonly [quotient: Asked, remainder: Asked];
}

/** A division whose divisor is decided. */
export interface DecidedDivision {
  readonly file: ParsedFile;
  readonly item: number;
  readonly node: SyntaxNode;
  readonly divisor: SyntaxNode;
  /** What says at the top that the divisor is never 0. */
  readonly guard: string;
  readonly asked: Asked;
}

const DIVISIONS: ReadonlySet<string> = new Set(['div', 'mod', '/']);

export function divisionsOf(files: ModelFiles): {
  readonly whole: readonly WholeDivision[];
  readonly decided: readonly DecidedDivision[];
} {
  const whole: WholeDivision[] = [];
  const decided: DecidedDivision[] = [];
  let index = -1;
  for (const file of files.models) {
    const { text } = file;
    for (const item of file.syntax.items) {
      if (item.kind === 'constraint') index++;
      const expression =
        item.kind === 'constraint' ? item.expression : item.kind === 'solve' ? item.objective : undefined;
      if (!expression) continue;
      for (const node of descendants(expression, ({ name }) => name === 'BinaryExpression')) {
        const binary = operation(node, text);
        const [left, right] = binary?.operands ?? [];
        if (!binary || !left || !right || !DIVISIONS.has(binary.operator)) continue;
        if (isDecided(right, text, files.declarations)) {
          const zero = item.kind === 'constraint' ? zeroOf(node, right, expression, file, files) : undefined;
          if (zero === undefined) continue;
          const asked: Asked = { key: `divisor ${decided.length}`, kind: 'bool', expression: zero.condition };
          decided.push({ file, item: index, node, divisor: right, guard: zero.guard, asked });
          continue;
        }
        const isPlain = binary.operator === 'div' && isGlobal(node, text, files.declarations);
        if (!isPlain || isDecided(left, text, files.declarations) || !isAmount(node, expression)) continue;
        const [of, by] = [left, right].map(({ from, to }) => `(${text.slice(from, to)})`);
        const ask = (what: string): Asked => ({
          key: `${what} ${whole.length}`,
          kind: 'par int',
          expression: `${of ?? ''} ${what} ${by ?? ''}`,
        });
        whole.push({ file, node, left, right, isMultiplied: isFactor(node, text), asked: [ask('div'), ask('mod')] });
      }
    }
  }
  return { whole, decided };
}

function isDecided(node: SyntaxNode, text: string, declarations: Declarations): boolean {
  return [...namesIn(node, text)].some((name) => declarations.get(name)?.isVar === true);
}

interface Zero {
  /** The divisor is 0 somewhere. */
  readonly condition: string;
  /** It is nowhere; with as many of the loops as its names need. */
  readonly guard: string;
}

/** What is asked and said of a divisor; undefined where it cannot be, or the user guards against 0. */
function zeroOf(
  node: SyntaxNode,
  divisor: SyntaxNode,
  expression: SyntaxNode,
  { text }: ParsedFile,
  { declarations }: ModelFiles,
): Zero | undefined {
  if (isConditional(node, expression, text)) return undefined;
  const rounds = roundsOf(node, expression, text);
  if (!rounds) return undefined;
  const bound = rounds.flatMap(({ names }) => names);
  if (!isGlobal(divisor, text, declarations, bound)) return undefined;
  if (descendants(divisor, (inner) => DIVISIONS.has(operation(inner, text)?.operator ?? '')).length > 0)
    return undefined;
  const words = text.slice(divisor.from, divisor.to);
  const needed = new Set(namesIn(divisor, text));
  let guard = `${words} != 0`;
  for (const { loop, generators, names } of [...rounds].reverse()) {
    const binds = generatorsOf(loop, text)?.flatMap((generator) => generator.names) ?? names;
    if (!binds.some((name) => needed.has(name))) continue;
    guard = `forall(${generators})(${guard})`;
    for (const name of names) needed.add(name);
  }
  const condition = rounds.reduceRight((inner, { generators }) => `exists(${generators})(${inner})`, `(${words}) = 0`);
  return { condition, guard };
}

/** An amount, not an index, a bound of a set or the like, which whole numbers are right for. */
function isAmount(node: SyntaxNode, within: SyntaxNode): boolean {
  for (let current = node; current.from > within.from || current.to < within.to;) {
    const { parent } = current;
    if (!parent) return false;
    if (parent.name === 'ArrayAccess' && parent.firstChild?.from !== current.from) return false;
    if (parent.name === 'Generators' || parent.name === 'SetLiteral' || parent.name === 'Filtered') return false;
    if (parent.getChild('RangeOperator') || parent.getChild('MembershipOperator')) return false;
    current = parent;
  }
  return true;
}

function isFactor(node: SyntaxNode, text: string): boolean {
  let outer = node.parent;
  while (outer?.name === 'ParenthesizedExpression') outer = outer.parent;
  return outer !== null && operation(outer, text)?.operator === '*';
}

/** `div` that drops everything, or drops something that is then multiplied. */
export function droppedRemainders(divisions: readonly WholeDivision[], { answers }: Probe): readonly Diagnostic[] {
  return divisions.flatMap(({ file, node, left, right, isMultiplied, asked: [quotient, remainder] }) => {
    const [result, rest] = [answers.get(quotient.key), answers.get(remainder.key)];
    if (result?.kind !== 'int' || rest?.kind !== 'int' || rest.value === 0) return [];
    if (result.value !== 0 && !isMultiplied) return [];
    const [words, of, by] = [node, left, right].map(({ from, to }) => excerpt(file.text.slice(from, to)));
    const message =
      `\`${words ?? ''}\` is ${result.value}: \`div\` gives whole numbers and drops the remainder ${rest.value}` +
      `${isMultiplied ? ', before the result is multiplied' : ''}. Multiply first, or write \`${of ?? ''} / ${by ?? ''}\` for the fraction.`;
    return [hint('integer-division', file, spanOf(node), message)];
  });
}

/** Divisors that can be 0 as far as all other constraints say. */
export async function possibleZeros(
  divisions: readonly DecidedDivision[],
  { answers, items }: Probe,
  reasoner: Reasoner,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { file, item, node, divisor, guard, asked } of divisions) {
    const isZero = answers.get(asked.key);
    if (!isZero || !items[item]?.holds) continue;
    if ((await reasoner.ask({ without: [item], also: [isZero] })).status !== 'sat') continue;
    const words = excerpt(file.text.slice(divisor.from, divisor.to));
    const message =
      `\`${words}\` can be 0 here. A division by 0 has no value, and MiniZinc then takes the constraint as false: so this ` +
      `silently rules out that \`${words}\` is 0. If that is meant, say it: \`constraint ${guard.replace(/\s+/g, ' ')};\`.`;
    found.push(hint('division-by-zero', file, spanOf(node), message));
  }
  return found;
}
