import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import { capital } from './markup';
import { Page } from './page';
import * as said from './placePhrases';
import { placeScenes, type PlaceScene } from './places';
import { surround } from './surroundings';
import { drawStyle, Teller, type Slots } from './teller';
import { tellData } from './tellData';
import { identifier, somePeople, thingsOf, type Thing } from './things';

/** Things that each go to one place, under construction. */
export interface Placing {
  readonly teller: Teller;
  readonly random: Random;
  readonly scene: PlaceScene;
  readonly set: string;
  readonly placeSet: string;
  /** The decision. */
  readonly on: string;
  readonly things: readonly Thing[];
  readonly places: readonly Thing[];
  /** Places are only numbered: "channel 3". */
  readonly isNumbered: boolean;
  /** The plan the rules are drawn from: index of a place. */
  readonly plan: ReadonlyMap<Thing, number>;
  readonly isOneToOne: boolean;
}

/** A problem of things that each go to one of several places. */
export function drawPlacing(random: Random): {
  readonly teller: Teller;
  readonly raw: string;
  readonly domain: string;
} {
  const page = new Page(random);
  const scene = random.pick(placeScenes);
  const taken = new Set(['touch', 'room', 'size']);
  const [noun, placeNoun] = [random.pick(scene.nouns), random.pick(scene.places)];
  const set = identifier([noun[1]], taken);
  const isNumbered = scene.sort === 'room' && random.chance(0.3);
  const placeSet = identifier([placeNoun[1]], taken);
  const on = identifier([random.pick(['on', placeNoun[0], 'gets'])], taken);
  const size = random.pick([3, 4, 4, 5, 5, 5, 6, 6, 7, 8]);
  const names = scene.person
    ? somePeople(random, size)
    : random.sample(scene.members, Math.min(size, scene.members.length)).map((name): [string, string] => [name, name]);
  const things = thingsOf(names, scene.article, taken);
  const isOneToOne = scene.placeMembers.length >= things.length && !isNumbered && random.chance(0.5);
  const count = isOneToOne ? things.length : random.integer(2, Math.min(4, scene.placeMembers.length));
  const chosen = scene.sort === 'time' ? scene.placeMembers.slice(0, count) : random.sample(scene.placeMembers, count);
  const places = isNumbered
    ? []
    : thingsOf(
        chosen.map((name) => [name, name]),
        scene.placeArticle,
        taken,
      );
  const many = isNumbered ? random.integer(2, 4) : places.length;
  const order = random.shuffle(things);
  const plan = new Map(order.map((thing, at) => [thing, isOneToOne ? at : random.integer(0, many - 1)]));
  const slots: Slots = {
    thing: () => page.name(set, noun[0]),
    things: () => page.name(set, noun[1]),
    place: () => page.name(placeSet, placeNoun[0]),
    places: () => page.name(placeSet, placeNoun[1]),
    in: scene.preposition,
    go: scene.verb[0] === 'be' ? `be ${scene.verb[1]}` : scene.verb[0],
    put: scene.verb[1],
  };
  const teller = new Teller(page, random, drawStyle(random), slots);
  const placing: Placing = { teller, random, scene, set, placeSet, on, things, places, isNumbered, plan, isOneToOne };
  page.declare('set', `set ${set}${page.names(set)}: ${things.map(({ id }) => `${id}${page.names(id)}`).join(', ')}`);
  const number = isNumbered ? teller.figure(many) : undefined;
  page.declare(
    'set',
    number
      ? `set ${placeSet}${page.names(placeSet)} = 1..${number.gold}`
      : `set ${placeSet}${page.names(placeSet)}: ${places.map(({ id }) => `${id}${page.names(id)}`).join(', ')}`,
  );
  page.declare('var', `var ${on}[${set}]${page.names(on)}: ${placeSet}`);
  const scenery = opening(placing, number?.text);
  const clauses = rulesOf(placing);
  const lost = random.chance(0.02) && !isNumbered ? missingRoom(placing) : '';
  const ordered = random.chance(0.4) ? clauses : random.shuffle(clauses);
  const question = random.chance(0.85)
    ? teller.sentence(QUESTIONS, { decide: () => page.name(on, scene.verb[1]) })
    : '';
  return {
    teller,
    raw: surround(teller, { ...scenery, rules: `${tellRules(teller, ordered)}${lost}`, question }),
    domain: scene.domain,
  };
}

const QUESTIONS = [
  'which [thing] (gets|has|takes) which [place]?',
  'which [place] (for|goes to) which [thing]?',
  '(find|give me|give|work out|suggest|propose|make) (a~ plan|an assignment|a~ distribution|any plan that fits|one that works)',
  '(can|could) (this|it|that) be (done|arranged|managed)?',
  '[in] which [place] should each [thing] be [decide]?',
  'is there (an assignment|a~ plan|a~ way) (that obeys all this|to satisfy everything|that respects all of this|like that)?',
  '(any|one) (solution|plan|assignment) (will do|is enough|is fine)',
  'please (assign|allot|distribute) the [places]',
  '(I need|we need|we are looking for|I am after) (an assignment|a~ plan|a~ distribution) that (works|fits|obeys the rules)',
  'how (can|should|could) the [things] be [decide]?',
  'where does each [thing] go?',
];

/** What there is, and where it can go. */
function opening(placing: Placing, number: string | undefined): { readonly scene: string; readonly data: string } {
  const { teller, random, things, places, scene } = placing;
  const word = 'zero one two three four five six seven eight nine ten'.split(' ');
  const slots: Slots = {
    list: () => teller.list(things.map((thing) => teller.bare(thing))),
    theList: () => teller.list(things.map((thing) => teller.the(thing))),
    placeList: () => teller.list(places.map((place) => teller.bare(place))),
    orList: () =>
      teller.list(
        places.map((place) => teller.the(place)),
        ' or ',
      ),
    count: word[things.length] ?? String(things.length),
    countPlaces: number ?? word[places.length] ?? String(places.length),
  };
  const isListed = random.chance(0.12);
  if (isListed) {
    const colon = random.pick([': ', ' = ', ' - ']);
    const lines = [
      teller.say(`[things]${colon}[list]`, slots),
      teller.say(number === undefined ? `[places]${colon}[placeList]` : '[places]: 1 to [countPlaces]', slots),
    ];
    return { scene: `${random.shuffle(lines).map(capital).join('\n')}\n`, data: '' };
  }
  if (number !== undefined) {
    const sentences = [
      teller.sentence(
        [
          '(there are|we have|I have) [count] [things]: [list]',
          '[theList] (are to be|must be|have to be|should be) [put]',
          '[count] [things], [list], (are to be|must be|have to be) [put]',
          '(we|I|they) (have|need) to (assign|place|distribute) [count] [things]: [list]',
        ],
        slots,
      ),
      teller.sentence(
        [
          '(there are|we have|they have) [countPlaces] [places], numbered from 1',
          '[countPlaces] [places] (are available|can be used|are free), (numbered|called by their numbers)',
          '(the|our) [places] (are numbered|run from) 1 to [countPlaces]',
        ],
        slots,
      ),
    ];
    return { scene: random.chance(0.8) ? sentences.join('') : sentences.reverse().join(''), data: '' };
  }
  const both = teller.sentence(
    [
      '[count] [things] ❨[list]❩ (are to be|must be|have to be|should be) [put] [in] [countPlaces] [places]: [placeList]',
      '[theList] (must|have to|want to|are to|should|will) [go] [in] [orList]',
      '(we|I|they) (have|need) to (assign|distribute) [count] [things], [list], to the [places] [placeList]',
      'for [theList] there are the [places] [placeList]',
      '(there are|we have|I have) [count] [things], [list], and [countPlaces] [places], [placeList]',
      '[countPlaces] [places], [placeList], (wait for|are there for|must do for) [count] [things]: [list]',
      'each of the [things] [list] (gets|is given|needs|takes) one of the [places] [placeList]',
      '(each|every) [thing] ❨[list]❩ (gets|is given|needs|takes) a~ [place]: [orList]',
    ],
    slots,
  );
  const apart = (): string => {
    const sentences = [
      teller.sentence(
        [
          '(there are|we have|I have|they have) [count] [things]: [list]',
          '(the|our) [things] are [list]',
          '[things]: [list]',
          '[list] are the [things]',
        ],
        slots,
      ),
      teller.sentence(
        [
          '(there are|we have|I have|they have) [countPlaces] [places]: [placeList]',
          '(the|our|possible) [places] are [placeList]',
          '[places]: [placeList]',
          '[placeList] are the [places] (we can use|to choose from|available)',
        ],
        slots,
      ),
    ];
    return (random.chance(0.7) ? sentences : sentences.reverse()).join('');
  };
  const scenery = random.chance(0.6) ? both : apart();
  if (placing.isOneToOne || scene.sort === 'look' || !random.chance(0.14)) return { scene: scenery, data: '' };
  return { scene: scenery, data: capacities(placing) };
}

/** Room told for each place. */
function capacities(placing: Placing): string {
  const { teller, random, places, placeSet, set, on } = placing;
  void set;
  const told = tellData(
    teller,
    placeSet,
    places,
    [
      {
        id: 'room',
        values: places.map(() => random.integer(2, 5)),
        heads: ['{room:(room|capacity|places|holds)}', '{room:(maximum|limit|capacity)}'],
        full: [
          '(has|offers|provides) {room:room} for [n]',
          '(takes|holds) {room:(up to|at most)} [n] [things]',
          '[has] a~ {room:capacity} of [n]',
        ],
        brief: ['{room:room} for [n]', '{room:at most} [n]', '{room:capacity} [n]'],
        lists: ['have {room:room} for [list] [things]', '(take|hold) {room:at most} [list]'],
      },
    ],
    [
      'the [places] (are of the same size|differ in size)(:| as follows:) [list]',
      'room is (scarce|short|limited): [list]',
      'the limits: [list]',
    ],
  );
  const clause = rule(teller, said.capacityRule, {}, `forall(p in ${placeSet})(count(${on}, p) <= room[p])`);
  return `${told}${capital(clause.whole)}. `;
}

type Kind = (placing: Placing, used: Set<string>) => Clause | undefined;

/** Slots for a place: [P] and [inP]. */
function placeSlots(placing: Placing, letter: string, place: number): { readonly slots: Slots; readonly gold: string } {
  const { teller, scene, places, isNumbered, random } = placing;
  const before = scene.preposition === '' ? '' : `${scene.preposition} `;
  if (isNumbered) {
    const figure = teller.figure(place + 1);
    // The digit alone is a number of the text even where it is 1.
    return {
      slots: {
        [letter]: () => teller.say('[place] [n]', { n: figure.text }),
        [`in${letter}`]: () => teller.say(`${before}[place] [n]`, { n: figure.text }),
      },
      gold: figure.gold,
    };
  }
  const named = places[place] ?? places[0];
  if (!named) return { slots: {}, gold: '0' };
  const article = named.article === 'the' ? 'the ' : '';
  void random;
  return {
    slots: {
      [letter]: () => `${article}${teller.bare(named)}`,
      [`in${letter}`]: () => `${before}${article}${teller.bare(named)}`,
    },
    gold: named.id,
  };
}

function count({ isNumbered, places }: Placing): number {
  return isNumbered ? 2 : places.length;
}

function other(placing: Placing, place: number): number {
  return (place + placing.random.integer(1, Math.max(1, count(placing) - 1))) % count(placing);
}

function single(placing: Placing, used: Set<string>): Thing | undefined {
  const free = placing.things.filter(({ id }) => !used.has(id));
  if (free.length === 0) return undefined;
  const thing = placing.random.pick(free);
  used.add(thing.id);
  return thing;
}

function pair(
  placing: Placing,
  used: Set<string>,
  fits: (a: number, b: number) => boolean,
): [Thing, Thing] | undefined {
  const { random, things, plan } = placing;
  for (let tries = 0; tries < 8; tries++) {
    const [a, b] = random.sample(things, 2);
    if (!a || !b) return undefined;
    const key = [a.id, b.id].sort().join(' ');
    if (used.has(key) || !fits(plan.get(a) ?? 0, plan.get(b) ?? 0)) continue;
    used.add(key);
    return [a, b];
  }
  return undefined;
}

/** One thing and one place: its own of the plan, or another. */
function singleKind(phrases: readonly string[], isOwn: boolean, operator: string): Kind {
  return (placing, used) => {
    const thing = single(placing, used);
    if (!thing) return undefined;
    const own = placing.plan.get(thing) ?? 0;
    const { slots, gold } = placeSlots(placing, 'P', isOwn ? own : other(placing, own));
    return rule(
      placing.teller,
      phrases,
      { ...placing.teller.about(thing), ...slots },
      `${placing.on}[${thing.id}] ${operator} ${gold}`,
      { subject: thing },
    );
  };
}

/** One thing and two places. */
function doubleKind(phrases: readonly string[], isOwn: boolean, operator: string, joint: string): Kind {
  return (placing, used) => {
    if (count(placing) < 3) return undefined;
    const thing = single(placing, used);
    if (!thing) return undefined;
    const own = placing.plan.get(thing) ?? 0;
    const rest = placing.random.shuffle([...Array(count(placing)).keys()].filter((place) => place !== own));
    const [one = 0, two = 1] = isOwn ? placing.random.shuffle([own, rest[0] ?? 0]) : rest;
    const p = placeSlots(placing, 'P', one);
    const q = placeSlots(placing, 'Q', two);
    const at = `${placing.on}[${thing.id}]`;
    return rule(
      placing.teller,
      phrases,
      { ...placing.teller.about(thing), ...p.slots, ...q.slots },
      `${at} ${operator} ${p.gold} ${joint} ${at} ${operator} ${q.gold}`,
      { subject: thing },
    );
  };
}

function pairKind(
  phrases: readonly string[],
  fits: (a: number, b: number) => boolean,
  gold: (a: string, b: string) => string,
): Kind {
  return (placing, used) => {
    const drawn = pair(placing, used, fits);
    if (!drawn) return undefined;
    const [a, b] = drawn;
    const { teller, on } = placing;
    return rule(teller, phrases, teller.about(a, b), gold(`${on}[${a.id}]`, `${on}[${b.id}]`), { subject: a });
  };
}

/** A thing and a place, and another thing and place. */
function twoKind(
  phrases: readonly string[],
  gold: (a: string, p: string, b: string, q: string) => string,
  isOwnSecond: boolean,
): Kind {
  return (placing, used) => {
    const drawn = pair(placing, used, () => true);
    if (!drawn) return undefined;
    const [a, b] = drawn;
    const { plan, teller, on, random } = placing;
    const own = plan.get(b) ?? 0;
    const p = placeSlots(placing, 'P', random.integer(0, count(placing) - 1));
    const q = placeSlots(placing, 'Q', isOwnSecond ? own : other(placing, own));
    return rule(
      teller,
      phrases,
      { ...teller.about(a, b), ...p.slots, ...q.slots },
      gold(`${on}[${a.id}]`, p.gold, `${on}[${b.id}]`, q.gold),
      { subject: a },
    );
  };
}

/** [n] things to each place. */
function eachKind(phrases: readonly string[], operator: string, number: (placing: Placing) => number): Kind {
  return (placing, used) => {
    const { teller, placeSet, on, isOneToOne } = placing;
    if (isOneToOne || used.has('each')) return undefined;
    const value = number(placing);
    if (value < 2) return undefined;
    used.add('each');
    const figure = teller.figure(value);
    return rule(
      teller,
      phrases,
      { n: figure.text },
      `forall(p in ${placeSet})(count(${on}, p) ${operator} ${figure.gold})`,
    );
  };
}

/** [n] things to one place. */
function countKind(phrases: readonly string[], operator: string): Kind {
  return (placing, used) => {
    const { teller, on, isOneToOne, random, things } = placing;
    if (isOneToOne) return undefined;
    const place = random.integer(0, count(placing) - 1);
    if (used.has(`count ${String(place)}`) || things.length < 4) return undefined;
    used.add(`count ${String(place)}`);
    const { slots, gold } = placeSlots(placing, 'P', place);
    const figure = teller.figure(random.integer(2, Math.min(4, things.length - 1)));
    return rule(teller, phrases, { ...slots, n: figure.text }, `count(${on}, ${gold}) ${operator} ${figure.gold}`);
  };
}

const used: Kind = (placing, done) => {
  const { teller, placeSet, on, isOneToOne } = placing;
  if (isOneToOne || done.has('each')) return undefined;
  done.add('each');
  return rule(teller, said.usedEach, {}, `forall(p in ${placeSet})(count(${on}, p) >= 1)`);
};

const alone: Kind = (placing, done) => {
  const { teller, set, on, isOneToOne } = placing;
  const thing = isOneToOne ? undefined : single(placing, done);
  return (
    thing &&
    rule(
      teller,
      said.alone,
      teller.about(thing),
      `forall(t in ${set} where t != ${thing.id})(${on}[t] != ${on}[${thing.id}])`,
      { subject: thing },
    )
  );
};

/** Places in the order of their names or numbers. */
function timed(kind: Kind): Kind {
  return (placing, done) => (placing.scene.sort === 'time' ? kind(placing, done) : undefined);
}

const numbersApart: Kind = (placing, done) => {
  if (!placing.isNumbered) return undefined;
  const drawn = pair(placing, done, () => true);
  if (!drawn) return undefined;
  const [a, b] = drawn;
  const { teller, on } = placing;
  const figure = teller.figure(2);
  return rule(
    teller,
    said.numberApart,
    { ...teller.about(a, b), n: figure.text },
    `abs(${on}[${a.id}] - ${on}[${b.id}]) >= ${figure.gold}`,
    { subject: a },
  );
};

/** Pairs told in a list, and that they differ. */
const network: Kind = (placing, done) => {
  const { teller, random, things, set, on, isOneToOne } = placing;
  if (isOneToOne || things.length < 4 || done.has('network')) return undefined;
  done.add('network');
  const all = things.flatMap((a, at) => things.slice(at + 1).map((b) => [a, b] as const));
  const pairs = random.sample(all, random.integer(3, Math.min(6, all.length)));
  const touch = random.pick([
    'quarrel',
    'disturb each other',
    'are rivals',
    'cannot stand each other',
    'get in the way of each other',
    'compete',
    'share an edge',
    'are neighbours',
    'touch',
    'interfere',
    'overlap',
    'clash',
  ]);
  const between = random.pick([' and ', ' and ', '-', ' with ', '/', ' & ']);
  const list = teller.list(
    pairs.map(([a, b]) => `${teller.bare(a)}${between}${teller.bare(b)}`),
    random.pick([' and ', ', ', ', and also ']),
  );
  teller.page.declare(
    'data',
    `pairs touch[${set},${set}]${teller.page.names('touch')}: ${pairs.map(([a, b]) => `${a.id} ${b.id}`).join(', ')}`,
  );
  const facts = teller.say(
    [
      '(these|the following) pairs {touch:[touch]}: [pairs]',
      'those that {touch:[touch]} are [pairs]',
      '{touch:[touch]}: [pairs]',
      'here are the [things] that {touch:[touch]}: [pairs]',
    ],
    { touch, pairs: list },
  );
  const { whole } = rule(
    teller,
    said.pairsDiffer,
    { touch },
    `forall(a, b in ${set} where touch[a,b])(${on}[a] != ${on}[b])`,
  );
  const clause = random.chance(0.6) ? `${facts}. ${capital(whole)}` : `${whole}. ${capital(facts)}`;
  return { whole: clause, subject: undefined, rest: undefined };
};

const wish: Kind = (placing, done) => {
  if (done.has('wish') || placing.random.chance(0.3)) return undefined;
  const drawn = pair(placing, done, () => true);
  if (!drawn) return undefined;
  done.add('wish');
  const [a, b] = drawn;
  const { teller, on } = placing;
  return rule(teller, said.different.slice(0, 2), teller.about(a, b), `${on}[${a.id}] != ${on}[${b.id}]`, {
    force: 'soft ',
  });
};

const isSame = (a: number, b: number): boolean => a === b;
const isOther = (a: number, b: number): boolean => a !== b;

function times(weight: number, kind: Kind): Kind[] {
  return new Array<Kind>(weight).fill(kind);
}

function perPlace({ things, places }: Placing, round: (value: number) => number): number {
  return places.length === 0 ? 0 : round(things.length / places.length);
}

const kinds: readonly Kind[] = [
  ...times(8, singleKind(said.barred, false, '!=')),
  ...times(7, singleKind(said.fixed, true, '=')),
  ...times(
    6,
    pairKind(said.different, isOther, (a, b) => `${a} != ${b}`),
  ),
  ...times(
    4,
    pairKind(said.same, isSame, (a, b) => `${a} = ${b}`),
  ),
  ...times(4, doubleKind(said.eitherOf, true, '=', '\\/')),
  ...times(2, doubleKind(said.neitherOf, false, '!=', '/\\')),
  ...times(3, network),
  ...times(
    2,
    twoKind(said.ifThen, (a, p, b, q) => `${a} = ${p} -> ${b} = ${q}`, true),
  ),
  twoKind(said.ifThenNot, (a, p, b, q) => `${a} = ${p} -> ${b} != ${q}`, false),
  twoKind(said.oneOrOther, (a, p, b, q) => `${a} = ${p} \\/ ${b} = ${q}`, true),
  ...times(
    3,
    eachKind(said.atMostEach, '<=', (placing) => Math.max(2, perPlace(placing, Math.ceil))),
  ),
  ...times(
    2,
    eachKind(said.exactlyEach, '=', (placing) =>
      Number.isInteger(perPlace(placing, (value) => value)) ? perPlace(placing, Math.round) : 0,
    ),
  ),
  eachKind(said.atLeastEach, '>=', () => 2),
  ...times(2, countKind(said.exactlyIn, '=')),
  ...times(2, countKind(said.atMostIn, '<=')),
  countKind(said.atLeastIn, '>='),
  used,
  alone,
  ...times(
    4,
    timed(
      pairKind(
        said.earlier,
        (a, b) => a < b,
        (a, b) => `${a} < ${b}`,
      ),
    ),
  ),
  ...times(
    2,
    timed(
      pairKind(
        said.nextAfter,
        (a, b) => a + 1 === b,
        (a, b) => `${b} = ${a} + 1`,
      ),
    ),
  ),
  ...times(2, numbersApart),
  wish,
];

function rulesOf(placing: Placing): Clause[] {
  const { teller, random, on, isOneToOne } = placing;
  const clauses: Clause[] = [];
  if (isOneToOne) clauses.push(rule(teller, said.distinct, {}, `all_different(${on})`));
  const wanted = random.pick([2, 3, 3, 4, 4, 4, 5, 5, 6]);
  const done = new Set<string>();
  for (let tries = 0; clauses.length < wanted && tries < 30; tries++) {
    const clause = random.pick(kinds)(placing, done);
    if (clause) clauses.push(clause);
  }
  return clauses;
}

/** A place that was promised and is not told. */
function missingRoom(placing: Placing): string {
  const { teller, random, things, scene } = placing;
  const thing = random.pick(things);
  const words = teller.say(
    [
      '[A] [has] been promised a~ certain [place], but I forgot which',
      '(which|what) [place] [A] booked is not in my notes',
      'for [A] there is a~ fixed [place], I (will|must) look it up',
    ],
    teller.about(thing),
  );
  const told = teller.page.state(
    'missing',
    words,
    (quotes) => `missing data ${quotes}: Which ${scene.places[0]?.[0] ?? 'place'} is fixed for ${thing.long}?`,
  );
  return `${capital(told)}. `;
}
