import { kindOf } from './attributes';
import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask } from './goals';
import { count, drawColumn, drawGroup, fields, nounSlot, speakGroup } from './parts';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import type { Quantity, Unit } from './quantity';
import { speakVerb, verb } from './speech';
import { dataOf, naming, setOf, tell } from './tell';

// domain; goods; verb; period
const matters = lines(`
  dairy; litre/litres; make makes made making|produce; day/days: @days
  furniture works; chair/chairs; build builds built building; month/months: @months
  feed store; sack/sacks; buy buys bought buying|order; month/months: @months
  ice factory; block/blocks; freeze freezes frozen freezing; week/weeks: @weeks
  paper mill; roll/rolls; order|buy buys bought buying; quarter/quarters: @quarters
  battery pool; battery/batteries; charge; day/days: @days
  fuel station; litre/litres; order|buy buys bought buying; week/weeks: @weeks
  canoe builder; canoe/canoes; build builds built building; quarter/quarters: @quarters
  bakery supply; bag/bags; buy buys bought buying|order; week/weeks: @weeks
  vaccine store; dose/doses; order; month/months: @months
  steel yard; tonne/tonnes; roll; month/months: @months
  bottling hall; pallet/pallets; fill; day/days: @days
  toy factory; box/boxes; make makes made making; month/months: @months
  seed house; kg/kg; buy buys bought buying; month/months: @months
  water tower; m³/m³; pump; day/days: @days
`);

const balance = lines(`
  {hint} <what is {left} (goes|is carried) over (to|into) the next {period}, and (each|every) {need} must be met>[{why}]
  <the {need} of (each|every) {period} must be met[, from {stock} or fresh]>
  <(each|every) {period} the {need} has to be (met|covered|served)>, what is {left} stays in (stock|store|the shed)
  <{need} (must|has to) be (met|covered|served) in (each|every) {period}>
  <no {period} may go short>, and what is not needed is {kept}
`);
const begin = lines(`
  {hint} <at the (start|beginning|outset) there are {n} in ({stock}|store|the shed)>
  <the opening {stock} is {n}>
  <{we} (start|begin){s} with {n}>[ in stock|]
  <{n} are {left} from before>
  <before the first {period}, {n} are in {stock}>
`);
const empty = lines(`
  <at the (start|beginning|outset) the (store|shed|stock) is empty>
  <{we} (start|begin){s} with nothing in {stock}>
  <there is no {stock} at the (start|beginning)>
`);
const makeCap = lines(`
  {hint} <{we} can {pick} {atmost} {n} (a|per|in each|in any) {period}>[{why}]
  <{atmost} {n} (can|may) be {picked} (a|per|in each) {period}>
  <the capacity is {n} (a|per) {period}>
  <more than {n} in one {period} cannot be {picked}>
`);
const keepCap = lines(`
  {hint} <the (store|shed|cellar|warehouse) (holds|takes|has room for) {atmost} {n}>[{why}]
  <{atmost} {n} can be {kept} (over|from one {period} to the next)>
  <there is room to {keep} {n}>, not more
`);
const endLeast = lines(`
  {hint} <at the end [of {B}] there must be {atleast} {n} in {stock}>[{why}]
  <{atleast} {n} must be {left} after {B}>
`);
const hold = lines(`
  {hint} ({keeping}|storing|holding) one from one {period} to the next costs {h}
  storage (costs|comes to) {h} (per unit|for each) and {period}
  {h} per unit and {period} for (storage|keeping)
`);

/** What is made or bought in each period, what is kept, and what is needed. */
export function stock(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const [domain = '', goods = '', verbs = '', periodText = ''] = fields(random.pick(matters));
  const [one = '', many = ''] = goods.split('/');
  const unit: Unit = { one, many, divisible: /^(?:litre|tonne|kg|m³)$/u.test(one) };
  const type = unit.divisible === true ? 'real' : 'int';
  const periods = drawGroup(problem, periodText, random.pick([3, 4, 4, 5]), true);
  const size = periods.things.length;
  const step = random.pick([1, 5, 10]);
  const need = drawColumn(
    problem,
    {
      id: 'need',
      noun: random.pick(['demand', 'need', 'orders', 'requirement', 'use']),
      verb: ['needs', 'need'],
      unit,
      low: 6 * step,
      high: 30 * step,
      step,
    },
    size,
  );
  const price = random.chance(0.75)
    ? drawColumn(
        problem,
        {
          id: 'price',
          noun: random.pick(['price', 'unit cost', 'cost']),
          verb: ['costs', 'cost'],
          unit: money,
          low: 5,
          high: 90,
          step: 1,
        },
        size,
      )
    : undefined;
  speakGroup(problem, 'period', periods);
  const word = (form: string) => (): void => {
    script.name('kept', form);
  };
  Object.assign(script.common, {
    kept: word('kept'),
    left: word('left'),
    stock: word('stock'),
    keep: word('keep'),
    keeping: word('keeping'),
  });
  speakVerb(script, 'make', verb(random.pick(verbs.split('|'))));
  drafts.push(
    setOf(periods),
    dataOf(need, periods),
    { kind: 'var', id: 'make', sets: [periods.id], type },
    { kind: 'var', id: 'kept', sets: [periods.id], type },
  );
  if (price) drafts.push(dataOf(price, periods));
  const [first] = periods.things;
  const last = periods.things.at(-1);
  if (!first || !last) return domain;
  const start: Quantity | undefined = random.chance(0.6) ? count(step * random.integer(2, 9), unit) : undefined;
  const opening: Expression = start
    ? expression`kept[${first.id}] = ${start} + make[${first.id}] - need[${first.id}]`
    : expression`kept[${first.id}] = make[${first.id}] - need[${first.id}]`;
  const set = periods.id;
  const rules = [
    () => {
      addRule(problem, start ? begin : empty, start ? numberSlots(script, { n: start }) : {}, opening);
    },
    () => {
      addRule(
        problem,
        balance,
        {},
        expression`forall(i in ${set} where i != ${first.id})(kept[i] = kept[enum_prev(${set}, i)] + make[i] - need[i])`,
      );
    },
  ];
  const cap = count(step * random.integer(25, 40), unit);
  if (!price || random.chance(0.7))
    rules.push(() => {
      addRule(problem, makeCap, numberSlots(script, { n: cap }), expression`forall(i in ${set})(make[i] <= ${cap})`);
    });
  const room = count(step * random.integer(8, 20), unit);
  if (random.chance(0.5))
    rules.push(() => {
      addRule(problem, keepCap, numberSlots(script, { n: room }), expression`forall(i in ${set})(kept[i] <= ${room})`);
    });
  const end = count(step * random.integer(2, 7), unit);
  if (random.chance(0.25))
    rules.push(() => {
      addRule(
        problem,
        endLeast,
        { ...numberSlots(script, { n: end }), B: naming(script, last) },
        expression`kept[${last.id}] >= ${end}`,
        true,
      );
    });
  const rent = count(random.integer(2, 4), money);
  const hasRent = !price || random.chance(0.7);
  const cost = price
    ? hasRent
      ? expression`sum(i in ${set})(price[i]*make[i] + ${rent}*kept[i])`
      : expression`sum(i in ${set})(price[i]*make[i])`
    : expression`sum(i in ${set})(${rent}*kept[i])`;
  const noun = price ? random.pick(['cost', 'bill', 'total of all costs', 'spending']) : 'storage cost';
  compose(
    problem,
    domain,
    () => {
      tell(script, { ...periods, isGiven: true }, price ? random.shuffle([need, price]) : [need]);
      if (hasRent) script.sentence(random.pick(hold), numberSlots(script, { h: rent }));
    },
    random.chance(0.6) ? rules : random.shuffle(rules),
    () => {
      ask(
        problem,
        {
          direction: 'minimize',
          noun: price ? noun : nounSlot(problem, 'kept', noun),
          kind: kindOf(money),
          question: `how (many ${many}|much) (should|{do}) {we} {pick} (in|each|in each) {period}|when (should|{do}) {we} {pick} how much`,
          task: '{pick} the right amount in each {period}|plan the {periods}',
        },
        cost,
      );
    },
  );
  return domain;
}
