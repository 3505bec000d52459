import { lengthSlots, type Schedule, moment, end } from './schedule';
import type { Random } from '../../random';
import { rule, type Clause } from './compose';
import * as limits from './deadlinePhrases';
import type { Thing } from './things';
import * as times from './timePhrases';

/** Rules about single jobs, pairs and all of them. */
export function drawRules(schedule: Schedule): Clause[] {
  const { random, clock, sharing } = schedule;
  const size = random.pick([1, 2, 2, 3, 3, 4, 4, 5]) + (sharing === 'free' ? 1 : 0);
  const clauses: Clause[] = [];
  const order = new Order(random.shuffle(schedule.jobs));
  const used = new Set<string>();
  if (clock !== 'counted' && random.chance(0.75)) {
    const hours = opens(schedule);
    clauses.push(...hours);
  } else if (clock === 'counted' && random.chance(0.12)) {
    const end = moment(schedule, 1, 1.4);
    clauses.push(
      rule(
        schedule.teller,
        limits.allWithin,
        end.slots,
        `forall(t in ${schedule.set})(start[t] + ${schedule.length('t')} <= ${end.gold})`,
      ),
    );
  }
  for (let tries = 0; clauses.length < size + 1 && tries < 12; tries++) {
    const clause = random.pick(kinds)(schedule, order, used);
    if (clause) clauses.push(clause);
  }
  return clauses;
}

/** Draws jobs so that "before" never runs in a circle: earlier jobs of a random order come before later ones. */
class Order {
  private readonly pairs = new Set<string>();

  constructor(private readonly jobs: readonly Thing[]) {}

  /** Jobs in the order in which they may have to come, a pair that was not drawn yet. */
  draw(random: Random, size: number): Thing[] | undefined {
    if (this.jobs.length < size) return undefined;
    const places = random.sample([...this.jobs.keys()], size).sort((a, b) => a - b);
    const drawn = places.flatMap((place) => this.jobs[place] ?? []);
    for (let at = 1; at < drawn.length; at++) {
      for (const other of drawn.slice(0, at)) {
        const key = `${other.id} ${drawn[at]?.id ?? ''}`;
        if (this.pairs.has(key)) return undefined;
        this.pairs.add(key);
      }
    }
    return drawn;
  }

  edge(end: 'first' | 'last'): Thing | undefined {
    return this.jobs.at(end === 'first' ? 0 : -1);
  }
}

type Kind = (schedule: Schedule, order: Order, used: Set<string>) => Clause | undefined;

function pairKind(phrases: readonly string[], gold: (a: string, b: string, schedule: Schedule) => string): Kind {
  return (schedule, order) => {
    const drawn = order.draw(schedule.random, 2);
    const [a, b] = drawn ?? [];
    if (!a || !b) return undefined;
    return rule(schedule.teller, phrases, schedule.teller.about(a, b), gold(a.id, b.id, schedule), { subject: a });
  };
}

function momentKind(
  id: string,
  clocked: readonly string[],
  counted: readonly string[],
  share: readonly [number, number],
  gold: (job: string, at: string, schedule: Schedule) => string,
): Kind {
  return (schedule, order, used) => {
    const { random, teller, jobs, lengths, clock } = schedule;
    const at = random.integer(0, jobs.length - 1);
    const job = jobs[at];
    if (!job || used.has(`${id} ${job.id}`)) return undefined;
    used.add(`${id} ${job.id}`);
    const when = moment(schedule, share[0], share[1], id === 'due' ? (lengths[at] ?? 1) : 1);
    return rule(
      teller,
      clock === 'counted' ? counted : clocked,
      { ...teller.about(job), ...when.slots },
      gold(job.id, when.gold, schedule),
      { subject: job },
    );
  };
}

export const before = pairKind(times.before, (a, b, schedule) => `${end(a, schedule)} <= start[${b}]`);

export const due = momentKind(
  'due',
  limits.dueAtClock,
  limits.dueAfter,
  [0.3, 1],
  (job, at, schedule) => `${end(job, schedule)} <= ${at}`,
);

export const ready = momentKind(
  'ready',
  limits.readyAt,
  limits.readyAt,
  [0.1, 0.5],
  (job, at) => `start[${job}] >= ${at}`,
);

const fixed = momentKind('ready', limits.startsAt, limits.startsAt, [0.1, 0.5], (job, at) => `start[${job}] = ${at}`);

const apart: Kind = (schedule, order) => {
  if (schedule.sharing === 'one' || schedule.sharing === 'setUp') return undefined;
  return pairKind(
    times.apart,
    (a, b) => `disjunctive([start[${a}], start[${b}]], [${schedule.length(a)}, ${schedule.length(b)}])`,
  )(schedule, order, new Set());
};

const threeApart: Kind = (schedule, order) => {
  const { teller, random, sharing } = schedule;
  if (sharing === 'one' || sharing === 'setUp') return undefined;
  const drawn = order.draw(random, 3);
  const [a, b, c] = drawn ?? [];
  if (!a || !b || !c) return undefined;
  const starts = [a, b, c].map(({ id }) => `start[${id}]`).join(', ');
  const lengths = [a, b, c].map(({ id }) => schedule.length(id)).join(', ');
  return rule(teller, times.threeApart, teller.about(a, b, c), `disjunctive([${starts}], [${lengths}])`);
};

const together: Kind = (schedule, order, used) =>
  schedule.sharing === 'one' || schedule.sharing === 'setUp'
    ? undefined
    : pairKind(times.together, (a, b) => `start[${a}] = start[${b}]`)(schedule, order, used);

const noGap = pairKind(times.noGap, (a, b, schedule) => `start[${b}] = ${end(a, schedule)}`);

const startsBefore = pairKind(times.startsBefore, (a, b) => `start[${a}] < start[${b}]`);

function lagKind(
  phrases: readonly string[],
  gold: (a: string, b: string, pause: string, schedule: Schedule) => string,
): Kind {
  return (schedule, order) => {
    const { teller, random, scene, clock } = schedule;
    const drawn = order.draw(random, 2);
    const [a, b] = drawn ?? [];
    if (!a || !b) return undefined;
    const figure = teller.figure(scene.unit === 'minute' ? random.integer(1, 8) * 5 : random.integer(2, 6));
    const pause = clock === 'hours' ? `\`60\`*${figure.gold}` : figure.gold;
    return rule(
      teller,
      phrases,
      { ...teller.about(a, b), ...lengthSlots(schedule, figure) },
      gold(a.id, b.id, pause, schedule),
      { subject: a },
    );
  };
}

export const pause = lagKind(times.pause, (a, b, length, schedule) => `${end(a, schedule)} + ${length} <= start[${b}]`);

const startLag = lagKind(times.startLag, (a, b, length) => `start[${b}] >= start[${a}] + ${length}`);

type Triple = 'both before' | 'chain' | 'before both';

function tripleKind(phrases: readonly string[], triple: Triple): Kind {
  return (schedule, order) => {
    const { teller, random } = schedule;
    const drawn = order.draw(random, 3);
    const [a, b, c] = drawn ?? [];
    if (!a || !b || !c) return undefined;
    const follows = (first: string, second: string): string => `${end(first, schedule)} <= start[${second}]`;
    const pairs = {
      'both before': [follows(a.id, c.id), follows(b.id, c.id)],
      chain: [follows(a.id, b.id), follows(b.id, c.id)],
      'before both': [follows(a.id, b.id), follows(a.id, c.id)],
    };
    const expression = pairs[triple].join(' /\\ ');
    return rule(teller, phrases, teller.about(a, b, c), expression, { subject: a });
  };
}

/** One job before three others. */
const beforeSeveral: Kind = (schedule, order) => {
  const { teller, random } = schedule;
  const [a, ...others] = order.draw(random, 4) ?? [];
  if (!a) return undefined;
  return rule(
    teller,
    times.beforeSeveral,
    { ...teller.about(a), list: () => teller.list(others.map((other) => teller.the(other))) },
    `forall(t in {${others.map(({ id }) => id).join(', ')}})(${end(a.id, schedule)} <= start[t])`,
    { subject: a },
  );
};

function edgeKind(
  phrases: readonly string[],
  edge: 'first' | 'last',
  gold: (job: string, schedule: Schedule) => string,
): Kind {
  return (schedule, order, used) => {
    const job = order.edge(edge);
    if (!job || used.has(edge)) return undefined;
    used.add(edge);
    return rule(schedule.teller, phrases, schedule.teller.about(job), gold(job.id, schedule), { subject: job });
  };
}

export const last = edgeKind(
  times.last,
  'last',
  (job, schedule) => `forall(t in ${schedule.set} where t != ${job})(${end('t', schedule)} <= start[${job}])`,
);

export const first = edgeKind(
  times.first,
  'first',
  (job, schedule) => `forall(t in ${schedule.set} where t != ${job})(${end(job, schedule)} <= start[t])`,
);

const opensFirst = edgeKind(
  times.opensFirst,
  'first',
  (job, schedule) => `forall(t in ${schedule.set} where t != ${job})(start[${job}] <= start[t])`,
);

const notFirst = edgeKind(
  times.notFirst,
  'last',
  (job, schedule) => `exists(t in ${schedule.set})(start[t] < start[${job}])`,
);

const lunch: Kind = (schedule, _order, used) => {
  const { teller, random, clock, opening, set } = schedule;
  if (clock === 'counted' || used.has('lunch')) return undefined;
  used.add('lunch');
  const from = opening + random.integer(4, 10) * 30;
  const [at, until] = [teller.clock(from), teller.clock(from + random.pick([15, 30, 60]))];
  return rule(
    teller,
    limits.breakTime,
    { at: at.text, end: until.text },
    `forall(t in ${set})(${end('t', schedule)} <= ${at.gold} \\/ start[t] >= ${until.gold})`,
  );
};

const wish: Kind = (schedule, order, used) => {
  if (used.has('wish') || !schedule.random.chance(0.5)) return undefined;
  const drawn = order.draw(schedule.random, 2);
  const [a, b] = drawn ?? [];
  if (!a || !b) return undefined;
  used.add('wish');
  return rule(
    schedule.teller,
    times.before.slice(0, 2),
    schedule.teller.about(a, b),
    `${end(a.id, schedule)} <= start[${b.id}]`,
    { force: 'soft ' },
  );
};

const kinds: readonly Kind[] = [
  ...new Array<Kind>(12).fill(before),
  ...new Array<Kind>(6).fill(due),
  ...new Array<Kind>(5).fill(ready),
  fixed,
  ...new Array<Kind>(3).fill(apart),
  threeApart,
  together,
  noGap,
  noGap,
  startsBefore,
  pause,
  pause,
  startLag,
  ...new Array<Kind>(3).fill(tripleKind(times.bothBefore, 'both before')),
  ...new Array<Kind>(2).fill(tripleKind(times.chain, 'chain')),
  tripleKind(times.beforeBoth, 'before both'),
  beforeSeveral,
  last,
  last,
  first,
  opensFirst,
  notFirst,
  lunch,
  lunch,
  wish,
];

/** When work begins and ends on the clock. */
function opens(schedule: Schedule): Clause[] {
  const { teller, random, set, opening, horizon, clock } = schedule;
  const at = teller.clock(opening);
  const span = Math.ceil((horizon * (clock === 'hours' ? 60 : 1) * (1 + random.next() * 0.5)) / 30) * 30;
  const closing = Math.min(opening + span, 23 * 60 + 30);
  const until = teller.clock(closing);
  const from = `start[t] >= ${at.gold}`;
  const to = `${end('t', schedule)} <= ${until.gold}`;
  const way = random.next();
  if (way < 0.15)
    return [rule(teller, limits.window, { at: at.text, end: until.text }, `forall(t in ${set})(${from} /\\ ${to})`)];
  const clauses = [rule(teller, limits.allFrom, { at: at.text }, `forall(t in ${set})(${from})`)];
  if (way < 0.4) clauses.push(rule(teller, limits.allUntil, { at: until.text }, `forall(t in ${set})(${to})`));
  return clauses;
}
