import type { Span } from '../../text';
import { emptyGraph, type Constraint, type Finding, type ProblemGraph, type Reading } from '../graph';
import { segment } from '../read/sentences';
import { withStandings } from '../read/standing';
import { tokenize } from '../read/tokens';
import { uncoveredLimits } from './limitWords';
import type { Fault, MissingKind, Statement } from './model';
import type { Resolved } from './resolve';

const kinds: Readonly<Record<MissingKind, Finding['kind']>> = {
  coefficient: 'missing-coefficient',
  data: 'missing-coefficient',
  limit: 'missing-limit',
  objective: 'missing-objective',
  meaning: 'low-confidence',
};

/**
 * The reading that a cited model is: its graph, with the sentences around the words of each constraint, and as findings
 * what its text leaves open or it leaves out.
 * @param faults what is wrong with it and was not mended
 * @param confidence 0..1
 */
export function readingOf(
  resolved: Resolved,
  graph: ProblemGraph,
  faults: readonly Fault[],
  confidence: number,
): Reading {
  const { model } = resolved;
  const { text } = model;
  const whole = wholeOf(text);
  if (!model.isProblem) return { graph: emptyGraph, findings: [noProblem(whole)], doubts: [], confidence };
  const placeOf = (line: number): Span => {
    const statement = model.statements.find((each) => each.line === line);
    const words = statement && (resolved.evidence.get(statement)?.[0] ?? mentionOf(resolved, statement));
    return words ?? whole;
  };
  const findings = [
    ...model.statements.flatMap((statement): Finding[] => {
      if (statement.kind !== 'missing') return [];
      const { question } = statement;
      return [{ kind: kinds[statement.what], span: placeOf(statement.line), message: question, question }];
    }),
    ...faults.map((fault) => findingOf(fault, text, placeOf)),
    ...uncoveredLimits(resolved).map((span): Finding => ({
      kind: 'missing-limit',
      span,
      message: `Your model says nothing of “${text.slice(span.start, span.end)}”.`,
    })),
  ];
  findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const constraints = withStandings(withSentences(graph.constraints, text), text);
  return { graph: { ...graph, constraints }, findings, doubts: [], confidence };
}

function findingOf({ line, message, unused }: Fault, text: string, placeOf: (line: number) => Span): Finding {
  if (!unused) {
    // A message may quote what a stranger wrote.
    const said = message.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').slice(0, 300);
    return { kind: 'low-confidence', span: placeOf(line), message: `Your model is at odds with the text: ${said}.` };
  }
  const number = text.slice(unused.start, unused.end);
  return { kind: 'unused-quantity', span: unused, message: `“${number}” is not used by your model.` };
}

function mentionOf({ mentions }: Resolved, statement: Statement): Span | undefined {
  return 'id' in statement ? mentions.get(statement.id)?.[0] : undefined;
}

/** The text without the white space around it. */
export function wholeOf(text: string): Span {
  const start = text.length - text.trimStart().length;
  return { start: Math.min(start, text.trimEnd().length), end: text.trimEnd().length };
}

function noProblem(span: Span): Finding {
  return {
    kind: 'not-a-problem',
    span,
    message:
      'This text does not describe a problem to optimise: say what is to be decided, what limits it, and what is wanted.',
    question: 'What is to be decided, what limits it, and what should be as large or as small as possible?',
  };
}

/** Whole sentences around the words of each constraint, as repairs take out and comments quote. */
function withSentences(constraints: readonly Constraint[], text: string): readonly Constraint[] {
  const { spans } = segment(text, tokenize(text));
  return constraints.map((constraint) => {
    const { span } = constraint;
    const around = spans.filter(({ start, end }) => start < span.end && span.start < end);
    const [first, last] = [around[0], around.at(-1)];
    return first && last ? { ...constraint, sentence: { start: first.start, end: last.end } } : constraint;
  });
}
