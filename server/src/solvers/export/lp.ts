import type { FlatZinc } from '../../flatzinc';
import type { Column, LinearProgram, Row, Term } from '../linear';
import { exportLinear, numeral, sourceOf } from './linearForm';
import { uniqueNames } from './names';
import type { Export } from './types';

/**
 * A linear model in the CPLEX LP format, as GLPK, HiGHS, CBC, SCIP, Gurobi and CPLEX read it (GLPK reference manual,
 * appendix C). Constraints are named by their place in the FlatZinc, with their source text as a comment.
 */
export function exportLp(model: FlatZinc): Export {
  return exportLinear(model, 'LP', (program) => printLp(model, program));
}

function printLp(model: FlatZinc, { columns, rows, objective }: LinearProgram): string {
  const names = uniqueNames(
    columns.map(({ name }) => name),
    { allowed: /[A-Za-z0-9_]/, start: /^[A-DF-Za-df-z_]/, longest: 255, taken: keywords },
  );
  const name = (column: number): string => names[column] ?? '';
  const terms = objective?.terms ?? [];
  const integers = columns.flatMap(({ integer }, index) => (integer ? [` ${name(index)}`] : []));
  return [
    '\\ Made by Modelwright',
    objective?.direction === 'maximize' ? 'Maximize' : 'Minimize',
    ` objective: ${terms.length > 0 ? sum(terms, name) : `0 ${name(0)}`}`,
    'Subject To',
    ...rows.flatMap((row, index) => printRow(model, row, index, name)),
    'Bounds',
    ...columns.flatMap((column, index) => printBounds(column, name(index))),
    ...(integers.length > 0 ? ['General', ...integers] : []),
    'End',
    '',
  ].join('\n');
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
  const source = sourceOf(model, row);
  const comment = source === undefined ? [] : [`\\ ${source}`];
  const label = `r${index + 1}`;
  const left = sum(row.terms, name);
  if (row.low === row.high) return [...comment, ` ${label}: ${left} = ${numeral(row.low)}`];
  const lines = [...comment];
  // The format has no row with two sides that every reader takes.
  if (row.low !== -Infinity)
    lines.push(` ${label}${row.high === Infinity ? '' : '_low'}: ${left} >= ${numeral(row.low)}`);
  if (row.high !== Infinity)
    lines.push(` ${label}${row.low === -Infinity ? '' : '_high'}: ${left} <= ${numeral(row.high)}`);
  return lines;
}

function printBounds({ low, high }: Column, name: string): string[] {
  if (low === high) return [` ${name} = ${numeral(low)}`];
  if (low === -Infinity && high === Infinity) return [` ${name} free`];
  if (low === -Infinity) return [` -inf <= ${name} <= ${numeral(high)}`];
  // Without a bound the format takes 0 for the lower one.
  return [high === Infinity ? ` ${name} >= ${numeral(low)}` : ` ${numeral(low)} <= ${name} <= ${numeral(high)}`];
}

/** `3 x - y + 2.5 z`, broken before lines grow too long for a reader. */
function sum(terms: readonly Term[], name: (column: number) => string): string {
  const parts = terms.map(({ column, coefficient }, index) => {
    const size = Math.abs(coefficient);
    const sign = coefficient < 0 ? '- ' : index === 0 ? '' : '+ ';
    return `${sign}${size === 1 ? '' : `${numeral(size)} `}${name(column)}`;
  });
  const lines: string[] = [];
  for (let start = 0; start < parts.length; start += 8) lines.push(parts.slice(start, start + 8).join(' '));
  return lines.join('\n   ');
}
