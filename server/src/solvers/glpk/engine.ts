import type { GLPK, LP, Result } from 'glpk.js/node';
import type { LinearProgram, Row } from '../linear';

/** GLPK's own status of one call. */
export type RawStatus = 'optimal' | 'feasible' | 'infeasible' | 'no-feasible' | 'unbounded' | 'undefined';

export interface RawResult {
  readonly status: RawStatus;
  /** Value of the objective, before GLPK rounded integer columns; without the constant. */
  readonly objective: number;
  readonly values: Float64Array;
  readonly duals: Float64Array | undefined;
}

export interface RunOptions {
  readonly presolve: boolean;
  /** Wall milliseconds left; undefined: no limit. */
  readonly timeLimitMs: number | undefined;
}

/** Calls GLPK once. A MIP needs `presolve`: without it GLPK wants the optimal basis of the relaxation first. */
export function runGlpk(glpk: GLPK, program: LinearProgram, options: RunOptions): RawResult {
  const limit = options.timeLimitMs;
  const { result } = glpk.solve(toGlpk(glpk, program), {
    presol: options.presolve,
    msglev: glpk.GLP_MSG_OFF,
    // GLPK takes 0 for "stop at once"; its clock counts whole milliseconds in 31 bits.
    ...(limit === undefined ? {} : { tmlim: Math.min(Math.max(1, Math.round(limit)), 2_000_000_000) / 1000 }),
  });
  return {
    status: statusOf(glpk, result),
    objective: result.z,
    values: Float64Array.from(program.columns, (_, index) => result.vars[columnName(index)] ?? 0),
    duals: result.dual && Float64Array.from(program.rows, (_, index) => result.dual?.[rowName(index)] ?? 0),
  };
}

function statusOf(glpk: GLPK, { status }: Result['result']): RawStatus {
  switch (status) {
    case glpk.GLP_OPT:
      return 'optimal';
    case glpk.GLP_FEAS:
      return 'feasible';
    case glpk.GLP_INFEAS:
      return 'infeasible';
    case glpk.GLP_NOFEAS:
      return 'no-feasible';
    case glpk.GLP_UNBND:
      return 'unbounded';
    default:
      return 'undefined';
  }
}

/** Names of our own: GLPK aborts the process on names longer than 255 characters. */
const columnName = (index: number): string => `c${index}`;
const rowName = (index: number): string => `r${index}`;

function toGlpk(glpk: GLPK, { columns, rows, objective }: LinearProgram): LP {
  const named = (terms: Row['terms']): { name: string; coef: number }[] =>
    terms.map(({ column, coefficient }) => ({ name: columnName(column), coef: coefficient }));
  return {
    name: 'model',
    objective: {
      direction: objective?.direction === 'maximize' ? glpk.GLP_MAX : glpk.GLP_MIN,
      name: 'objective',
      vars: named(objective?.terms ?? []),
    },
    subjectTo: rows.map((row, index) => ({ name: rowName(index), vars: named(row.terms), bnds: boundsOf(glpk, row) })),
    bounds: columns.map((column, index) => ({ name: columnName(index), ...boundsOf(glpk, column) })),
    generals: columns.flatMap(({ integer }, index) => (integer ? [columnName(index)] : [])),
  };
}

/** glpk.js reads the bounds of columns back and takes ±DBL_MAX for none; a missing one must be exactly that. */
function boundsOf(glpk: GLPK, { low, high }: { low: number; high: number }): { type: number; lb: number; ub: number } {
  const lb = low === -Infinity ? -Number.MAX_VALUE : low;
  const ub = high === Infinity ? Number.MAX_VALUE : high;
  if (low === -Infinity) return { type: high === Infinity ? glpk.GLP_FR : glpk.GLP_UP, lb, ub };
  if (high === Infinity) return { type: glpk.GLP_LO, lb, ub };
  return { type: low === high ? glpk.GLP_FX : glpk.GLP_DB, lb, ub };
}
