import {
  changesTitle,
  titleWith,
  type DropRepair,
  type EditedAnswer,
  type RelaxRepair,
  type SourceRepair,
} from '../explain';
import type { Repair } from '../outcome';
import { proseEdit } from '../prose';
import { applyEdits, excerpt, LineIndex, type Span } from '../text';
import { objectiveNameOf } from './objective';
import type { Problem } from './problem';
import { isSameModel } from './sameModel';
import { softenInWords } from './softenInWords';
import type { Subject } from './subject';
import { constraintAt, entryAt, sentenceWords } from './wordsBehind';

/** A change of the problem text, with how to name it. */
interface Change {
  readonly title: string;
  readonly kind: Repair['kind'];
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
  /** How many constraints of the graph the change takes away. */
  readonly dropped: number;
}

/** How a text is read and solved anew. */
export interface Proving {
  readonly reread: (text: string) => Promise<Subject | undefined>;
  /** @param named the values are wanted by the model's own names */
  readonly solve: (subject: Subject, named: boolean) => Promise<EditedAnswer>;
}

/**
 * Tells a repair of a generated model as an edit of the words it was made from, proved the whole way: the edited text is
 * read again, must say the same but for the change, and its model must have a solution. undefined where words cannot say
 * it, or do not say it so that it is read.
 */
export async function repairInWords(
  problem: Problem,
  repair: SourceRepair,
  { reread, solve }: Proving,
): Promise<Repair | undefined> {
  if (repair.kind === 'soften') return softenInWords(problem, repair, { reread, solve });
  const lines = new LineIndex(problem.text);
  const change = repair.kind === 'relax' ? relaxation(problem, repair) : removal(problem, repair);
  if (!change) return undefined;
  const edits = change.edits.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText }));
  const again = await reread(applyEdits(problem.text, edits));
  if (!again?.problem || !saysTheSame(problem, again.problem, change.dropped)) return undefined;
  // Where the words give exactly the model that the repair was proved with, its answer is known.
  const known = isRepaired(again.problem, problem, repair);
  const { status, objective } = known
    ? { status: 'optimal', objective: repair.objectiveAfter }
    : await solve(again, false);
  if (status !== 'optimal' && status !== 'satisfied') return undefined;
  const objectiveAfter = status === 'optimal' ? objective : null;
  return {
    title: titleWith(change.title, objectiveAfter, objectiveNameOf(problem.reading.graph)),
    kind: change.kind,
    edits: edits.map((edit) => ({ file: problem.file, ...edit })),
    objectiveAfter,
  };
}

function relaxation(problem: Problem, { changes }: RelaxRepair): Change | undefined {
  const edits: Change['edits'][number][] = [];
  const told: { readonly from: string; readonly to: string; readonly isMore: boolean }[] = [];
  for (const { literal, from, to } of changes) {
    const entry = entryAt(problem, literal);
    const edit = entry && proseEdit(entry, to);
    const words = entry?.quantity?.text;
    if (!edit || words === undefined || edit.newText === words) return undefined;
    // One number of the text that has become two of the model cannot be two numbers.
    if (edits.some(({ span }) => span.start === edit.span.start)) return undefined;
    edits.push(edit);
    told.push({ from: words, to: edit.newText, isMore: to > from });
  }
  return { title: changesTitle(told), kind: 'relax', edits, dropped: 0 };
}

/** Takes out the sentences of the dropped constraints, with the blank that follows each. */
function removal(problem: Problem, { items, exception }: DropRepair): Change | undefined {
  if (exception === true) return undefined;
  const spans: Span[] = [];
  for (const item of items) {
    const constraint = constraintAt(problem, item);
    // With a price it holds no longer as it is; it is in no conflict, and its price would be left behind.
    if (!constraint || constraint.penalty) return undefined;
    if (!spans.some(({ start }) => start === constraint.sentence.start)) spans.push(constraint.sentence);
  }
  const [first] = spans;
  if (!first) return undefined;
  const words = excerpt(sentenceWords(problem, first));
  const title = `Leave out “${words}”${spans.length > 1 ? ` and ${spans.length - 1} more` : ''}`;
  const edits = spans.map(({ start, end }) => ({
    span: { start, end: end + (/^[ \t]*/.exec(problem.text.slice(end))?.[0].length ?? 0) },
    newText: '',
  }));
  return { title, kind: 'drop', edits, dropped: items.length };
}

/** Whether a text reads as before: the same variables and as many constraints, but for those taken away. */
function saysTheSame(before: Problem, after: Problem, dropped: number): boolean {
  const [old, now] = [before.reading.graph, after.reading.graph];
  const prices = (graph: typeof old): number => graph.constraints.filter(({ penalty }) => penalty).length;
  const names = (graph: typeof old): string => graph.variables.map(({ name }) => name.toLowerCase()).join('|');
  return (
    names(old) === names(now) &&
    now.constraints.length === old.constraints.length - dropped &&
    prices(now) === prices(old) &&
    now.objective?.direction === old.objective?.direction
  );
}

/** Whether a text read anew gives the repaired model. */
function isRepaired(after: Problem, before: Problem, { edits }: SourceRepair): boolean {
  if (!after.generated || !before.generated) return false;
  return isSameModel(after.generated.text, applyEdits(before.generated.text, edits));
}
