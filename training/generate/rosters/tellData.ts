import { capital } from './markup';
import type { Figure } from './page';
import type { Teller } from './teller';
import type { Thing } from './things';

/** Numbers that belong to things: how long each takes, how many people it needs. */
export interface Column {
  readonly id: string;
  readonly values: readonly (number | undefined)[];
  /** Times on the clock, in minutes. */
  readonly isClock?: boolean;
  /** Above a column of a table; [names] of the data are marked in all of these. */
  readonly heads: readonly string[];
  /** After a thing: "takes [n] minutes". */
  readonly full: readonly string[];
  /** In brackets or after a colon: "[n] minutes". */
  readonly brief: readonly string[];
  /** A list of numbers after a list of things: "take [list] minutes"; empty where that cannot be said. */
  readonly lists: readonly string[];
}

/** Tells things and what belongs to each. Writes the gold of the data; what is undefined is left out, with `default 0`. */
export function tellData(
  teller: Teller,
  set: string,
  things: readonly Thing[],
  columns: readonly Column[],
  /** The sentence that names the things, with [list] for the list of them; "There are [count] jobs: [list]". */
  naming: readonly string[],
): string {
  const { random, page } = teller;
  const cells = columns.map((column) =>
    column.values.map((value) =>
      value === undefined
        ? undefined
        : column.isClock
          ? teller.clock(value)
          : random.chance(0.5)
            ? teller.figure(value)
            : page.figure(String(value)),
    ),
  );
  for (const [at, { id, values }] of columns.entries()) {
    const row = cells[at]?.map((cell) => cell?.gold ?? '_').join(' ') ?? '';
    const fallback = values.includes(undefined) ? ' default `0`' : '';
    page.declare('data', `data ${id}[${set}]${page.names(id)}${fallback}: ${row}`);
  }
  const told = { teller, things, columns, cells };
  const isWhole = columns.every(({ values }) => values.every((value) => value !== undefined));
  const ways: [number, () => string][] = [
    [3, () => teller.sentence(naming, { list: () => withBrackets(told) })],
    [2, () => `${introduction(told, naming)}${sentences(told)}`],
    [2, () => `${introduction(told, naming)}${together(told)}`],
    [1.6, () => bullets(told)],
    [1.4, () => table(told)],
    [1, () => keyed(told)],
  ];
  if (isWhole && columns.every(({ lists }) => lists.length > 0)) {
    ways.push([2, () => `${introduction(told, naming)}${respectively(told)}`]);
  }
  let rest = random.next() * ways.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, way] of ways) {
    rest -= weight;
    if (rest <= 0) return way();
  }
  return bullets(told);
}

interface Told {
  readonly teller: Teller;
  readonly things: readonly Thing[];
  readonly columns: readonly Column[];
  readonly cells: readonly (readonly (Figure | undefined)[])[];
}

function introduction({ teller, things }: Told, naming: readonly string[]): string {
  if (teller.random.chance(0.35)) return '';
  return teller.sentence(naming, { list: () => teller.list(things.map((thing) => teller.bare(thing))) });
}

/** "3 minutes, 2 people" of one thing; undefined where nothing is told. */
function brief({ teller, columns, cells }: Told, at: number, isFirst: boolean): string {
  return columns
    .flatMap(({ brief: ways, values }, column) => {
      const cell = cells[column]?.[at];
      if (!cell) return [];
      // Later things often leave the unit out: "rye (40 minutes), spelt (30)".
      return [
        !isFirst && columns.length === 1 && teller.random.chance(0.6)
          ? cell.text
          : teller.say(agreeing(ways, values[at]), { n: cell.text }),
      ];
    })
    .join(', ');
}

/** Phrases with the unit in the singular where the number is one. */
function agreeing(phrases: readonly string[], value: number | undefined): readonly string[] {
  if (value !== 1) return phrases;
  return phrases.map((phrase) =>
    phrase.replace(/(\[n\] (?:\{\w+:)?)([a-z ]+)/u, (_, before: string, unit: string) => before + singular(unit)),
  );
}

function singular(words: string): string {
  if (words.startsWith('people')) return words.replace('people', 'person');
  return words
    .replace(/men\b/u, 'man')
    .replace(/^([a-z]*(?:minute|hour|day|week|min|hr|er|or|ant|ian|ist|hand|volunteer|mechanic|actor))s\b/u, '$1')
    .replace('seamstresses', 'seamstress');
}

function withBrackets(told: Told): string {
  const { teller, things } = told;
  const way = teller.random.pick(['()', '()', '()', ':', '-']);
  const pieces = things.map((thing, at) => {
    const numbers = brief(told, at, at === 0);
    const name = teller.bare(thing);
    if (numbers === '') return name;
    return way === '()' ? `${name} (${numbers})` : way === ':' ? `${name}: ${numbers}` : `${name} ${numbers}`;
  });
  if (way === ':' || (way === '-' && told.columns.length > 1)) return pieces.join('; ');
  return teller.list(pieces);
}

/** One sentence, or part of one, for each thing. */
function sentences(told: Told): string {
  const { teller, things, columns, cells } = told;
  let text = '';
  for (const [at, thing] of things.entries()) {
    const facts = columns.flatMap(({ full, values }, column) => {
      const cell = cells[column]?.[at];
      return cell ? [teller.say(agreeing(full, values[at]), { ...teller.about(thing), n: cell.text })] : [];
    });
    if (facts.length === 0) continue;
    const openers = at === things.length - 1 ? ['finally, ', 'and ', 'last, '] : ['then ', 'next, ', 'and '];
    const opener = at > 0 && teller.random.chance(0.15) ? teller.random.pick(openers) : '';
    text += `${capital(`${opener}${teller.the(thing)} ${facts.join(facts.length > 2 ? ', ' : ' and ')}`)}. `;
  }
  return text;
}

/** One sentence for each kind of number: "rye takes 40 minutes, spelt 30 and brioche 25". */
function together({ teller, things, columns, cells }: Told): string {
  const { random } = teller;
  return columns
    .map(({ full, brief: ways, values }, column) => {
      const order = random.chance(0.2) ? random.shuffle([...things.keys()]) : [...things.keys()];
      const pieces = order.flatMap((at, place) => {
        const [thing, cell] = [things[at], cells[column]?.[at]];
        if (!thing || !cell) return [];
        const slots = { ...teller.about(thing), n: cell.text };
        if (place === 0) return [`${teller.the(thing)} ${teller.say(agreeing(full, values[at]), slots)}`];
        return [
          `${teller.the(thing)} ${random.chance(0.6) ? cell.text : teller.say(agreeing(ways, values[at]), slots)}`,
        ];
      });
      return `${capital(teller.list(pieces))}. `;
    })
    .join('');
}

function respectively({ teller, things, columns, cells }: Told): string {
  const { random } = teller;
  return columns
    .map(({ lists }, column) => {
      const numbers = teller.list((cells[column] ?? []).flatMap((cell) => (cell ? [cell.text] : [])));
      const names =
        column === 0 || random.chance(0.5)
          ? teller.list(things.map((thing) => teller.the(thing)))
          : random.pick(['they', 'these', 'they']);
      const said = `${names} ${teller.say(lists, { list: numbers })}${random.pick([', respectively', ' respectively', ' in that order', ', in this order', ''])}`;
      return `${capital(said)}. `;
    })
    .join('');
}

function bullets(told: Told): string {
  const { teller, things } = told;
  const bullet = teller.random.pick(['- ', '- ', '* ', '• ', '', '– ']);
  const between = teller.random.pick([': ', ': ', ' - ', ', ', ' … ']);
  const head = teller.say([
    '(the|our|these are the|here are the|all|) [things]:',
    '[things] (and numbers|and what they need|at a~ glance|):',
    '(list|overview) of [things]:',
  ]);
  const lines = things.map((thing, at) => {
    const numbers = brief(told, at, at === 0 || teller.random.chance(0.5));
    return numbers === ''
      ? `${bullet}${capital(teller.bare(thing))}`
      : `${bullet}${capital(teller.bare(thing))}${between}${numbers}`;
  });
  return `${capital(head)}\n${lines.join('\n')}\n`;
}

function table({ teller, things, columns, cells }: Told): string {
  const { random } = teller;
  const isTurned = random.chance(0.15);
  const row = (list: readonly string[]): string => `| ${list.join(' | ')} |`;
  const names = things.map((thing) => teller.bare(thing));
  const heads = columns.map(({ heads: ways }) => teller.say(ways));
  const corner = teller.say('([thing]|[things]||)');
  const number = (column: number, at: number): string => cells[column]?.[at]?.text ?? '?';
  const lines = isTurned
    ? [
        row([corner, ...names]),
        row(['---', ...names.map(() => '---')]),
        ...columns.map((_, column) => row([heads[column] ?? '', ...things.map((__, at) => number(column, at))])),
      ]
    : [
        row([corner, ...heads]),
        row(['---', ...heads.map(() => '---')]),
        ...names.map((name, at) => row([name, ...columns.map((_, column) => number(column, at))])),
      ];
  const head = random.chance(0.5)
    ? `${capital(teller.say(['(here is|this is|) the (list|table|overview):', '(the numbers|all numbers|the data) (are in the table|at a~ glance):', '(see the|see this) table:']))}\n`
    : '';
  return `${head}\n${lines.join('\n')}\n\n`;
}

/** "durations: 3, 4, 5" under "jobs: a, b, c". */
function keyed({ teller, things, columns, cells }: Told): string {
  const { random } = teller;
  const between = random.pick([', ', ', ', ' / ', ' | ', '; ']);
  const colon = random.pick([': ', ': ', ' = ']);
  const lines = [
    `${teller.say('[things]')}${colon}${things.map((thing) => teller.bare(thing)).join(between)}`,
    ...columns.map(
      ({ heads }, column) =>
        `${teller.say(heads)}${colon}${things.map((_, at) => cells[column]?.[at]?.text ?? '?').join(between)}`,
    ),
  ];
  return `${lines.map((line) => (random.chance(0.7) ? capital(line) : line)).join('\n')}\n`;
}
