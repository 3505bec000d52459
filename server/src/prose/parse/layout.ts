import type { Token } from '../read/tokens';

/** Where a token stands in what is no running text: a line of a list or a table, a column, an enumeration. */
export interface Layout {
  /** By token: its line in a list or a table, counted from 1; 0 in running text. */
  readonly row: readonly number[];
  /** By token: its column in a Markdown table, the same in all rows of that table; 0 outside of tables. */
  readonly column: readonly number[];
  /** By token: which item of an enumeration ("a, b and c") it stands in, counted from 1. */
  readonly item: readonly number[];
}

/** An item of an enumeration has no more tokens than this. */
const longestItem = 6;
/** What stands between the items of an enumeration. */
export const separators: ReadonlySet<string> = new Set([',', ';', 'and', 'or', '&', '/', '|']);

/** Reads rows, columns and enumerations from line breaks, bars, bullets and commas. */
export function layoutOf(text: string, tokens: readonly Token[]): Layout {
  const row = new Array<number>(tokens.length).fill(0);
  const column = new Array<number>(tokens.length).fill(0);
  let line = 0;
  let bars = 0;
  let table = 0;
  let isRow = false;
  let wasTable = false;
  let last = -1;
  tokens.forEach((token, at) => {
    const before = text.slice(last < 0 ? 0 : last, token.start);
    if (last < 0 || before.includes('\n')) {
      const isTable = token.text === '|';
      isRow = isTable || /^[-*•–]$/u.test(token.text) || /^\d+[.)]/u.test(text.slice(token.start));
      if (isRow) line++;
      if (isTable && !wasTable) table++;
      wasTable = isTable;
      bars = 0;
    }
    if (wasTable && token.text === '|') bars++;
    row[at] = isRow ? line : 0;
    column[at] = wasTable ? table * 32 + Math.min(bars, 31) : 0;
    last = token.end;
  });
  return { row, column, item: itemsOf(tokens, row) };
}

function itemsOf(tokens: readonly Token[], row: readonly number[]): number[] {
  const item: number[] = [];
  let current = 1;
  let length = 0;
  tokens.forEach(({ text }, at) => {
    const isBreak = /^[.?!:()]$/u.test(text) || (at > 0 && row[at] !== row[at - 1]);
    if (isBreak) {
      current = 1;
      length = 0;
    } else if (separators.has(text.toLowerCase())) {
      // "a, b, and c": a separator directly behind another one begins nothing new.
      if (length > 0) current = length <= longestItem ? current + 1 : 2;
      length = 0;
    } else length++;
    item.push(current);
  });
  return item;
}
