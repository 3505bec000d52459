import type { GLPK } from 'glpk.js/node';
import type { Finding, ProblemGraph, Reading } from '../graph';
import { odditiesOf } from '../implausible';
import { sameMeaning, sameRule } from '../read/certainty/sameMeaning';
import { isSolvable } from '../solvable';
import { merged, otherWay } from './merged';
import { withNumbering } from './numbering';

/** What one text means, read in two ways. */
export interface Readings {
  readonly rows: Reading;
  readonly whole: Reading;
  /** Probability that rows say all that the text says. */
  readonly isAll: number;
}

/** Rows that say all that a text says with less than this probability are not heard. */
const leastAll = 0.75;

/** Rows that are so sure and leave nothing over are right nine times in ten, whatever the other reading says. */
const verySure = 0.9;
/** Rows that are as sure as this stand against a reading of more variables, which has mostly taken one for two. */
const sureOfFewer = 0.35;
/** A reading that the other one contradicts is not surer than this. */
const contradicted = 0.45;

/**
 * One reading out of two of the same text: by `rows`, which knows linear problems over single amounts only, and by
 * `whole`, which knows whole graphs. Where both say the same, it is surer than each; where they differ, less sure than
 * both, and the words where they part are told (agreement as in self-consistency: Wang et al. 2022). Whether a text is a
 * problem at all is for the one that knows more kinds. Rows that have no best solution give way to a whole that has one.
 * Else rows over the same variables are merged one by one, and one reading is taken where the variables differ.
 */
export function agreed(text: string, { rows, whole, isAll }: Readings, glpk: GLPK): Reading {
  if (isNone(rows) || isNone(whole) || isAll < leastAll) return whole;
  const areSolvable = isSolvable(rows.graph, glpk);
  if (areSolvable === false && isSolvable(whole.graph, glpk) === true) return whole;
  const isOdder = odditiesOf(rows.graph).length > odditiesOf(whole.graph).length;
  const isTaken = isClean(rows) && rows.confidence > whole.confidence && !isOdder;
  const isFewer = isPlain(rows) && hasFewer(rows.graph, whole.graph) && rows.confidence > sureOfFewer;
  if (!isOfRows(whole.graph)) return isTaken || isFewer ? atMost(rows, contradicted) : whole;
  // Amounts without an aim: the question stands that the rows ask.
  if (whole.graph.objective === undefined && rows.findings.some(({ kind }) => kind === 'missing-objective'))
    return rows;
  const same = withNumbering(whole.graph, rows.graph);
  if (same && sameMeaning(same, rows.graph))
    return { ...rows, confidence: 1 - (1 - rows.confidence) * (1 - whole.confidence) };
  if (isTaken && rows.confidence >= verySure) return rows;
  if (same && isPlain(rows)) {
    const both = merged(text, rows, same, glpk);
    const isWorse = areSolvable === true && isSolvable(both.graph, glpk) === false;
    return atMost(isWorse ? rows : both, contradicted);
  }
  const [taken, other] = isTaken || isFewer ? [rows, whole] : [whole, rows];
  const findings = [...taken.findings, ...partings(taken, other)].sort((a, b) => a.span.start - b.span.start);
  return atMost({ ...taken, findings }, contradicted);
}

function atMost(reading: Reading, confidence: number): Reading {
  return { ...reading, confidence: Math.min(reading.confidence, confidence) };
}

function isNone({ findings }: Reading): boolean {
  return findings.some(({ kind }) => kind === 'not-a-problem' || kind === 'empty');
}

/** Whether a reading leaves nothing over but what it had to assume. */
function isClean({ findings }: Reading): boolean {
  return findings.every(({ kind }) => kind === 'assumed-integer' || kind === 'assumed-continuous');
}

/** Whether a reading asks nothing and leaves no number over. */
function isPlain({ findings }: Reading): boolean {
  return findings.every(({ kind, question }) => question === undefined && kind !== 'unused-quantity');
}

function hasFewer(rows: ProblemGraph, whole: ProblemGraph): boolean {
  return whole.sets.length === 0 && rows.variables.length < whole.variables.length;
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
    return [otherWay(constraint.span)];
  });
}
