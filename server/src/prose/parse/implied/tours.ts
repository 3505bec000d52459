import type { Span } from '../../../text';
import { within, type Expression, type Table } from '../../expression';
import type { ProblemGraph, RelationConstraint, VariableId } from '../../graph';
import { idleTables } from '../../implausible';

/** Surer than this no circuit is that no statement tells of. */
const sureness = 0.3;
const TOURS =
  /\b(?:tour|round|trip|route|loop|circuit|cycle|returns?|returning|comes? back|back to|once|travelling)\b/iu;

/**
 * The circuit that a tour lacks: what comes next of each of some things, with as little as possible of the numbers between
 * them, is a tour through all. (Of the 59 such families of the corpus 53 are; the others are given to what is open, or have
 * another rule.)
 * @param sentenceOf the sentence that some words stand in
 */
export function missingCircuits(
  graph: ProblemGraph,
  text: string,
  sentenceOf: (span: Span) => Span,
): readonly RelationConstraint[] {
  if (graph.objective?.direction !== 'minimize') return [];
  return graph.variables.flatMap((family, id): RelationConstraint[] => {
    if (!isNext(id, graph) || !isAim(id, graph) || isRuled(id, graph)) return [];
    const said = TOURS.exec(text);
    const span = said ? { start: said.index, end: said.index + said[0].length } : family.mentions[0];
    if (!span) return [];
    const next: Expression = { kind: 'variable', variable: id, index: [] };
    const body: Expression = { kind: 'call', name: 'circuit', operands: [next] };
    return [{ kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness }];
  });
}

/** What says that one comes back to where one began, and what says that more than one does. */
const CLOSED =
  /\b(?:tours?|round ?trips?|circuit|loop|returns?|returning|(?:comes?|gets?|goes?|be|is|ends?) back|back (?:to|at|in|home)|starting point)\b/iu;
const SEVERAL =
  /\b(?:two|three|four|both|several|\d+) (?:vans|vehicles|trucks|lorries|cars|drivers|tours|routes|salesmen)\b/iu;

/**
 * A graph of which numbers between every two of some things were read, that are to be travelled with as little of them as can
 * be, and in which nothing uses them: its one family then is what comes next of each thing, and all are on one tour (the
 * travelling salesman: Dantzig, Fulkerson and Johnson, 1954).
 */
export function asTour(graph: ProblemGraph, text: string, sentenceOf: (span: Span) => Span): ProblemGraph {
  const { objective, variables, tables } = graph;
  const [id, second] = variables.keys();
  const [table, ...others] = idleTables(graph).filter((at) => isBetweenAll(tables[at]));
  const [set] = (table !== undefined && tables[table]?.index) || [];
  const said = CLOSED.exec(text);
  if (id === undefined || second !== undefined || table === undefined || others.length > 0 || set === undefined)
    return graph;
  if (objective?.direction !== 'minimize' || !said || SEVERAL.test(text)) return graph;
  if (variables[id]?.index.join() !== String(set)) return graph;
  const at: Expression = { kind: 'index', name: 'i' };
  const next: Expression = { kind: 'variable', variable: id, index: [at] };
  const value: Expression = {
    kind: 'over',
    quantifier: 'sum',
    binders: [{ name: 'i', over: set }],
    where: undefined,
    body: { kind: 'table', table, index: [at, next] },
  };
  const span = { start: said.index, end: said.index + said[0].length };
  const body: Expression = { kind: 'call', name: 'circuit', operands: [{ ...next, index: [] }] };
  const rule: RelationConstraint = { kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness };
  const domain = { kind: 'member', set } as const;
  return {
    ...graph,
    variables: variables.map((each, at) => (at === id ? { ...each, domain } : each)),
    objective: { ...objective, terms: [], value },
    constraints: [rule],
  };
}

/** Whether a table has a number between every two of at least four things, and none from one to itself. */
function isBetweenAll(table: Table | undefined): boolean {
  const [set, same, more] = table?.index ?? [];
  const cells = table?.cells ?? [];
  const size = Math.sqrt(cells.length);
  if (set === undefined || set !== same || more !== undefined || size < 4) return false;
  return cells.every((cell, at) => {
    const value = typeof cell === 'boolean' ? 0 : cell.kind === 'quantity' ? cell.quantity.value : 0;
    return at % size === Math.floor(at / size) ? value === 0 : value > 0;
  });
}

/** Whether a family gives each thing of a set one of the same set. */
function isNext(id: VariableId, { variables }: ProblemGraph): boolean {
  const { domain, index } = variables[id] ?? { domain: undefined, index: [] };
  const [only, more] = index;
  return typeof domain === 'object' && domain.kind === 'member' && only === domain.set && more === undefined;
}

/** Whether the aim is what a table tells between each thing and the next. */
function isAim(id: VariableId, { objective, definitions }: ProblemGraph): boolean {
  const values = [objective?.value, ...definitions.map(({ value }) => value)].filter((each) => each !== undefined);
  return values
    .flatMap((value) => [...within(value)])
    .some(
      (each) =>
        each.kind === 'table' &&
        each.index.length === 2 &&
        each.index.some(({ kind }) => kind === 'index') &&
        each.index.some((place) => place.kind === 'variable' && place.variable === id),
    );
}

/** Whether a reading says of a family more than what comes, or does not come, next. */
function isRuled(id: VariableId, graph: ProblemGraph): boolean {
  const isOwn = (each: Expression): boolean => each.kind === 'variable' && each.variable === id;
  const isPin = (each: Expression): boolean =>
    each.kind === 'operation' &&
    (each.operator === '=' || each.operator === '!=') &&
    each.operands.every((operand) => operand.kind === 'member' || isOwn(operand));
  const parts = (each: Expression): readonly Expression[] =>
    each.kind === 'operation' && (each.operator === '/\\' || each.operator === 'not')
      ? each.operands.flatMap(parts)
      : [each];
  return graph.constraints.some(
    (rule) =>
      rule.kind === 'relation' &&
      [...within(rule.body)].some(isOwn) &&
      !parts(rule.body).every((part) => isPin(part) || isEachOnce(part, isOwn)),
  );
}

/** `all_different` of the family, which a tour is as well. */
function isEachOnce(each: Expression, isOwn: (part: Expression) => boolean): boolean {
  return each.kind === 'call' && each.name === 'all_different' && each.operands.every(isOwn);
}
