import { isDigits, type Token } from '../read/tokens';

/** Where a token stands in what is no running text: a line of a list or a table, a column, an enumeration. */
export interface Layout {
  /** By token: its line in a list or a table, counted from 1; 0 in running text. */
  readonly row: readonly number[];
  /**
   * By token: its column, the same in all rows of a Markdown table; of the numbers of a list whose lines have equally many
   * the how manieth it is. 0 elsewhere.
   */
  readonly column: readonly number[];
  /** By token: which item of an enumeration ("a, b and c") it stands in, counted from 1. */
  readonly item: readonly number[];
  /** By token: its clause, counted from 1 through the whole text. */
  readonly clause: readonly number[];
}

/** An item of an enumeration has no more tokens than this. */
const longestItem = 6;
/** What stands between the items of an enumeration. */
export const separators: ReadonlySet<string> = new Set([',', ';', 'and', 'or', '&', '/', '|']);
/** A line without a bullet that belongs to a list has no more tokens than this. */
const longestPlain = 16;
/** More columns than these are not told apart. */
export const mostColumns = 32;

/** A line of the text that holds tokens. */
interface Line {
  readonly first: number;
  /** Behind its last token. */
  readonly end: number;
  readonly kind: 'table' | 'marked' | 'plain' | 'running';
  /** Whether an empty line stands before it. */
  readonly isApart: boolean;
}

/** Reads rows, columns, enumerations and clauses from line breaks, bars, bullets and commas. */
export function layoutOf(text: string, tokens: readonly Token[]): Layout {
  const row = new Array<number>(tokens.length).fill(0);
  const column = new Array<number>(tokens.length).fill(0);
  let rows = 0;
  let blocks = 0;
  for (const block of blocksOf(linesOf(text, tokens))) {
    const [{ kind } = { kind: 'running' }] = block;
    if (kind === 'running') continue;
    for (const { first, end } of block) row.fill(++rows, first, end);
    const columns = kind === 'table' ? barsOf(tokens, block) : numbersOf(text, tokens, block);
    if (columns.length > 0) blocks++;
    for (const [at, place] of columns) column[at] = blocks * mostColumns + Math.min(place, mostColumns - 1);
  }
  return { row, column, item: itemsOf(tokens, row), clause: clausesOf(tokens, row) };
}

function linesOf(text: string, tokens: readonly Token[]): Line[] {
  const starts = tokens.flatMap(({ start }, at) =>
    at === 0 || text.slice(tokens[at - 1]?.end, start).includes('\n') ? [at] : [],
  );
  const lines = starts.map((first, at) => ({
    first,
    end: starts[at + 1] ?? tokens.length,
    isApart: /\n\s*\n/u.test(text.slice(tokens[first - 1]?.end ?? 0, tokens[first]?.start)),
  }));
  const mayBeItem = lines.map(({ first, end }) => isPlainItem(tokens.slice(first, end)));
  return lines.map((line, at): Line => {
    const token = tokens[line.first];
    if (token?.text === '|') return { ...line, kind: 'table' };
    const isMarked =
      token !== undefined && (/^[-*•–]$/u.test(token.text) || /^\d+[.)](?!\d)/u.test(text.slice(token.start)));
    const isPlain = mayBeItem[at] === true && (mayBeItem[at - 1] === true || mayBeItem[at + 1] === true);
    return { ...line, kind: isMarked ? 'marked' : isPlain ? 'plain' : 'running' };
  });
}

/** Whether a line without a bullet can be an item of a list: short, with a number, and no sentence. */
function isPlainItem(tokens: readonly Token[]): boolean {
  const isShort = tokens.length > 1 && tokens.length <= longestPlain;
  return isShort && tokens.some(({ text }) => isDigits(text)) && !/[.?!:]/u.test(tokens.at(-1)?.text ?? '');
}

/** Lines of one kind that follow each other at once. */
function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last?.[0]?.kind === line.kind && !line.isApart) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** By token of a Markdown table: behind how many bars of its row it stands. */
function barsOf(tokens: readonly Token[], block: readonly Line[]): (readonly [token: number, column: number])[] {
  return block.flatMap(({ first, end }) => {
    let bars = 0;
    return tokens.slice(first, end).map(({ text }, at) => [first + at, text === '|' ? ++bars : bars] as const);
  });
}

/** By number of a list whose lines have equally many: the how manieth it is; none of other lists. */
function numbersOf(
  text: string,
  tokens: readonly Token[],
  block: readonly Line[],
): (readonly [token: number, column: number])[] {
  const numbers = block.map(({ first, end }) => {
    const isNumbered = /^\d+[.)]\s/u.test(text.slice(tokens[first]?.start));
    const from = isNumbered ? first + 1 : first;
    return tokens.slice(from, end).flatMap((token, at) => (isDigits(token.text) ? [from + at] : []));
  });
  const [some] = numbers;
  if (!some || numbers.length < 2 || numbers.some((each) => each.length !== some.length)) return [];
  return numbers.flatMap((each) => each.map((token, at) => [token, at + 1] as const));
}

/** Clauses end at signs, lines and words that set against each other. */
function clausesOf(tokens: readonly Token[], row: readonly number[]): number[] {
  let clause = 1;
  return tokens.map(({ text }, at) => {
    const isNew = at > 0 && row[at] !== row[at - 1];
    if (isNew || /^(?:[.?!,;:()–—|/]|while|whereas|but)$/iu.test(text)) clause++;
    return clause;
  });
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
