import { within, type Expression, type SetId } from '../../expression';
import type { Constraint, Objective, ProblemGraph, RelationConstraint, VariableId } from '../../graph';

/**
 * A graph in which the place that each thing is given was multiplied with a number of the thing, as networks confuse it, with what
 * that means in its place: of all places none has more than the limit, and as few as can be are used. Any other is left as it is.
 */
export function withPacking(graph: ProblemGraph): ProblemGraph {
  const [id, second] = graph.variables.keys();
  const domain = id === undefined ? undefined : graph.variables[id]?.domain;
  if (id === undefined || second !== undefined || typeof domain !== 'object' || domain.kind !== 'member') return graph;
  const loads = graph.constraints.map((each) => loadsIn(each, id, domain.set));
  if (loads.every((each) => each === undefined) && !graph.constraints.some((each) => isLoad(each, id))) return graph;
  const constraints = graph.constraints.map((each, at) => loads[at] ?? each);
  return { ...graph, constraints, objective: fewest(graph.objective, id) };
}

/** Whether a constraint asks which things are at a place. */
function isLoad(each: Constraint, id: VariableId): boolean {
  const isHere = (part: Expression): boolean =>
    part.kind === 'operation' &&
    part.operator === '=' &&
    part.operands.some((side) => side.kind === 'variable' && side.variable === id) &&
    part.operands.some((side) => side.kind === 'index');
  return each.kind === 'relation' && [...within(each.body)].some(isHere);
}

/** `sum(i in things)(weight[i] * place[i]) <= limit` as it is meant: for each place. */
function loadsIn(each: Constraint, id: VariableId, places: SetId): RelationConstraint | undefined {
  if (each.kind !== 'relation' || each.body.kind !== 'operation' || !/^[<>]?=$/u.test(each.body.operator))
    return undefined;
  const [sum, limit] = each.body.operands;
  if (sum?.kind !== 'over' || sum.quantifier !== 'sum' || sum.where || limit?.kind !== 'quantity') return undefined;
  const [binder, more] = sum.binders;
  const product = sum.body;
  if (!binder || more || product.kind !== 'operation' || product.operator !== '*' || product.operands.length !== 2)
    return undefined;
  const place = product.operands.find((part) => part.kind === 'variable' && part.variable === id);
  const weight = product.operands.find((part) => part.kind === 'table');
  if (!place || !weight) return undefined;
  const name = binder.name === 'p' ? 'q' : 'p';
  const isThere: Expression = { kind: 'operation', operator: '=', operands: [place, { kind: 'index', name }] };
  const part: Expression = { kind: 'operation', operator: '*', operands: [weight, isThere] };
  const load: Expression = { ...sum, body: part };
  const body: Expression = {
    kind: 'over',
    quantifier: 'forall',
    binders: [{ name, over: places }],
    where: undefined,
    body: { kind: 'operation', operator: '<=', operands: [load, limit] },
  };
  return { ...each, body };
}

/** The sum of the places that things are given, made small, means as few places as can be: those with the lowest numbers. */
function fewest(objective: Objective | undefined, id: VariableId): Objective | undefined {
  const value = objective?.value;
  if (objective?.direction !== 'minimize' || value?.kind !== 'over' || value.quantifier !== 'sum') return objective;
  if (value.body.kind !== 'variable' || value.body.variable !== id) return objective;
  const whole: Expression = { kind: 'variable', variable: id, index: [] };
  return { ...objective, value: { kind: 'call', name: 'max', operands: [whole] } };
}
