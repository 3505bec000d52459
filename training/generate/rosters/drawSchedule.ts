import { chosenRules, sharingClause } from './sharing';
import { drawRules } from './timeRules';
import type { Random } from '../../random';
import { rule, tellRules, type Clause } from './compose';
import { jobScenes, type JobScene } from './jobs';
import { Page, type Figure } from './page';
import { type Sharing, type Clock, type Schedule, OPENINGS, namingOf } from './schedule';
import { columnsOf, tellUniform, without, missingLimit, missingLength } from './scheduleData';
import { questionOf } from './scheduleQuestion';
import { stages } from './stages';
import { surround, type Parts } from './surroundings';
import { tellData } from './tellData';
import { drawStyle, Teller, type Slots } from './teller';
import { identifier, thingsOf } from './things';

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
  const gap = random.chance(0.022) ? random.integer(0, jobs.length - 1) : -1;
  const data = schedule.uniform
    ? tellUniform(schedule, schedule.uniform)
    : tellData(teller, set, jobs, without(columns, gap), namingOf(schedule));
  page.declare(
    'var',
    `var start[${set}]${page.names('start', ['start', 'starts', 'begin', 'begins', 'started', 'begun'])}: time`,
  );
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
  const missing = lost ? missingLength(schedule, lost) : random.chance(0.022) ? missingLimit(schedule) : '';
  const question = questionOf(schedule, {
    late: due !== undefined && !isStrict,
    weighted: columns.some(({ id }) => id === 'weight'),
  });
  const ordered = random.chance(0.5) ? clauses : random.shuffle(clauses);
  const rules = tellRules(teller, ordered);
  const opening = random.chance(0.35) ? teller.sentence(OPENINGS) : '';
  return { scene: opening, data, rules: `${rules}${missing}`, question };
}

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

/** Now and then, all jobs take the same time; `lengths` is made so. */
function sameLength(teller: Teller, random: Random, lengths: number[]): Figure | undefined {
  const [length] = lengths;
  if (length === undefined || length < 2 || !random.chance(0.08)) return undefined;
  lengths.fill(length);
  return teller.figure(length);
}
