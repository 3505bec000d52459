import type { Random } from '../../random';
import { rule, type Clause } from './compose';
import type { Row } from './row';
import * as said from './rowPhrases';
import type { Slots } from './teller';
import type { Thing } from './things';

/** Slots about things in a row: their verb agrees with them. */
export function about(row: Row, ...things: readonly Thing[]): Slots {
  const [base, third] = row.scene.verb;
  return { ...row.teller.about(...things), verbs: things[0]?.plural ? base : third };
}

/** The last position in the gold: the number that the text says, or one that everybody can count. */
function sizeOf({ count, size }: Row): string {
  return count ? count.gold : `\`${String(size)}\``;
}

type Kind = (row: Row, used: Set<string>) => Clause | undefined;

/** Two things that no other rule is about. */
function pairOf(row: Row, used: Set<string>, fits: (a: number, b: number) => boolean): [Thing, Thing] | undefined {
  const { random, things, place } = row;
  for (let tries = 0; tries < 8; tries++) {
    const [a, b] = random.sample(things, 2);
    if (!a || !b) return undefined;
    const key = [a.id, b.id].sort().join(' ');
    if (used.has(key) || !fits(place.get(a) ?? 0, place.get(b) ?? 0)) continue;
    used.add(key);
    return [a, b];
  }
  return undefined;
}

function pairKind(
  phrases: (row: Row) => readonly string[],
  fits: (a: number, b: number) => boolean,
  gold: (a: string, b: string) => string,
): Kind {
  return (row, used) => {
    const pair = pairOf(row, used, fits);
    if (!pair) return undefined;
    const [a, b] = pair;
    return rule(row.teller, phrases(row), about(row, a, b), gold(`${row.at}[${a.id}]`, `${row.at}[${b.id}]`), {
      subject: a,
    });
  };
}

/** One thing of which nothing of this sort was said. */
function singleKind(
  phrases: (row: Row) => readonly string[],
  fits: (place: number, size: number) => boolean,
  gold: (at: string, row: Row) => string,
): Kind {
  return (row, used) => {
    const thing = pickSingle(row, used, fits);
    return (
      thing &&
      rule(row.teller, phrases(row), about(row, thing), gold(`${row.at}[${thing.id}]`, row), { subject: thing })
    );
  };
}

function pickSingle(row: Row, used: Set<string>, fits: (place: number, size: number) => boolean): Thing | undefined {
  const fitting = row.things.filter((thing) => !used.has(thing.id) && fits(row.place.get(thing) ?? 0, row.size));
  if (fitting.length === 0) return undefined;
  const thing = row.random.pick(fitting);
  used.add(thing.id);
  return thing;
}

const own = ({ scene }: Row): said.RowPhrases => said.rowPhrases[scene.axis];

const less = pairKind(
  (row) => own(row).less,
  (a, b) => a < b,
  (a, b) => `${a} < ${b}`,
);

const greater = pairKind(
  (row) => own(row).greater,
  (a, b) => a > b,
  (a, b) => `${a} > ${b}`,
);

const adjacent = pairKind(
  (row) => own(row).adjacent,
  (a, b) => Math.abs(a - b) === 1,
  (a, b) => `abs(${a} - ${b}) = 1`,
);

const notAdjacent = pairKind(
  (row) => own(row).notAdjacent,
  (a, b) => Math.abs(a - b) !== 1,
  (a, b) => `abs(${a} - ${b}) != 1`,
);

const justBefore = pairKind(
  (row) => own(row).justBefore,
  (a, b) => a + 1 === b,
  (a, b) => `${a} + 1 = ${b}`,
);

const justAfter = pairKind(
  (row) => own(row).justAfter,
  (a, b) => a === b + 1,
  (a, b) => `${a} = ${b} + 1`,
);

const notJustAfter = pairKind(
  (row) => own(row).notJustAfter,
  (a, b) => a !== b + 1,
  (a, b) => `${a} != ${b} + 1`,
);

const oneBetween = pairKind(
  () => said.oneBetween,
  (a, b) => Math.abs(a - b) === 2,
  (a, b) => `abs(${a} - ${b}) = \`2\``,
);

export const first = singleKind(
  (row) => own(row).first,
  (place) => place === 1,
  (at) => `${at} = 1`,
);

const last = singleKind(
  (row) => own(row).last,
  (place, size) => place === size,
  (at, row) => `${at} = ${sizeOf(row)}`,
);

const notFirst = singleKind(
  (row) => own(row).notFirst,
  (place) => place !== 1,
  (at) => `${at} != 1`,
);

const notLast = singleKind(
  (row) => own(row).notLast,
  (place, size) => place !== size,
  (at, row) => `${at} != ${sizeOf(row)}`,
);

const ends = singleKind(
  () => said.ends,
  (place, size) => place === 1 || place === size,
  (at, row) => `${at} = 1 \\/ ${at} = ${sizeOf(row)}`,
);

const notEnds = singleKind(
  () => said.notEnds,
  (place, size) => place !== 1 && place !== size,
  (at, row) => `${at} != 1 /\\ ${at} != ${sizeOf(row)}`,
);

const middle = singleKind(
  () => said.middle,
  (place, size) => size % 2 === 1 && place === (size + 1) / 2,
  (at, { size }) => `${at} = \`${String((size + 1) / 2)}\``,
);

const even = singleKind(
  () => said.even,
  (place) => place % 2 === 0,
  (at) => `${at} mod \`2\` = 0`,
);

const odd = singleKind(
  () => said.odd,
  (place) => place % 2 === 1,
  (at) => `${at} mod \`2\` = 1`,
);

/** A number of a place as a phrase says it: [n] or, as an ordinal, [nth]. */
function placeSlots(
  row: Row,
  phrase: string,
  slot: string,
  value: number,
): { readonly slots: Slots; readonly gold: string } {
  const isOrdinal = phrase.includes(`[${slot}th]`);
  const figure = isOrdinal ? row.teller.ordinal(value) : row.teller.figure(value);
  return { slots: { [isOrdinal ? `${slot}th` : slot]: figure.text }, gold: figure.gold };
}

function numberedKind(phrases: readonly string[], isHeld: boolean): Kind {
  return (row, used) => {
    const thing = pickSingle(row, used, () => true);
    if (!thing) return undefined;
    const phrase = row.random.pick(phrases);
    const held = row.place.get(thing) ?? 1;
    const value = isHeld ? held : ((held + row.random.integer(0, row.size - 2)) % row.size) + 1;
    const { slots, gold } = placeSlots(row, phrase, 'n', value);
    return rule(
      row.teller,
      [phrase],
      { ...about(row, thing), ...slots },
      `${row.at}[${thing.id}] ${isHeld ? '=' : '!='} ${gold}`,
      { subject: thing },
    );
  };
}

const eitherPlace: Kind = (row, used) => {
  const thing = pickSingle(row, used, () => true);
  if (!thing) return undefined;
  const phrase = row.random.pick(said.eitherPlace);
  const held = row.place.get(thing) ?? 1;
  const [low = 1, high = 2] = [held, ((held + row.random.integer(0, row.size - 2)) % row.size) + 1].sort(
    (a, b) => a - b,
  );
  const one = placeSlots(row, phrase, 'n', low);
  const two = placeSlots(row, phrase, 'm', high);
  const at = `${row.at}[${thing.id}]`;
  return rule(
    row.teller,
    [phrase],
    { ...about(row, thing), ...one.slots, ...two.slots },
    `${at} = ${one.gold} \\/ ${at} = ${two.gold}`,
    { subject: thing },
  );
};

/** A place that a thing has to come up to, or must not pass. */
function boundKind(phrases: readonly string[], operator: '<=' | '>='): Kind {
  return (row, used) => {
    const isUpper = operator === '<=';
    const thing = pickSingle(row, used, (place, size) => (isUpper ? place < size : place > 2));
    if (!thing) return undefined;
    const held = row.place.get(thing) ?? 1;
    const phrase = row.random.pick(phrases);
    const value = isUpper ? row.random.integer(Math.max(2, held), row.size - 1) : row.random.integer(2, held);
    const { slots, gold } = placeSlots(row, phrase, 'n', value);
    return rule(
      row.teller,
      [phrase],
      { ...about(row, thing), ...slots },
      `${row.at}[${thing.id}] ${operator} ${gold}`,
      { subject: thing },
    );
  };
}

function countedKind(
  phrases: readonly string[],
  fits: (a: number, b: number) => boolean,
  count: (a: number, b: number, random: Random) => number,
  gold: (a: string, b: string, figure: string) => string,
): Kind {
  return (row, used) => {
    const pair = pairOf(row, used, fits);
    if (!pair) return undefined;
    const [a, b] = pair;
    const figure = row.teller.figure(count(row.place.get(a) ?? 0, row.place.get(b) ?? 0, row.random));
    return rule(
      row.teller,
      phrases,
      { ...about(row, a, b), n: figure.text },
      gold(`${row.at}[${a.id}]`, `${row.at}[${b.id}]`, figure.gold),
      { subject: a },
    );
  };
}

const exactlyBetween = countedKind(
  said.exactlyBetween,
  (a, b) => Math.abs(a - b) > 2,
  (a, b) => Math.abs(a - b) - 1,
  (a, b, n) => `abs(${a} - ${b}) = ${n} + 1`,
);

const atLeastBetween = countedKind(
  said.atLeastBetween,
  (a, b) => Math.abs(a - b) > 2,
  () => 2,
  (a, b, n) => `abs(${a} - ${b}) > ${n}`,
);

const placesAfter = countedKind(
  said.placesAfter,
  (a, b) => a - b > 1,
  (a, b) => a - b,
  (a, b, n) => `${a} = ${b} + ${n}`,
);

function tripleKind(phrases: readonly string[], isNext: boolean): Kind {
  return (row, used) => {
    const { random, things, place } = row;
    for (let tries = 0; tries < 10; tries++) {
      const [a, b, c] = random.sample(things, 3);
      if (!a || !b || !c) return undefined;
      const isBeside = (other: Thing): boolean => Math.abs((place.get(a) ?? 0) - (place.get(other) ?? 0)) === 1;
      if (isBeside(b) !== isNext || isBeside(c) !== isNext || used.has(`triple ${a.id}`)) continue;
      used.add(`triple ${a.id}`);
      const say = (other: Thing): string => `abs(${row.at}[${a.id}] - ${row.at}[${other.id}]) ${isNext ? '=' : '!='} 1`;
      return rule(row.teller, phrases, about(row, a, b, c), `${say(b)} /\\ ${say(c)}`, { subject: a });
    }
    return undefined;
  };
}

function twoOrders(phrases: readonly string[], operator: string): Kind {
  return (row, used) => {
    if (row.size < 4 || used.has(operator)) return undefined;
    used.add(operator);
    const [a, b, c, d] = row.random.sample(row.things, 4);
    if (!a || !b || !c || !d) return undefined;
    const at = (thing: Thing): string => `${row.at}[${thing.id}]`;
    return rule(row.teller, phrases, about(row, a, b, c, d), `${at(a)} < ${at(b)} ${operator} ${at(c)} < ${at(d)}`);
  };
}

const wish: Kind = (row, used) => {
  if (used.has('wish') || row.random.chance(0.4)) return undefined;
  const pair = pairOf(row, used, () => true);
  if (!pair) return undefined;
  used.add('wish');
  const [a, b] = pair;
  return rule(row.teller, own(row).less.slice(0, 1), about(row, a, b), `${row.at}[${a.id}] < ${row.at}[${b.id}]`, {
    force: 'soft ',
  });
};

function times(weight: number, kind: Kind): Kind[] {
  return new Array<Kind>(weight).fill(kind);
}

export const kinds: readonly Kind[] = [
  ...times(7, less),
  ...times(5, greater),
  ...times(6, notAdjacent),
  ...times(6, adjacent),
  ...times(6, numberedKind(said.atPlace, true)),
  ...times(4, numberedKind(said.notAtPlace, false)),
  ...times(4, first),
  ...times(3, last),
  ...times(2, notFirst),
  ...times(2, notLast),
  ...times(3, justAfter),
  ...times(2, justBefore),
  ...times(2, eitherPlace),
  ...times(2, ends),
  ...times(2, notEnds),
  ...times(2, boundKind(said.amongFirst, '<=')),
  boundKind(said.fromPlace, '>='),
  notJustAfter,
  middle,
  even,
  odd,
  oneBetween,
  exactlyBetween,
  atLeastBetween,
  placesAfter,
  tripleKind(said.rightBetween, true),
  tripleKind(said.nextToNeither, false),
  twoOrders(said.ifBefore, '->'),
  twoOrders(said.eitherBefore, '\\/'),
  wish,
];
