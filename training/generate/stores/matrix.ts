import type { Draft } from './draft';
import type { Quantity, Unit } from './quantity';
import type { Script } from './script';
import { list, mention, type Group } from './tell';

/** Numbers that belong to pairs of things. */
export interface Matrix {
  readonly id: string;
  readonly noun: string;
  readonly unit: Unit;
  readonly rows: Group;
  readonly columns: Group;
  readonly values: readonly (readonly (Quantity | undefined)[])[];
}

export function matrixOf({ id, rows, columns, values }: Matrix): Draft {
  return { kind: 'data', id, sets: [rows.id, columns.id], rows: values };
}

function write(script: Script, value: Quantity | undefined, isBare: boolean, isTable = false): void {
  if (value) script.number(value, isBare, isTable);
  else script.unknown();
}

function table(script: Script, matrix: Matrix): void {
  const { rows, columns, values } = matrix;
  const isInCorner = script.random.chance(0.6);
  if (!isInCorner) heading(script, matrix);
  script.line(true);
  script.plain('| ');
  if (isInCorner) corner(script, matrix);
  for (const column of columns.things) {
    script.plain(' | ');
    mention(script, column, true);
  }
  script.plain(' |');
  script.line();
  script.plain(`|${'---|'.repeat(columns.things.length + 1)}`);
  for (const [at, row] of rows.things.entries()) {
    script.line();
    script.plain('| ');
    mention(script, row, true);
    for (const value of values[at] ?? []) {
      script.plain(' | ');
      write(script, value, true, true);
    }
    script.plain(' |');
  }
  script.line(true);
}

function unitOf({ unit }: Matrix): string {
  return unit.sign ?? unit.many;
}

function corner(script: Script, matrix: Matrix): void {
  script.name(matrix.id, matrix.noun);
  if (matrix.noun !== unitOf(matrix)) script.say(`[ {open}${unitOf(matrix)}{shut}| in ${unitOf(matrix)}]`);
}

function heading(script: Script, matrix: Matrix): void {
  script.say('(the|) {noun}[ in {unit}][ is as follows| is in the table| is given below]:|{noun} {open}{unit}{shut}:|{noun} (from|of) {row} (to|by|and) {column}:|{noun} {open}{row}, {column}{shut}:', {
    ...slots(script, matrix),
    row: matrix.rows.one,
    column: matrix.columns.one,
  });
}

function slots(script: Script, matrix: Matrix): Record<string, string | (() => void)> {
  return {
    noun: () => {
      script.name(matrix.id, matrix.noun);
    },
    unit: unitOf(matrix),
  };
}

/** "From Lyon: Nice 12, Genoa 15" on lines or in a row. */
function byRow(script: Script, matrix: Matrix): void {
  const { random } = script;
  const { rows, columns, values } = matrix;
  const isLines = random.chance(0.5);
  heading(script, matrix);
  script.plain(' ');
  const from = random.pick(['', '', 'from ', 'for ', 'with ']);
  const mid = random.pick([': ', ': ', ' - ', ' ']);
  const form = random.pick(['{thing} {value}', '{thing} {value}', '{value} {to} {thing}', '{thing}: {value}', '{thing} = {value}']);
  const to = random.pick(['to', 'for', 'with']);
  const isShort = random.chance(0.25);
  for (const [at, row] of rows.things.entries()) {
    if (isLines) {
      script.line();
      script.plain(random.pick(['', '- ']));
    } else if (at > 0) script.plain('; ');
    script.plain(from);
    mention(script, row, true);
    script.plain(mid);
    const cells = values[at] ?? [];
    if (isShort && at > 0) {
      list(script, cells.length, (number) => {
        write(script, cells[number], true);
      });
      if (at === 1) script.say(' [in the same order|, in that order| to the same {columns}]', { columns: columns.many });
    } else
      list(script, cells.length, (number) => {
        const thing = columns.things[number];
        if (!thing) return;
        script.say(form, {
          to,
          thing: () => {
            mention(script, thing, true);
          },
          value: () => {
            write(script, cells[number], true);
          },
        });
      });
  }
  if (isLines) script.line();
  else script.plain('. ');
}

/** "Ann takes 4 hours for the till and 5 for the oven." */
function prose(script: Script, matrix: Matrix, verbs: readonly [string, string]): void {
  const { random } = script;
  const { rows, columns, values } = matrix;
  const frame = random.pick([
    '{row} {verb} {cells}',
    'for {row}, the {noun} is {cells}',
    'from {row} it is {cells}',
    '{row} has a {noun} of {cells}',
    'the {noun} of {row} is {cells}',
    '{row} comes at a {noun} of {cells}',
  ]);
  const to = random.pick(['for', 'for', 'with', 'to']);
  for (const [at, row] of rows.things.entries()) {
    const cells = values[at] ?? [];
    script.sentence(frame, {
      ...slots(script, matrix),
      row: () => {
        mention(script, row);
      },
      verb: () => {
        script.name(matrix.id, verbs[0]);
      },
      cells: () => {
        list(script, cells.length, (number) => {
          const column = columns.things[number];
          write(script, cells[number], number > 0 || at > 0 ? random.chance(0.7) : false);
          script.plain(` ${to} `);
          if (column) mention(script, column);
        });
      },
    });
  }
}

/** Tells the numbers of all pairs in one of many ways; rows and columns may change places in the text. */
export function tellMatrix(script: Script, matrix: Matrix, verbs?: readonly [string, string]): void {
  const { random } = script;
  script.wordy = random.chance(0.05) ? undefined : 0;
  const way = random.next();
  if (way < 0.45) table(script, matrix);
  else if (way < 0.75 || verbs === undefined) byRow(script, matrix);
  else prose(script, matrix, verbs);
  script.wordy = undefined;
}
