import { attribute, kindOf, limitOf, valuesOf } from './attributes';
import { choiceMatter, type Choice } from './choices';
import { expression, type Expression } from './draft';
import { compose } from './compose';
import { ask, askAny, type Goal } from './goals';
import { atLeast, atMost } from './limits';
import { identifier, things } from './names';
import { lines } from './pattern';
import { addRule, fill, manner, numberSlots, type Problem } from './problem';
import type { Quantity } from './quantity';
import { choiceRules, type ChoiceRule } from './rules';
import type { Slot, Slots } from './script';
import { speakVerb, verb } from './speech';
import { dataOf, groupSlots, naming, setOf, tell, type Column, type Group } from './tell';

/** Some of several things are chosen, under rules that tie them together. */
export function choose(problem: Problem): string {
  const { random, script, drafts } = problem;
  const matter = choiceMatter(random);
  const count = random.pick([4, 5, 5, 5, 6, 6, 7]);
  const group: Group = {
    id: identifier(matter.many),
    one: matter.one,
    many: matter.many,
    things: things(random, matter.names, Math.min(count, matter.names.split(',').length < count ? 7 : count)),
  };
  drafts.push(setOf(group), { kind: 'var', id: 'pick', sets: [group.id], type: 'bool' });
  speakVerb(script, 'pick', verb(random.pick(matter.verbs)));
  Object.assign(script.common, groupSlots(script, group));
  const parts = columnsOf(problem, matter, group.things.length);
  const { columns, cost, good } = parts;
  for (const column of columns) drafts.push(dataOf(column, group));
  const aim = aimOf(problem, group, cost, good);
  const rules: (() => void)[] = [];
  limitRules(problem, group, parts, aim, rules);
  if (random.chance(0.6) || rules.length === 0) rules.push(() => { countRule(problem, group); });
  const wanted = random.pick([1, 2, 2, 3, 3, 4]);
  for (const rule of thingRules(problem, group, wanted)) rules.push(rule);
  const tellAll = (): void => {
    tell(script, group, columns);
  };
  const tellAim = (): void => {
    aim.ask();
  };
  compose(problem, matter.domain, tellAll, random.shuffle(rules), tellAim);
  return matter.domain;
}

interface Columns {
  readonly columns: readonly Column[];
  readonly cost: Column | undefined;
  readonly good: Column | undefined;
  readonly extra: Column | undefined;
}

function columnsOf(problem: Problem, matter: Choice, count: number): Columns {
  const { random, money } = problem;
  const make = (key: string, id: string): Column => {
    const own = attribute(key, money);
    const values: (Quantity | undefined)[] = valuesOf(random, own, count);
    return { id, noun: random.pick(own.nouns), attribute: own, values };
  };
  const shape = random.pick(['both', 'both', 'both', 'cost', 'cost', 'good', 'none']);
  const cost = shape === 'both' || shape === 'cost' ? make(random.pick(matter.costs), 'cost') : undefined;
  const good = shape === 'both' || shape === 'good' ? make(random.pick(matter.goods), 'gain') : undefined;
  const others = matter.costs.filter((key) => key !== cost?.attribute.key);
  const extra = shape === 'both' && others.length > 0 && random.chance(0.3) ? make(random.pick(others), 'extra') : undefined;
  const columns = random.shuffle([cost, good, extra].flatMap((column) => (column ? [column] : [])));
  const nouns = new Set(columns.map(({ noun }) => noun));
  if (nouns.size < columns.length || (cost && good && cost.noun.includes(good.noun))) return columnsOf(problem, matter, count);
  if (problem.lack === 'data' && columns[0]) {
    const [first, ...rest] = columns;
    const at = random.integer(0, count - 1);
    const holed = { ...first, values: first.values.map((value, index) => (index === at ? undefined : value)) };
    const swapped = (column: Column | undefined): Column | undefined => (column === first ? holed : column);
    return { columns: [holed, ...rest], cost: swapped(cost), good: swapped(good), extra: swapped(extra) };
  }
  return { columns, cost, good, extra };
}

function known({ values }: Column): Quantity[] {
  return values.flatMap((value) => (value ? [value] : []));
}

function nounOf(problem: Problem, { id, noun }: Column): Slot {
  return () => {
    problem.script.name(id, noun);
  };
}

function total(group: Group, { id }: Column): Expression {
  return expression`sum(i in ${group.id})(${id}[i]*pick[i])`;
}

interface Aim {
  readonly on: 'cost' | 'good' | 'net' | 'count' | 'none';
  readonly ask: () => void;
}

function aimOf(problem: Problem, group: Group, cost: Column | undefined, good: Column | undefined): Aim {
  const { random } = problem;
  const question = '(which|what) {things} (should|do|can|shall|would) {we} {pick}|which of the {things} (should|do|can) {we} {pick}';
  const task = '{pick} {things}|{pick} some of the {things}|select (the right|suitable|) {things}';
  const aim = (on: Aim['on'], goal: Goal, body: Expression): Aim => ({
    on,
    ask: () => {
      ask(problem, goal, body);
    },
  });
  const isMoney = cost && good && cost.attribute.unit === good.attribute.unit && cost.attribute.unit === problem.money;
  if (isMoney && random.chance(0.6)) {
    const noun = `{gain} (minus|less|after|net of) {cost}`;
    const [gainSlot, costSlot] = [nounOf(problem, good), nounOf(problem, cost)];
    Object.assign(problem.script.common, { gain: gainSlot, cost: costSlot });
    return aim(
      'net',
      { direction: 'maximize', noun, kind: 'amount', question, task },
      expression`sum(i in ${group.id})((gain[i] - cost[i])*pick[i])`,
    );
  }
  if (good && random.chance(cost ? 0.75 : 0.95))
    return aim(
      'good',
      { direction: 'maximize', noun: nounOf(problem, good), kind: kindOf(good.attribute.unit), question, task },
      total(group, good),
    );
  if (cost && random.chance(0.75))
    return aim(
      'cost',
      { direction: 'minimize', noun: nounOf(problem, cost), kind: kindOf(cost.attribute.unit), question, task },
      total(group, cost),
    );
  if (random.chance(0.7) || problem.lack === 'objective') {
    const direction = random.pick(['maximize', 'minimize'] as const);
    return aim(
      'count',
      { direction, noun: '{things}', kind: 'count', question: '(how|in what way) (should|can|do) {we} choose', task: 'choose' },
      expression`sum(i in ${group.id})(pick[i])`,
    );
  }
  return {
    on: 'none',
    ask: () => {
      askAny(problem, question, task);
    },
  };
}

function limitRules(
  problem: Problem,
  group: Group,
  { cost, good, extra }: Columns,
  aim: Aim,
  rules: (() => void)[],
): void {
  const { random } = problem;
  if (cost && aim.on !== 'cost' && (aim.on !== 'net' || random.chance(0.5))) {
    const limit = limitOf(known(cost), 0.35 + 0.35 * random.next(), cost.attribute);
    rules.push(() => {
      atMost(problem, { noun: nounOf(problem, cost), attribute: cost.attribute, limit }, (n) => [
        ...total(group, cost),
        ' <= ',
        n,
      ]);
    });
  }
  if (good && aim.on !== 'good' && aim.on !== 'net') {
    const limit = limitOf(known(good), 0.3 + 0.3 * random.next(), good.attribute);
    rules.push(() => {
      atLeast(problem, { noun: nounOf(problem, good), attribute: good.attribute, limit }, (n) => [
        ...total(group, good),
        ' >= ',
        n,
      ]);
    });
  }
  if (extra) {
    const limit = limitOf(known(extra), 0.35 + 0.35 * random.next(), extra.attribute);
    rules.push(() => {
      atMost(problem, { noun: nounOf(problem, extra), attribute: extra.attribute, limit }, (n) => [
        ...total(group, extra),
        ' <= ',
        n,
      ]);
    });
  }
}

const upTo = lines(`
  {hint} <{we} can {pick} {atmost} {n} {things}>[{why}]
  <{atmost} {n} {things} (can|may|shall) be {picked}>[{why}]
  <no more than {n} {of_them} (can|may) be {picked}>
  <there is (only room|room|space|time) for {n} {things}> [and no more|at the most]
  <{n} {things} at most>, (that is all {we} can handle|please|no more)
  <{n} {things} or fewer>, please
  <{we} {cannot_pick} more than {n}> [of them|{things}]
  <(picking|choosing|taking) more than {n} {things} is (too much|not possible|out of the question)>
  <the number of {picked} {things} (is limited to|must not exceed|may not be above|is at most) {n}>
  {hint} <{n} is the (limit|maximum)> for the number of {things}
`);
const upToTerse = lines(`
  <max {n} {things}>
  <{n} {things} at most>
  <at most {n}>
  <{things} {le} {n}>
  <no more than {n}>
  <up to {n} {things}>
  <{n} {things} tops>
`);
const atLeastSo = lines(`
  {hint} <{we} {must} {pick} {atleast} {n} {things}>[{why}]
  <{atleast} {n} {things} {must_all} be {picked}>[{why}]
  <{n} {things} or more {must_all} be {picked}>
  <fewer than {n} {things} (won't do|is not enough|are too few|would look bad)>
  <{we} {cannot_pick} fewer than {n}> [{things}|of them]
  <the number of {picked} {things} (must be|has to be|should be) {n} or more>
  <it takes {atleast} {n} of the {things}>
`);
const atLeastTerse = lines(`
  <min {n} {things}>
  <{n} {things} or more>
  <at least {n} {things}>
  <{things} {ge} {n}>
  <no fewer than {n}>
`);
const justSo = lines(`
  {hint} <{we} {must} {pick} {exactly} {n} {things}>[{why}]
  <{exactly} {n} {things} {must_all} be {picked}>[{why}]
  <{exactly} {n} of the {things} (are wanted|are needed|shall be {picked}|will be {picked})>
  <the number of {picked} {things} (is|must be|has to be) {exactly} {n}>
  <{n} {things} it must be>, no more and no fewer
  <{we} {picks} {n} of them>, not more and not fewer
`);
const justSoTerse = lines(`
  <exactly {n} {things}>
  <{n} {things}, no more, no fewer>
  <{exactly} {n}>
  <{things} = {n}>
`);
const between = lines(`
  {hint} <{we} {must} {pick} between {n} and {m} {things}>[{why}]
  <{atleast} {n} and {atmost} {m} {things} {must_all} be {picked}>
  <{n} to {m} {things} (are|shall be|will be) {picked}>
  <not fewer than {n} and not more than {m} {things}>, please
  <the number of {picked} {things} must be between {n} and {m}>
`);
const betweenTerse = lines(`
  <{n} to {m} {things}>
  <between {n} and {m} {things}>
  <min {n}, max {m} {things}>
`);

function countRule(problem: Problem, group: Group): void {
  const { random, script } = problem;
  const size = group.things.length;
  const low = random.integer(2, Math.max(2, Math.floor(size / 2)));
  const n: Quantity = { value: low, unit: undefined };
  const m: Quantity = { value: low + random.integer(1, 2), unit: undefined };
  const sum = expression`sum(i in ${group.id})(pick[i])`;
  const slots: Slots = { ...numberSlots(script, { n, m }), of_them: 'of (them|the {things}|these)' };
  const kind = random.pick(['most', 'most', 'most', 'least', 'least', 'exact', 'exact', 'between']);
  if (kind === 'between') {
    addRule(problem, manner(problem, between, betweenTerse), slots, expression`${sum} >= ${n} /\\ ${sum} <= ${m}`);
    return;
  }
  const [prose, terse, sign] =
    kind === 'most'
      ? ([upTo, upToTerse, '<='] as const)
      : kind === 'least'
        ? ([atLeastSo, atLeastTerse, '>='] as const)
        : ([justSo, justSoTerse, '='] as const);
  addRule(problem, manner(problem, prose, terse), slots, expression`${sum} ${sign} ${n}`, kind !== 'exact');
}

const heavy = choiceRules.flatMap((rule) => Array<ChoiceRule>(rule.weight).fill(rule));

/** Rules between single things, no two about the same two things. */
function thingRules(problem: Problem, group: Group, wanted: number): (() => void)[] {
  const { random, script } = problem;
  const seen = new Set<string>();
  const made: (() => void)[] = [];
  for (let tries = 0; made.length < wanted && tries < 12; tries++) {
    const rule = random.pick(heavy);
    const chosen = random.sample(group.things, rule.things);
    const key = chosen
      .slice(0, 2)
      .map(({ id }) => id)
      .sort()
      .join(' ');
    if (seen.has(key) || chosen.length < rule.things) continue;
    seen.add(key);
    made.push(() => {
      const isPlain = problem.isTerse;
      const n: Quantity = { value: 2, unit: undefined };
      const slots: Record<string, Slot> = { ...numberSlots(script, { n }) };
      const parts: Record<string, string | Quantity> = { N: n };
      for (const [at, thing] of chosen.entries()) {
        const letter = 'ABCD'.charAt(at);
        slots[letter] = naming(script, thing, isPlain);
        slots[`${letter}_bare`] = naming(script, thing, true);
        parts[letter] = `pick[${thing.id}]`;
      }
      addRule(problem, manner(problem, rule.prose, rule.terse), slots, fill(rule.gold, parts), true);
    });
  }
  return made;
}
