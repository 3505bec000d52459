import type { SyntaxNode } from '@lezer/common';
import { limitOf, replace, type Deadline, type ParsedFile } from '../explain';
import type { FlatZinc, Value } from '../flatzinc';
import { calledName, descendants, namesIn, spanOf } from '../minizinc';
import { shortNumber, type Diagnostic, type Fix, type SourceEdit } from '../text';
import { HARMLESS, readComparison, type Factor } from './bigMTerms';
import type { ModelFiles } from './modelFiles';
import { generatorsIn, isConditional, isGlobal, roundsOf } from './places';
import { constraint, type Asked, type Probe } from './probe';
import { hint } from './say';
import type { HintServices } from './types';

/**
 * `e <= r + M * b` with a Boolean `b`: where `b` is 1 the constraint is meant to be idle, for which M must reach as far
 * as `e - r` can. The largest value of `e - r` under all other constraints is the tightest such M.
 */
export interface BigM extends Factor {
  readonly file: ParsedFile;
  readonly item: number;
  readonly isFloat: boolean;
  readonly asked: Asked;
}

/** At least so many times too large before anything is said. */
const TOO_LARGE = 10;

/** The big Ms of the model's constraints that hold without a condition. */
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
        const { isFloat } = read;
        const expression = asked(read.sides, isFloat, node, item.expression, file, files);
        if (expression === undefined) continue;
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

/** The largest `e - r` over all rounds of the loops around it. */
function asked(
  sides: string,
  isFloat: boolean,
  node: SyntaxNode,
  within: SyntaxNode,
  { text }: ParsedFile,
  { declarations }: ModelFiles,
): string | undefined {
  const rounds = roundsOf(node, within, text);
  if (!rounds?.every(({ loop }) => calledName(loop, text) === 'forall')) return undefined;
  const bound = rounds.flatMap(({ names }) => names);
  if (!isGlobal(node, text, declarations, [...bound, ...boundInside(node, text)])) return undefined;
  if (rounds.length === 0) return sides;
  // The greatest of none would have no value, and the model no solution.
  return `max([${isFloat ? '-1e9' : '-1000000000'}] ++ [${sides} | ${rounds.map(({ generators }) => generators).join(', ')}])`;
}

function boundInside(node: SyntaxNode, text: string): readonly string[] {
  return descendants(node, ({ name }) => name === 'GeneratorCall' || name === 'ArrayComprehension').flatMap((loop) => {
    const holder = generatorsIn(loop);
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
  const result = await services.solve(asked, { ...limitOf(deadline), ...(signal && { signal }) });
  signal?.throwIfAborted();
  return result.status === 'optimal' ? result.objective : undefined;
}

function tell(one: BigM, largest: number): Diagnostic | undefined {
  const { file, place, value, standsForLarge, isFloat } = one;
  const words = file.text.slice(place.from, place.to);
  // Never below the largest, whatever is cut off of its digits.
  const enough = isFloat ? Math.ceil(largest * 1000) / 1000 : largest;
  const most = shortNumber(enough);
  if (standsForLarge && value < largest) {
    const message =
      `${shortNumber(value)} is too small to switch this constraint off: the other constraints let the left side exceed ` +
      `the right by up to ${most}, so solutions are cut off. \`${words}\` must be at least ${most}.`;
    return hint('big-m', file, spanOf(place), message, { severity: 'warning', fixes: tightened(one, enough) });
  }
  if (value < HARMLESS || largest <= 0 || value < TOO_LARGE * largest) return undefined;
  const message =
    `${shortNumber(value)} is larger than it need be: ${most} has the same solutions, and lets engines for linear models ` +
    `find bounds and keep clear of rounding errors.`;
  return hint('big-m', file, spanOf(place), message, { fixes: tightened(one, enough) });
}

function tightened({ literal, value, isFloat }: BigM, to: number): readonly Fix[] {
  if (!literal) return [];
  const plain = shortNumber(to);
  const newText =
    isFloat && /^-?\d+$/.test(plain) && literal.file.text.slice(literal.from, literal.to).includes('.')
      ? `${plain}.0`
      : plain;
  const edits: SourceEdit[] = [replace(literal.file, { start: literal.from, end: literal.to }, newText)];
  return [{ title: `${to > value ? 'Raise' : 'Tighten'} ${shortNumber(value)} to ${plain}`, edits }];
}
