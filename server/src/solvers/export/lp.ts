import type { FlatZinc } from '../../flatzinc';
import { lowerLinear, type Column, type LinearProgram, type Row, type Term } from '../linear';
import { uniqueNames } from './names';
import type { Export } from './types';

/**
 * A linear model in the CPLEX LP format, as GLPK, HiGHS, CBC, SCIP, Gurobi and CPLEX read it (GLPK reference manual,
 * appendix C). Constraints are named by their place in the FlatZinc, with their source text as a comment.
 */
export function exportLp(model: FlatZinc): Export {
  const lowered = lowerLinear(model);
  if (lowered.kind === 'impossible') {
    return { kind: 'impossible', reason: `The LP format only has linear constraints. ${lowered.reason}` };
  }
  if (lowered.contradictory) {
    return {
      kind: 'impossible',
      reason: 'The model is infeasible before solving: a constraint of constants is false.',
    };
  }
  return { kind: 'text', text: printLp(model, lowered.program) };
}

function printLp(model: FlatZinc, lowered: LinearProgram): string {
  const { columns, rows, objective } = withConstantColumn(lowered);
  const names = uniqueNames(
    columns.map(({ name }) => name),
    { allowed: /[A-Za-z0-9_]/, start: /^[A-DF-Za-df-z_]/, longest: 255, taken: keywords },
  );
  const name = (column: number): string => names[column] ?? '';
  const lines = ['\\ Made by Modelwright', objective?.direction === 'maximize' ? 'Maximize' : 'Minimize'];
  const terms = objective?.terms ?? [];
  lines.push(` objective: ${terms.length > 0 ? sum(terms, name) : `0 ${name(0)}`}`, 'Subject To');
  rows.forEach((row, index) => lines.push(...printRow(model, row, index, name)));
  lines.push('Bounds');
  columns.forEach((column, index) => lines.push(...printBounds(column, name(index))));
  const integers = columns.flatMap(({ integer }, index) => (integer ? [` ${name(index)}`] : []));
  if (integers.length > 0) lines.push('General', ...integers);
  return [...lines, 'End', ''].join('\n');
}

/**
 * The format has no constant in the objective that every reader takes, and no model without columns or rows: where one
 * is needed, a column fixed to 1 stands in.
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

/** Words that begin a section, in every spelling the readers know. */
const keywords = [
  ...[
    'min',
    'minimum',
    'minimize',
    'minimise',
    'max',
    'maximum',
    'maximize',
    'maximise',
    'subject',
    'such',
    'st',
    'to',
    'that',
  ],
  ...[
    'bound',
    'bounds',
    'general',
    'generals',
    'gen',
    'integer',
    'integers',
    'int',
    'binary',
    'binaries',
    'bin',
    'end',
    'free',
  ],
  ...['inf', 'infinity', 'semi', 'semis', 'sos', 'sos1', 'sos2', 'sec', 'pwlobj', 'lazy', 'user'],
];

function printRow(model: FlatZinc, row: Row, index: number, name: (column: number) => string): string[] {
  const origin = row.constraint === undefined ? undefined : model.constraints[row.constraint]?.origin;
  const comment = origin === undefined ? [] : [`\\ ${origin.text.replace(/\s+/g, ' ').slice(0, 120)}`];
  const label = `r${index + 1}`;
  const left = sum(row.terms, name);
  if (row.low === row.high) return [...comment, ` ${label}: ${left} = ${number(row.low)}`];
  const lines = [...comment];
  // The format has no row with two sides that every reader takes.
  if (row.low !== -Infinity)
    lines.push(` ${label}${row.high === Infinity ? '' : '_low'}: ${left} >= ${number(row.low)}`);
  if (row.high !== Infinity)
    lines.push(` ${label}${row.low === -Infinity ? '' : '_high'}: ${left} <= ${number(row.high)}`);
  return lines;
}

function printBounds({ low, high }: Column, name: string): string[] {
  if (low === high) return [` ${name} = ${number(low)}`];
  if (low === -Infinity && high === Infinity) return [` ${name} free`];
  if (low === -Infinity) return [` -inf <= ${name} <= ${number(high)}`];
  // Without a bound the format takes 0 for the lower one.
  return [high === Infinity ? ` ${name} >= ${number(low)}` : ` ${number(low)} <= ${name} <= ${number(high)}`];
}

/** `3 x - y + 2.5 z`, broken before lines grow too long for a reader. */
function sum(terms: readonly Term[], name: (column: number) => string): string {
  const parts = terms.map(({ column, coefficient }, index) => {
    const size = Math.abs(coefficient);
    const sign = coefficient < 0 ? '- ' : index === 0 ? '' : '+ ';
    return `${sign}${size === 1 ? '' : `${number(size)} `}${name(column)}`;
  });
  const lines: string[] = [];
  for (let start = 0; start < parts.length; start += 8) lines.push(parts.slice(start, start + 8).join(' '));
  return lines.join('\n   ');
}

/** The shortest decimal that reads back as the same double; never in the form `1e+21`, which not every reader takes. */
function number(value: number): string {
  return String(value + 0).replace('e+', 'e');
}
