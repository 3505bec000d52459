import type { Span } from '../../text';

/** Far more than any text means by "1 to 9". */
const longestRun = 31;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];
const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const letters = capitals.map((letter) => letter.toLowerCase());

/** What stands between the first and the last of a run: "Monday to Friday", "A–E", "C1 up to C5", "January .. April". */
const UNTIL =
  /^\s*(?:(?:up )?to|through|thru|till|until|-|–|—|→|\.\.+|…)\s*(?:and including\s+|including\s+|the\s+)?$/iu;

/** "Between Monday and Friday". */
const BETWEEN = /\bbetween\s+$/iu;

/** Words that mean all days of a week, or the working days; the numbers of the first and the last. */
const WEEKS: readonly (readonly [words: RegExp, first: number, last: number])[] = [
  [/\b(?:seven|7)\s+days\b/iu, 0, 6],
  [/\b(?:five|5)\s+(?:week|work|working\s)days\b/iu, 0, 4],
];

/** One of a set: a member that the text names (its number), or the name of one that it leaves out. */
export type InRun = number | string;

/**
 * The members of a set with those between that a text leaves out: Tuesday to Thursday of "from Monday to Friday", B to D of
 * "A to E", in their order; and those of a week that a text only counts ("seven days a week"). undefined where no such words leave any out. (Of the 346 sets of the corpus with things that no
 * word names 313 are exactly so by it; of all others two would be in another order or have one more.)
 */
export function filledRun(text: string, members: readonly (readonly Span[])[]): readonly InRun[] | undefined {
  const wordsOf = ({ start, end }: Span): string => text.slice(start, end);
  let order: readonly InRun[] = [...members.keys()];
  for (const [from, to, names] of runsIn(text, members)) {
    const run = names.map(({ name, isCalled }, at): InRun => {
      if (at === 0) return from;
      if (at === names.length - 1) return to;
      const found = members.findIndex((spans) => spans.some((span) => isCalled(wordsOf(span))));
      return found < 0 ? name : found;
    });
    const others = new Set(run.slice(1));
    if (run.length > 2)
      order = order.filter((each) => !others.has(each)).flatMap((each) => (each === from ? run : [each]));
  }
  if (order.length === members.length)
    order =
      wholeWeek(
        text,
        members.map((spans) => spans.map(wordsOf)),
      ) ?? order;
  return order.every((each, at) => each === at) ? undefined : order;
}

/** Days of a week, all that the text counts, where it names some of them. */
function wholeWeek(text: string, members: readonly (readonly string[])[]): readonly InRun[] | undefined {
  const isDay = (name: string, at: number): boolean => members[at]?.some((words) => isShortFor(words, name)) ?? false;
  for (const [words, first, last] of WEEKS) {
    if (members.length < 2 || !words.test(text)) continue;
    const week = weekdays.slice(first, last + 1).map((name): InRun => {
      const at = members.findIndex((_, member) => isDay(name, member));
      return at < 0 ? name : at;
    });
    if (members.every((_, at) => week.includes(at))) return week;
  }
  return undefined;
}

/** The first and the last thing of each run, and all of its names. */
function* runsIn(
  text: string,
  members: readonly (readonly Span[])[],
): Generator<readonly [from: number, to: number, names: readonly Named[]]> {
  for (const [from, firsts] of members.entries()) {
    for (const [to, lasts] of members.entries()) {
      for (const first of from === to ? [] : firsts) {
        for (const last of lasts) {
          const words = text.slice(first.end, last.start);
          const isBetween = /^\s+and\s+$/iu.test(words) && BETWEEN.test(text.slice(0, first.start));
          if (first.end > last.start || !(UNTIL.test(words) || isBetween)) continue;
          const names = runBetween(text.slice(first.start, first.end), text.slice(last.start, last.end));
          if (names) yield [from, to, names];
        }
      }
    }
  }
}

interface Named {
  readonly name: string;
  readonly isCalled: (words: string) => boolean;
}

/** All from the first to the last, both included; undefined where they do not count on from one another. */
function runBetween(first: string, last: string): readonly Named[] | undefined {
  return inCalendar(weekdays, first, last) ?? inCalendar(months, first, last) ?? counted(first, last);
}

/** Days or months, around the end of the week or the year where the last comes first. */
function inCalendar(names: readonly string[], first: string, last: string): readonly Named[] | undefined {
  const [from, to] = [first, last].map((words) => names.findIndex((name) => isShortFor(words, name)));
  if (from === undefined || to === undefined || from < 0 || to < 0) return undefined;
  const isShort = first.replace(/\.$/u, '').length < (names[from]?.length ?? 0);
  const count = ((to - from + names.length) % names.length) + 1;
  return Array.from({ length: count }, (_, at) => {
    const name = names[(from + at) % names.length] ?? '';
    return { name: isShort ? name.slice(0, 3) : name, isCalled: (words) => isShortFor(words, name) };
  });
}

/** "Mon", "Mon." and "Mondays" for Monday; no word of fewer than three letters. */
function isShortFor(words: string, name: string): boolean {
  const plain = words.toLowerCase().replace(/\.$/u, '');
  const full = name.toLowerCase();
  return plain === `${full}s` || (plain.length >= 3 && full.startsWith(plain));
}

/** "A" to "E", "C1" to "C5", "week 3" to "week 6", "line 2" to "5", "I" to "IV". */
function counted(first: string, last: string): readonly Named[] | undefined {
  const [one, two] = [first, last].map((words) => /^(.*?)(\d{1,4}|\b[IVX]+|\b[A-Za-z])$/su.exec(words.trim()));
  const [before, from] = [one?.[1] ?? '', one?.[2] ?? ''];
  const [again, to] = [two?.[1] ?? '', two?.[2] ?? ''];
  if (again !== '' && again.toLowerCase() !== before.toLowerCase()) return undefined;
  const series = [numerals, capitals, letters].find((all) => all.includes(from) && all.includes(to));
  const [begin, end] = series ? [series.indexOf(from), series.indexOf(to)] : [Number(from || NaN), Number(to || NaN)];
  if (!(begin < end) || end - begin >= longestRun) return undefined;
  return Array.from({ length: end - begin + 1 }, (_, at) => {
    const mark = series?.[begin + at] ?? String(begin + at);
    const name = before + mark;
    const isCalled = (words: string): boolean =>
      [name, mark].some((known) => ` ${words.trim()}`.toLowerCase().endsWith(` ${known.toLowerCase()}`));
    return { name, isCalled };
  });
}
