import { commentOut, type ParsedFile } from '../explain';
import { calledName, descendants, namesIn, reachableNames, spanOf, type ConstraintItem } from '../minizinc';
import { excerpt, type Diagnostic } from '../text';
import { isOwn, placeOf, type ModelFiles } from './modelFiles';
import type { Probe, ProbedItem } from './probe';
import type { Reasoner } from './reasoner';
import { hint } from './say';

/** Items asked about at most: beyond it the answers come too late to be of use. */
const MOST = 300;

/** Calls, and words in annotations and comments, by which the user says that a constraint is implied, or breaks symmetry. */
const TOLD: ReadonlySet<string> = new Set([
  'redundant_constraint',
  'implied_constraint',
  'symmetry_breaking_constraint',
]);
const TOLD_WORDS = /redundan|implied|symmetr/i;

/**
 * Constraints without which the model has the same solutions. Asked from the last to the first, each with those told of
 * before left out: so all of them together can go, and of two that say the same only the later one is named. What the
 * user says is there for speed or against symmetry is neither told of nor believed as a reason.
 */
export async function redundantConstraints(
  files: ModelFiles,
  { items }: Probe,
  reasoner: Reasoner,
  skipped: ReadonlySet<number>,
  disbelieved: ReadonlySet<number>,
): Promise<readonly Diagnostic[]> {
  const told = [...items.keys()].filter((index) => disbelieved.has(index) || isTold(items[index]));
  const out = new Set(told);
  const found: Diagnostic[] = [];
  let asked = 0;
  for (let index = items.length - 1; index >= 0; index--) {
    const probed = items[index];
    if (!probed?.holds || out.has(index) || skipped.has(index) || !isOwn(files, probed.file.path)) continue;
    if (dependsOnData(probed.item, probed.file, files)) continue;
    if (++asked > MOST) break;
    const answer = await reasoner.ask({ without: [...out], denied: index });
    if (answer.status === 'unknown' && answer.reason === 'time-limit') break;
    if (answer.status !== 'unsat') continue;
    out.add(index);
    const reasons = [...answer.core].sort((a, b) => a - b);
    const same = await sayTheSame(reasons, index, items, reasoner);
    found.push(
      tell(
        probed,
        reasons.flatMap((reason) => items[reason] ?? []),
        same,
      ),
    );
  }
  return found.reverse();
}

/** Whether the only reason for a constraint is implied by it in turn. */
async function sayTheSame(
  [reason, ...others]: readonly number[],
  index: number,
  items: Probe['items'],
  reasoner: Reasoner,
): Promise<boolean> {
  if (reason === undefined || others.length > 0) return false;
  const rest = [...items.keys()].filter((other) => other !== index && other !== reason);
  return (await reasoner.ask({ without: rest, denied: reason })).status === 'unsat';
}

function tell({ file, item }: ProbedItem, reasons: readonly ProbedItem[], same: boolean): Diagnostic {
  const range = file.lines.rangeOf(item.span);
  const words =
    reasons.length === 0
      ? 'It always holds: the declared domains see to that'
      : same
        ? `It says the same as \`${excerptOf(reasons[0])}\``
        : reasons.length === 1
          ? `\`${excerptOf(reasons[0])}\` already implies it`
          : `${reasons.length} other constraints together already imply it`;
  return hint(
    'redundant-constraint',
    file,
    spanOf(item.expression),
    `This constraint rules nothing out. ${words}. Remove it, look for a mistake in it, or say that it is meant so: ` +
      '`constraint redundant_constraint(…)`.',
    {
      severity: 'hint',
      related: reasons.map((reason) => ({
        ...placeOf(reason.file, spanOf(reason.item.expression)),
        message: same ? 'This says the same.' : 'This has a part in it.',
      })),
      fixes: [{ title: 'Comment out the redundant constraint', edits: commentOut(file.path, file.text, range) }],
    },
  );
}

function excerptOf(probed: ProbedItem | undefined): string {
  return probed ? excerpt(probed.file.text.slice(probed.item.expression.from, probed.item.expression.to)) : '';
}

/** Said by the user to be implied by the rest, or to break symmetry. */
function isTold(probed: ProbedItem | undefined): boolean {
  if (!probed) return false;
  const { file, item } = probed;
  const { text } = file;
  if (descendants(item.expression, (node) => TOLD.has(calledName(node, text) ?? '')).length > 0) return true;
  if (item.node.getChildren('Annotation').some(({ from, to }) => TOLD_WORDS.test(text.slice(from, to)))) return true;
  const before =
    /(?:(?:^|\n)[ \t]*(?:%[^\n]*|\/\*(?:(?!\*\/)[^])*\*\/)[ \t]*)+\s*$/.exec(text.slice(0, item.span.start))?.[0] ?? '';
  const behind = /^[ \t]*%[^\n]*/.exec(text.slice(item.span.end))?.[0] ?? '';
  return TOLD_WORDS.test(before) || TOLD_WORDS.test(behind);
}

/**
 * Constraints over parameters alone check the data; those over parameters that a data file gives may rule something out
 * with other data.
 */
function dependsOnData(item: ConstraintItem, file: ParsedFile, files: ModelFiles): boolean {
  const syntaxes = files.models.map(({ syntax }) => syntax);
  const names = [...reachableNames(namesIn(item.expression, file.text), syntaxes)];
  return names.some((name) => files.given.has(name)) || !names.some((name) => files.declarations.get(name)?.isVar);
}
