import type { GLPK } from 'glpk.js/node';
import type { Span } from '../../text';
import {
  isRow,
  type Constraint,
  type Doubt,
  type Finding,
  type Objective,
  type ProblemGraph,
  type Reading,
} from '../graph';
import { odditiesOf } from '../implausible';
import { quantitiesOf } from '../quantities';
import { isSolvable } from '../solvable';
import { allDoubts, doubtOfRows } from '../read/certainty/rowDoubts';
import { sameRule } from '../read/certainty/sameMeaning';
import { overlaps } from '../read/spans';

/** A row that only the reader of rows has must be as sure as this. */
const leastAlone = 0.65;

/** What it costs that a number which one of them uses is used no more. */
const unusedPrice = 0.5;
/** What each oddity of the whole costs. */
const oddPrice = 1;
/** How much it takes to believe the other reader about the objective. */
const objectiveLead = 0.3;
/** What it costs that the whole has no best solution. */
const unsolvablePrice = 1;
/** More places where they part are not weighed together. */
const mostPlaces = 8;

/** One way to read some words, and what speaks for it, against the first way. */
interface Way<Said> {
  readonly said: Said;
  readonly weight: number;
}

/** Two ways to read the same words. */
interface Parting {
  readonly taken: Constraint;
  readonly other: Constraint;
}

/**
 * Two readings over the same variables as one, row by row: what both say stays; where they part, the surer row is taken,
 * unless it leaves numbers without a use or makes the whole odd or unsolvable, and its words tell the other way. What only
 * the other one has is left out (on NL4Opt's dev part none of 26 such rows was right).
 * @param whole numbered as the graph of `rows`
 */
export function merged(text: string, rows: Reading, whole: ProblemGraph, glpk: GLPK): Reading {
  const own = rows.graph.constraints;
  const rivals = whole.constraints.filter((each) => !own.some((row) => sameRule(row, each)));
  const ways = own.map((row): Way<Constraint | undefined>[] => {
    const twin = whole.constraints.find((each) => sameRule(each, row));
    if (twin) return [{ said: { ...row, confidence: 1 - (1 - row.confidence) * (1 - twin.confidence) }, weight: 0 }];
    const rival = rivals.find((each) => topicOf(each) === topicOf(row));
    const against = rival ? rival.confidence - row.confidence : leastAlone - row.confidence;
    return [
      { said: row, weight: 0 },
      { said: rival, weight: against },
    ];
  });
  const aims: Way<Objective | undefined>[] = [{ said: rows.graph.objective, weight: 0 }];
  if (whole.objective?.terms.length) aims.push({ said: whole.objective, weight: -objectiveLead });
  const graph = likeliest(rows.graph, whole, ways, aims, glpk);
  const partings = ways.flatMap((each): Parting[] => {
    const [taken, other] = [...each].sort((a, b) => Number(isIn(graph, b.said)) - Number(isIn(graph, a.said)));
    return taken?.said && other?.said ? [{ taken: taken.said, other: other.said }] : [];
  });
  const doubts = allDoubts(
    text,
    graph,
    partings.flatMap((parting) => doubtOf(text, graph, parting)),
  );
  const isAimOpen = whole.objective?.terms.length && termsOf(whole.objective) !== termsOf(rows.graph.objective);
  const findings = [
    ...rows.findings,
    ...untold(partings, doubts, rows.findings),
    ...(isAimOpen && graph.objective ? [otherWay(graph.objective.span)] : []),
    ...unused(text, rows.graph, graph),
  ];
  return { ...rows, graph, doubts, findings: findings.sort((a, b) => a.span.start - b.span.start) };
}

/** What is optimised, whatever its words. */
function termsOf(objective: Objective | undefined): string {
  const terms = objective?.terms.map(
    ({ variable, coefficient }) => `${String(variable)} ${String(coefficient?.value ?? 1)}`,
  );
  return `${objective?.direction ?? ''} ${(terms ?? []).sort().join(' ')}`;
}

function isIn({ constraints }: ProblemGraph, said: Constraint | undefined): boolean {
  return said !== undefined && constraints.includes(said);
}

/** The graph of one way each for which most speaks. */
function likeliest(
  rows: ProblemGraph,
  whole: ProblemGraph,
  ways: readonly (readonly Way<Constraint | undefined>[])[],
  aims: readonly Way<Objective | undefined>[],
  glpk: GLPK,
): ProblemGraph {
  const known = new Set([...quantitiesOf(rows), ...quantitiesOf(whole)].map(({ span }) => span.start));
  const price = (graph: ProblemGraph): number => {
    const used = new Set(quantitiesOf(graph).map(({ span }) => span.start));
    return unusedPrice * (known.size - used.size) + oddPrice * odditiesOf(graph).length;
  };
  let chosen: readonly (readonly Way<Constraint | undefined>[])[] = [[]];
  let open = mostPlaces;
  for (const each of ways) {
    const surest = [...each].sort((a, b) => b.weight - a.weight).slice(0, 1);
    const tried = each.length > 1 && open-- > 0 ? each : surest;
    chosen = chosen.flatMap((before) => tried.map((way) => [...before, way]));
  }
  const scored = aims
    .flatMap((aim) =>
      chosen.map((each) => {
        const graph = { ...rows, objective: aim.said, constraints: each.flatMap(({ said }) => said ?? []) };
        return { graph, score: each.reduce((sum, { weight }) => sum + weight, aim.weight) - price(graph) };
      }),
    )
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  const close = scored.filter(({ score }) => best && score > best.score - unsolvablePrice);
  // What is not linear cannot be told so.
  return (close.find(({ graph }) => isSolvable(graph, glpk) !== false) ?? best)?.graph ?? rows;
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
