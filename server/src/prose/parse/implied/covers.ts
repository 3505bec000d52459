import type { Span } from '../../../text';
import type { Expression, SetId, TableId } from '../../expression';
import type { Constraint, Objective, ProblemGraph, VariableId } from '../../graph';
import { idleTables } from '../../implausible';

/** Surer than this nothing is that no statement tells of. */
const sureness = 0.35;
const COVERS =
  /\b(?:cover\p{L}*|reach\p{L}*|serves?|served|within|protect\p{L}*|watch\p{L}*|supervis\p{L}*|hears?|sees?|lights?|supplie[sd])\b/iu;

/**
 * A graph with the set covering that it lacks (Toregas et al., The location of emergency service facilities, 1971): as few
 * things as can be are chosen, a table says which of them cover which, and nothing uses it, so that doing nothing would be best.
 * Then each thing is covered by one that is chosen; where what is chosen was taken for other things, they are those of the table.
 */
export function withCover(graph: ProblemGraph, text: string, sentenceOf: (span: Span) => Span): ProblemGraph {
  const { objective, variables, tables, constraints } = graph;
  const [family, second] = variables.keys();
  const [table, ...others] = idleTables(graph).filter((at) => isRelation(at, graph));
  if (objective?.direction !== 'minimize' || family === undefined || second !== undefined) return graph;
  if (table === undefined || others.length > 0 || variables[family]?.domain !== 'choice' || constraints.length > 0)
    return graph;
  const { index, mentions } = tables[table] ?? { index: [], mentions: [] };
  const [by, what] = index;
  const [own, more] = variables[family].index;
  const said = COVERS.exec(text);
  if (!said || by === undefined || what === undefined || own === undefined || more !== undefined) return graph;
  const [chosen, covered] = own === what && own !== by ? [what, by] : [by, what];
  const moved = own === chosen ? graph : movedTo(chosen, family, graph);
  if (!moved) return graph;
  const at = (name: string): Expression => ({ kind: 'index', name });
  const isFirst = chosen === by;
  const where: Expression = { kind: 'table', table, index: isFirst ? [at('j'), at('i')] : [at('i'), at('j')] };
  const one: Expression = {
    kind: 'over',
    quantifier: 'exists',
    binders: [{ name: 'j', over: chosen }],
    where,
    body: { kind: 'variable', variable: family, index: [at('j')] },
  };
  const binders = [{ name: 'i', over: covered }];
  const body: Expression = { kind: 'over', quantifier: 'forall', binders, where: undefined, body: one };
  const span = mentions[0] ?? { start: said.index, end: said.index + said[0].length };
  const rule: Constraint = { kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness };
  return { ...moved, constraints: [rule] };
}

/** Whether a table says yes or no of pairs of things. */
function isRelation(at: TableId, { tables }: ProblemGraph): boolean {
  const table = tables[at];
  return table?.index.length === 2 && table.cells.every((cell) => typeof cell === 'boolean');
}

/** A graph with its one family over another set; undefined where its aim says more than how many are chosen. */
function movedTo(set: SetId, family: VariableId, graph: ProblemGraph): ProblemGraph | undefined {
  const value = graph.objective?.value;
  if (!value || !graph.objective || !isNumberOf(value, family)) return undefined;
  const objective: Objective = {
    ...graph.objective,
    value: { ...value, binders: value.binders.map((each) => ({ ...each, over: set })) },
  };
  const variables = graph.variables.map((each, at) => (at === family ? { ...each, index: [set] } : each));
  return { ...graph, objective, variables };
}

/** `sum(i in things)(chosen[i])` */
function isNumberOf(value: Expression, family: VariableId): value is Expression & { readonly kind: 'over' } {
  if (value.kind !== 'over' || value.quantifier !== 'sum' || value.binders.length !== 1 || value.where) return false;
  return value.body.kind === 'variable' && value.body.variable === family;
}
