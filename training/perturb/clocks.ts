import { within } from '../../server/src/prose';
import type { Span } from '../../server/src/text';
import type { Annotated } from '../annotated';
import type { TextNumber } from '../../server/src/prose/cited/words';
import type { Random } from '../random';
import type { Edit } from './edits';

/** Hours that pass, as far as their form says. */
export const HOURS = /^\d+(?:\.\d+)?\s?h$/iu;
const CLOCK = /^(?<hour>\d{1,2})(?:(?<sign>[:.h])(?<minute>\d{2}))?(?<gap>\s?)(?<half>[ap]\.?m\.?)?$/iu;

/**
 * All times of day by the same whole hours, so that their order and their distances stay; none where one cannot be.
 * @param valueOf the value that a number is used with
 */
export function shiftClocks(
  { text, numbers, graph, statements }: Annotated,
  valueOf: (span: Span) => number | undefined,
  random: Random,
): Edit[][] {
  const wordsOf = ({ span }: TextNumber): string => text.slice(span.start, span.end);
  const clocks = numbers.filter(({ kind }) => kind === 'clock');
  const isTime = (number: TextNumber): boolean => {
    const value = valueOf(number.span);
    return value === undefined ? !HOURS.test(wordsOf(number)) : value === number.values[0];
  };
  const times = clocks.filter(isTime);
  if (clocks.some((number) => !isTime(number) && !HOURS.test(wordsOf(number)))) return [];
  const parsed = times.map((number) => clockOf(wordsOf(number)));
  const bodies = statements.flatMap((each) =>
    each.kind === 'constraint' ? [each.body] : each.kind === 'objective' ? [each.value] : [],
  );
  const isTold = [...bodies, ...graph.definitions.map(({ value }) => value)].some((body) =>
    [...within(body)].some((each) => each.kind === 'constant' && each.value > 100 && each.value !== 1000),
  );
  if (times.length === 0 || isTold || !parsed.every((time) => time !== undefined)) return [];
  const earliest = Math.min(...parsed.map(({ minutes }) => minutes));
  const latest = Math.max(...parsed.map(({ minutes }) => minutes));
  const least = Math.ceil(Math.max(-180, 60 - earliest) / 60);
  const most = Math.floor(Math.min(180, 23 * 60 - latest) / 60);
  if (least > most) return [];
  const hours = random.integer(least, most);
  const fresh = times.map(({ span }, at) => ({ ...span, text: parsed[at]?.later(hours) ?? '' }));
  return hours === 0 ? [] : [fresh];
}

interface Clock {
  readonly minutes: number;
  readonly later: (hours: number) => string;
}

function clockOf(words: string): Clock | undefined {
  const { hour = '', sign = '', minute = '', gap = '', half } = CLOCK.exec(words)?.groups ?? {};
  if (hour === '' || (half === undefined && sign === '')) return undefined;
  const twelve = (Number(hour) % 12) + (/^p/iu.test(half ?? '') ? 12 : 0);
  const hours = half === undefined ? Number(hour) : twelve;
  return {
    minutes: hours * 60 + Number(minute),
    later: (more) => {
      const there = hours + more;
      const tail = sign + minute + gap;
      if (half === undefined) return String(there).padStart(hour.startsWith('0') ? 2 : 1, '0') + tail;
      const letter = there >= 12 ? 'p' : 'a';
      return `${String(((there + 11) % 12) + 1)}${tail}${/^\p{Lu}/u.test(half) ? letter.toUpperCase() : letter}${half.slice(1)}`;
    },
  };
}
