import type { Column, LinearProgram, Row } from '../../../server/src/solvers/linear';

/** Reads the free MPS format, as far as exports use it; anything else in the text is an error. */
export function readMps(text: string): LinearProgram {
  const columns: { -readonly [key in keyof Column]: Column[key] }[] = [];
  const columnOf = new Map<string, number>();
  const rows = new Map<string, { kind: string; terms: Row['terms'][number][]; rhs: number; range?: number }>();
  let section = '';
  let integer = false;
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('*')) continue;
    const fields = line.trim().split(/\s+/);
    if (!line.startsWith(' ')) {
      section = fields[0] ?? '';
      continue;
    }
    const [first = '', second = '', third = '', fourth] = fields;
    const rowNamed = (name: string) => rows.get(name) ?? fail(line);
    switch (section) {
      case 'ROWS':
        rows.set(second, { kind: first, terms: [], rhs: 0 });
        break;
      case 'COLUMNS': {
        if (second === "'MARKER'") {
          integer = third === "'INTORG'";
          break;
        }
        const column = columnOf.get(first) ?? columns.length;
        if (column === columns.length) {
          columns.push({ name: first, low: 0, high: Infinity, integer });
          columnOf.set(first, column);
        }
        rowNamed(second).terms.push({ column, coefficient: Number(third) });
        break;
      }
      case 'RHS':
        rowNamed(second).rhs = Number(third);
        break;
      case 'RANGES':
        rowNamed(second).range = Number(third);
        break;
      case 'BOUNDS': {
        const column = columns[columnOf.get(third) ?? -1] ?? fail(line);
        const value = Number(fourth);
        if (first === 'BV') Object.assign(column, { low: 0, high: 1 });
        else if (first === 'FX') Object.assign(column, { low: value, high: value });
        else if (first === 'FR') Object.assign(column, { low: -Infinity, high: Infinity });
        else if (first === 'MI') column.low = -Infinity;
        else if (first === 'PL') column.high = Infinity;
        else if (first === 'LO' || first === 'LI') column.low = value;
        else if (first === 'UP' || first === 'UI') column.high = value;
        else fail(line);
        break;
      }
      default:
        fail(line);
    }
  }
  if (section !== 'ENDATA') throw new Error('The text ends early.');
  const [objective, ...others] = rows.values();
  return {
    columns,
    rows: others.map(({ kind, terms, rhs, range = Infinity }) => ({
      terms,
      low: kind === 'L' ? rhs - range : kind === 'N' ? -Infinity : rhs,
      high: kind === 'G' ? rhs + range : kind === 'N' ? Infinity : rhs,
      constraint: undefined,
    })),
    objective: { direction: 'minimize', terms: objective?.terms ?? [], constant: 0 },
  };
}

function fail(line: string): never {
  throw new Error(`Not understood: ${line}`);
}
