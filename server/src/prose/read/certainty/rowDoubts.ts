import type { Constraint, Doubt, ProblemGraph, RowConstraint } from '../../graph';
import { overlaps } from '../spans';
import { meaning } from './alternatives';
import { ambiguousWords } from './ambiguousWords';

const mostAlternatives = 2;

/**
 * What the words of some rows are taken for and what else they could mean; nothing where that comes to one meaning.
 * @param taken the graph's own constraints that the words became
 * @param others other ways to read them, the likeliest first
 */
export function doubtOfRows(
  text: string,
  graph: ProblemGraph,
  taken: readonly RowConstraint[],
  others: readonly (readonly RowConstraint[])[],
): readonly Doubt[] {
  const [first] = taken;
  if (!first) return [];
  const ways = others
    .slice(0, mostAlternatives)
    .map((constraints) => constraints.map((each) => ({ ...each, standing: first.standing })))
    .filter((constraints) => constraints.length > 0);
  if (ways.length === 0) return [];
  const all = [taken, ...ways].map((constraints) => meaning(text, graph, taken, constraints));
  // Two things of one name, or one meaning in two ways: there is nothing to choose.
  const alternatives = [...new Map(all.map((each) => [each.meaning, each])).values()];
  if (alternatives.length < 2) return [];
  const words = text.slice(first.span.start, first.span.end).replace(/\s+/gu, ' ');
  const meanings = alternatives.slice(1).map((each) => each.meaning);
  const message = `“${words}” is taken as ${alternatives[0]?.meaning ?? ''}; it could also mean ${meanings.join(', or ')}.`;
  return [{ span: first.span, message, alternatives }];
}

/** Whether two constraints were read from the same words as the same kind of constraint. */
export function isReadFrom(one: Constraint, other: Constraint): boolean {
  return one.kind === other.kind && one.span.start === other.span.start && one.span.end === other.span.end;
}

/** What words can mean to every reader, and what one reader could have read otherwise; the words are said once. */
export function allDoubts(text: string, graph: ProblemGraph, wavering: readonly Doubt[]): readonly Doubt[] {
  const ambiguous = ambiguousWords(text, graph);
  const others = wavering.filter(({ span }) => !ambiguous.some((each) => overlaps(each.span, span)));
  return [...ambiguous, ...others].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
