import type { LinearProgram, Term } from '../../../server/src/solvers/linear';

/** Reads the LP format, as far as exports use it; anything else in the text is an error. */
export function readLp(text: string): LinearProgram {
  const columns = new Map<string, { name: string; low: number; high: number; integer: boolean }>();
  const rows: LinearProgram['rows'][number][] = [];
  let objective: LinearProgram['objective'];
  let section = '';
  const place = (name: string): number => {
    if (!columns.has(name)) columns.set(name, { name, low: 0, high: Infinity, integer: false });
    return [...columns.keys()].indexOf(name);
  };
  const sum = (terms: string): Term[] =>
    [...terms.matchAll(/([+-])? ?(?:(\d\S*) )?([A-Za-z_]\w*)/g)].map(([, sign, size = '1', name = '']) => ({
      column: place(name),
      coefficient: (sign === '-' ? -1 : 1) * Number(size),
    }));
  const lines = text
    .replace(/\n {3}/g, ' ') // sums go on in lines that are indented further
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('\\'));
  for (const line of lines) {
    if (!line.startsWith(' ')) {
      section = line;
      continue;
    }
    const [, terms = '', relation, rhs = ''] = /^ \w+: (.*?)(?: (<=|>=|=) (\S+))?$/.exec(line) ?? [];
    switch (section) {
      case 'Maximize':
      case 'Minimize':
        objective = { direction: section === 'Maximize' ? 'maximize' : 'minimize', terms: sum(terms), constant: 0 };
        break;
      case 'Subject To': {
        if (relation === undefined) throw new Error(`no row: ${line}`);
        const low = relation === '<=' ? -Infinity : Number(rhs);
        const high = relation === '>=' ? Infinity : Number(rhs);
        rows.push({ terms: sum(terms), low, high, constraint: undefined });
        break;
      }
      case 'Bounds': {
        const [, low = '', name = '', kind = '', high = ''] =
          /^ (?:(\S+) <= )?([A-Za-z_]\w*) ?(free|<=|>=|=)? ?(\S+)?$/.exec(line) ?? [];
        place(name);
        const column = columns.get(name);
        if (column === undefined || kind === '') throw new Error(`no bounds: ${line}`);
        if (low !== '') column.low = low === '-inf' ? -Infinity : Number(low);
        if (kind === 'free') column.low = -Infinity;
        if (kind === '=' || kind === '>=') column.low = Number(high);
        if (kind === '=' || kind === '<=') column.high = Number(high);
        break;
      }
      case 'General': {
        const column = columns.get(line.trim());
        if (column === undefined) throw new Error(`no column: ${line}`);
        column.integer = true;
        break;
      }
      default:
        throw new Error(`not understood: ${line}`);
    }
  }
  if (section !== 'End') throw new Error('The text ends early.');
  return { columns: [...columns.values()], rows, objective };
}
