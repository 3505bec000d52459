import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import * as limits from './deadlinePhrases';
import { capital } from './markup';
import { jobScenes, type JobScene } from './jobs';
import { Page, type Figure } from './page';
import { questionOf } from './scheduleQuestion';
import { drawStyle, Teller, type Slots } from './teller';
import { tellData, type Column } from './tellData';
import { identifier, thingsOf, type Thing } from './things';
import * as times from './timePhrases';
import { surround, type Parts } from './surroundings';

/** How the jobs share what they need. */
type Sharing = 'one' | 'setUp' | 'some' | 'crew' | 'free' | 'stages' | 'chosen';
/** Moments: counted from the start of all, on the clock with lengths in minutes, on the clock with lengths in hours. */
type Clock = 'counted' | 'minutes' | 'hours';

/** A schedule under construction. */
export interface Schedule {
  readonly teller: Teller;
  readonly random: Random;
  readonly scene: JobScene;
  readonly set: string;
  readonly jobs: readonly Thing[];
  readonly lengths: readonly number[];
  readonly sharing: Sharing;
  readonly clock: Clock;
  /** Of everything, in the unit of the lengths. */
  readonly horizon: number;
  /** Minutes since midnight at which work begins, on the clock. */
  readonly opening: number;
  /** The length of all jobs where they have the same. */
  readonly uniform: Figure | undefined;
  /** Length of `job` in the gold, with the factor that makes it minutes. */
  length(job: string): string;
}

/** A problem of jobs on a time line: text in raw words and the page that holds its gold. */
export function drawSchedule(random: Random): {
  readonly teller: Teller;
  readonly raw: string;
  readonly domain: string;
} {
  const page = new Page(random);
  const scene = random.pick(jobScenes);
  const sharing = random.pick<Sharing>([
    'one',
    'one',
    'one',
    'one',
    'one',
    'setUp',
    'some',
    'some',
    'crew',
    'crew',
    'free',
    'stages',
    'stages',
    'chosen',
  ]);
  const size = Math.min(scene.members.length, random.pick([3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8]));
  const taken = new Set([
    'start',
    'dur',
    'crew',
    'due',
    'ready',
    'weight',
    'done',
    'on',
    'first_stage',
    'second_stage',
    'first_dur',
    'second_dur',
  ]);
  const noun = random.pick(scene.nouns);
  const set = identifier([noun[1]], taken);
  const jobs = thingsOf(random.sample(scene.members, size), scene.article, taken);
  const unit = scene.unit;
  const clock: Clock =
    unit === 'minute' && random.chance(0.45) ? 'minutes' : unit === 'hour' && random.chance(0.25) ? 'hours' : 'counted';
  const step = unit === 'minute' && random.chance(0.75) ? 5 : 1;
  const lengths = jobs.map(() => Math.max(step, Math.round(random.integer(scene.low, scene.high) / step) * step));
  const teller = new Teller(page, random, drawStyle(random), sceneSlots(page, random, scene, set, noun));
  const uniform =
    sharing === 'one' || sharing === 'some' || sharing === 'free' ? sameLength(teller, random, lengths) : undefined;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const horizon = sharing === 'one' || sharing === 'setUp' ? total : Math.max(...lengths, Math.round(total * 0.6));
  const schedule: Schedule = {
    teller,
    random,
    scene,
    set,
    jobs,
    lengths,
    sharing,
    clock,
    horizon,
    opening: random.integer(13, 20) * 30,
    uniform,
    length: (job) => `${clock === 'hours' ? '`60`*' : ''}${uniform ? uniform.gold : `dur[${job}]`}`,
  };
  page.declare('set', `set ${set}${page.names(set)}: ${jobs.map(({ id }) => `${id}${page.names(id)}`).join(', ')}`);
  const parts = sharing === 'stages' ? stages(schedule) : plain(schedule);
  return { teller, raw: surround(teller, parts), domain: scene.domain };
}

function sceneSlots(page: Page, random: Random, scene: JobScene, set: string, noun: readonly [string, string]): Slots {
  const crew = random.pick([scene.crew, scene.crew, 'people', 'workers', 'helpers']);
  return {
    thing: () => page.name(set, noun[0]),
    things: () => page.name(set, noun[1]),
    done: scene.done,
    resource: scene.resource[0],
    resources: scene.resource[1],
    people: crew,
  };
}

/** One line of jobs, each with a length. */
function plain(schedule: Schedule): Parts {
  const { teller, random, set, jobs, sharing } = schedule;
  const { page } = teller;
  const columns = schedule.uniform ? [] : columnsOf(schedule);
  const gap = random.chance(0.015) ? random.integer(0, jobs.length - 1) : -1;
  const data = schedule.uniform
    ? tellUniform(schedule, schedule.uniform)
    : tellData(teller, set, jobs, without(columns, gap), namingOf(schedule));
  page.declare('var', `var start[${set}]${page.names('start')}: time`);
  const clauses: Clause[] = [];
  const hard = sharingClause(schedule);
  if (hard) clauses.push(hard);
  if (sharing === 'chosen') clauses.push(...chosenRules(schedule));
  const ready = columns.find(({ id }) => id === 'ready');
  if (ready) {
    clauses.push(rule(teller, READY_RULE, {}, `forall(t in ${set})(start[t] >= ready[t])`));
  }
  const due = columns.find(({ id }) => id === 'due');
  const isStrict = due !== undefined && random.chance(0.4);
  if (isStrict)
    clauses.push(rule(teller, DUE_RULE, {}, `forall(t in ${set})(start[t] + ${schedule.length('t')} <= due[t])`));
  clauses.push(...drawRules(schedule));
  const lost = schedule.uniform ? undefined : jobs[gap];
  const missing = lost ? missingLength(schedule, lost) : random.chance(0.015) ? missingLimit(schedule) : '';
  const question = questionOf(schedule, {
    late: due !== undefined && !isStrict,
    weighted: columns.some(({ id }) => id === 'weight'),
  });
  const ordered = random.chance(0.5) ? clauses : random.shuffle(clauses);
  const rules = tellRules(teller, ordered);
  const opening = random.chance(0.35) ? teller.sentence(OPENINGS) : '';
  return { scene: opening, data, rules: `${rules}${missing}`, question };
}

const OPENINGS = [
  '(we|they|I) have to (plan|arrange|schedule|organise) (tomorrow|the week|our day|the shift|the next round)',
  '(here|this) is (my|our|a~) (little|) (scheduling|planning) (problem|puzzle|task)',
  '(I am|we are) (planning|scheduling|trying to plan) the [things]',
  'the [things] (have to|must|need to) be [done]',
  '(it is time to|somebody has to|I was asked to) (plan|schedule) the [things]',
  'a~ plan for the [things] is needed',
  '(tomorrow|next week|this week|on Monday) (we|they) have a~ (full|busy) programme',
];

const READY_RULE = [
  'no [thing] (may|can) (start|begin) before it is (ready|there|available)',
  '(nothing|no [thing]) (can|may) (start|begin) (before|earlier than) its (arrival|earliest time|release)',
  'each [thing] (can|may) only (start|begin) once it is (there|available|released)',
  '(before|earlier than) these times nothing (can|may) (start|begin)',
  'the earliest (starts|times) (must|have to) be (respected|observed|kept)',
];
const DUE_RULE = [
  '(all|the) (deadlines|due times) (must|have to) be (met|kept|observed)',
  'no [thing] (may|can) (be late|miss its deadline|end after its due time)',
  'each [thing] (must|has to) be (finished|done|complete) by (its|the) (due time|deadline|time given)',
  '(everything|every [thing]) (must|has to) be (on time|finished on time|ready by its deadline)',
  'nothing may be late',
];

function namingOf({ teller, jobs }: Schedule): string[] {
  const count =
    jobs.length <= 12
      ? 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')[jobs.length]
      : '';
  const number = teller.random.chance(0.6) ? (count ?? '') : String(jobs.length);
  return [
    `(there are|we have|I have|they have|we have got|here are) (${number}|${number}|these) [things](:| to plan:| waiting:| for today:|, namely) [list]`,
    `(${number}|the) [things] (are to be|must be|have to be|need to be|should be) [done]: [list]`,
    `(tomorrow|today|this week|next week|on Tuesday), (${number}|the following) [things] (are to be|must be|have to be|need to be) [done]: [list]`,
    `(on the list:|to do:|the list:|on the agenda:|waiting:) [list]`,
    `the [things] (are|to be [done] are|in question are) [list]`,
    `(I|we|you|they) (need to|must|have to|want to|should) get ${number} [things] [done]: [list]`,
    `${number} [things], [list], (are waiting|want to be [done]|are on the list|have to be [done])`,
    `[list] (are waiting|have to be [done]|are on the list|are due today|need to be [done])`,
  ];
}

function unitWords({ scene, teller }: Schedule): string {
  const { unit } = scene;
  const short = {
    minute: ['minutes', 'minutes', 'min', 'mins'],
    hour: ['hours', 'hours', 'h', 'hrs'],
    day: ['days'],
    week: ['weeks'],
  }[unit];
  return teller.random.pick(short);
}

function columnsOf(schedule: Schedule): Column[] {
  const { random, sharing, lengths, clock } = schedule;
  const units = unitWords(schedule);
  const crew = schedule.scene.crew;
  const hands = random.pick([crew, 'people', 'workers', 'persons', 'helpers']);
  const columns: Column[] = [
    {
      id: 'dur',
      values: lengths,
      heads: [
        `{dur:${units}}`,
        `{dur:(duration|length|time)} (❨${units}❩|in ${units}|)`,
        '{dur:(duration|takes|lasts)}',
      ],
      full: [
        `(take[s]|need[s]|require[s]|last[s]|will take|{dur:take[s]}|{dur:need[s]}) [n] {dur:${units}}`,
        `(take[s]|last[s]|need[s]) [n] {dur:${units}}`,
        `[is] (a~ matter of|good for|estimated at|reckoned at) [n] {dur:${units}}`,
        `keep[s] (us|them|the [resource]) busy for [n] {dur:${units}}`,
      ],
      brief: [`[n] {dur:${units}}`],
      lists: [`(take|need|last|require) [list] {dur:${units}}`, `have {dur:durations} of [list] ${units}`],
    },
  ];
  if (sharing === 'crew') {
    columns.push({
      id: 'crew',
      values: lengths.map(() => random.pick([1, 1, 2, 2, 3, 4])),
      heads: [`{crew:${hands}}`, '{crew:(crew|staff|hands)}'],
      full: [
        `(need[s]|require[s]|take[s]|tie[s] up|call[s] for) [n] {crew:${hands}}`,
        `need[s] [n] {crew:${hands}}`,
        `[is] (work|a~ job) for [n] {crew:${hands}}`,
      ],
      brief: [`[n] {crew:${hands}}`],
      lists: [`(need|require|take|call for) [list] {crew:${hands}}`],
    });
  }
  const kind = random.next();
  if (kind < 0.16) columns.push(momentColumn(schedule, 'due'));
  else if (kind < 0.24) columns.push(momentColumn(schedule, 'ready'));
  if (kind < 0.16 && kind > 0.12 && clock === 'counted') {
    columns.push({
      id: 'weight',
      values: lengths.map(() => random.integer(1, 9)),
      heads: ['{weight:weight}', '{weight:(priority|importance|urgency)} ❨higher is more important❩'],
      full: ['[has] (a~|a~) {weight:weight} of [n]', 'count[s] with {weight:weight} [n]'],
      brief: ['{weight:weight} [n]'],
      lists: ['(have|have been given) the {weight:weights} [list]'],
    });
  }
  return columns;
}

function momentColumn(schedule: Schedule, id: 'due' | 'ready'): Column {
  const { random, lengths, clock, horizon, opening, scene } = schedule;
  const isDue = id === 'due';
  const factor = clock === 'hours' ? 60 : 1;
  const step = scene.unit === 'minute' ? 5 : 1;
  const values = lengths.map((length) => {
    const early = isDue ? length : 0;
    const value = random.integer(early, Math.max(early + 1, isDue ? horizon : Math.floor(horizon / 2)));
    const rounded = Math.ceil(value / step) * step;
    return clock === 'counted'
      ? rounded
      : opening + (clock === 'hours' ? rounded * factor : Math.ceil(rounded / 15) * 15);
  });
  const at = clock === 'counted' ? `${scene.unit} ` : '';
  if (isDue) {
    return {
      id,
      values,
      isClock: clock !== 'counted',
      heads: ['{due:(due|due time|deadline|due at)}', '{due:(deadline|promised for|wanted by)}'],
      full: [
        `[is] {due:due} at ${at}[n]`,
        `[is] {due:(promised|wanted|needed)} (for|by) ${at}[n]`,
        `[has] a~ {due:deadline} of ${at}[n]`,
        `[is] to be {due:ready} by ${at}[n]`,
      ],
      brief: [`{due:due} ${at}[n]`, `{due:due} at ${at}[n]`, `{due:wanted} by ${at}[n]`],
      lists: [
        `are {due:due} at ${clock === 'counted' ? `${scene.unit}s ` : ''}[list]`,
        `(have|were given) {due:deadlines} of ${clock === 'counted' ? `${scene.unit}s ` : ''}[list]`,
      ],
    };
  }
  return {
    id,
    values,
    isClock: clock !== 'counted',
    heads: ['{ready:(ready|ready at|arrival|not before)}', '{ready:(earliest start|available from|release)}'],
    full: [
      `(arrive[s]|come[s] in|turn[s] up) (only|) at {ready:${at}}[n]`.replace(`{ready:${at}}`, at),
      `[is] {ready:(ready|available)} (from|at) ${at}[n]`,
      `[is] {ready:released} at ${at}[n]`,
    ],
    brief: [`{ready:from} ${at}[n]`, `{ready:ready} at ${at}[n]`, `{ready:not before} ${at}[n]`],
    lists: [`are {ready:(ready|available)} (at|from) ${clock === 'counted' ? `${scene.unit}s ` : ''}[list]`],
  };
}

/** Now and then, all jobs take the same time; `lengths` is made so. */
function sameLength(teller: Teller, random: Random, lengths: number[]): Figure | undefined {
  const [length] = lengths;
  if (length === undefined || length < 2 || !random.chance(0.08)) return undefined;
  lengths.fill(length);
  return teller.figure(length);
}

/** Jobs of the same length. */
function tellUniform(schedule: Schedule, length: Figure): string {
  const { teller, jobs } = schedule;
  const names = teller.sentence(namingOf(schedule), { list: () => teller.list(jobs.map((job) => teller.bare(job))) });
  const same = teller.sentence(
    [
      '(each|every) [thing] (takes|needs|lasts|requires) [n] [u]',
      '(each|every one) of them (takes|needs|lasts) [n] [u]',
      '(they|the [things]) (all|each) (take|last|need) [n] [u]',
      '[n] [u] (per [thing]|for each|each|for every [thing])',
      'a~ [thing] (always|) (takes|lasts|needs) [n] [u], whichever it is',
      'all [things] (take|need) (the same time|equally long): [n] [u]',
    ],
    lengthSlots(schedule, length),
  );
  return `${names}${same}`;
}

/** The columns without the first number of one thing (-1: of none). */
function without([column, ...others]: readonly Column[], gap: number): Column[] {
  if (!column) return others;
  return [{ ...column, values: column.values.map((value, at) => (at === gap ? undefined : value)) }, ...others];
}

/** What limits the jobs at one time. */
function sharingClause(schedule: Schedule): Clause | undefined {
  const { teller, random, set, sharing, clock, jobs } = schedule;
  const scaled = clock === 'hours' || schedule.uniform !== undefined;
  const starts = `[start[t] | t in ${set}]`;
  const lengths = `[${schedule.length('t')} | t in ${set}]`;
  switch (sharing) {
    case 'one':
      return rule(
        teller,
        times.oneAtATime,
        {},
        scaled ? `disjunctive(${starts}, ${lengths})` : 'disjunctive(start, dur)',
      );
    case 'setUp': {
      const figure = teller.figure(random.integer(2, 12));
      const pause = clock === 'hours' ? `\`60\`*${figure.gold}` : figure.gold;
      const end = (job: string): string => `start[${job}] + ${schedule.length(job)} + ${pause}`;
      // The pause is one number of the text, however often the gold says it.
      return rule(
        teller,
        times.setUp,
        lengthSlots(schedule, figure),
        `forall(i, j in ${set} where i < j)(${end('i')} <= start[j] \\/ ${end('j')} <= start[i])`,
      );
    }
    case 'some': {
      const figure = teller.figure(random.integer(2, Math.max(2, Math.min(4, jobs.length - 2))));
      return rule(
        teller,
        times.atMost,
        { n: figure.text },
        `cumulative(${starts}, ${lengths}, [1 | t in ${set}], ${figure.gold})`,
      );
    }
    case 'crew': {
      const figure = teller.figure(random.integer(4, 8));
      const expression = scaled
        ? `cumulative(${starts}, ${lengths}, crew, ${figure.gold})`
        : `cumulative(start, dur, crew, ${figure.gold})`;
      return rule(teller, times.crewLimit, { n: figure.text }, expression);
    }
    default:
      return undefined;
  }
}

/** Jobs on machines that are to be chosen. */
function chosenRules(schedule: Schedule): Clause[] {
  const { teller, random, set, jobs, scene } = schedule;
  const { page } = teller;
  const machines = 'machines';
  const [one, many] = scene.resource;
  const figure = teller.figure(random.integer(2, 3));
  page.declare('set', `set ${machines}${page.names(machines)} = 1..${figure.gold}`);
  page.declare('var', `var on[${set}]${page.names('on')}: ${machines}`);
  const slots: Slots = {
    n: figure.text,
    machine: () => page.name(machines, one),
    machines: () => page.name(machines, many),
  };
  const clauses = [
    rule(
      teller,
      [
        '(there are|we have|they have) [n] [machines], and each (of them|[machine]) (takes|handles|serves) (only|) one [thing] at a time',
        '[n] [machines] (are available|are there|can be used), each for one [thing] at a time',
        'each [thing] {on:goes to} one of (the|our) [n] [machines](, and a~ [machine] (takes|handles) only one at a time|, one at a time on each)',
        'with [n] [machines], never two [things] on the same [machine] at once',
      ],
      slots,
      `forall(i, j in ${set} where i < j)(on[i] = on[j] -> (start[i] + ${schedule.length('i')} <= start[j] \\/ start[j] + ${schedule.length('j')} <= start[i]))`,
    ),
  ];
  const [a, b, c] = random.shuffle(jobs);
  if (a && random.chance(0.5)) {
    const number = page.figure('1', random.pick(['1', 'one', '1']));
    clauses.push(
      rule(
        teller,
        [
          '[A] [must] (go|run|be [done]) on [machine] [k]',
          '[A] (fit[s]|run[s]) only on [machine] [k]',
          '(only|just) [machine] [k] (will do|is possible) for [A]',
          '[A] [must] be given to [machine] [k]',
        ],
        { ...slots, ...teller.about(a), k: number.text },
        `on[${a.id}] = ${number.gold}`,
        { subject: a },
      ),
    );
  }
  if (b && c && random.chance(0.4)) {
    const isSame = random.chance(0.4);
    clauses.push(
      rule(
        teller,
        isSame
          ? [
              '[A] and [B] (must|have to|should) (use|run on|go on) the same [machine]',
              '[A] [must] be [done] on the same [machine] as [B]',
            ]
          : [
              '[A] and [B] (must|have to|should) (use|run on|go on) different [machines]',
              '[A] [cannot] be [done] on the same [machine] as [B]',
            ],
        { ...slots, ...teller.about(b, c) },
        `on[${b.id}] ${isSame ? '=' : '!='} on[${c.id}]`,
        { subject: b },
      ),
    );
  }
  return clauses;
}

/** [n] and [u] of a length of time. */
function lengthSlots(schedule: Schedule, figure: Figure): Slots {
  return { n: figure.text, u: unitWords(schedule) };
}

/** A moment of the schedule between two shares of its horizon: how it is said and its gold. */
function moment(
  schedule: Schedule,
  from: number,
  to: number,
  least = 1,
): { readonly slots: Slots; readonly gold: string } {
  const { random, clock, horizon, opening, scene, teller } = schedule;
  const low = Math.max(least, Math.round(horizon * from));
  const value = random.integer(low, Math.max(low, Math.round(horizon * to)));
  if (clock === 'counted') {
    const step = scene.unit === 'minute' ? 5 : 1;
    const figure = teller.figure(Math.ceil(value / step) * step);
    const units = unitWords(schedule);
    return {
      slots: {
        n: figure.text,
        u: units,
        at: teller.say(['[unit] [n]', '[unit] [n]', `[unit] [n]`], { unit: scene.unit, n: figure.text }),
      },
      gold: figure.gold,
    };
  }
  const minutes = opening + (clock === 'hours' ? value * 60 : Math.ceil(value / 15) * 15);
  const figure = teller.clock(Math.min(minutes, 23 * 60 + 45));
  return { slots: { at: figure.text }, gold: figure.gold };
}

/** Rules about single jobs, pairs and all of them. */
function drawRules(schedule: Schedule): Clause[] {
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

function pairKind(
  phrases: readonly string[],
  gold: (a: string, b: string, schedule: Schedule) => string,
  about: 'first' | 'second' = 'first',
): Kind {
  return (schedule, order) => {
    const drawn = order.draw(schedule.random, 2);
    const [a, b] = drawn ?? [];
    if (!a || !b) return undefined;
    void about;
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

const end = (job: string, schedule: Schedule): string => `start[${job}] + ${schedule.length(job)}`;
const before = pairKind(times.before, (a, b, schedule) => `${end(a, schedule)} <= start[${b}]`);
const due = momentKind(
  'due',
  limits.dueAtClock,
  limits.dueAfter,
  [0.3, 1],
  (job, at, schedule) => `${end(job, schedule)} <= ${at}`,
);
const ready = momentKind('ready', limits.readyAt, limits.readyAt, [0.1, 0.5], (job, at) => `start[${job}] >= ${at}`);
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
const pause = lagKind(times.pause, (a, b, length, schedule) => `${end(a, schedule)} + ${length} <= start[${b}]`);
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
const last = edgeKind(
  times.last,
  'last',
  (job, schedule) => `forall(t in ${schedule.set} where t != ${job})(${end('t', schedule)} <= start[${job}])`,
);
const first = edgeKind(
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

/** Two things happen to each job, one after the other. */
function stages(schedule: Schedule): Parts {
  const { teller, random, set, jobs, scene } = schedule;
  const { page } = teller;
  const [one, two] = scene.stages;
  if (!one || !two) return plain({ ...schedule, sharing: 'one' });
  const units = unitWords(schedule);
  const step = scene.unit === 'minute' ? 5 : 1;
  const draw = (): number => Math.max(step, Math.round(random.integer(scene.low, scene.high) / step / 1.5) * step);
  const column = (id: string, [name]: readonly [string, string, string]): Column => ({
    id,
    values: jobs.map(draw),
    heads: [`{${id}:${name}}`, `{${id}:${name}} ❨${units}❩`],
    full: [
      `(need[s]|take[s]|require[s]) [n] ${units} (of|for|in) {${id}:${name}}`,
      `[has] [n] ${units} of {${id}:${name}}`,
    ],
    brief: [`[n] ${units} {${id}:${name}}`, `{${id}:${name}} [n] ${units}`, `{${id}:${name}} [n]`],
    lists: [`(need|take|require) [list] ${units} of {${id}:${name}}`],
  });
  const data = tellData(teller, set, jobs, [column('first_dur', one), column('second_dur', two)], namingOf(schedule));
  page.declare('var', `var first_stage[${set}]${page.names('first_stage')}: time`);
  page.declare('var', `var second_stage[${set}]${page.names('second_stage')}: time`);
  const slots: Slots = {
    X: () => page.name('first_stage', one[0]),
    Y: () => page.name('second_stage', two[0]),
    x: one[1],
    y: two[1],
    xby: one[2],
    yby: two[2],
  };
  const clauses: Clause[] = [stageOrder(schedule, slots)];
  clauses.push(...stageRoom(schedule, slots));
  const [a, b] = random.shuffle(jobs);
  if (a && b && random.chance(0.5)) {
    const isFirst = random.chance(0.5);
    const [start, length] = isFirst ? ['first_stage', 'first_dur'] : ['second_stage', 'second_dur'];
    clauses.push(
      rule(
        teller,
        [
          '[Z] of [A] (comes|must come) before [Z] of [B]',
          '[A] [must] be [z] before [B] [Bis] [z]',
          '[B] [Bcannot] be [z] before [A] [has] been [z]',
          '[A] (go[es]|come[s]) before [B] in [Z]',
        ],
        { ...slots, ...teller.about(a, b), Z: isFirst ? one[0] : two[0], z: isFirst ? one[1] : two[1] },
        `${start}[${a.id}] + ${length}[${a.id}] <= ${start}[${b.id}]`,
        { subject: a },
      ),
    );
  }
  const [, , c] = random.shuffle(jobs);
  if (c && random.chance(0.5)) {
    const limit = teller.figure(Math.round((schedule.horizon * (1 + random.next())) / step) * step);
    const isEnd = random.chance(0.6);
    clauses.push(
      isEnd
        ? rule(
            teller,
            limits.dueAfter,
            { ...teller.about(c), n: limit.text, u: units, at: `${scene.unit} ${limit.text}` },
            `second_stage[${c.id}] + second_dur[${c.id}] <= ${limit.gold}`,
            { subject: c },
          )
        : rule(
            teller,
            [
              '[X] of [A] (cannot|must not|may not) (start|begin) before [at]',
              '[A] [is] not ready for [X] before [at]',
              'for [X], [A] [is] available from [at] on',
            ],
            { ...slots, ...teller.about(c), at: `${scene.unit} ${limit.text}` },
            `first_stage[${c.id}] >= ${limit.gold}`,
            { subject: c },
          ),
    );
  }
  const question = questionOf(schedule, { late: false, weighted: false, end: 'second_stage[t] + second_dur[t]' });
  const opening = random.chance(0.3) ? teller.sentence(OPENINGS) : '';
  return {
    scene: opening,
    data,
    rules: tellRules(teller, random.chance(0.6) ? clauses : random.shuffle(clauses)),
    question,
  };
}

function stageOrder(schedule: Schedule, slots: Slots): Clause {
  const { teller, random, set, scene } = schedule;
  const lag = random.chance(0.2) ? teller.figure(random.integer(2, 9)) : undefined;
  const expression = `forall(t in ${set})(first_stage[t] + first_dur[t]${lag ? ` + ${lag.gold}` : ''} <= second_stage[t])`;
  if (lag) {
    return rule(
      teller,
      [
        '(each|every) [thing] (must rest|has to wait) [n] [u] between [X] and [Y]',
        'between [X] and [Y], (each|every) [thing] (must|has to) (wait|rest) (at least|) [n] [u]',
        '[Y] of a~ [thing] (can|may) start [n] [u] after its [X] at the earliest',
        'after [X], (each|every) [thing] needs (at least|) [n] [u] of rest before [Y]',
      ],
      { ...slots, ...lengthSlots(schedule, lag) },
      expression,
    );
  }
  void scene;
  return rule(
    teller,
    [
      '(each|every) [thing] (goes|passes) (first|) through [X] and (then|afterwards|only then) (through|) [Y]',
      '(each|every) [thing] is [x] (first|before anything else) and [y] (afterwards|after that|later)',
      '(each|every) [thing] (must|has to) be [x] before it (can be|is|may be) [y]',
      '(first|at first) (comes|there is) [X], then [Y], for (each|every) [thing]',
      '[Y] (comes|can only come|starts) (when|once) [X] (of the same [thing] is (over|finished)|is over for that [thing])',
      'no [thing] (may|can) (be [y]|start its [Y]|begin [Y]) (before|until) its [X] is (finished|over|complete)',
      '[X] (precedes|comes before) [Y] (for|with) (each|every) [thing]',
      '[X] first, (then|and then|afterwards) [Y]',
    ],
    slots,
    expression,
  );
}

function stageRoom(schedule: Schedule, slots: Slots): Clause[] {
  const { teller, random } = schedule;
  const one = 'disjunctive(first_stage, first_dur)';
  const two = 'disjunctive(second_stage, second_dur)';
  if (random.chance(0.5)) {
    return [
      rule(
        teller,
        [
          '(there is|we have|they have) (only|just|) one [xby] and one [yby]',
          'the [xby] and the [yby] each (take|handle|serve) one [thing] at a time',
          'one [xby], one [yby], one [thing] at a time for each',
          'neither the [xby] nor the [yby] (can take|takes|handles) two [things] at once',
          'both the [xby] and the [yby] (take|handle|serve) (a~ single|only one) [thing] at a time',
        ],
        slots,
        `${one} /\\ ${two}`,
      ),
    ];
  }
  return [
    rule(
      teller,
      [
        '(there is|we have|they have) (only|just|) one [xby]',
        'the [xby] (takes|handles|serves) (only|) one [thing] at a time',
        'only one [thing] (at a time|at once) can be [x]',
        'no two [things] can be [x] at the same time',
      ],
      slots,
      one,
    ),
    rule(
      teller,
      [
        '(there is|we have|they have) (only|just|) one [yby]',
        'the [yby] (takes|handles|serves) (only|) one [thing] at a time',
        'only one [thing] (at a time|at once) can be [y]',
        'no two [things] can be [y] at the same time',
      ],
      slots,
      two,
    ),
  ];
}

/** A limit that the text forgets to tell. */
function missingLimit({ teller }: Schedule): string {
  const said = teller.say([
    '(the caretaker|the boss|the night porter) (locks up|closes) at some (hour|point), and all must be over by then',
    'everything must be done by closing time, (which I have forgotten|I would have to ask when that is|whenever that is)',
    '(the truck|the van|the courier) (leaves|comes) at a time (they have yet to tell us|I do not know yet), and all must be ready then',
  ]);
  const told = teller.page.state(
    'missing',
    said,
    (quotes) => `missing limit ${quotes}: By when must everything be done?`,
  );
  return `${capital(told)}. `;
}

/** The length of a job that the text does not tell. */
function missingLength({ teller, scene }: Schedule, job: Thing): string {
  const said = teller.say(
    [
      '(I do not know|nobody could tell me|I forgot|we have yet to hear) how (long|many [u]) [A] (take[s]|need[s]|will take)',
      'how long [A] take[s] (is still open|is unknown|I will tell you later)',
      'the (time|duration) for [A] is (missing|still missing|not in my notes)',
    ],
    { ...teller.about(job), u: `${scene.unit}s` },
  );
  const question = `How many ${scene.unit}s does ${job.long} take?`;
  return `${capital(teller.page.state('missing', said, (quotes) => `missing data ${quotes}: ${question}`))}. `;
}
