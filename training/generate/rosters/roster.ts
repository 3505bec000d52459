import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import { Page } from './page';
import { surround } from './surroundings';
import { drawStyle, Teller, type Slots } from './teller';
import { identifier, somePeople, thingsOf, type Thing } from './things';

/** Who works when: each person may have several turns, each turn several people. */
interface Roster {
  readonly teller: Teller;
  readonly random: Random;
  readonly staff: string;
  readonly turns: string;
  readonly people: readonly Thing[];
  readonly days: readonly Thing[];
}

const jobs: readonly (readonly [string, string, string, string])[] = [
  ['reception', 'clerk', 'clerks', 'work'],
  ['night watch', 'guard', 'guards', 'be on duty'],
  ['swimming pool', 'lifeguard', 'lifeguards', 'be on duty'],
  ['farm shop', 'assistant', 'assistants', 'work'],
  ['kindergarten', 'carer', 'carers', 'work'],
  ['pizza kitchen', 'cook', 'cooks', 'cook'],
  ['help desk', 'agent', 'agents', 'work'],
  ['museum guards', 'attendant', 'attendants', 'be on duty'],
  ['bar', 'barkeeper', 'barkeepers', 'work'],
  ['mountain rescue', 'rescuer', 'rescuers', 'be on call'],
];
const turnSets: readonly (readonly [string, string, readonly string[]])[] = [
  ['day', 'days', ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']],
  ['shift', 'shifts', ['morning shift', 'noon shift', 'evening shift', 'night shift']],
  ['weekend', 'weekends', ['first weekend in May', 'Whitsun weekend', 'midsummer weekend', 'harvest weekend']],
];

/** A rota of people and days. */
export function drawRoster(random: Random): { readonly teller: Teller; readonly raw: string; readonly domain: string } {
  const page = new Page(random);
  const taken = new Set(['works']);
  const [domain, one, many, work] = random.pick(jobs);
  const [turn, turnsNoun, names] = random.pick(turnSets);
  const staff = identifier([many], taken);
  const turns = identifier([turnsNoun], taken);
  const people = thingsOf(somePeople(random, random.integer(3, 6)), '', taken);
  const days = thingsOf(
    names.slice(0, random.integer(3, Math.min(6, names.length))).map((name) => [name, name]),
    turn === 'day' ? '' : 'the',
    taken,
  );

  const teller = new Teller(page, random, drawStyle(random), {
    thing: () => page.name(staff, one),
    things: () => page.name(staff, many),
    turn: () => page.name(turns, turn),
    turns: () => page.name(turns, turnsNoun),
    work: () => page.name('works', work),
  });
  const roster: Roster = { teller, random, staff, turns, people, days };
  for (const [id, list] of [
    [staff, people],
    [turns, days],
  ] as const)
    page.declare(
      'set',
      `set ${id}${page.names(id)}: ${list.map((each) => `${each.id}${page.names(each.id)}`).join(', ')}`,
    );
  page.declare('var', `var works[${staff},${turns}]${page.names('works')}: bool`);
  const bare = (list: readonly Thing[]) => (): string => teller.list(list.map((each) => teller.bare(each)));
  const scene = teller.sentence(
    [
      '(we have|there are|I have) the [things] [list] and the [turns] [dayList]',
      '(a~ rota|a~ plan) (is wanted|is needed) for the [things] [list] for [dayList]',
      '[list] (have to|are to|must|will) [work] on [dayList]',
      '[things]: [list]. [turns]: [dayList]',
      'for [dayList] (we|they|I) (need|want) a~ rota of [things]: [list]',
    ],
    { list: bare(people), dayList: bare(days) },
  );
  const clauses = rulesOf(roster);
  const question = random.chance(0.85)
    ? teller.sentence([
        'who (should|can|could) [work] (when|on which [turn])?',
        '(find|make|draw up|suggest) a~ rota',
        'is there (a~ rota|a~ plan) like that?',
        'any (rota|plan) that works will do',
        '(can|could) (this|it) be done?',
      ])
    : '';
  return {
    teller,
    raw: surround(teller, { scene, data: '', rules: tellRules(teller, random.shuffle(clauses)), question }),
    domain,
  };
}

function rulesOf(roster: Roster): Clause[] {
  const { random } = roster;
  const clauses = [perTurn(roster)];
  if (random.chance(0.7)) clauses.push(perPerson(roster));
  const wanted = random.integer(3, 6);
  const done = new Set<string>();
  for (let tries = 0; clauses.length < wanted && tries < 20; tries++) {
    const clause = random.pick([away, away, present, notBoth, apart, inARow, ifOn])(roster, done);
    if (clause) clauses.push(clause);
  }
  return clauses;
}

function perTurn({ teller, random, staff, turns, people }: Roster): Clause {
  const figure = teller.figure(random.integer(2, Math.max(2, people.length - 1)));
  const [phrases, operator] = random.pick([
    [
      [
        '(each|every) [turn] (needs|must have|gets) (exactly|precisely) [n] [things]',
        'exactly [n] [things] (must|have to) [work] on (each|every) [turn]',
        'on (each|every) [turn] (exactly|precisely) [n] [things] are (needed|wanted)',
      ],
      '=',
    ],
    [
      [
        '(each|every) [turn] (needs|must have|requires) (at least|no fewer than) [n] [things]',
        'at least [n] [things] (must|have to) [work] on (each|every) [turn]',
        'there must be (at least|no fewer than) [n] [things] on (each|every) [turn]',
      ],
      '>=',
    ],
  ] as const);
  return rule(
    teller,
    phrases,
    { n: figure.text },
    `forall(d in ${turns})(sum(s in ${staff})(works[s,d]) ${operator} ${figure.gold})`,
  );
}

function perPerson({ teller, random, staff, turns, days }: Roster): Clause {
  const figure = teller.figure(random.integer(2, days.length - 1 > 2 ? days.length - 1 : 2));
  const [phrases, operator] = random.pick([
    [
      [
        '(nobody|no [thing]) (may|can|should) have more than [n] [turns]',
        '(at most|no more than|not more than) [n] [turns] (per [thing]|for each [thing]|each)',
        '(each|every) [thing] (has|gets|does) (at most|no more than) [n] [turns]',
      ],
      '<=',
    ],
    [
      [
        '(each|every) [thing] (must have|has|gets) (exactly|precisely) [n] [turns]',
        '(exactly|precisely) [n] [turns] (per [thing]|for each [thing]|each)',
      ],
      '=',
    ],
    [
      [
        '(each|every) [thing] (must have|wants|needs) (at least|no fewer than) [n] [turns]',
        'at least [n] [turns] (per [thing]|for each [thing])',
      ],
      '>=',
    ],
  ] as const);
  return rule(
    teller,
    phrases,
    { n: figure.text },
    `forall(s in ${staff})(sum(d in ${turns})(works[s,d]) ${operator} ${figure.gold})`,
  );
}

type Kind = (roster: Roster, done: Set<string>) => Clause | undefined;

/** A person and a day of which nothing was said. */
function draw({ random, people, days }: Roster, done: Set<string>): readonly [Thing, Thing] | undefined {
  const [person, day] = [random.pick(people), random.pick(days)];
  const key = `${person.id} ${day.id}`;
  if (done.has(key)) return undefined;
  done.add(key);
  return [person, day];
}

function slotsOf({ teller }: Roster, person: Thing, ...days: readonly Thing[]): Slots {
  const [first, second] = days;
  return {
    ...teller.about(person),
    D: () => (first ? teller.the(first) : ''),
    E: () => (second ? teller.the(second) : ''),
  };
}

const away: Kind = (roster, done) => {
  const drawn = draw(roster, done);
  if (!drawn) return undefined;
  const [person, day] = drawn;
  return rule(
    roster.teller,
    [
      '[A] [cannot] [work] on [D]',
      '[A] [has] (no time|other plans) on [D]',
      '[A] [is] (away|on leave|not available|ill) on [D]',
      'not [A] on [D]',
      'on [D] [A] [is] (away|not there)',
    ],
    slotsOf(roster, person, day),
    `works[${person.id},${day.id}] = 0`,
    { subject: person },
  );
};

const present: Kind = (roster, done) => {
  const drawn = draw(roster, done);
  if (!drawn) return undefined;
  const [person, day] = drawn;
  return rule(
    roster.teller,
    [
      '[A] [must] [work] on [D]',
      '[A] (insist[s] on|want[s]|[must] have) [D]',
      'on [D] [A] [must] [work]',
      '(put|we need) [A] on [D]',
    ],
    slotsOf(roster, person, day),
    `works[${person.id},${day.id}] = 1`,
    { subject: person },
  );
};

const notBoth: Kind = (roster, done) => {
  const drawn = draw(roster, done);
  if (!drawn) return undefined;
  const [person, day] = drawn;
  const other = roster.random.pick(roster.days.filter((each) => each !== day));
  return rule(
    roster.teller,
    [
      '[A] [cannot] [work] both on [D] and on [E]',
      '[A] [cannot] have both [D] and [E]',
      '[A] [must] have [D] or [E] off, if not both',
      'not both [D] and [E] for [A]',
    ],
    slotsOf(roster, person, day, other),
    `not (works[${person.id},${day.id}] /\\ works[${person.id},${other.id}])`,
    { subject: person },
  );
};

const apart: Kind = (roster, done) => {
  const { teller, random, people, turns } = roster;
  const [a, b] = random.sample(people, 2);
  if (!a || !b || done.has(`${a.id} ${b.id}`)) return undefined;
  done.add(`${a.id} ${b.id}`).add(`${b.id} ${a.id}`);
  return rule(
    teller,
    [
      '[A] and [B] (cannot|must not|may not|should not|must never) [work] on the same [turn]',
      '(never|do not) put [A] and [B] on the same [turn]',
      '[A] [cannot] [work] together with [B]',
      'not [A] and [B] on one [turn]',
    ],
    teller.about(a, b),
    `forall(d in ${turns})(not (works[${a.id},d] /\\ works[${b.id},d]))`,
    { subject: a },
  );
};

const inARow: Kind = (roster, done) => {
  const { teller, random, days, staff } = roster;
  const at = random.integer(0, days.length - 2);
  const [first, second] = days.slice(at, at + 2);
  if (!first || !second || done.has('row')) return undefined;
  done.add('row');
  return rule(
    teller,
    [
      '(nobody|no [thing]) (may|can|should) [work] both on [D] and on [E]',
      '(whoever|a~ [thing] who) has [D] (must|has to) have [E] off',
      '(nobody|no [thing]) (may|can) have both [D] and [E]',
    ],
    { D: () => teller.the(first), E: () => teller.the(second) },
    `forall(s in ${staff})(not (works[s,${first.id}] /\\ works[s,${second.id}]))`,
  );
};

const ifOn: Kind = (roster, done) => {
  const { teller, random, people, turns } = roster;
  const [a, b] = random.sample(people, 2);
  if (!a || !b || done.has(`${a.id} ${b.id}`)) return undefined;
  done.add(`${a.id} ${b.id}`).add(`${b.id} ${a.id}`);
  return rule(
    teller,
    [
      '[A] (can|may) only [work] (when|if) [B] [Bdoes] too',
      'on every [turn] on which [A] [is] there, [B] [Bmust] be there too',
      '[A] [cannot] [work] without [B]',
      'whenever [A] [is] on, so [Bis] [B]',
    ],
    teller.about(a, b),
    `forall(d in ${turns})(works[${a.id},d] -> works[${b.id},d])`,
    { subject: a },
  );
};
