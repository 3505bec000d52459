import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask } from './goals';
import { matrixOf, tellMatrix, type Matrix } from './matrix';
import { count, drawColumn, drawGroup, fields, nounSlot, overlaps, speakGroup } from './parts';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import { draw, type Quantity } from './quantity';
import { speakVerb, verb } from './speech';
import { dataOf, naming, setOf, tell, tellNames } from './tell';

const tours = lines(`
  ice cream van; stop/stops: @districts; drive drives driven driving
  band tour; town/towns: @towns; visit visits visited visiting
  meter reading; village/villages: @villages; visit visits visited visiting
  museum lorry; school/schools: @villages; visit visits visited visiting
  sailing trip; island/islands: @shipnames; sail sails sailed sailing
  milk round; farm/farms: @farms; visit visits visited visiting
  drill head; hole/holes: @codes; visit visits visited visiting
`);
const round = lines(`
  {hint} <(every|each) {place} (must|has to|is to) be visited exactly once, and the tour ends where it began>[{why}]
  <the tour goes once through every {place} and back to the start>
  <{we} {must} (call|stop) at each {place} once and come back>
  <all {places} in one round trip, each of them once>
  <a closed round through all {places}>
  <start somewhere, visit every {place} once and return>
`);
const noLeg = lines(`
  {hint} <from {A} {we} {must_not} go straight to {B}>[{why}]
  <{B} must not come right after {A}>
  <never directly from {A} to {B}>
`);
const leg = lines(`
  {hint} <from {A} {we} {must} go straight to {B}>[{why}]
  <{B} must come right after {A}>
`);

/** One round trip through all places. */
export function tour(problem: Problem): string {
  const { random, script, drafts } = problem;
  const [domain = '', placeText = '', verbs = ''] = fields(random.pick(tours));
  const places = drawGroup(problem, placeText, random.pick([4, 5, 5]));
  const unit = random.pick([
    { one: 'km', many: 'km' },
    { one: 'minute', many: 'minutes' },
  ]);
  const noun =
    unit.one === 'km' ? random.pick(['distance', 'way', 'mileage']) : random.pick(['travel time', 'drive', 'minutes']);
  const size = places.things.length;
  const values = places.things.map((_, row) =>
    draw(random, size, 5, 95, 1).map((value, at): Quantity | undefined => (row === at ? undefined : { value, unit })),
  );
  const matrix: Matrix = { id: 'way', noun, unit, rows: places, columns: places, values };
  drafts.push(setOf(places), matrixOf(matrix), { kind: 'var', id: 'next', sets: [places.id], type: places.id });
  speakVerb(script, 'next', verb(verbs));
  speakGroup(problem, 'place', places);
  Object.assign(script.common, { must_not: "(must not|cannot|can't|may not)" });
  const rules = [
    () => {
      addRule(problem, round, {}, expression`circuit(next)`);
    },
  ];
  const [a, b] = random.sample(places.things, 2);
  if (a && b && random.chance(0.45)) {
    const isFixed = random.chance(0.3);
    rules.push(() => {
      addRule(
        problem,
        isFixed ? leg : noLeg,
        { A: naming(script, a), B: naming(script, b) },
        expression`next[${a.id}] ${isFixed ? '=' : '!='} ${b.id}`,
        true,
      );
    });
  }
  compose(
    problem,
    domain,
    () => {
      if (random.chance(0.4)) tellNames(script, places);
      tellMatrix(script, matrix);
    },
    rules,
    () => {
      ask(
        problem,
        {
          direction: 'minimize',
          noun: nounSlot(problem, 'way', noun),
          kind: unit.one === 'km' ? 'amount' : 'time',
          question: 'in which order (should|{do}) {we} {pick} them|which (way|round|tour) (should|{do}) {we} take',
          task: 'plan the round',
        },
        expression`sum(i in ${places.id})(way[i,next[i]])`,
      );
    },
  );
  return domain;
}

const packs = lines(`
  nursery; load/loads: @letters; van/vans: @companies; load; weight; kg/kg
  cloud hosting; service/services: @codes; server/servers: Atlas,Bora,Comet,Draco; place; memory; GB/GB
  removal; box/boxes: @codes; trailer/trailers: @letters; load; weight; kg/kg
  school buses; street/streets: Elm Street,Oak Lane,Pine Road,Birch Alley,Ash Row,Lime Walk; bus/buses: @letters; put puts put putting; number of pupils; pupil/pupils
  greenhouse; tray/trays: @codes; table/tables: @letters; put puts put putting; area; square metre/square metres
  archive; folder/folders: @letters; shelf/shelves: @machines; put puts put putting; width; cm/cm
`);
const hold = lines(`
  {hint} <(every|each) {place} (takes|holds|can take|has room for) {atmost} {n}>[{why}]
  <no {place} (can|may) (take|hold) more than {n}>
  <{n} is the limit for each {place}>
  <a {place} is full at {n}>
`);
const onlyUsed = lines(`
  <only a {place} that is {used} can hold anything>
  <nothing goes into a {place} that is not {used}>
  <a {place} with anything in it counts as {used}>
`);
const apart = lines(`
  {hint} <{A} and {B} must not be in the same {place}>[{why}]
  <keep {A} and {B} in different {places}>
`);
const alike = lines(`
  {hint} <{A} and {B} must be in the same {place}>[{why}]
  <{A} and {B} stay together in one {place}>
`);

/** Things are packed into as few places as possible. */
export function pack(problem: Problem): string {
  const { random, script, drafts } = problem;
  const [domain = '', itemText = '', placeText = '', verbs = '', noun = '', unitText = ''] = fields(random.pick(packs));
  const items = drawGroup(problem, itemText, random.pick([4, 5, 6]));
  const places = drawGroup(problem, placeText, random.pick([3, 3, 4]));
  if (overlaps(items, places)) return pack(problem);
  const [one = '', many = ''] = unitText.split('/');
  const unit = { one, many };
  const size = drawColumn(
    problem,
    { id: 'size', noun, verb: ['', ''], unit, low: 6, high: 40, step: 1 },
    items.things.length,
  );
  drafts.push(
    setOf(items),
    setOf(places),
    dataOf(size, items),
    { kind: 'var', id: 'on', sets: [items.id], type: places.id },
    { kind: 'var', id: 'used', sets: [places.id], type: 'bool' },
  );
  speakVerb(script, 'on', verb(verbs));
  speakGroup(problem, 'item', items);
  speakGroup(problem, 'place', places);
  Object.assign(script.common, {
    used: () => {
      script.name('used', 'used');
    },
  });
  const n = count(5 * random.integer(9, 14), unit);
  const [item, place] = [items.id, places.id];
  const rule =
    (patterns: readonly string[], gold: Expression, slots = {}, isWish = false) =>
    (): void => {
      addRule(problem, patterns, slots, gold, isWish);
    };
  const rules = [
    rule(
      hold,
      expression`forall(k in ${place})(sum(i in ${item})(size[i]*(on[i] = k)) <= ${n})`,
      numberSlots(script, { n }),
    ),
  ];
  rules.push(rule(onlyUsed, expression`forall(i in ${item})(used[on[i]])`));
  const [a, b] = random.sample(items.things, 2);
  if (a && b && random.chance(0.6)) {
    const isApart = random.chance(0.6);
    rules.push(
      rule(
        isApart ? apart : alike,
        expression`on[${a.id}] ${isApart ? '!=' : '='} on[${b.id}]`,
        { A: naming(script, a), B: naming(script, b) },
        true,
      ),
    );
  }
  compose(
    problem,
    domain,
    () => {
      tell(script, items, [size]);
      if (random.chance(0.8)) tellNames(script, places);
      else tell(script, places, []);
    },
    random.shuffle(rules),
    () => {
      ask(
        problem,
        {
          direction: 'minimize',
          noun: '{places}',
          kind: 'count',
          question: 'how (should|can|{do}) {we} {pick} the {items}',
          task: '{pick} all {items}',
        },
        expression`sum(k in ${place})(used[k])`,
      );
    },
  );
  return domain;
}
