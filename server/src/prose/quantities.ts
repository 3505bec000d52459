import { isNamed, within, type Expression } from './expression';
import type { Constraint, ProblemGraph, Quantity } from './graph';

/** All expressions of a graph: ranges of sets, cells, domains, definitions, objective, relations. */
export function expressionsOf({
  sets,
  tables,
  variables,
  definitions,
  objective,
  constraints,
}: ProblemGraph): Expression[] {
  return [
    ...sets.flatMap(({ members }) => (isNamed(members) ? [] : [members.first, members.last])),
    ...tables.flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'object')),
    ...variables.flatMap(({ domain }) =>
      typeof domain === 'object' && domain.kind === 'range' ? [domain.first, domain.last] : [],
    ),
    ...definitions.map(({ value }) => value),
    ...(objective?.value ? [objective.value] : []),
    ...constraints.flatMap((constraint) => (constraint.kind === 'relation' ? [constraint.body] : [])),
  ];
}

/** All numbers of the text that a graph uses, as often as it does. */
export function quantitiesOf(graph: ProblemGraph): Quantity[] {
  return [
    ...expressionsOf(graph).flatMap((expression) =>
      [...within(expression)].flatMap((each) => (each.kind === 'quantity' ? [each.quantity] : [])),
    ),
    ...(graph.objective?.terms.flatMap(({ coefficient }) => coefficient ?? []) ?? []),
    ...graph.constraints.flatMap((each) => [...(each.penalty ? [each.penalty.perUnit] : []), ...ofRow(each)]),
  ];
}

/** The numbers of a constraint that is no relation. */
function ofRow(constraint: Constraint): Quantity[] {
  switch (constraint.kind) {
    case 'relation':
      return [];
    case 'linear':
      return [...constraint.terms.flatMap(({ coefficient }) => coefficient ?? []), constraint.limit];
    case 'bound':
    case 'total':
      return [constraint.limit];
    case 'share':
      return [constraint.fraction];
    case 'ratio':
      return constraint.factor ? [constraint.factor] : [];
  }
}
