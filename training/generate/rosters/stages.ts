import { lengthSlots, type Schedule, OPENINGS, namingOf, unitWords } from './schedule';
import { rule, tellRules, type Clause } from './compose';
import * as limits from './deadlinePhrases';
import { questionOf } from './scheduleQuestion';
import type { Parts } from './surroundings';
import { tellData, type Column } from './tellData';
import type { Slots } from './teller';

/** Two things happen to each job, one after the other. */
export function stages(schedule: Schedule): Parts {
  const { teller, random, set, jobs, scene } = schedule;
  const { page } = teller;
  const [one, two] = scene.stages;
  if (!one || !two) throw new Error(`${scene.domain} has no two stages`);
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
  const { teller, random, set } = schedule;
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
