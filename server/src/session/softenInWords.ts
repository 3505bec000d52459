import { softenTitle, type EditedAnswer, type SoftenRepair } from '../explain';
import type { Repair } from '../outcome';
import { penaltySentence, printMiniZinc, type ProblemGraph } from '../prose';
import { applyEdits, LineIndex, lineBreakOf, type Span } from '../text';
import type { Problem } from './problem';
import type { Proving } from './repairsInWords';
import { isSameModel } from './sameModel';
import { constraintAt, sentenceWords } from './wordsBehind';

/**
 * A limit that may be broken at a price: its sentence stays and gets one behind it that states the price, "Each hour over
 * this costs $1000." Proved as every repair in words: read again it must be the same problem but for the price, and its
 * model must have a solution. undefined where the sentence states more than the one limit, or is not read so.
 */
export async function softenInWords(
  problem: Problem,
  { items: [item], penalty = 1 }: SoftenRepair,
  { reread, solve }: Proving,
): Promise<Repair | undefined> {
  const { text, file, reading } = problem;
  const { graph } = reading;
  const constraint = item && constraintAt(problem, item);
  if (!constraint || constraint.kind === 'relation' || constraint.penalty) return undefined;
  const { sentence } = constraint;
  if (graph.constraints.some((other) => other !== constraint && other.sentence.start === sentence.start)) {
    return undefined;
  }
  const words = penaltySentence(constraint, graph, text, priceInWords(penalty, graph));
  const { span, newText } = behind(text, sentence, words);
  const edit = { range: new LineIndex(text).rangeOf(span), newText };
  const again = await reread(applyEdits(text, [edit]));
  const index = graph.constraints.indexOf(constraint);
  if (!again?.problem || !isSameButForPrice(problem, again.problem, index, penalty)) return undefined;
  const answer = await solve(again, true);
  const { status, objective } = answer;
  if (status !== 'optimal' && status !== 'satisfied') return undefined;
  const objectiveAfter = status === 'optimal' ? objective : null;
  const broken = violationsIn(again.problem, answer);
  const title = softenTitle(sentenceWords(problem, sentence), {
    broken: objectiveAfter === null ? undefined : broken.get(index),
    counts: 'units',
    objective: { value: withoutPrices(again.problem, objectiveAfter, broken), name: graph.objective?.name },
  });
  return { title, kind: 'soften', edits: [{ file, ...edit }], objectiveAfter };
}

/** As the text writes the amounts of its objective. */
function priceInWords(price: number, { objective }: ProblemGraph): string {
  const [currency = ''] =
    objective?.terms.flatMap(({ coefficient }) => /^\p{Sc}/u.exec(coefficient?.text ?? '') ?? []) ?? [];
  return `${currency}${price}`;
}

/** The edit that puts a sentence behind another: on its line, or as an item of its own in a list without full stops. */
function behind(text: string, { start, end }: Span, words: string): { readonly span: Span; readonly newText: string } {
  const said = text.slice(start, end);
  if (/[.?!]$/.test(said)) return { span: { start: end, end }, newText: ` ${words}` };
  const [bullet] = /^[-*•][ \t]*/.exec(said) ?? [];
  if (bullet === undefined) {
    const stop = /[,;:]$/.test(said) ? end - 1 : end;
    return { span: { start: stop, end }, newText: `. ${words}` };
  }
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return { span: { start: end, end }, newText: `${lineBreakOf(text)}${indent}${bullet}${words}` };
}

function isSameButForPrice(before: Problem, after: Problem, index: number, price: number): boolean {
  const { graph } = after.reading;
  const { penalty, ...firm } = graph.constraints[index] ?? {};
  if (!before.generated || !('kind' in firm) || penalty?.perUnit.value !== price) return false;
  // What has a price says nothing else about giving way.
  const standing = before.reading.graph.constraints[index]?.standing;
  const constraints = graph.constraints.with(index, { ...firm, ...(standing && { standing }) });
  const model = printMiniZinc({ ...graph, constraints }, after.text, after.file);
  return isSameModel(model.text, before.generated.text);
}

/** By how much each constraint with a price is broken, by its index. */
function violationsIn({ generated }: Problem, { values }: EditedAnswer): ReadonlyMap<number, number> {
  return new Map(
    generated?.violations.flatMap(({ constraint, identifier }): readonly (readonly [number, number])[] => {
      const value = values[identifier];
      return typeof value === 'number' ? [[constraint, value]] : [];
    }),
  );
}

/** The objective by itself; null where it is not known. */
function withoutPrices(
  { reading: { graph } }: Problem,
  objective: number | null,
  broken: ReadonlyMap<number, number>,
): number | null {
  const sign = graph.objective?.direction === 'maximize' ? 1 : -1;
  return graph.constraints.reduce<number | null>((sum, { penalty }, index) => {
    if (!penalty) return sum;
    const by = broken.get(index);
    return sum === null || by === undefined ? null : sum + sign * penalty.perUnit.value * by;
  }, objective);
}
