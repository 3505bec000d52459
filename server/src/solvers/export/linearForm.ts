import type { FlatZinc } from '../../flatzinc';
import { lowerLinear, type LinearProgram, type Row } from '../linear';
import type { Export } from './types';

/** What the formats of linear programs have in common: LP and MPS. */

/** Prints the linear program of a model, or says in a sentence why the format cannot hold it. */
export function exportLinear(model: FlatZinc, format: string, print: (program: LinearProgram) => string): Export {
  const lowered = lowerLinear(model);
  if (lowered.kind === 'impossible') {
    return { kind: 'impossible', reason: `The ${format} format only has linear constraints. ${lowered.reason}` };
  }
  if (lowered.contradictory) {
    return {
      kind: 'impossible',
      reason: 'The model is infeasible before solving: a constraint of constants is false.',
    };
  }
  return { kind: 'text', text: print(withConstantColumn(lowered.program)) };
}

/**
 * The formats have no constant in the objective that every reader takes alike (of MPS, GLPK adds the objective's
 * right-hand side and HiGHS subtracts it), and no model without columns or rows: where one is needed, a column fixed
 * to 1 stands in.
 */
function withConstantColumn(program: LinearProgram): LinearProgram {
  const { columns, rows, objective } = program;
  const constant = objective?.constant ?? 0;
  if (constant === 0 && columns.length > 0 && rows.length > 0) return program;
  const column = columns.length;
  const terms = constant === 0 ? [] : [{ column, coefficient: constant }];
  return {
    columns: [...columns, { name: 'constant_one', low: 1, high: 1, integer: false }],
    rows: rows.length > 0 ? rows : [{ terms: [{ column, coefficient: 1 }], low: 1, high: 1, constraint: undefined }],
    objective: objective && { direction: objective.direction, terms: [...objective.terms, ...terms], constant: 0 },
  };
}

/** The source text of a row, on one line and cut to 120 characters; undefined for a row of our own. */
export function sourceOf(model: FlatZinc, { constraint }: Row): string | undefined {
  const origin = constraint === undefined ? undefined : model.constraints[constraint]?.origin;
  return origin?.text.replace(/\s+/g, ' ').slice(0, 120);
}

/** The shortest decimal that reads back as the same double; never in the form `1e+21`, which not every reader takes. */
export function numeral(value: number): string {
  return String(value + 0).replace('e+', 'e');
}
