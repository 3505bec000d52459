import type { Random } from '../../random';
import { rule, tellRules } from './compose';
import { capital } from './markup';
import { Page } from './page';
import * as said from './placePhrases';
import { rulesOf } from './placeRules';
import { placeScenes, type PlaceScene } from './places';
import { surround } from './surroundings';
import { tellData } from './tellData';
import { drawStyle, Teller, type Slots } from './teller';
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
  page.declare('var', `var ${on}[${set}]${page.names(on, [...scene.verb].reverse())}: ${placeSet}`);
  const scenery = opening(placing, number?.text);
  const clauses = rulesOf(placing);
  const lost = random.chance(0.032) && !isNumbered ? missingRoom(placing) : '';
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
  const { teller, random, places, placeSet, on } = placing;
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
