import type { Span } from '../../../text';
import type { Alternative, Constraint, ProblemGraph, Quantity, Rewording, RowConstraint } from '../../graph';
import { comparatorWords, phraseOf, sentencesFor, spokenNames } from './inWords';

/** The graph with other constraints where these were. */
export function replacing(graph: ProblemGraph, old: readonly Constraint[], by: readonly Constraint[]): ProblemGraph {
  const at = graph.constraints.findIndex((each) => old.includes(each));
  const constraints = graph.constraints.flatMap((each, index) => {
    if (index === at) return by;
    return old.includes(each) ? [] : [each];
  });
  return { ...graph, constraints };
}

/**
 * What the words of some constraints could mean: these constraints. It can be written as sentences of their own where
 * the words stand in a sentence that says nothing else.
 */
export function meaning(
  text: string,
  graph: ProblemGraph,
  old: readonly RowConstraint[],
  by: readonly RowConstraint[],
): Alternative {
  const meant = replacing(graph, old, by);
  const names = spokenNames(text, graph);
  return {
    meaning: by.map((each) => phraseOf(each, names)).join(', '),
    graph: meant,
    wordings: [...directionWordings(text, old, by), ...sentenceWordings(text, graph, old, by)],
  };
}

/** Where a single constraint differs in nothing but its comparator, or not at all. */
function directionWordings(
  text: string,
  [one, ...more]: readonly RowConstraint[],
  [other, ...others]: readonly RowConstraint[],
): readonly (readonly Rewording[])[] {
  if (!one || !other || more.length > 0 || others.length > 0) return [];
  return withoutComparator(one) === withoutComparator(other) ? comparatorWordings(text, other) : [];
}

function withoutComparator(constraint: RowConstraint): string {
  return JSON.stringify({ ...constraint, comparator: 'equal', confidence: 0, span: undefined });
}

function* sentenceWordings(
  text: string,
  graph: ProblemGraph,
  old: readonly RowConstraint[],
  by: readonly RowConstraint[],
): Generator<readonly Rewording[]> {
  const [first] = old;
  if (!first || !isAlone(graph, old, first.sentence)) return;
  const names = spokenNames(text, graph);
  const sentences = by.map((each) => sentencesFor(each, names));
  const ways = Math.min(...sentences.map(({ length }) => length));
  const [bullet = ''] = /^[-*•][ \t]*/u.exec(text.slice(first.sentence.start, first.sentence.end)) ?? [];
  for (let way = 0; way < ways; way++) {
    const newText = bullet + sentences.map((each) => each[way]).join(' ');
    yield [{ span: first.sentence, newText }];
  }
}

/** Whether a sentence says nothing but these constraints. */
function isAlone(graph: ProblemGraph, own: readonly Constraint[], sentence: Span): boolean {
  const inside = ({ start, end }: Span): boolean => sentence.start <= start && end <= sentence.end;
  const { objective, constraints } = graph;
  if (objective && inside(objective.span)) return false;
  if (objective?.terms.some(({ coefficient }) => coefficient && inside(coefficient.span))) return false;
  return constraints.every((each) => own.includes(each) || !usesWordsOf(each, sentence, inside));
}

function usesWordsOf(constraint: Constraint, sentence: Span, inside: (span: Span) => boolean): boolean {
  if (constraint.sentence.start === sentence.start) return true;
  return (
    constraint.kind === 'linear' && constraint.terms.some(({ coefficient }) => coefficient && inside(coefficient.span))
  );
}

/** Words before a number that say on which side it limits. */
const DIRECTION =
  /\b(?:at (?:the )?(?:most|least)|(?:no|not) (?:more|less|fewer|greater|lower) than|(?:more|less|fewer|greater) than|up to|an? (?:maximum|minimum|total) of|exactly|over|under|below|above)\s+$/iu;

/** Ways to write another comparator before the number of a constraint. */
export function comparatorWordings(text: string, constraint: RowConstraint): readonly (readonly Rewording[])[] {
  const number = numberOf(constraint);
  if (!number) return [];
  const { start } = number.span;
  const [said = ''] = DIRECTION.exec(text.slice(constraint.sentence.start, start)) ?? [];
  return [
    [{ span: { start: start - said.length, end: start }, newText: `${comparatorWords[constraint.comparator]} ` }],
  ];
}

/** The number that a constraint compares with, if it has one. */
export function numberOf(constraint: RowConstraint): Quantity | undefined {
  switch (constraint.kind) {
    case 'linear':
    case 'bound':
    case 'total':
      return constraint.limit;
    case 'share':
      return constraint.fraction;
    case 'ratio':
      return constraint.factor;
  }
}
