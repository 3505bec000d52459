import type { FlatConstraint, FlatZinc, Value, Variable } from '../flatzinc';
import type { LinearProgram } from '../solvers/linear';
import { constraint, reference } from './probe';

/**
 * The directions in which a linear program has no end, as a model: a *ray* is a change of the variables that can be
 * repeated for ever, since it breaks no row and no bound, and that makes the objective better by 1 each time. A program
 * with a solution is unbounded exactly if it has a ray; with whole numbers too, if its coefficients are rational (Meyer
 * 1974, "On the existence of optimal solutions to integer and mixed-integer programming problems").
 */
export interface RayModel {
  readonly model: FlatZinc;
  /** For each group of columns the Boolean that keeps them still. */
  readonly still: readonly Value[];
  /** The name of a column's change. */
  change(column: number): string;
}

/** @param groups columns of the program; those of one group are kept still together */
export function rayModel(
  { columns, rows, objective }: LinearProgram,
  groups: readonly (readonly number[])[],
): RayModel {
  const variables = new Map<string, Variable>();
  const constraints: FlatConstraint[] = [];
  const change = (column: number): string => `mw_change_${column}`;
  const add = (name: string, type: 'bool' | 'float', domain: Variable['domain']): Value => {
    variables.set(name, { name, type, domain, value: undefined, introduced: true, defined: false });
    return reference(name);
  };
  columns.forEach(({ low, high }, column) => {
    add(change(column), 'float', [{ low: low > -Infinity ? 0 : -Infinity, high: high < Infinity ? 0 : Infinity }]);
  });
  const sum = (
    terms: LinearProgram['rows'][number]['terms'],
    sign: 1 | -1,
    relation: 'eq' | 'le',
    side: number,
  ): FlatConstraint =>
    constraint(
      `float_lin_${relation}`,
      { kind: 'array', elements: terms.map(({ coefficient }) => ({ kind: 'float', value: sign * coefficient })) },
      { kind: 'array', elements: terms.map(({ column }) => reference(change(column))) },
      { kind: 'float', value: side },
    );
  for (const { terms, low, high } of rows) {
    if (low > -Infinity && high < Infinity) constraints.push(sum(terms, 1, 'eq', 0));
    else if (high < Infinity) constraints.push(sum(terms, 1, 'le', 0));
    else if (low > -Infinity) constraints.push(sum(terms, -1, 'le', 0));
  }
  constraints.push(sum(objective?.terms ?? [], 1, 'eq', objective?.direction === 'minimize' ? -1 : 1));

  const still = groups.map((group, index): Value => {
    const together = add(`mw_still_${index}`, 'bool', undefined);
    for (const column of group) {
      const own = add(`mw_still_${index}_${column}`, 'bool', undefined);
      constraints.push(constraint('float_eq_reif', reference(change(column)), { kind: 'float', value: 0 }, own));
      constraints.push(constraint('bool_le', together, own));
    }
    return together;
  });
  const model: FlatZinc = { variables, arrays: new Map(), constraints, output: [], goal: { kind: 'satisfy' } };
  return { model, still, change };
}
