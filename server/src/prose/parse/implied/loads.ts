import type { Expression } from '../../expression';
import type { Objective, ProblemGraph } from '../../graph';

/**
 * An aim that adds how long a thing takes to the machine that it is on, with the largest load of a machine in its place: "so that
 * the machine that works longest finishes as early as possible". Any other is left as it is.
 */
export function withLoads({ objective, variables, tables }: ProblemGraph): Objective | undefined {
  const value = objective?.value;
  if (objective?.direction !== 'minimize' || value?.kind !== 'over' || value.quantifier !== 'max') return objective;
  const [binder, more] = value.binders;
  const { body } = value;
  if (!binder || more || value.where || body.kind !== 'operation' || body.operator !== '+') return objective;
  const [one, two, third] = body.operands;
  const on = [one, two].find((each) => each?.kind === 'variable');
  const load = [one, two].find((each) => each?.kind === 'table');
  if (on?.kind !== 'variable' || load?.kind !== 'table' || third) return objective;
  const domain = variables[on.variable]?.domain;
  const isOfThing = (index: readonly Expression[]): boolean =>
    index.length === 1 && index[0]?.kind === 'index' && index[0].name === binder.name;
  const isMachine = typeof domain === 'object' && domain.kind === 'member' && domain.set !== binder.over;
  if (!isMachine || !isOfThing(on.index) || !isOfThing(load.index) || !tables[load.table]) return objective;
  const name = binder.name === 'm' ? 'n' : 'm';
  const isThere: Expression = { kind: 'operation', operator: '=', operands: [on, { kind: 'index', name }] };
  const part: Expression = { kind: 'operation', operator: '*', operands: [load, isThere] };
  const all: Expression = { kind: 'over', quantifier: 'sum', binders: [binder], where: undefined, body: part };
  return { ...objective, value: { ...value, binders: [{ name, over: domain.set }], body: all } };
}
