import { valueOf, type Column, type LinearProgram, type Row, type Term } from '../linear';

/** The same program over continuous columns. */
export function relax(program: LinearProgram): LinearProgram {
  return { ...program, columns: program.columns.map((column) => ({ ...column, integer: false })) };
}

/** The same program, asking for any solution. */
export function withoutObjective(program: LinearProgram): LinearProgram {
  return { ...program, objective: undefined };
}

/** The program with its integer columns fixed to `values`: an LP. */
export function continuousPart(program: LinearProgram, values: readonly number[]): LinearProgram {
  const columns = program.columns.map((column, index): Column => {
    const value = values[index] ?? 0;
    return column.integer ? { ...column, low: value, high: value, integer: false } : column;
  });
  return { ...program, columns };
}

/** The program in steps from `origin`: column = origin + step. */
export function recentre(program: LinearProgram, origin: readonly number[]): LinearProgram {
  const shift = <T extends { readonly low: number; readonly high: number }>(bounded: T, by: number): T => ({
    ...bounded,
    low: bounded.low - by,
    high: bounded.high - by,
  });
  return {
    columns: program.columns.map((column, index) => shift(column, origin[index] ?? 0)),
    rows: program.rows.map((row) => shift(row, valueOf(row.terms, origin))),
    objective: program.objective,
  };
}

/** Minimises by how much rows must be stretched, in all, so that a solution exists. */
export function elastic(program: LinearProgram): LinearProgram {
  const columns = [...program.columns];
  const penalties: Term[] = [];
  const slack = (coefficient: number): Term => {
    penalties.push({ column: columns.length, coefficient: 1 });
    columns.push({ name: `slack_${columns.length}`, low: 0, high: Infinity, integer: false });
    return { column: columns.length - 1, coefficient };
  };
  const rows = program.rows.map((row): Row => {
    const slacks: Term[] = [];
    if (row.low !== -Infinity) slacks.push(slack(1));
    if (row.high !== Infinity) slacks.push(slack(-1));
    return { ...row, terms: [...row.terms, ...slacks] };
  });
  return { columns, rows, objective: { direction: 'minimize', terms: penalties, constant: 0 } };
}
