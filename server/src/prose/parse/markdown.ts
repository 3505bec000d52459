import type { Input } from './input';
import { isDigits } from '../read/tokens';
import { mostColumns } from './layout';

/** A Markdown table: by row and column the positions of its tokens; the first row heads the columns. */
export type Grid = readonly (readonly (readonly number[])[])[];

/** The heads of its rows, and those of its columns. */
export function linesOf([heads = [], ...body]: Grid): readonly (readonly (readonly number[])[])[] {
  return [body.map(([head = []]) => head), heads.slice(1)];
}

/** The Markdown tables of a text, with a line of dashes below their heads. */
export function gridsOf(input: Input): Grid[] {
  const { tokens, layout } = input;
  const blocks = new Map<number, Map<number, Map<number, number[]>>>();
  tokens.forEach(({ text }, at) => {
    const [row, place] = [layout.row[at] ?? 0, layout.column[at] ?? 0];
    if (place === 0) return;
    const block = Math.floor(place / mostColumns);
    const lines = blocks.get(block) ?? new Map<number, Map<number, number[]>>();
    const cells = lines.get(row) ?? new Map<number, number[]>();
    const cell = cells.get((place % mostColumns) - 1) ?? [];
    if (text !== '|') cell.push(at + 1);
    cells.set((place % mostColumns) - 1, cell);
    blocks.set(block, lines.set(row, cells));
  });
  const isRule = (line: readonly (readonly number[])[]): boolean =>
    line.flat().length > 0 && line.flat().every((place) => /^[-:–—]+$/u.test(tokens[place - 1]?.text ?? ''));
  return [...blocks.values()].flatMap((lines): Grid[] => {
    const [heads, rule, ...body] = [...lines.values()].map((cells) => {
      const width = Math.max(...cells.keys()) + 1;
      return Array.from({ length: width }, (_, column) => cells.get(column) ?? []);
    });
    return heads && rule && isRule(rule) && body.length > 0 ? [headed(input, [heads, ...body])] : [];
  });
}

/**
 * A table without the column that the last bar of its lines ends; with one that heads its rows where they have no heads: a single
 * row of three numbers or more.
 */
function headed({ tokens }: Input, table: Grid): Grid {
  const columns = Math.max(...table.map((row) => row.findLastIndex((cell) => cell.length > 0))) + 1;
  const grid = table.map((row) => row.slice(0, columns));
  const [heads = [], only = [], ...more] = grid;
  const isNumber = ([place, ...rest]: readonly number[]): boolean =>
    place !== undefined && rest.length === 0 && isDigits(tokens[place - 1]?.text ?? '');
  const isHeadless =
    more.length === 0 && only.length >= fewestNumbers && only.every(isNumber) && !heads.every(isNumber);
  return isHeadless ? grid.map((row) => [[], ...row]) : grid;
}

/** A row of fewer numbers may be headed by its first. */
const fewestNumbers = 3;
