import { rule, type Clause } from './compose';
import { type Schedule, lengthSlots } from './schedule';
import type { Slots } from './teller';
import * as times from './timePhrases';

/** What limits the jobs at one time. */
export function sharingClause(schedule: Schedule): Clause | undefined {
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
export function chosenRules(schedule: Schedule): Clause[] {
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
