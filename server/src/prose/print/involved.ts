import type { DecisionVariable, RowConstraint, VariableId } from '../graph';

/** Whether a constraint speaks of whole things only. */
export function isWhole(constraint: RowConstraint, variables: readonly DecisionVariable[]): boolean {
  return involved(constraint, variables).every((variable) => variables[variable]?.domain === 'integer');
}

function involved(constraint: RowConstraint, variables: readonly DecisionVariable[]): readonly VariableId[] {
  switch (constraint.kind) {
    case 'linear':
      return constraint.terms.map(({ variable }) => variable);
    case 'bound':
      return [constraint.variable];
    case 'total':
    case 'share':
      return [...variables.keys()];
    case 'ratio':
      return [constraint.left, constraint.right];
  }
}
