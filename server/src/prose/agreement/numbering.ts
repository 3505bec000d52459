import type { Span } from '../../text';
import type { Constraint, ProblemGraph, Term, VariableId } from '../graph';
import { overlaps } from '../read/spans';
import { stemsOf, tokenize } from '../read/tokens';

/** A graph with its variables in the order and by the names of another one; undefined where they are not the same. */
export function withNumbering(graph: ProblemGraph, like: ProblemGraph): ProblemGraph | undefined {
  if (graph.variables.length !== like.variables.length) return undefined;
  const meets = (one: readonly Span[], other: readonly Span[]): number =>
    one.filter((a) => other.some((b) => overlaps(a, b))).length;
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
