import type { Span } from '../../../text';
import { within, type Expression, type TableId } from '../../expression';
import type { Constraint, ProblemGraph, RelationConstraint, VariableId } from '../../graph';
import { idleTables } from '../../implausible';
import { means } from './idleLimits';

/** Surer than this nothing is that no statement tells of. */
const sureness = 0.35;

/**
 * The constraints that tie what is made to the choice that it is made at all (fixed charges: Hirsch and Dantzig, The fixed charge
 * problem, 1954), where the choice costs something in the aim and nothing else speaks of it: what is not chosen makes nothing, and
 * no more than a table allows that nothing uses.
 */
export function missingLinks(
  graph: ProblemGraph,
  text: string,
  sentenceOf: (span: Span) => Span,
): readonly RelationConstraint[] {
  const { objective, variables, tables } = graph;
  if (objective?.direction !== 'minimize') return [];
  const [choice, ...choices] = [...variables.keys()].filter((id) => isIdleChoice(id, graph));
  const set = choice === undefined ? undefined : variables[choice]?.index[0];
  const isAmount = (id: VariableId): boolean => ['integer', 'continuous'].includes(String(variables[id]?.domain));
  const [amount, ...amounts] = [...variables.keys()].filter(
    (id) => isAmount(id) && variables[id]?.index.join() === String(set),
  );
  if (choice === undefined || choices.length > 0 || set === undefined || amount === undefined || amounts.length > 0)
    return [];
  const isCap = (table: TableId): boolean =>
    tables[table]?.index.join() === String(set) && means(tables[table], text) === '<=';
  const [cap, more] = idleTables(graph).filter(isCap);
  const at: Expression = { kind: 'index', name: 'i' };
  const made: Expression = { kind: 'variable', variable: amount, index: [at] };
  const chosen: Expression = { kind: 'variable', variable: choice, index: [at] };
  const rule = cap === undefined || more !== undefined ? impliedBy(made, chosen) : upTo(made, cap, chosen);
  const binders = [{ name: 'i', over: set }];
  const body: Expression = { kind: 'over', quantifier: 'forall', binders, where: undefined, body: rule };
  const span = (cap === undefined ? variables[choice] : tables[cap])?.mentions[0] ?? objective.span;
  return [{ kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness }];
}

/** What is not chosen makes nothing. */
function impliedBy(made: Expression, chosen: Expression): Expression {
  const isMade: Expression = { kind: 'operation', operator: '>', operands: [made, { kind: 'constant', value: 0 }] };
  return { kind: 'operation', operator: '->', operands: [isMade, chosen] };
}

function upTo(made: Expression, table: TableId, chosen: Expression): Expression {
  const cap: Expression = { kind: 'table', table, index: [{ kind: 'index', name: 'i' }] };
  const most: Expression = { kind: 'operation', operator: '*', operands: [cap, chosen] };
  return { kind: 'operation', operator: '<=', operands: [made, most] };
}

/** Whether a family of choices over one set is in the aim and in nothing else. */
function isIdleChoice(id: VariableId, graph: ProblemGraph): boolean {
  const { domain, index } = graph.variables[id] ?? { domain: undefined, index: [] };
  const speaks = (expression: Expression): boolean =>
    [...within(expression)].some((part) => part.kind === 'variable' && part.variable === id);
  const isUsed = (each: Constraint): boolean => each.kind === 'relation' && speaks(each.body);
  const value = graph.objective?.value;
  return (
    domain === 'choice' && index.length === 1 && value !== undefined && speaks(value) && !graph.constraints.some(isUsed)
  );
}
