import { kindOf } from './attributes';
import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask, askAny } from './goals';
import { count, drawColumn, drawGroup, fields, nounSlot, overlaps, speakGroup } from './parts';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import { speakVerb, verb } from './speech';
import { dataOf, naming, setOf, tell, tellNames } from './tell';

// domain; worker/workers: names; time/times: names; verb; preposition; pay noun
const matters = lines(`
  market stall; helper/helpers: @people; day/days: @shortdays; work; on; wage
  night cover; nurse/nurses: @surnames; night/nights: @days; work|serve; on; pay
  help desk; agent/agents: @people; shift/shifts: early shift,late shift,night shift,split shift; take takes taken taking; in; fee
  flower show; guard/guards: @people; hall/halls: Rose Hall,Palm House,Orchid Room,Fern Court; watch watches watched watching; in; wage
  street music; player/players: @people; evening/evenings: @days; play; on; fee
  beach rescue; lifeguard/lifeguards: @people; beach/beaches: @villages; guard; at; wage
  panel talks; speaker/speakers: @surnames; panel/panels: @letters; join; in; fee
  harvest; picker/pickers: @people; field/fields: @farms; pick picks picked picking; in; wage
  tutoring; tutor/tutors: @people; course/courses: Algebra,Botany,Latin,Optics,Logic; teach teaches taught teaching; in; fee
  committee; member/members: @surnames; session/sessions: @shortdays; attend; on; allowance
`);

const atLeastPer = lines(`
  {hint} <(every|each) {time} (needs|must have|requires|wants) {atleast} {n} {workers}>[{why}]
  <{atleast} {n} {workers} (must|have to|should) be there {prep} (every|each) {time}>
  <there must be {n} {workers} or more {prep} (each|every) {time}>
  <no {time} may have fewer than {n} {workers}>
`);
const exactPer = lines(`
  {hint} <(every|each) {time} (needs|must have|gets|has) {exactly} {n} {workers}>[{why}]
  <{exactly} {n} {workers} {prep} (each|every) {time}>
  <{n} {workers} {prep} each {time}, no more and no fewer>
`);
const needPer = lines(`
  {hint} <(every|each) {time} must have as many {workers} as it needs>[{why}]
  <the {need} of (every|each) {time} must be (met|covered)>
  <no {time} may (fall short|be understaffed)>
  <enough {workers} must be there {prep} (every|each) {time}>
`);
const most = lines(`
  {hint} <no {worker} (may|can|should|will) {do_it} more than {n} {times}>[{why}]
  <(every|each) {worker} (may|can) {do_it} {atmost} {n} {times}>
  <nobody (may|can|should) have more than {n} {times}>
  <{n} {times} per {worker} (at most|are the limit)>
  <{atmost} {n} {times} each>, please
`);
const leastEach = lines(`
  {hint} <(every|each) {worker} (must|has to|wants to) {do_it} {atleast} {n} {times}>
  <nobody should have fewer than {n} {times}>
`);
const never = lines(`
  {hint} <{A} (cannot|can't|must not|won't) {do_it} {prep} {B}>[{why}]
  <{A} is (away|not available|busy) {prep} {B}>
  <not {A} {prep} {B}>, please
  <{prep} {B}, {A} (cannot|can't) {do_it}>
`);
const always = lines(`
  {hint} <{A} (must|has to|wants to) {do_it} {prep} {B}>[{why}]
  <{prep} {B}, {A} must be there>
`);
const apart = lines(`
  {hint} <{A} and {C} (must not|cannot|may not) {do_it} {together_at}>[{why}]
  <never {A} and {C} {prep} the same {time}>
  <{A} and {C} (quarrel|do not get on), so never both {prep} one {time}>
`);
const capOne = lines(`
  {hint} <{A} (can|may|will) {do_it} {atmost} {n} {times}>[{why}]
  <{A}: {n} {times} at most>
`);

/** Who works when: many people, many times. */
export function rota(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const [domain = '', workerText = '', timeText = '', verbs = '', preposition = '', payNoun = ''] = fields(
    random.pick(matters),
  );
  const workers = drawGroup(problem, workerText, random.pick([3, 4, 4, 5]));
  const times = drawGroup(problem, timeText, random.pick([3, 4, 4, 5]), /@(?:short)?days/u.test(timeText));
  if (overlaps(workers, times)) return rota(problem);
  const pay = random.chance(0.65)
    ? drawColumn(
        problem,
        { id: 'pay', noun: payNoun, verb: ['costs', 'cost'], unit: money, low: 40, high: 180, step: 5 },
        workers.things.length,
      )
    : undefined;
  const need = random.chance(0.45)
    ? drawColumn(
        problem,
        {
          id: 'need',
          noun: random.pick(['need', 'required staff', 'headcount']),
          verb: ['needs', 'need'],
          unit: { one: workers.one, many: workers.many },
          low: 2,
          high: Math.max(4, workers.things.length),
          step: 1,
        },
        times.things.length,
      )
    : undefined;
  drafts.push(setOf(workers), setOf(times), { kind: 'var', id: 'works', sets: [workers.id, times.id], type: 'bool' });
  if (pay) drafts.push(dataOf(pay, workers));
  if (need) drafts.push(dataOf(need, times));
  const spoken = verb(random.pick(verbs.split('|')));
  speakVerb(script, 'works', spoken);
  speakGroup(problem, 'worker', workers);
  speakGroup(problem, 'time', times);
  Object.assign(script.common, {
    prep: preposition,
    do_it: () => {
      script.name('works', spoken.base);
    },
    together_at: `${preposition} the same {time}`,
  });
  const [w, t] = [workers.id, times.id];
  const perTime = expression`sum(i in ${w})(works[i,j])`;
  const perWorker = expression`sum(j in ${t})(works[i,j])`;
  const two = count(2);
  const n = count(random.integer(2, 3));
  const rule =
    (patterns: readonly string[], gold: Expression, slots = {}, isWish = false) =>
    (): void => {
      addRule(problem, patterns, slots, gold, isWish);
    };
  const isExact = random.chance(0.35);
  const rules: (() => void)[] = [
    need
      ? rule(needPer, expression`forall(j in ${t})(${perTime} >= need[j])`)
      : isExact
        ? rule(exactPer, expression`forall(j in ${t})(${perTime} = ${two})`, numberSlots(script, { n: two }))
        : rule(atLeastPer, expression`forall(j in ${t})(${perTime} >= ${two})`, numberSlots(script, { n: two })),
  ];
  if (random.chance(0.8))
    rules.push(rule(most, expression`forall(i in ${w})(${perWorker} <= ${n})`, numberSlots(script, { n })));
  const m = count(2);
  if (random.chance(0.15))
    rules.push(rule(leastEach, expression`forall(i in ${w})(${perWorker} >= ${m})`, numberSlots(script, { n: m })));
  for (const kind of random.sample(['never', 'never', 'never', 'always', 'apart', 'cap'], random.pick([1, 1, 2, 2]))) {
    const [a, c] = random.sample(workers.things, 2);
    const [b] = random.sample(times.things, 1);
    if (!a || !b || !c) continue;
    const cap = count(2);
    const slots = {
      ...numberSlots(script, { n: cap }),
      A: naming(script, a),
      B: naming(script, b),
      C: naming(script, c),
    };
    const cell = `works[${a.id},${b.id}]`;
    if (kind === 'never') rules.push(rule(never, expression`not ${cell}`, slots, true));
    else if (kind === 'always') rules.push(rule(always, expression`${cell}`, slots, true));
    else if (kind === 'apart')
      rules.push(rule(apart, expression`forall(j in ${t})(not (works[${a.id},j] /\\ works[${c.id},j]))`, slots, true));
    else rules.push(rule(capOne, expression`sum(j in ${t})(works[${a.id},j]) <= ${cap}`, slots));
  }
  const question =
    '(who should {do_it} when|how (should|can) {we} draw up the rota|which {worker} should {do_it} {prep} which {time})';
  const task = 'draw up the rota|fill every {time}|make the list';
  compose(
    problem,
    domain,
    () => {
      if (pay) tell(script, workers, [pay]);
      else tellNames(script, workers);
      if (need) tell(script, times, [need]);
      else if (random.chance(0.7)) tellNames(script, times);
      if (pay)
        script.sentence(
          '(the {pay} is per {time}|{pay} is paid for every {time}|all (sums|figures) are for one {time}|)',
        );
    },
    random.shuffle(rules),
    () => {
      if (pay)
        ask(
          problem,
          { direction: 'minimize', noun: nounSlot(problem, 'pay', payNoun), kind: kindOf(money), question, task },
          expression`sum(i in ${w}, j in ${t})(pay[i]*works[i,j])`,
        );
      else if (random.chance(0.3))
        ask(
          problem,
          { direction: 'minimize', noun: 'turns', kind: 'count', question, task },
          expression`sum(i in ${w}, j in ${t})(works[i,j])`,
        );
      else askAny(problem, question, task);
    },
  );
  return domain;
}
