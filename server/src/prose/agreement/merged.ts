import type { Span } from '../../text';
import { isRow, type Constraint, type Doubt, type Finding, type ProblemGraph, type Reading } from '../graph';
import { quantitiesOf } from '../quantities';
import { allDoubts, doubtOfRows } from '../read/certainty/rowDoubts';
import { sameRule } from '../read/certainty/sameMeaning';
import { overlaps } from '../read/spans';

/** A row that only the reader of rows has must be as sure as this. */
const leastAlone = 0.65;
/** How much surer of a row the reader of rows must be to be believed: it is surer than it is right. */
const lead = 0.2;

/** Two ways to read the same words. */
interface Parting {
  readonly taken: Constraint;
  readonly other: Constraint;
}

/**
 * Two readings over the same variables as one, row by row: what both say stays, of two rows about one number the surer one
 * is taken, and its words tell the other way. What only the reader of rows has stays where it is sure; what only the other
 * one has is left out (on NL4Opt's dev part none of 26 such rows was right).
 * @param whole numbered as the graph of `rows`
 */
export function merged(text: string, rows: Reading, whole: ProblemGraph): Reading {
  const own = rows.graph.constraints;
  const rivals = whole.constraints.filter((each) => !own.some((row) => sameRule(row, each)));
  const partings: Parting[] = [];
  const constraints = own.flatMap((row): Constraint[] => {
    const twin = whole.constraints.find((each) => sameRule(each, row));
    if (twin) return [{ ...row, confidence: 1 - (1 - row.confidence) * (1 - twin.confidence) }];
    const rival = rivals.find((each) => topicOf(each) === topicOf(row));
    if (!rival) return row.confidence >= leastAlone ? [row] : [];
    const [taken, other] = rival.confidence > row.confidence - lead ? [rival, row] : [row, rival];
    partings.push({ taken, other });
    return [taken];
  });
  const graph = { ...rows.graph, constraints };
  const doubts = allDoubts(
    text,
    graph,
    partings.flatMap((parting) => doubtOf(text, graph, parting)),
  );
  const findings = [...rows.findings, ...untold(partings, doubts, rows.findings), ...unused(text, rows.graph, graph)];
  return { ...rows, graph, doubts, findings: findings.sort((a, b) => a.span.start - b.span.start) };
}

/** What number a constraint is about, or else what words. */
function topicOf(constraint: Constraint): number {
  switch (constraint.kind) {
    case 'linear':
    case 'bound':
    case 'total':
      return constraint.limit.span.start;
    case 'share':
      return constraint.fraction.span.start;
    case 'ratio':
      return (constraint.factor ?? constraint).span.start;
    case 'relation':
      return constraint.span.start;
  }
}

function doubtOf(text: string, graph: ProblemGraph, { taken, other }: Parting): readonly Doubt[] {
  return isRow(taken) && isRow(other) ? doubtOfRows(text, graph, [taken], [[other]]) : [];
}

/** The words of partings that nothing tells of. */
function untold(partings: readonly Parting[], doubts: readonly Doubt[], findings: readonly Finding[]): Finding[] {
  return partings.flatMap(({ taken: { span } }): Finding[] => {
    if ([...doubts, ...findings].some((each) => overlaps(each.span, span))) return [];
    return [otherWay(span)];
  });
}

/** Tells that words can be read in another way. */
export function otherWay(span: Span): Finding {
  return { kind: 'low-confidence', span, message: 'This can be read in more than one way. Check it in the model.' };
}

/** Numbers that went with a row that was left out. */
function unused(text: string, before: ProblemGraph, after: ProblemGraph): Finding[] {
  const used = quantitiesOf(after);
  const left = quantitiesOf(before).filter(({ span }) => !used.some((each) => overlaps(each.span, span)));
  const spans = new Map(left.map(({ span }) => [span.start, span]));
  return [...spans.values()].map((span) => ({
    kind: 'unused-quantity',
    span,
    message: `'${text.slice(span.start, span.end)}' was read, but nothing in the model uses it.`,
  }));
}
