import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import { capital } from './markup';
import { Page, type Figure } from './page';
import * as said from './rowPhrases';
import { about, kinds } from './rowRules';
import { rowScenes, type RowScene } from './rows';
import { surround } from './surroundings';
import { drawStyle, Teller, type Slots } from './teller';
import { identifier, somePeople, thingsOf, type Thing } from './things';

/** Things in a row under construction. */
export interface Row {
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
  page.declare('var', `var ${at}[${set}]${page.names(at, [...scene.verb, ...scene.place])}: position`);
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
  const lost = random.chance(0.032) ? missingPlace(row) : '';
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
