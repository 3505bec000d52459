import { within } from '../../server/src/prose';
import type { Span } from '../../server/src/text';
import type { Annotated } from '../annotated';
import type { Random } from '../random';
import type { Change } from './edits';
import { hasTime } from './names';

/** What a line says of the lines around it. */
const TELLS_PLACE =
  /\b(?:first|second|third|last|next|then|previous|before|after|former|latter|above|below|order|ditto|same|respectively|row|line|list\w*|also|too|another|other|others|rest|it|its|they|this|these|that)\b/iu;

interface Line extends Span {
  readonly words: string;
}

/** Two neighbouring lines of a list or rows of a table, swapped; undefined where none can be. */
export function swapLines(source: Annotated, random: Random): Change | undefined {
  const { text } = source;
  if (restsOnOrder(source)) return undefined;
  const lines = linesOf(text);
  const pairs = lines.slice(1).flatMap((second, at): (readonly [Line, Line])[] => {
    const first = lines[at];
    if (!first || !(isItem(first.words) && isItem(second.words)))
      return isRow(lines, at) && first ? [[first, second]] : [];
    return TELLS_PLACE.test(first.words) || TELLS_PLACE.test(second.words) ? [] : [[first, second]];
  });
  const free = pairs.filter((pair) => !pair.some(({ words }) => hasTime(words.replaceAll('|', ' '))));
  if (free.length === 0) return undefined;
  const [first, second] = random.pick(free);
  const swapped = `${second.words}\n${first.words}`;
  const back = first.start - second.start;
  const on = second.words.length + 1;
  return {
    text: text.slice(0, first.start) + swapped + text.slice(second.end),
    move: ({ start, end }) => {
      const by = lieIn(first, start, end) ? on : lieIn(second, start, end) ? back : undefined;
      if (by !== undefined) return { start: start + by, end: end + by };
      // What holds both lines whole, or neither, stays.
      const holds = start <= first.start && end >= second.end;
      return holds || end <= first.start || start >= second.end ? { start, end } : undefined;
    },
  };
}

/** Whether some rule counts on the order in which things are told. */
function restsOnOrder({ statements }: Annotated): boolean {
  return statements.some(
    (statement) =>
      statement.kind === 'constraint' &&
      [...within(statement.body)].some((each) => each.kind === 'call' && each.name.startsWith('enum')),
  );
}

function lieIn(line: Line, start: number, end: number): boolean {
  return line.start <= start && end <= line.end;
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((words) => {
    const line = { start, end: start + words.length, words };
    start = line.end + 1;
    return line;
  });
}

function isItem(words: string): boolean {
  return /^\s*[-*•]\s+\S/u.test(words);
}

/** Whether a line and the next are rows of a table, below its head. */
function isRow(lines: readonly Line[], at: number): boolean {
  const isBar = (line: Line | undefined): boolean => line !== undefined && /^\s*\|.*\S/u.test(line.words);
  const isRule = (line: Line | undefined): boolean => line !== undefined && /^\s*\|[\s:|-]+$/u.test(line.words);
  if (!isBar(lines[at]) || !isBar(lines[at + 1]) || isRule(lines[at]) || isRule(lines[at + 1])) return false;
  let top = at;
  while (isBar(lines[top - 1])) top--;
  return lines.slice(top, at).some(isRule) && !/\b(?:total|sum)\b/iu.test(lines[at + 1]?.words ?? '');
}
