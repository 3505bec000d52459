import { isWord } from '../read/tokens';
import type { Input } from './input';
import type { Group, Mention } from './names';
import { sizeOf, type SetDraft } from './setDrafts';

/** Numbers in square brackets, as programs and data files have them: "demand = [30, 45]", "cost: [[4, 7], [3, 5]]". */
export interface NumberArray {
  /** Positions of the numbers, row by row. */
  readonly cells: readonly number[];
  /** How many numbers it has, or how many rows and columns. */
  readonly shape: readonly number[];
  /** The words that it is the value of; none where nothing stands before "=" or ":". */
  readonly head: Mention | undefined;
}

/** One number in brackets is no array, but a remark. */
const fewestNumbers = 2;
/** A name has no more words. */
const mostWords = 4;

/** All arrays of a text whose rows are equally long. */
export function arraysIn(input: Input): NumberArray[] {
  const words = input.tokens.map(({ text }) => text);
  const found: NumberArray[] = [];
  for (let at = 0; at < words.length; at++) {
    if (words[at] !== '[') continue;
    const rows = rowsFrom(input, at);
    if (!rows) continue;
    const [width = 0] = rows.map(({ length }) => length);
    const cells = rows.flat();
    if (cells.length >= fewestNumbers && rows.every(({ length }) => length === width)) {
      const isFlat = rows.length === 1 && words[at + 1] !== '[';
      found.push({ cells, shape: isFlat ? [width] : [rows.length, width], head: headOf(input, at) });
    }
    at = words.indexOf(']', (cells.at(-1) ?? at + 1) - 1);
    while (words[at + 1] === ']') at++;
  }
  return found;
}

/** The rows of numbers between a bracket and the one that closes it; undefined where anything else stands there. */
function rowsFrom({ tokens, numberPositions }: Input, open: number): number[][] | undefined {
  const rows: number[][] = [[]];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const word = tokens[at]?.text ?? '';
    if (numberPositions.includes(at + 1)) rows.at(-1)?.push(at + 1);
    else if (word === '[') depth++;
    else if (word === ']') depth--;
    else if (!/^[,;|-]$/u.test(word)) return undefined;
    const isBreak = word === ';' || word === '|' || (word === ']' && depth === 1);
    if (isBreak && rows.at(-1)?.length !== 0) rows.push([]);
    if (depth === 0) return rows.filter(({ length }) => length > 0);
    if (depth > 2) return undefined;
  }
  return undefined;
}

/** The words before "=" or ":", less quotes and what stands in brackets ("cost[i][j] =", '"cost":', "hours (h):"). */
function headOf({ text, tokens }: Input, open: number): Mention | undefined {
  const word = (at: number): string => tokens[at]?.text ?? '';
  const isSign = (at: number): boolean => /^["'`“”*]$/u.test(word(at));
  let at = open - 1;
  while (/^[=:]$/u.test(word(at))) at--;
  if (at === open - 1) return undefined;
  for (;;) {
    if (isSign(at)) at--;
    else if (/^[\])]$/u.test(word(at))) {
      const closed = word(at) === ']' ? '[' : '(';
      while (at >= 0 && word(at) !== closed) at--;
      at--;
    } else break;
  }
  const last = at;
  const isPart = (each: number): boolean => {
    const next = tokens[each + 1];
    const isApart = next !== undefined && text.slice(tokens[each]?.end, next.start).includes('\n');
    return last - each < 2 * mostWords && (each === last || !isApart) && /^[\p{L}\d_-]+$/u.test(word(each));
  };
  while (isPart(at)) at--;
  while (at < last && !isWord(word(at + 1))) at++;
  return at < last ? { first: at + 2, last: last + 1 } : undefined;
}

/**
 * What an array is called: what its head names, or else what all of its numbers seem to belong to
 * ("Moving times: t = [...]").
 */
export function nameOfArray(
  { head }: NumberArray,
  names: readonly Group[],
  told: Group | number | undefined,
): Group | undefined {
  if (!head) return undefined;
  const named = names.find((group) => group.some(({ first, last }) => first <= head.last && last >= head.first));
  return named ?? (typeof told === 'object' ? told : [head]);
}

/**
 * The sets that an array's rows and columns are of: those that are told, where they are so large, or else the only ones that
 * are.
 * @param told the sets in the order in which the text has them
 */
export function indexOfArray(
  { shape }: Pick<NumberArray, 'shape'>,
  told: readonly number[] | undefined,
  sets: readonly SetDraft[],
): readonly number[] | undefined {
  const fits = (index: readonly number[]): boolean =>
    index.length === shape.length && index.every((set, axis) => sizeOf(sets[set]) === shape[axis]);
  if (told && fits(told)) return told;
  const turned = told?.toReversed();
  if (turned && fits(turned)) return turned;
  const only = shape.map((size) => sets.flatMap((draft, set) => (sizeOf(draft) === size ? [set] : [])));
  return only.every(({ length }) => length === 1) ? only.flat() : undefined;
}
