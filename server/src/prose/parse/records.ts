import { isFunctionWord, isWord, stem } from '../read/tokens';
import type { Input } from './input';
import { groupsOf, type Group } from './names';
import { pairOf, relations, type Parsed, type Relation } from './parsed';

/** The numbers of one column of records. */
interface Column {
  readonly cells: readonly number[];
  /** By number: the place of the thing that it belongs to. */
  readonly things: readonly number[];
}

/** Fewer things one after the other are no list. */
const fewestThings = 3;

/** Log odds of what is certain. */
const certain = 12;

/**
 * What the networks say of a text, where it tells of things one after the other, of each the same numbers in the same units
 * ("Crate A weighs 300 kg, has 2 m3 and brings 500 euros; crate B 450 kg, 3 m3, 650 euros; ..."): the numbers of a unit are
 * one table, each of the thing before it. (Of the 1,249 such columns of the corpus all are, but for what is no table.)
 */
export function withRecords(input: Input, parsed: Parsed): Parsed {
  const columns = columnsOf(input, groupsOf(input, parsed, 'thing'));
  if (columns.length === 0) return parsed;
  const pair = parsed.pair.slice();
  const { length } = parsed;
  const link = (relation: Relation, one: number, two: number, score: number): void => {
    pair[(relations.indexOf(relation) * length + one) * length + two] = score;
  };
  const heads = [
    ...groupsOf(input, parsed, 'table').map((group) => group.map(({ first }) => first)),
    ...columns.map(({ cells }) => cells.slice(0, 1)),
  ];
  const score = (cell: number, places: readonly number[]): number =>
    Math.max(...places.map((place) => pairOf(parsed, 'cellTable', cell, place)));
  const tables = columns.map((column) => {
    const sum = (places: readonly number[]): number =>
      column.cells.reduce((total, cell) => total + score(cell, places), 0);
    const isTable = heads.some((head) => sum(head) > sum([0]));
    return { column, sums: isTable ? heads.map(sum) : [] };
  });
  const likeliest = assigned(tables.map(({ sums }) => sums));
  for (const [row, { column }] of tables.entries()) {
    const head = heads[likeliest[row] ?? -1];
    if (!head) continue;
    column.cells.forEach((cell, at) => {
      for (let other = 0; other < length; other++) {
        link('cellTable', cell, other, head.includes(other) ? certain : -certain);
        link('cellLast', cell, other, other === column.things[at] ? certain : -certain);
      }
    });
  }
  return { ...parsed, pair };
}

/**
 * The choice of one place for each row, no place twice, with the largest sum; rows without places have none. One after the other
 * for more rows than can be tried in all orders.
 */
function assigned(sums: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const rows = [...sums.keys()].filter((row) => (sums[row]?.length ?? 0) > 0);
  const most = rows.length <= mostTried ? Infinity : 1;
  const best = (at: number, taken: ReadonlySet<number>): { sum: number; places: readonly number[] } => {
    const row = rows[at];
    if (row === undefined) return { sum: 0, places: [] };
    const ways = [...(sums[row] ?? []).entries()]
      .filter(([place]) => !taken.has(place))
      .sort(([, a], [, b]) => b - a)
      .slice(0, Math.min(most, sums.length + 1))
      .map(([place, own]) => {
        const { sum, places } = best(at + 1, new Set([...taken, place]));
        return { sum: own + sum, places: [place, ...places] };
      });
    return ways.reduce((one, two) => (two.sum > one.sum ? two : one), ways[0] ?? { sum: 0, places: [] });
  };
  const { places } = best(0, new Set());
  return sums.map((_, row) => places[rows.indexOf(row)]);
}

/** All orders of more rows take too long. */
const mostTried = 5;

/** What a text tells of three things or more one after the other, of each the same numbers in the same units. */
export function columnsOf(input: Input, things: readonly Group[]): Column[] {
  const mentions = things
    .flatMap((group, thing) => group.map((mention) => ({ ...mention, thing })))
    .sort((a, b) => a.first - b.first);
  const isNamed = (place: number): boolean => mentions.some(({ first, last }) => first <= place && place <= last);
  const told = mentions.map((mention, at) => {
    const until = mentions[at + 1]?.first ?? input.length;
    const numbers = input.numberPositions.filter((place) => mention.last < place && place < until && !isNamed(place));
    return { ...mention, numbers, units: unitsOf(input, mention.last, numbers) };
  });
  const columns: Column[] = [];
  for (let from = 0; from < told.length;) {
    const first = told[from];
    const units = first?.units ?? [];
    const isRecord = units.length >= 2 && new Set(units).size === units.length && !units.includes(undefined);
    let to = from;
    const seen = new Set<number>();
    while (isRecord) {
      const next = told[to];
      const isAlike = units.every((unit, at) => unit === next?.units[at]);
      if (!next || !isAlike || seen.has(next.thing)) break;
      seen.add(next.thing);
      to++;
      // What is told behind the last of them is of something else.
      if (next.units.length > units.length) break;
    }
    const records = told.slice(from, to);
    if (records.length >= fewestThings)
      columns.push(
        ...units.map((_, at) => ({
          cells: records.map(({ numbers }) => numbers[at] ?? 0),
          things: records.map(({ first: place }) => place),
        })),
      );
    from = Math.max(to, from + 1);
  }
  return columns;
}

/**
 * What the numbers of a thing are counted in; where that does not tell them apart, the words before each: "costs 1000 to start and
 * 5 per MWh and gives up to 300 MWh".
 */
function unitsOf(input: Input, thing: number, numbers: readonly number[]): (string | undefined)[] {
  return numbers.map((place, at) => {
    const unit = unitOf(input, place);
    const words = input.tokens
      .slice(numbers[at - 1] ?? thing, place - 1)
      .map(({ text }) => (isWord(text) ? stem(text) : text))
      .join(' ');
    return unit ?? (/\p{L}/u.test(words) ? words : undefined);
  });
}

/** What a number is counted in: the sign before or behind it, or the word behind it. */
function unitOf({ tokens, numbers, numberPositions }: Input, place: number): string | undefined {
  const number = numbers[numberPositions.indexOf(place)];
  if (!number) return undefined;
  const behind = tokens.find(({ start }) => start >= number.span.end)?.text ?? '';
  if (number.kind === 'percent') return '%';
  const before = tokens[place - 2]?.text ?? '';
  const own = tokens[place - 1]?.text ?? '';
  const sign = [own, before, behind].find((text) => /^[$€£]/u.test(text));
  if (sign) return sign.slice(0, 1);
  return isWord(behind) && !isFunctionWord(behind) ? stem(behind) : undefined;
}
