import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import { capital } from './markup';
import { Page, type Figure } from './page';
import * as said from './rowPhrases';
import { rowScenes, type RowScene } from './rows';
import { surround } from './surroundings';
import { drawStyle, Teller, type Slots } from './teller';
import { identifier, somePeople, thingsOf, type Thing } from './things';

/** Things in a row under construction. */
interface Row {
  readonly teller: Teller;
  readonly random: Random;
  readonly scene: RowScene;
  readonly set: string;
  /** The decision: `at`, or what the scene calls it. */
  readonly at: string;
  readonly things: readonly Thing[];
  /** Position of each thing (from 1) in the plan the rules are drawn from. */
  readonly place: ReadonlyMap<Thing, number>;
  readonly size: number;
  /** The size as the text says it, once it has. */
  count: Figure | undefined;
}

/** A problem of things to be put in a row. */
export function drawRow(random: Random): { readonly teller: Teller; readonly raw: string; readonly domain: string } {
  const page = new Page(random);
  const scene = random.pick(rowScenes);
  const size = random.pick([3, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7]);
  const taken = new Set(['implied']);
  const noun = random.pick(scene.nouns);
  const set = identifier([noun[1]], taken);
  const at = identifier([random.pick(['at', scene.place[0]])], taken);
  const names = scene.person
    ? somePeople(random, size)
    : random.sample(scene.members, Math.min(size, scene.members.length)).map((name): [string, string] => [name, name]);
  const things = thingsOf(names, scene.article, taken);
  const count = things.length;
  const order = random.shuffle(things);
  const teller = new Teller(page, random, drawStyle(random), sceneSlots(page, scene, set, at, noun));
  const row: Row = {
    teller,
    random,
    scene,
    set,
    at,
    things,
    place: new Map(order.map((thing, index) => [thing, index + 1])),
    size: count,
    count: undefined,
  };
  page.declare('set', `set ${set}${page.names(set)}: ${things.map(({ id }) => `${id}${page.names(id)}`).join(', ')}`);
  page.declare('var', `var ${at}[${set}]${page.names(at)}: position`);
  const scenery = opening(row);
  const clauses: Clause[] = [];
  if (random.chance(0.35)) clauses.push(rule(teller, said.allApart, {}, `all_different(${at})`));
  else page.declare('rule', `implied: all_different(${at})`);
  const wanted = random.pick([2, 3, 3, 4, 4, 4, 5, 5, 6]);
  const used = new Set<string>();
  for (let tries = 0; clauses.length < wanted && tries < 30; tries++) {
    const clause = random.pick(kinds)(row, used);
    if (clause) clauses.push(clause);
  }
  const lost = random.chance(0.02) ? missingPlace(row) : '';
  const rules = tellRules(teller, random.chance(0.4) ? clauses : random.shuffle(clauses));
  const question = random.chance(0.85) ? teller.sentence(QUESTIONS, { at: () => page.name(at, scene.place[0]) }) : '';
  return {
    teller,
    raw: surround(teller, { scene: scenery, data: '', rules: `${rules}${lost}`, question }),
    domain: scene.domain,
  };
}

const prepositions: Readonly<Record<string, string>> = {
  chair: 'on',
  shelf: 'on',
  hook: 'on',
  peg: 'on',
  day: 'on',
  floor: 'on',
  track: 'on',
  level: 'on',
  pitch: 'on',
  board: 'at',
  gate: 'at',
  bench: 'at',
  'start number': 'with',
  'wall space': 'at',
  stop: 'at',
  turn: 'at',
  course: 'as',
};

function sceneSlots(page: Page, scene: RowScene, set: string, at: string, noun: readonly [string, string]): Slots {
  const [place, places] = scene.place;
  return {
    thing: () => page.name(set, noun[0]),
    things: () => page.name(set, noun[1]),
    place,
    places,
    placeName: () => page.name(at, place),
    in: prepositions[place] ?? 'in',
    verb: scene.verb[0],
    placed: scene.verb[2],
  };
}

/** Slots about things in a row: their verb agrees with them. */
function about(row: Row, ...things: readonly Thing[]): Slots {
  const [base, third] = row.scene.verb;
  return { ...row.teller.about(...things), verbs: things[0]?.plural ? base : third };
}

/** What is in the row, and how the row runs. */
function opening(row: Row): string {
  const { teller, random, things, scene, size } = row;
  const word = 'zero one two three four five six seven eight nine ten'.split(' ')[size] ?? String(size);
  const count = (): string => {
    const figure = teller.page.figure(String(size), random.chance(0.7) ? word : String(size));
    row.count ??= figure;
    return figure.text;
  };
  const slots = {
    list: () => teller.list(things.map((thing) => teller.bare(thing))),
    theList: () => teller.list(things.map((thing) => teller.the(thing))),
    count,
    countAgain: count,
    verbs: scene.verb[0],
  };
  if (random.chance(0.14)) {
    const bullet = random.pick(['- ', '* ', '', '• ']);
    const head = capital(
      teller.say(['(the|our|) [things]:', '[count] [things] for [countAgain] [places]:', '[things]:'], slots),
    );
    return `${head}\n${things.map((thing) => `${bullet}${capital(teller.bare(thing))}`).join('\n')}\n`;
  }
  const first = teller.sentence(
    [
      '[count] [things] ([verbs]|are to be [placed]) in a~ row of [countAgain] [places]: [list]',
      '(there are|we have|I have) [count] [things]( and as many [places]| for [countAgain] [places]|): [list]',
      '(the|our|these) [things] [list] (are to be|must be|have to be|should be) [placed]( in a~ row| one by one|)',
      '[theList] (are to|must|have to|want to|will) [verb] [in] [countAgain] [places]',
      '(we|I|they) (have to|must|want to|need to) (arrange|place|order|line up) [count] [things]( in a~ row|): [list]',
      '[count] [things], [list], (are to be|must be|have to be|will be) [placed]',
      '(please|kindly|help me to) (arrange|order|line up) the [things] [list]',
      'for [countAgain] [places] there are [count] [things]: [list]',
      '[theList] are waiting for the [countAgain] [places]',
      '[things]: [list]',
      'the [count] [things] are (called|named) [list]',
      '[placeName] (plan|order|arrangement) for [list]',
    ],
    slots,
  );
  const runs = random.pick(said.rowPhrases[scene.axis].runs);
  return runs === '' ? first : `${first}${teller.sentence(runs)}`;
}

const QUESTIONS = [
  'which [thing] (goes|comes|is) where?',
  'which [thing] (gets|has|takes) (which|what) [at]?',
  '(find|give me|give|work out|suggest|propose) (an order|an arrangement|a~ possible order|any order that fits|one arrangement that works)',
  '(can|could) (this|it|that) be (done|arranged|managed)?',
  '(in what|in which) order (should|must|can) they (come|go)?',
  '(where|where) is (each|every [thing])?',
  'is there (an order|an arrangement|a~ way) (that obeys all this|to satisfy everything|that respects all of this|like that)?',
  '(any|one) (solution|arrangement|order) (will do|is enough|is fine)',
  'please (fill in|assign|allot|distribute) the [places]',
  '(I need|we need|we are looking for|I am after) (an order|an arrangement) that (works|fits|obeys the rules)',
  'how (can|should|could) they be (arranged|placed|ordered)?',
];

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
const first = singleKind(
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

/** A place that was promised and is not told. */
function missingPlace(row: Row): string {
  const { teller, random, things } = row;
  const thing = random.pick(things);
  const words = teller.say(
    [
      '[A] [has] been promised a~ certain [place], but I forgot which',
      '(which|what) [place] [A] booked is not in my notes',
      'for [A] there is a~ fixed [place], I (will|must) look it up',
    ],
    about(row, thing),
  );
  const told = teller.page.state(
    'missing',
    words,
    (quotes) => `missing data ${quotes}: Which ${row.scene.place[0]} is fixed for ${thing.long}?`,
  );
  return `${capital(told)}. `;
}

function times(weight: number, kind: Kind): Kind[] {
  return new Array<Kind>(weight).fill(kind);
}

const kinds: readonly Kind[] = [
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
