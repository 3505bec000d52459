import type { Span } from '../text';
import { stemsOf, tokenize } from './read/tokens';
import { sameMeaning, sameRule } from './read/certainty/sameMeaning';
import type { Constraint, Finding, ProblemGraph, Reading, Term, VariableId } from './graph';

/** Rows that are so sure and leave nothing over are right seven times in eight, whatever the other reading says. */
const verySure = 0.75;
/** A reading that the other one contradicts is not surer than this. */
const contradicted = 0.45;

/**
 * One reading out of two of the same text: by `rows`, which knows linear problems over single amounts only, and by
 * `whole`, which knows whole graphs. Where both say the same, it is surer than each; where they differ, less sure than
 * both, and the words where they part are told (agreement as in self-consistency: Wang et al. 2022). Rows are taken where
 * they leave nothing over and are the surer ones; whether a text is a problem at all is for the one that knows more kinds.
 */
export function agreed(rows: Reading, whole: Reading): Reading {
  if (isNone(rows) || isNone(whole)) return whole;
  const isTaken = isClean(rows) && rows.confidence > whole.confidence;
  if (!isOfRows(whole.graph)) return isTaken ? { ...rows, confidence: Math.min(rows.confidence, contradicted) } : whole;
  // Amounts without an aim: the question stands that the rows ask.
  if (whole.graph.objective === undefined && rows.findings.some(({ kind }) => kind === 'missing-objective'))
    return rows;
  const same = withNumbering(whole.graph, rows.graph);
  if (same && sameMeaning(same, rows.graph))
    return { ...rows, confidence: 1 - (1 - rows.confidence) * (1 - whole.confidence) };
  if (isTaken && rows.confidence >= verySure) return rows;
  const [taken, other] = isTaken ? [rows, whole] : [whole, rows];
  return {
    ...taken,
    findings: [...taken.findings, ...partings(taken, other)].sort((a, b) => a.span.start - b.span.start),
    confidence: Math.min(taken.confidence, contradicted),
  };
}

function isNone({ findings }: Reading): boolean {
  return findings.some(({ kind }) => kind === 'not-a-problem' || kind === 'empty');
}

/** Whether a reading leaves nothing over but what it had to assume. */
function isClean({ findings }: Reading): boolean {
  return findings.every(({ kind }) => kind === 'assumed-integer' || kind === 'assumed-continuous');
}

/** Whether a graph is linear over single amounts. */
function isOfRows({ sets, tables, definitions, variables, objective, constraints }: ProblemGraph): boolean {
  return (
    sets.length + tables.length + definitions.length === 0 &&
    variables.every(({ domain }) => domain === 'integer' || domain === 'continuous') &&
    objective?.value === undefined &&
    constraints.every(({ kind }) => kind !== 'relation')
  );
}

/** Constraints of the one reading whose words the other did not read, or read in another way. */
function partings({ graph, findings }: Reading, other: Reading): Finding[] {
  const renumbered = withNumbering(other.graph, graph);
  return graph.constraints.flatMap((constraint): Finding[] => {
    const isTold = findings.some(
      ({ span }) => span.start === constraint.span.start && span.end === constraint.span.end,
    );
    if (renumbered?.constraints.some((each) => sameRule(each, constraint)) || isTold) return [];
    const { span } = constraint;
    return [{ kind: 'low-confidence', span, message: 'This can be read in more than one way. Check it in the model.' }];
  });
}

/** A graph with its variables in the order and by the names of another one; undefined where they are not the same. */
function withNumbering(graph: ProblemGraph, like: ProblemGraph): ProblemGraph | undefined {
  if (graph.variables.length !== like.variables.length) return undefined;
  const meets = (one: readonly Span[], other: readonly Span[]): number =>
    one.filter((a) => other.some((b) => a.start < b.end && b.start < a.end)).length;
  const to = graph.variables.map(({ name, mentions }) => {
    const scores = like.variables.map(
      (each) => meets(mentions, each.mentions) + Number(stemsOf(tokenize(name)) === stemsOf(tokenize(each.name))),
    );
    return scores.indexOf(Math.max(...scores));
  });
  if (new Set(to).size !== to.length) return undefined;
  const at = (variable: VariableId): VariableId => to[variable] ?? 0;
  const terms = (list: readonly Term[]): Term[] => list.map((term) => ({ ...term, variable: at(term.variable) }));
  const constraints = graph.constraints.map((constraint): Constraint => {
    switch (constraint.kind) {
      case 'linear':
        return { ...constraint, terms: terms(constraint.terms) };
      case 'bound':
      case 'share':
        return { ...constraint, variable: at(constraint.variable) };
      case 'ratio':
        return { ...constraint, left: at(constraint.left), right: at(constraint.right) };
      case 'total':
      case 'relation':
        return constraint;
    }
  });
  const { objective } = graph;
  return {
    ...graph,
    variables: like.variables,
    objective: objective && { ...objective, terms: terms(objective.terms) },
    constraints,
  };
}
