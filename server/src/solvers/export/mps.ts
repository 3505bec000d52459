import type { FlatZinc } from '../../flatzinc';
import type { Column, LinearProgram, Row } from '../linear';
import { exportLinear, numeral, sourceOf } from './linearForm';
import { uniqueNames } from './names';
import type { Export } from './types';

/**
 * A linear model in the free MPS format, sections in the order of the fixed one, as GLPK, HiGHS, CBC, SCIP, Gurobi and
 * CPLEX read it (GLPK reference manual, appendix B). GLPK takes no `OBJSENSE` section and the format minimises, so what
 * is to be maximised is minimised with its sign turned; a comment says so. Rows carry their source text as a comment,
 * and columns their own name where the format does not allow it.
 */
export function exportMps(model: FlatZinc): Export {
  return exportLinear(model, 'MPS', (program) => printMps(model, program));
}

/** The row of the objective; the others are `r1`, `r2`, ... */
const objectiveRow = 'objective';

/** HiGHS takes these for the start of a section wherever a line begins with them. */
const keywords = [
  ...['NAME', 'OBJSENSE', 'OBJSENSEMAX', 'OBJNAME', 'OBJECT', 'MAX', 'MIN', 'ROWS', 'COLUMNS', 'MARKER', 'RHS'],
  ...['RANGES', 'BOUNDS', 'ENDATA', 'QSECTION', 'QUADOBJ', 'QMATRIX', 'QCMATRIX', 'CSECTION', 'DELAYEDROWS'],
  ...['MODELCUTS', 'LAZYCONS', 'USERCUTS', 'INDICATORS', 'SETS', 'SOS', 'GENCONS', 'PWLOBJ', 'PWLNAM', 'PWLCON'],
];

function printMps(model: FlatZinc, { columns, rows, objective }: LinearProgram): string {
  const printed = rows.flatMap((row, index) => sidesOf(row, `r${index + 1}`));
  const names = uniqueNames(
    columns.map(({ name }) => name),
    { allowed: /[A-Za-z0-9_.]/, start: /^[A-Za-z_]/, longest: 255, taken: keywords },
  );
  const named = columns.map((column, index) => ({ column, name: names[index] ?? '' }));
  const maximised = objective?.direction === 'maximize';
  return [
    '* Made by Modelwright',
    ...(maximised ? ['* To be maximised. The format minimises, so the signs of the objective are turned.'] : []),
    ...named.flatMap(({ column, name }) => (column.name === name ? [] : [`* ${name} is ${onOneLine(column.name)}`])),
    'NAME model',
    'ROWS',
    ` N ${objectiveRow}`,
    ...printRows(model, printed),
    'COLUMNS',
    ...printColumns(named, entriesOf(columns.length, printed, objective, maximised)),
    // A right-hand side that is not given is 0.
    'RHS',
    ...printed.flatMap(({ name, rhs }) => (rhs === 0 ? [] : [` RHS ${name} ${numeral(rhs)}`])),
    // The distance to a row's other side.
    'RANGES',
    ...printed.flatMap(({ name, range }) => (range === undefined ? [] : [` RANGES ${name} ${numeral(range)}`])),
    'BOUNDS',
    ...named.flatMap(({ column, name }) => printBounds(column, name)),
    'ENDATA',
    '',
  ].join('\n');
}

/** A row as the format has it: one relation to one number, with how far the other side is away. */
interface PrintedRow {
  readonly row: Row;
  readonly name: string;
  readonly kind: 'N' | 'E' | 'L' | 'G';
  readonly rhs: number;
  readonly range?: number;
}

/** A row of two sides has a range if its other side comes out exactly from there, and becomes two rows if not. */
function sidesOf(row: Row, name: string): readonly PrintedRow[] {
  const { low, high } = row;
  if (low === high) return [{ row, name, kind: 'E', rhs: low }];
  if (low === -Infinity) return [{ row, name, kind: high === Infinity ? 'N' : 'L', rhs: high === Infinity ? 0 : high }];
  if (high === Infinity) return [{ row, name, kind: 'G', rhs: low }];
  const range = high - low;
  if (range > 0 && low + range === high) return [{ row, name, kind: 'G', rhs: low, range }];
  if (range > 0 && high - range === low) return [{ row, name, kind: 'L', rhs: high, range }];
  return [
    { row, name: `${name}_low`, kind: 'G', rhs: low },
    { row, name: `${name}_high`, kind: 'L', rhs: high },
  ];
}

/** Each with its source text above it. */
function printRows(model: FlatZinc, rows: readonly PrintedRow[]): string[] {
  let last: Row | undefined;
  return rows.flatMap(({ row, name, kind }) => {
    const source = row === last ? undefined : sourceOf(model, row);
    last = row;
    return [...(source === undefined ? [] : [`* ${source}`]), ` ${kind} ${name}`];
  });
}

type Entry = readonly [row: string, coefficient: number];

/** The entries of each column, the objective's first. */
function entriesOf(
  count: number,
  rows: readonly PrintedRow[],
  objective: LinearProgram['objective'],
  turned: boolean,
): readonly (readonly Entry[])[] {
  const entries = Array.from({ length: count }, (): Entry[] => []);
  for (const { column, coefficient } of objective?.terms ?? [])
    entries[column]?.push([objectiveRow, turned ? -coefficient : coefficient]);
  for (const { row, name } of rows)
    for (const { column, coefficient } of row.terms) entries[column]?.push([name, coefficient]);
  return entries;
}

interface NamedColumn {
  readonly column: Column;
  readonly name: string;
}

/** Integer columns stand between markers. A column is declared by its entries, so each has one. */
function printColumns(columns: readonly NamedColumn[], entries: readonly (readonly Entry[])[]): string[] {
  const lines: string[] = [];
  let integers = false;
  let markers = 0;
  const mark = (integer: boolean): void => {
    if (integer === integers) return;
    lines.push(` MARKER${++markers} 'MARKER' '${integer ? 'INTORG' : 'INTEND'}'`);
    integers = integer;
  };
  columns.forEach(({ column, name }, index) => {
    mark(column.integer);
    const own = entries[index] ?? [];
    const shown: readonly Entry[] = own.length > 0 ? own : [[objectiveRow, 0]];
    for (const [row, coefficient] of shown) lines.push(` ${name} ${row} ${numeral(coefficient)}`);
  });
  mark(false);
  return lines;
}

/** Readers differ in the bounds they assume, for integer columns above all: every column gets both of its own. */
function printBounds({ low, high, integer }: Column, name: string): string[] {
  const bound = (kind: string, value?: number): string =>
    ` ${kind} BOUND ${name}${value === undefined ? '' : ` ${numeral(value)}`}`;
  if (integer && low === 0 && high === 1) return [bound('BV')];
  if (low === high) return [bound('FX', low)];
  if (low === -Infinity && high === Infinity) return [bound('FR')];
  const lower = low === -Infinity ? bound('MI') : bound(integer ? 'LI' : 'LO', low);
  const upper = high === Infinity ? bound('PL') : bound(integer ? 'UI' : 'UP', high);
  return [lower, upper];
}

function onOneLine(name: string): string {
  return name.replace(/\s+/g, ' ');
}
