import type { Constraint, DecisionVariable, ProblemGraph, RowConstraint, Term } from '../../graph';
import { stemsOf, tokenize } from '../tokens';

/**
 * Whether two graphs are one problem: the same things to decide, the same aim, the same constraints in any order. The
 * words and places they were read from do not count.
 */
export function sameMeaning(one: ProblemGraph, other: ProblemGraph): boolean {
  return meaningOf(one) === meaningOf(other);
}

/** Whether two constraints of one graph say the same, whatever their words. */
export function sameRule(one: Constraint, other: Constraint): boolean {
  return withoutWords(ruleOf(one)) === withoutWords(ruleOf(other));
}

function meaningOf(graph: ProblemGraph): string {
  const { sets, tables, definitions, variables, objective, constraints } = graph;
  return JSON.stringify([
    variables.map(decision),
    objective && [objective.direction, termsOf(objective.terms), withoutWords(objective.value)],
    constraints.map((constraint) => withoutWords(ruleOf(constraint))).sort(),
    [...sets, ...tables, ...definitions].map(withoutWords),
  ]);
}

function decision({ name, domain, index }: DecisionVariable): readonly unknown[] {
  return [stemsOf(tokenize(name)), withoutWords(domain), index];
}

/** By variable, so that the order in which they are told does not count. */
function termsOf(terms: readonly Term[]): readonly unknown[] {
  return [...terms]
    .sort((a, b) => a.variable - b.variable)
    .map(({ variable, coefficient }) => [variable, coefficient?.value ?? 1]);
}

function ruleOf(constraint: Constraint): readonly unknown[] {
  if (constraint.kind === 'relation') return [constraint.kind, constraint.standing, constraint.body];
  const { comparator, standing, penalty } = constraint;
  return [constraint.kind, comparator, standing, penalty?.perUnit.value, ...sidesOf(constraint)];
}

function sidesOf(constraint: RowConstraint): readonly unknown[] {
  switch (constraint.kind) {
    case 'linear':
      return [termsOf(constraint.terms), constraint.limit.value];
    case 'bound':
      return [constraint.variable, constraint.limit.value];
    case 'total':
      return [constraint.limit.value];
    case 'share':
      return [constraint.variable, constraint.fraction.value];
    case 'ratio':
      return [constraint.left, constraint.factor?.value ?? 1, constraint.right];
  }
}

const placed: ReadonlySet<string> = new Set(['span', 'mentions', 'text', 'unit']);

function withoutWords(value: unknown): string {
  return JSON.stringify(value ?? null, (key, inner: unknown) => (placed.has(key) ? undefined : inner));
}
