import { capital } from './markup';
import type { Schedule } from './schedule';

/** What is asked of a schedule, with the gold of the objective; nothing is to be best where any plan will do. */
export function questionOf(
  schedule: Schedule,
  { late, weighted, end }: { readonly late: boolean; readonly weighted: boolean; readonly end?: string },
): string {
  const { teller, random, set, jobs } = schedule;
  const { page } = teller;
  const finish = end ?? `start[t] + ${schedule.length('t')}`;
  const asks = (direction: string, phrases: readonly string[], expression: string, slots = {}): string => {
    const phrase = random.pick(phrases);
    const said = teller.say(phrase, slots);
    const told = page.state('objective', said, (quotes) => `${direction} ${quotes}: ${expression}`);
    return `${capital(told)}${/[?.]$/u.test(phrase) ? '' : '.'} `;
  };
  if (late) {
    const weight = weighted ? 'weight[t]*' : '';
    const way = random.next();
    if (!weighted && way < 0.15) return asks('minimize', WORST, `max(t in ${set})(max(0, ${finish} - due[t]))`);
    if (!weighted && way < 0.3) return asks('minimize', LATE_COUNT, `sum(t in ${set})(${finish} > due[t])`);
    return asks('minimize', weighted ? WEIGHTED : LATENESS, `sum(t in ${set})(${weight}max(0, ${finish} - due[t]))`, {
      unit: schedule.scene.unit,
    });
  }
  if (weighted) return asks('minimize', WEIGHTED_ENDS, `sum(t in ${set})(weight[t]*(${finish}))`);
  const way = random.next();
  if (way < 0.2) return `${capital(teller.say(ANY))} `;
  if (way < 0.26 && !end) {
    const job = random.pick(jobs);
    return random.chance(0.5)
      ? asks('minimize', ONE_END, `start[${job.id}] + ${schedule.length(job.id)}`, teller.about(job))
      : asks('minimize', ONE_START, `start[${job.id}]`, teller.about(job));
  }
  if (way < 0.32) return asks('minimize', SUM, `sum(t in ${set})(${finish})`);
  const makespan = `max(t in ${set})(${finish})`;
  if (way < 0.37 && !end && schedule.clock === 'counted' && schedule.scene.unit === 'hour') {
    const start = teller.clock(random.integer(12, 20) * 30);
    const opening = teller.sentence(STARTS, { at: start.text });
    return `${opening}${asks('minimize', CLOCKED, `${start.gold} + \`60\`*${makespan}`)}`;
  }
  if (way < 0.58) return asks('minimize', SHORTEST, makespan);
  const [named, phrases] = random.chance(0.5) ? [DONE, DONE_ASKED] : [LENGTH, LENGTH_ASKED];
  page.declare('let', `let done${page.names('done')} = ${makespan}`);
  const phrase = random.pick(phrases);
  const mark = teller.say(phrase, { done: () => page.name('done', teller.say(named)) });
  const told = page.state('objective', mark, (quotes) => `minimize ${quotes}: done`);
  return `${capital(told)}${/[?.]$/u.test(phrase) ? '' : '.'} `;
}

const ANY = [
  '(is there|can you find|do you see|please find|find|give me|give us|I need|we need|I am looking for|we are looking for) (a~ plan|a~ schedule|a~ timetable|any plan|any schedule|an order) that (works|respects all this|fits|satisfies all of this|does it).',
  '(when|at what time) (should|can|may) each [thing] {start:(start|begin)}?',
  '(can this|could this|can it|how can this) be (done|managed|arranged)?',
  '(is it|would it be) possible (at all|)?',
  '(make|propose|draw up|work out|suggest) a~ (feasible|valid|workable|possible) (plan|schedule|timetable).',
  'any (plan|schedule|order) that (works|holds|obeys these rules) will do.',
  '(which|what) {start:start} times (work|are possible|would do)?',
  'what would a~ (possible|feasible) schedule look like?',
];

/** The clock at hour 0. */
const STARTS = [
  '(we|they) start at [at]',
  '(work|everything|the whole thing) (starts|begins) at [at], from when the hours are counted',
  'the clock (starts|is started) at [at]',
  'all hours count from [at]',
];
const CLOCKED = [
  'at (what|which) time (can|will) (everything|it all|the last [thing]) be (finished|done|over) at the earliest?',
  'what is the earliest time of day (at which|by which) (everything|it all|the last [thing]) can be (finished|done|over)?',
  'when, by the clock, can (we|they) (go home|close|lock up) at the earliest?',
  '(tell me|find|work out) the earliest time of day at which (everything|all|the last [thing]) is (finished|done)',
];

/** The end of all, not named apart. */
const SHORTEST = [
  'how (soon|early) can (everything|it all|all of it|the whole lot) be (finished|done|over|through|complete)?',
  'when (can|could|will) (everything|it all|all of it|the whole lot) be (finished|done|over) at the (earliest|soonest)?',
  '(finish|get done|be through) as (soon|early|quickly) as possible',
  '(we|I|they) want to be (finished|done|through) as (soon|early) as (possible|it can be)',
  '(tell me|find|give me|work out|determine) the (earliest|soonest) (time|moment) (at which|when) (everything|all|the last [thing]) (is|can be) (finished|done|over)',
  'what is the (earliest|soonest) (time|moment) (at which|by which) (everything|all|the last [thing]) (is|can be) (finished|done|over)?',
  '(plan|schedule|arrange|order) (the [things]|them|everything) so that (everything|all|the last [thing]|the last one) is (finished|done|over) as (early|soon) as possible',
  'keep (the whole thing|it) as (short|quick) as (possible|you can)',
  'what is the (shortest|quickest) (plan|schedule|way to do it all)?',
  '(find|draw up|I need|we need|please make) the (shortest|quickest|fastest) (schedule|plan|timetable)',
  'minimise the (makespan|total duration|overall time|time until all is done)',
  '(how fast|how quickly) can (we|they|I|you) (finish|get through|be through|be done)(| with everything)?',
  '(what|which) (plan|schedule|order) gets (us|everybody|them) home (earliest|soonest)?',
  'the (sooner|earlier) (all|everything) is (done|over|finished), the better',
  '(earliest|soonest) (possible|) (end|finish) (wanted|is the aim|is what counts)',
  '(it all|everything) (should|must|is to) take as little time as possible',
];

const DONE = [
  '(the last [thing]|the last one|everything|all) (is|has been) (finished|done|over)',
  '(all is done|all of it is finished|we can go home|they can lock up|the lights go out)',
];
const DONE_ASKED = [
  'what is the earliest (moment|time) at which [done]?',
  '(the time|the moment) when [done] (should|must|is to) be as early as possible',
];

const LENGTH = [
  '(makespan|total time|overall time|total duration|whole duration|overall length)',
  'time (until everything is finished|until the last [thing] is done|until the end of the last [thing])',
  'end of (the last [thing]|the last one|all [things]|everything)',
  '(completion|finish) of (the last [thing]|the last one|all [things]|everything)',
];
const LENGTH_ASKED = [
  '(minimise|keep down|cut) the [done]',
  '(make|keep) the [done] as small as (possible|you can)',
  '(tell me|find|give me|work out|determine) the (earliest|smallest|best) (possible|) [done]',
  'what is the (earliest|smallest|least) (possible|) [done]?',
  'how small can the [done] be?',
  'the [done] (should|must|is to) be (minimised|minimal|as small as possible)',
  '(we|they|I) want the [done] to be as small as possible',
  'aim: the smallest [done]',
  'objective: minimum [done]',
];

const LATENESS = [
  '(minimise|keep down) (the total lateness|total tardiness|the sum of all delays|the [unit]s of delay in total)',
  'what (order|plan|schedule) (has|gives|leads to) the (least|smallest|lowest) total (lateness|tardiness|delay)?',
  '(I|we|they) want as little (lateness|delay) as possible, (all|everything) added up',
  'every [unit] (a~ [thing]|one of them) is late counts, and the sum should be as small as possible',
  'keep the (total delay|sum of late [unit]s) as (small|low) as (possible|you can)',
  '(for each [unit] that a~ [thing] ends after its due time we pay one euro|each [unit] of delay costs us the same): minimise the total',
];
const WORST = [
  '(minimise|keep down) the (largest|greatest|worst|maximum) (lateness|delay|tardiness)',
  '(the|our) most delayed [thing] should be as little late as possible',
  'how small can the (worst|largest|longest) delay be?',
];
const LATE_COUNT = [
  '(minimise|keep down) the number of late [things]',
  'as few [things] as possible should be late',
  'what is the (smallest|least) number of [things] that (end|finish) late?',
  'how many [things] must be late at the very least?',
];
const WEIGHTED = [
  '(minimise|keep down) the total (lateness|delay|tardiness), each (counted with|multiplied by|times) its weight',
  'the sum of all delays, each times its weight, should be as small as possible',
  'what is the smallest weighted total (tardiness|delay)?',
];
const WEIGHTED_ENDS = [
  'minimise the sum of (the end times|all finishing times|completion times), each times its weight',
  'the weighted sum of the (end|finishing|completion) times should be as small as possible',
];
const SUM = [
  '(minimise|keep down) the sum of (all|the) (end|finishing|completion) times',
  'the (end times|finishing times|completion times), added up, should be as small as possible',
  'what is the smallest possible sum of (completion|finishing) times?',
  '(minimise|keep low) the total of the completion times',
];
const ONE_END = [
  'how (early|soon) can [A] be (finished|done)?',
  '(I|we|they) want [A] (finished|done) as (early|soon) as possible',
  'what is the earliest [A] can be (finished|done|ready)?',
  'minimise the (end|finish) of [A]',
  '[A] should be (finished|done|ready) as (early|soon) as possible',
];
const ONE_START = [
  'how (early|soon) can [A] (start|begin)?',
  '[A] should (start|begin) as (early|soon) as possible',
  'what is the earliest [A] can (start|begin)?',
];
