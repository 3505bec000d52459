import type { Constraint, Doubt, ProblemGraph, RowConstraint } from '../graph';
import { ambiguousWords } from '../read/certainty/ambiguousWords';
import { meaning } from '../read/certainty/alternatives';
import { overlaps } from '../read/spans';
import type { Wavering } from './interpret';

const mostAlternatives = 2;

/** What words can mean to every reader, and rows that the networks could have read otherwise; the words are said once. */
export function doubtsOf(text: string, graph: ProblemGraph, wavering: readonly Wavering[]): readonly Doubt[] {
  const ambiguous = ambiguousWords(text, graph);
  const others = wavering
    .flatMap((each) => doubtOf(text, graph, each))
    .filter(({ span }) => !ambiguous.some((each) => overlaps(each.span, span)));
  return [...ambiguous, ...others].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What a row is taken for and what else it could be. What is no row over single amounts has no words of its own. */
function doubtOf(text: string, graph: ProblemGraph, { taken, others }: Wavering): readonly Doubt[] {
  const own = graph.constraints.find((each) => isOf(each, taken));
  const rows = others.filter(isRow).slice(0, mostAlternatives);
  if (!own || !isRow(own) || rows.length === 0) return [];
  const all = [own, ...rows.map((row) => ({ ...row, standing: own.standing }))].map((row) =>
    meaning(text, graph, [own], [row]),
  );
  const alternatives = [...new Map(all.map((each) => [each.meaning, each])).values()];
  if (alternatives.length < 2) return [];
  const words = text.slice(own.span.start, own.span.end).replace(/\s+/gu, ' ');
  const meanings = alternatives.slice(1).map((each) => each.meaning);
  const message = `“${words}” is taken as ${alternatives[0]?.meaning ?? ''}; it could also mean ${meanings.join(', or ')}.`;
  return [{ span: own.span, message, alternatives }];
}

function isRow(constraint: Constraint): constraint is RowConstraint {
  return constraint.kind !== 'relation';
}

function isOf(one: Constraint, other: Constraint): boolean {
  return one.kind === other.kind && one.span.start === other.span.start && one.span.end === other.span.end;
}
