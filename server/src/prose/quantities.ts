import { within, type Expression } from './expression';
import type { Constraint, ProblemGraph, Quantity } from './graph';

/** All numbers of the text that a graph uses, as often as it does. */
export function quantitiesOf(graph: ProblemGraph): Quantity[] {
  const { sets, tables, definitions, variables, objective, constraints } = graph;
  return [
    ...sets.flatMap(({ members }) => ('first' in members ? [members.first, members.last].flatMap(inside) : [])),
    ...tables.flatMap(({ cells }) => cells.flatMap((cell) => (typeof cell === 'object' ? inside(cell) : []))),
    ...definitions.flatMap(({ value }) => inside(value)),
    ...variables.flatMap(({ domain }) =>
      typeof domain === 'object' && domain.kind === 'range' ? [domain.first, domain.last].flatMap(inside) : [],
    ),
    ...(objective?.value ? inside(objective.value) : []),
    ...(objective?.terms.flatMap(({ coefficient }) => coefficient ?? []) ?? []),
    ...constraints.flatMap(quantitiesIn),
  ];
}

/** The numbers of the text that a constraint uses. */
function quantitiesIn(constraint: Constraint): Quantity[] {
  const { penalty } = constraint;
  return [...(penalty ? [penalty.perUnit] : []), ...own(constraint)];
}

function own(constraint: Constraint): Quantity[] {
  switch (constraint.kind) {
    case 'relation':
      return inside(constraint.body);
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

function inside(expression: Expression): Quantity[] {
  return [...within(expression)].flatMap((each) => (each.kind === 'quantity' ? [each.quantity] : []));
}
