import { rule, type Clause } from './compose';
import { capital } from './markup';
import type { Placing } from './place';
import * as said from './placePhrases';
import type { Slots } from './teller';
import type { Thing } from './things';

type Kind = (placing: Placing, used: Set<string>) => Clause | undefined;

/** Slots for a place: [P] and [inP]. */
function placeSlots(placing: Placing, letter: string, place: number): { readonly slots: Slots; readonly gold: string } {
  const { teller, scene, places, isNumbered } = placing;
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
  return {
    slots: {
      [letter]: () => `${article}${teller.bare(named)}`,
      [`in${letter}`]: () => `${before}${article}${teller.bare(named)}`,
    },
    gold: named.id,
  };
}

export function count({ isNumbered, places }: Placing): number {
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

export const used: Kind = (placing, done) => {
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

/** Three things, each in another place. */
const threeDiffer: Kind = (placing, done) => {
  const { teller, random, things, on, isOneToOne, plan } = placing;
  if (isOneToOne || count(placing) < 3 || things.length < 4 || done.has('three')) return undefined;
  const three = random.sample(things, 3);
  if (new Set(three.map((thing) => plan.get(thing))).size < 3) return undefined;
  done.add('three');
  const list = three.map(({ id }) => `${on}[${id}]`).join(', ');
  return rule(teller, said.threeDiffer, teller.about(...three), `all_different([${list}])`);
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
  ...times(2, threeDiffer),
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

export function rulesOf(placing: Placing): Clause[] {
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
