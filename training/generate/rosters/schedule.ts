import type { Random } from '../../random';
import type { JobScene } from './jobs';
import type { Figure } from './page';
import type { Teller } from './teller';
import { type Slots } from './teller';
import type { Thing } from './things';

/** How the jobs share what they need. */
export type Sharing = 'one' | 'setUp' | 'some' | 'crew' | 'free' | 'stages' | 'chosen';

/** Moments: counted from the start of all, on the clock with lengths in minutes, on the clock with lengths in hours. */
export type Clock = 'counted' | 'minutes' | 'hours';

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

export const OPENINGS = [
  '(we|they|I) have to (plan|arrange|schedule|organise) (tomorrow|the week|our day|the shift|the next round)',
  '(here|this) is (my|our|a~) (little|) (scheduling|planning) (problem|puzzle|task)',
  '(I am|we are) (planning|scheduling|trying to plan) the [things]',
  'the [things] (have to|must|need to) be [done]',
  '(it is time to|somebody has to|I was asked to) (plan|schedule) the [things]',
  'a~ plan for the [things] is needed',
  '(tomorrow|next week|this week|on Monday) (we|they) have a~ (full|busy) programme',
];

export function namingOf({ teller, jobs }: Schedule): string[] {
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

export function unitWords({ scene, teller }: Schedule): string {
  const { unit } = scene;
  const short = {
    minute: ['minutes', 'minutes', 'min', 'mins'],
    hour: ['hours', 'hours', 'h', 'hrs'],
    day: ['days'],
    week: ['weeks'],
  }[unit];
  return teller.random.pick(short);
}

/** [n] and [u] of a length of time. */
export function lengthSlots(schedule: Schedule, figure: Figure): Slots {
  return { n: figure.text, u: unitWords(schedule) };
}

/** A moment of the schedule between two shares of its horizon: how it is said and its gold. */
export function moment(
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

export const end = (job: string, schedule: Schedule): string => `start[${job}] + ${schedule.length(job)}`;
