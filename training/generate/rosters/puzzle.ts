import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import { fields } from './fields';
import { Page } from './page';
import { surround } from './surroundings';
import { drawStyle, Teller, type Slots } from './teller';
import { identifier, somePeople, thingsOf, type Thing } from './things';

/** Something that people have, one each: how it is called and how having it is said. */
interface Trait {
  readonly nouns: readonly [string, string];
  readonly members: readonly string[];
  /** "[x]" is the thing. */
  readonly has: readonly string[];
  readonly hasNot: readonly string[];
  /** Whoever has it. */
  readonly owner: readonly string[];
}

const traits: readonly Trait[] = [
  trait(
    'pet/pets',
    'cat, parrot, tortoise, hamster, goldfish, rabbit',
    ['keeps the [x]', 'has the [x]', 'owns the [x]'],
    ['does not keep the [x]', 'does not own the [x]'],
    ['the owner of the [x]', 'the one with the [x]', 'whoever keeps the [x]'],
  ),
  trait(
    'drink/drinks',
    'tea, coffee, cocoa, lemonade, cider, milk',
    ['drinks [x]', 'has ordered [x]'],
    ['does not drink [x]', 'never touches [x]'],
    ['whoever drinks [x]', 'the one who drinks [x]', 'the one with the [x]'],
  ),
  trait(
    'instrument/instruments',
    'flute, cello, trumpet, harp, drum, oboe',
    ['plays the [x]'],
    ['does not play the [x]', 'has never held the [x]'],
    ['the one who plays the [x]', 'whoever plays the [x]'],
  ),
  trait(
    'hat colour/hat colours',
    'red, blue, green, yellow, white, purple',
    ['wears [x]', 'has the [x] hat'],
    ['does not wear [x]', 'does not have the [x] hat'],
    ['the one in [x]', 'whoever wears [x]', 'the one with the [x] hat'],
  ),
  trait(
    'dish/dishes',
    'pizza, soup, salad, curry, sushi, pasta',
    ['eats the [x]', 'ordered the [x]'],
    ['does not eat the [x]', 'did not order the [x]'],
    ['whoever ordered the [x]', 'the one who eats the [x]'],
  ),
  trait(
    'profession/professions',
    'baker, doctor, teacher, painter, plumber, lawyer',
    ['is the [x]', 'works as the [x]'],
    ['is not the [x]', 'does not work as the [x]'],
    ['the [x]'],
  ),
  trait(
    'home town/home towns',
    'Oslo, Porto, Riga, Turin, Ghent, Basel',
    ['comes from [x]', 'lives in [x]'],
    ['does not come from [x]', 'does not live in [x]'],
    ['whoever comes from [x]', 'the one from [x]'],
  ),
  trait(
    'sport/sports',
    'tennis, judo, rowing, fencing, chess, cricket',
    ['plays [x]', 'is fond of [x]', 'goes in for [x]'],
    ['does not care for [x]', 'does not go in for [x]'],
    ['the fan of [x]', 'whoever goes in for [x]'],
  ),
];

function trait(
  nouns: string,
  members: string,
  has: readonly string[],
  hasNot: readonly string[],
  owner: readonly string[],
): Trait {
  const [one = '', many = ''] = nouns.split('/');
  return { nouns: [one, many], members: fields(members), has, hasNot, owner };
}

/** One trait of a puzzle: its things and the decision that says whose each is. */
interface Held {
  readonly trait: Trait;
  readonly set: string;
  readonly at: string;
  readonly things: readonly Thing[];
}

/** Who has what and sits where: a puzzle about people in a row, each with one thing of each sort. */
export function drawPuzzle(random: Random): { readonly teller: Teller; readonly raw: string; readonly domain: string } {
  const page = new Page(random);
  const taken = new Set<string>();
  const size = random.pick([3, 3, 4, 4, 5]);
  const set = identifier([random.pick(['people', 'friends', 'neighbours', 'colleagues'])], taken);
  const noun: readonly [string, string] = set === 'people' ? ['person', 'people'] : [set.slice(0, -1), set];
  const at = identifier([random.pick(['house', 'seat', 'place'])], taken);
  const people = thingsOf(somePeople(random, size), '', taken);
  const chosen = random.sample(traits, random.pick([1, 2, 2]));
  const held: Held[] = chosen.map((each) => {
    const [one, many] = each.nouns;
    const ids = { set: identifier([many], taken), at: identifier([`${one.split(' ').at(-1) ?? one} at`], taken) };
    return {
      trait: each,
      ...ids,
      things: thingsOf(
        random.sample(each.members, size).map((name) => [name, name]),
        '',
        taken,
      ),
    };
  });
  const teller = new Teller(page, random, drawStyle(random), {
    thing: () => page.name(set, noun[0]),
    things: () => page.name(set, noun[1]),
    place: at,
    places: `${at}s`,
  });
  const sets: readonly { readonly set: string; readonly at: string; readonly things: readonly Thing[] }[] = [
    { set, at, things: people },
    ...held,
  ];
  for (const each of sets)
    page.declare(
      'set',
      `set ${each.set}${page.names(each.set)}: ${each.things.map(({ id }) => `${id}${page.names(id)}`).join(', ')}`,
    );
  for (const each of sets) page.declare('var', `var ${each.at}[${each.set}]${page.names(each.at)}: position`);
  const scene = opening(teller, random, people, held);
  page.declare('rule', `implied: all_different(${at})`);
  for (const each of held) page.declare('rule', `implied: all_different(${each.at})`);
  const order = random.shuffle(people);
  const holds = held.map(({ things }) => random.shuffle(things));
  const clauses = cluesOf({ teller, random, people: order, at, held, holds });
  const question = teller.sentence([
    'who (has|gets|is) what?',
    'what belongs to whom?',
    '(can you|could you) (work out|tell|find out) who (has what|is where)?',
    '(find|give) one (solution|way) that fits (all clues|everything)',
    'where does everyone belong?',
    'any solution will do',
  ]);
  return {
    teller,
    raw: surround(teller, { scene, data: '', rules: tellRules(teller, clauses), question }),
    domain: 'puzzle',
  };
}

function opening(teller: Teller, random: Random, people: readonly Thing[], held: readonly Held[]): string {
  const words = 'zero one two three four five six'.split(' ');
  const names = (things: readonly Thing[]): string => teller.list(things.map((thing) => teller.bare(thing)));
  const count = random.chance(0.7) ? (words[people.length] ?? '') : String(people.length);
  const first = teller.sentence(
    [
      '[count] [things] ❨[list]❩ have [count] [places] in a~ row, numbered from left to right',
      'in [count] [places] in a~ row (live|are) [list]',
      '[list] (live|are) in a~ row of [count] [places]',
      '(there are|we know) [count] [things]: [list]. each has one of the [count] [places] in a~ row',
    ],
    { list: () => names(people), count },
  );
  const rest = held
    .map(({ trait: { nouns }, set, things }) =>
      teller.sentence(
        [
          '(each|every one of them|everybody) has (another|a~ different) [noun]: [list]',
          'their [nouns] are [list](, one each|)',
          'there are also the [nouns] [list], one for each',
          '(each|everybody) has one of the [nouns] [list], no two the same',
        ],
        {
          noun: () => teller.page.name(set, nouns[0]),
          nouns: () => teller.page.name(set, nouns[1]),
          list: () => names(things),
        },
      ),
    )
    .join('');
  return `${first}${rest}`;
}

interface Clues {
  readonly teller: Teller;
  readonly random: Random;
  /** In the order of their places. */
  readonly people: readonly Thing[];
  readonly at: string;
  readonly held: readonly Held[];
  /** By trait: its things in the order of the places. */
  readonly holds: readonly (readonly Thing[])[];
}

/** A thing of a clue: how it is called where it does something, and its place in the gold. */
interface Actor {
  readonly said: () => string;
  readonly gold: string;
  readonly place: number;
  readonly key: string;
}

function cluesOf(clues: Clues): Clause[] {
  const { random } = clues;
  const wanted = random.pick([3, 4, 4, 5, 5, 6]);
  const list: Clause[] = [];
  const done = new Set<string>();
  for (let tries = 0; list.length < wanted && tries < 40; tries++) {
    const clause = random.chance(0.45) ? ownership(clues, done) : position(clues, done);
    if (clause) list.push(clause);
  }
  return list;
}

/** Ann keeps the cat; the baker does not drink tea. */
function ownership({ teller, random, people, at, held, holds }: Clues, done: Set<string>): Clause | undefined {
  const trait = random.integer(0, held.length - 1);
  const other = held[trait];
  const place = random.integer(0, people.length - 1);
  const isHeld = random.chance(0.6);
  const otherPlace = isHeld ? place : (place + random.integer(1, people.length - 1)) % people.length;
  const thing = holds[trait]?.[otherPlace];
  const subject = actor(
    { teller, random, people, at, held, holds },
    place,
    random.chance(0.7) ? -1 : random.integer(0, held.length - 1),
  );
  if (!other || !thing || !subject || subject.gold.startsWith(`${other.at}[`)) return undefined;
  const key = `${subject.key} ${thing.id}`;
  if (done.has(key)) return undefined;
  done.add(key);
  const phrases = (isHeld ? other.trait.has : other.trait.hasNot).map((phrase) => `[S] ${phrase}`);
  const slots: Slots = { S: subject.said, x: () => teller.bare(thing) };
  return rule(teller, phrases, slots, `${subject.gold} ${isHeld ? '=' : '!='} ${other.at}[${thing.id}]`);
}

function actor({ teller, random, people, at, held, holds }: Clues, place: number, trait: number): Actor | undefined {
  if (trait < 0) {
    const person = people[place];
    return person && { said: () => teller.the(person), gold: `${at}[${person.id}]`, place, key: person.id };
  }
  const owned = held[trait];
  const thing = holds[trait]?.[place];
  if (!owned || !thing) return undefined;
  const phrase = random.pick(owned.trait.owner);
  return {
    said: () => teller.say(phrase, { x: () => teller.bare(thing) }),
    gold: `${owned.at}[${thing.id}]`,
    place,
    key: thing.id,
  };
}

function position(clues: Clues, done: Set<string>): Clause | undefined {
  const { teller, random, people, held } = clues;
  const size = people.length;
  const any = (place: number): Actor | undefined =>
    actor(clues, place, random.chance(0.5) ? -1 : random.integer(0, held.length - 1));
  const here = random.integer(0, size - 1);
  const a = any(here);
  const b = any((here + random.integer(1, size - 1)) % size);
  if (!a || !b || done.has(`${a.key} at`)) return undefined;
  const slots: Slots = { S: a.said, T: b.said };
  const say = (phrases: readonly string[], gold: string): Clause => rule(teller, phrases, slots, gold);
  done.add(`${a.key} at`);
  if (random.chance(0.35)) {
    if (a.place === 0)
      return say(
        ['[S] (lives|is) (at the left end|at the far left|leftmost)', '[S] has the (first|leftmost) [place]'],
        `${a.gold} = 1`,
      );
    if (a.place === size - 1)
      return say(
        ['[S] (lives|is) (at the right end|at the far right|rightmost)', '[S] has the (last|rightmost) [place]'],
        `${a.gold} = \`${String(size)}\``,
      );
    if (size % 2 === 1 && a.place === (size - 1) / 2)
      return say(
        ['[S] (lives|is) in the middle', '[S] has the middle [place]'],
        `${a.gold} = \`${String((size + 1) / 2)}\``,
      );
    const figure = teller.figure(a.place + 1);
    return rule(
      teller,
      ['[S] has [place] [n]', '[S] (lives|is) in [place] [n]', '[place] [n] belongs to [S]'],
      { ...slots, n: figure.text },
      `${a.gold} = ${figure.gold}`,
    );
  }
  if (a.place + 1 === b.place)
    return say(
      ['[S] (lives|is) (directly|immediately|right|just) left of [T]', '[S] is the left-hand neighbour of [T]'],
      `${a.gold} + 1 = ${b.gold}`,
    );
  if (a.place === b.place + 1)
    return say(
      ['[S] (lives|is) (directly|immediately|right|just) right of [T]', '[S] is the right-hand neighbour of [T]'],
      `${a.gold} = ${b.gold} + 1`,
    );
  if (random.chance(0.4))
    return say(
      ['[S] (lives|is) not next to [T]', '[S] and [T] are no neighbours', '[S] is no neighbour of [T]'],
      `abs(${a.gold} - ${b.gold}) != 1`,
    );
  return a.place < b.place
    ? say(
        ['[S] (lives|is) somewhere (to the left of|left of) [T]', '[S] is further left than [T]'],
        `${a.gold} < ${b.gold}`,
      )
    : say(
        ['[S] (lives|is) somewhere (to the right of|right of) [T]', '[S] is further right than [T]'],
        `${a.gold} > ${b.gold}`,
      );
}
