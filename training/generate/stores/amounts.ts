import { attribute, kindOf, valuesOf, type Attribute } from './attributes';
import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask, type Goal } from './goals';
import { atLeast, atMost } from './limits';
import { identifier, things } from './names';
import { lines } from './pattern';
import { addRule, manner, numberSlots, type Problem } from './problem';
import type { Quantity, Unit } from './quantity';
import type { Slot } from './script';
import { speakVerb, verb } from './speech';
import { dataOf, groupSlots, naming, setOf, tell, type Column, type Group } from './tell';

/** A matter where one says how much of each of several things. */
interface Matter {
  readonly domain: string;
  readonly one: string;
  readonly many: string;
  readonly unit: Unit;
  readonly verbs: readonly string[];
  readonly names: string;
  readonly costs: readonly string[];
  readonly goods: readonly string[];
}

// domain; thing/things; unit; verbs; names; what they use or cost; what they bring
const table = `
bakery; product/products; tray/trays; bake; ~rye bread,seed rolls,almond tarts,cheese straws,plum cakes,milk buns; cost minutes; profit takings
joinery; piece/pieces; piece/pieces; make makes made making|build builds built building; ~chairs,tables,stools,shelves,bunk beds,benches; hours weight; profit takings
dog food; ingredient/ingredients; kg/kg; mix|use uses used using; ~beef,rice,barley,carrots,fish meal,liver; cost; kcal protein
farm; crop/crops; hectare/hectares; plant|sow sows sown sowing; ~wheat,barley,rapeseed,lentils,potatoes,maize; water hours; harvest profit
canteen; dish/dishes; portion/portions; cook|serve; ~goulash,lentil soup,moussaka,fish pie,risotto,ratatouille; cost minutes; kcal protein
toy maker; toy/toys; box/boxes; make makes made making|produce; ~trains,dolls,puzzles,kites,drums,tops; minutes cost; profit takings
brick works; brick/bricks; pallet/pallets; fire fires fired firing|produce; ~clinker,hollow bricks,paving stones,roof tiles; hours water; takings
diet; food/foods; portion/portions; eat eats ate eating|buy buys bought buying; ~oats,yoghurt,lentils,bananas,tofu,spinach; cost; kcal protein
feed mill; feed/feeds; sack/sacks; buy buys bought buying|order; Alpha,Bravo,Delta,Omega,Sigma; cost weight; protein kcal
paint shop; paint/paints; litre/litres; mix|make makes made making; ~white,ochre,crimson,navy,olive; cost hours; takings
advertising; channel/channels; spot/spots; book|buy buys bought buying; ~radio,posters,cinema,newspaper,podcasts; fee; reach
shipping; cargo/cargoes; crate/crates; load|carry; ~tea,coffee,cocoa,pepper,vanilla; volume weight; profit
power trade; source/sources; MWh/MWh; buy buys bought buying; ~wind,solar,hydro,biogas; cost carbon; score
printing; booklet/booklets; batch/batches; print; ~calendars,posters,leaflets,menus,atlases; minutes cost; takings
fish market; fish/fishes; crate/crates; buy buys bought buying|order; ~cod,ling,haddock,skate,monkfish; cost weight; profit
orchard; fruit/fruits; basket/baskets; pick picks picked picking; ~plums,pears,quinces,cherries,figs; hours; takings
candle maker; candle/candles; carton/cartons; pour pours poured pouring; ~pillars,tapers,floaters,tealights; minutes cost; profit
steel works; alloy/alloys; tonne/tonnes; melt|cast casts cast casting; Norma,Duro,Flexa,Inox; hours kilowatts; bigprofit
software; licence/licences; licence/licences; buy buys bought buying|order; ~editor,compiler,profiler,tracker; cost; score
games shop; game/games; copy/copies; order|stock; Azul,Catan,Dixit,Hanabi,Splendor; cost space; profit
jewellery; piece/pieces; piece/pieces; make makes made making; ~rings,brooches,earrings,pendants; hours cost; profit
knitting; garment/garments; piece/pieces; knit knits knitted knitting; ~scarves,hats,mittens,jumpers,socks; hours cost; profit
hospital stock; supply/supplies; carton/cartons; order|buy buys bought buying; ~gloves,masks,syringes,bandages,gowns; cost volume; score
tea house; blend/blends; kg/kg; blend; ~assam,ceylon,darjeeling,keemun; cost; score
solar fields; panel/panels; panel/panels; install; Helio,Sunny,Radiant,Photon; space cost; energy
bottling; drink/drinks; pallet/pallets; fill|bottle; ~cola,lemonade,cider,tonic,iced tea; minutes water; profit
vineyard; wine/wines; barrel/barrels; press presses pressed pressing|make makes made making; Merlot,Riesling,Syrah,Malbec; cost hours; takings
nursery; plant/plants; tray/trays; raise|grow grows grown growing; ~begonias,petunias,lavender,tulips; space water; profit
relief; kit/kits; kit/kits; pack|send sends sent sending; ~water kits,food kits,shelter kits,medical kits; weight volume; score
`;

const matters = lines(table).map((line): Matter => {
  const [domain = '', thing = '', unit = '', verbs = '', names = '', costs = '', goods = ''] = line.split(';').map((part) => part.trim());
  const [one = '', many = ''] = thing.split('/');
  const [unitOne = '', unitMany = ''] = unit.split('/');
  const divisible = /^(?:kg|hectare|litre|MWh|tonne)$/u.test(unitOne);
  return { domain, one, many, unit: { one: unitOne, many: unitMany, divisible }, verbs: verbs.split('|'), names, costs: costs.split(' '), goods: goods.split(' ') };
});

interface Amounts {
  readonly problem: Problem;
  readonly group: Group;
  readonly unit: Unit;
  readonly columns: readonly Column[];
}

// {A} things, {n} a number with its unit, {amount} the unit
const capOne = lines(`
  {hint} <{we} can {pick} {atmost} {n} of {A}>[{why}]
  <{atmost} {n} of {A} (can|may|shall) be {picked}>[{why}]
  <of {A}, (only {n}|{atmost} {n}) (can|may) be {picked}>
  <the (market|shop|contract|law) (takes|allows) {atmost} {n} of {A}>
  <{A} (is|are) (limited to|capped at|restricted to) {n}>
  <not more than {n} of {A}>, please
  <nobody wants more than {n} of {A}>
  <for {A}, {n} is the (limit|maximum|most {we} can do)>
  <more than {n} of {A} (cannot|can't) be (sold|had|handled)>
`);
const capOneTerse = lines(`
  <{A}: max {n}>
  <{A} up to {n}>
  <max {n} {A}>
  <{A} {le} {n}>
  <{n} {A} at most>
`);
const leastOne = lines(`
  {hint} <{we} {must} {pick} {atleast} {n} of {A}>[{why}]
  <{atleast} {n} of {A} {must_all} be {picked}>[{why}]
  <{n} of {A} (are|have been) (promised|ordered) already, so at least that much>
  <of {A}, {n} or more are (needed|wanted|on order)>
  <there must be {n} of {A} or more>
  <{A} (must|should|has to) come to {atleast} {n}>
  <no less than {n} of {A}>
`);
const leastOneTerse = lines(`
  <{A}: min {n}>
  <min {n} {A}>
  <{A} {ge} {n}>
  <{A} {n} or more>
`);
const capEach = lines(`
  {hint} <{we} can {pick} {atmost} {n} of (each|any|each {thing}|any one {thing})>[{why}]
  <no {thing} (may|can|should) (go above|exceed|be more than) {n}>
  <of (each|every) {thing}, {atmost} {n} (can|may) be {picked}>
  <{n} of (each|any) {thing} is the most {we} can (sell|store|get|handle)>
  <{atmost} {n} of each>, please
`);
const leastEach = lines(`
  {hint} <{we} {must} {pick} {atleast} {n} of (each|every {thing}|each {thing})>[{why}]
  <of (each|every) {thing}, {atleast} {n} {must_all} be {picked}>
  <no {thing} may (fall|be) below {n}>
  <{atleast} {n} of each>, please
`);
const capAll = lines(`
  {hint} <{we} can {pick} {atmost} {n} {total}>[{why}]
  <{atmost} {n} (can|may) be {picked} {total}>
  <all {things} together (must not|may not|cannot) (exceed|be more than|come to more than) {n}>
  <there is room for {n} {total}>, no more
  <the (store|shed|van|oven|shelf) (takes|holds) {n}> [at the most|and no more]
  <{n} {total} is the (limit|maximum)>
`);
const leastAll = lines(`
  {hint} <{we} {must} {pick} {atleast} {n} {total}>[{why}]
  <{atleast} {n} {must_all} be {picked} {total}>
  <(the customer|the market|a client) wants {atleast} {n} {total}>
  <all {things} together must come to {n} or more>
`);
const exactAll = lines(`
  {hint} <{we} {must} {pick} {exactly} {n} {total}>[{why}]
  <{exactly} {n} {must_all} be {picked} {total}>
  <all {things} together must (make|come to) {exactly} {n}>
  <the whole (batch|order|lot) is {n}, no more and no less>
`);
const twoCap = lines(`
  {hint} <{A} and {B} together (must not|may not|cannot) (exceed|go above|be more than) {n}>[{why}]
  <of {A} and {B} together, {atmost} {n} (can|may) be {picked}>
  <{A} plus {B}: {atmost} {n}>
  <{we} can {pick} {atmost} {n} of {A} and {B} {total}>
`);
const twoLeast = lines(`
  {hint} <{A} and {B} together must come to {atleast} {n}>[{why}]
  <of {A} and {B} together, {atleast} {n} {must_all} be {picked}>
`);
const shareLeast = lines(`
  {hint} <(at least|no less than|a minimum of) {p} of (everything|the total|all that is {picked}) (must|has to|should) be {A}>[{why}]
  <{A} (must|has to|should) make up at least {p} of the (total|whole|lot)>
  <the share of {A} must not (fall|be) below {p}>
  <{p} or more of the total must be {A}>
`);
const shareMost = lines(`
  {hint} <(at most|no more than) {p} of (everything|the total|all that is {picked}) (may|can) be {A}>[{why}]
  <{A} (must not|may not|cannot) make up more than {p} of the (total|whole|lot)>
  <the share of {A} (must not|may not) (exceed|go above) {p}>
`);
const moreThan = lines(`
  {hint} <there must be at least as (much|many) {A} as {B}>[{why}]
  <{A} must not be less than {B}>
  <{B} (must not|may not) exceed {A}>
  <never {pick} more of {B} than of {A}>
`);
const multiple = lines(`
  {hint} <there must be at least {k} times as (much|many) {A} as {B}>[{why}]
  <{A} must come to {k} times {B} or more>
  <for each {amount} of {B} there must be at least {k} of {A}>
`);
const gap = lines(`
  {hint} <of {A}, {we} either {picks} nothing or {atleast} {n}>[{why}]
  <{A}: nothing at all or {atleast} {n}>
  <if {we} {picks} any {A} [at all], it must be {atleast} {n}>[{why}]
  <the minimum order of {A} is {n}, or none at all>
  <{A} only (comes|makes sense) in lots of {n} or more, if at all>
`);
const either = lines(`
  {hint} <{we} {cannot_pick} both {A} and {B}>[{why}]
  <either no {A} or no {B}>
  <{A} and {B} exclude each other>
`);
const average = lines(`
  {hint} <the average {noun} (must|has to|should) be at least {n}>[{why}]
  <on average, the {noun} must come to {n} or more>
  <the mean {noun} per {amount} must not fall below {n}>
`);

interface Shape {
  readonly patterns: readonly string[];
  readonly terse?: readonly string[];
  readonly gold: (x: Draws) => Expression;
  readonly number?: 'amount' | 'total' | 'percent' | 'factor';
}

interface Draws {
  readonly a: string;
  readonly b: string;
  readonly set: string;
  readonly n: Quantity;
}

const total = (set: string): string => `sum(i in ${set})(amount[i])`;
const shapes: readonly (readonly [weight: number, shape: Shape])[] = [
  [6, { patterns: capOne, terse: capOneTerse, gold: ({ a, n }) => expression`${a} <= ${n}`, number: 'amount' }],
  [6, { patterns: leastOne, terse: leastOneTerse, gold: ({ a, n }) => expression`${a} >= ${n}`, number: 'amount' }],
  [4, { patterns: capEach, gold: ({ set, n }) => expression`forall(i in ${set})(amount[i] <= ${n})`, number: 'amount' }],
  [2, { patterns: leastEach, gold: ({ set, n }) => expression`forall(i in ${set})(amount[i] >= ${n})`, number: 'amount' }],
  [3, { patterns: capAll, gold: ({ set, n }) => expression`${total(set)} <= ${n}`, number: 'total' }],
  [3, { patterns: leastAll, gold: ({ set, n }) => expression`${total(set)} >= ${n}`, number: 'total' }],
  [2, { patterns: exactAll, gold: ({ set, n }) => expression`${total(set)} = ${n}`, number: 'total' }],
  [2, { patterns: twoCap, gold: ({ a, b, n }) => expression`${a} + ${b} <= ${n}`, number: 'amount' }],
  [2, { patterns: twoLeast, gold: ({ a, b, n }) => expression`${a} + ${b} >= ${n}`, number: 'amount' }],
  [3, { patterns: shareLeast, gold: ({ a, set, n }) => expression`${a} >= ${n}*${total(set)}`, number: 'percent' }],
  [2, { patterns: shareMost, gold: ({ a, set, n }) => expression`${a} <= ${n}*${total(set)}`, number: 'percent' }],
  [2, { patterns: moreThan, gold: ({ a, b }) => expression`${a} >= ${b}` }],
  [2, { patterns: multiple, gold: ({ a, b, n }) => expression`${a} >= ${n}*${b}`, number: 'factor' }],
  [3, { patterns: gap, gold: ({ a, n }) => expression`${a} = 0 \\/ ${a} >= ${n}`, number: 'amount' }],
  [2, { patterns: either, gold: ({ a, b }) => expression`${a} = 0 \\/ ${b} = 0` }],
];
const heavy = shapes.flatMap(([weight, shape]) => Array<Shape>(weight).fill(shape));

function amountRule({ problem, group, unit }: Amounts, shape: Shape): (() => void) | undefined {
  const { random, script } = problem;
  const [one, two] = random.sample(group.things, 2);
  if (!one || !two) return undefined;
  const n = numberOf(problem, shape, unit);
  const slots: Record<string, Slot> = {
    ...numberSlots(script, { n, p: n, k: n }),
    A: naming(script, one),
    B: naming(script, two),
    amount: unit.one,
  };
  const gold = shape.gold({ a: `amount[${one.id}]`, b: `amount[${two.id}]`, set: group.id, n });
  return () => {
    addRule(problem, manner(problem, shape.patterns, shape.terse ?? []), slots, gold, true);
  };
}

function numberOf({ random }: Problem, { number }: Shape, unit: Unit): Quantity {
  switch (number) {
    case 'percent':
      return { value: 5 * random.integer(2, 12), unit: { one: '%', many: '%' } };
    case 'factor':
      return { value: random.pick([2, 2, 3]), unit: undefined };
    case 'total':
      return { value: random.pick([10, 5, 20]) * random.integer(4, 15), unit };
    default:
      return { value: random.pick([1, 1, 5, 10]) * random.integer(2, 12), unit };
  }
}

/** How much of each of several things to have, within what there is. */
export function amounts(problem: Problem): string {
  const { random, script, drafts } = problem;
  const matter = random.pick(matters);
  const size = Math.min(matter.names.split(',').length, random.pick([3, 4, 4, 5]));
  const group: Group = { id: identifier(matter.many), one: matter.one, many: matter.many, things: things(random, matter.names, size) };
  const { unit } = matter;
  const column = (key: string, id: string): Column => {
    const own = attribute(key, problem.money);
    return { id, noun: random.pick(own.nouns), attribute: own, values: valuesOf(random, own, size) };
  };
  const good = column(random.pick(matter.goods), 'gain');
  const costs = random.sample(matter.costs, random.pick([1, 1, 2])).map((key, at) => column(key, `use${String(at + 1)}`));
  const isCheap = random.chance(0.4);
  const columns = random.shuffle(isCheap ? [...costs.slice(0, 1), good] : [good, ...costs]);
  if (new Set(columns.map(({ noun }) => noun)).size < columns.length) return amounts(problem);
  const holed = problem.lack === 'data' ? columns.map((each, at) => (at === 0 ? { ...each, values: [undefined, ...each.values.slice(1)] } : each)) : columns;
  drafts.push(setOf(group), ...holed.map((each) => dataOf(each, group)));
  drafts.push({ kind: 'var', id: 'amount', sets: [group.id], type: unit.divisible === true ? 'real' : 'int' });
  speakVerb(script, 'amount', verb(random.pick(matter.verbs)));
  Object.assign(script.common, groupSlots(script, group));
  const content: Amounts = { problem, group, unit, columns };
  const rules: (() => void)[] = [];
  const sumOf = ({ id }: Column): Expression => expression`sum(i in ${group.id})(${id}[i]*amount[i])`;
  const nounOf = (each: Column): Slot => () => { script.name(each.id, each.noun); };
  const level = random.integer(6, 25);
  const limit = ({ attribute: own, values }: Column): Quantity => {
    const sum = values.reduce((all, value) => all + (value?.value ?? 0), 0);
    return { value: Math.max(own.step * 10, Math.round((sum * level) / size / own.step) * own.step), unit: own.unit };
  };
  for (const each of columns) {
    const isAim = isCheap ? each !== good : each === good;
    const words = { noun: nounOf(each), attribute: each.attribute, limit: limit(each) };
    if (isAim) continue;
    rules.push(() => {
      if (each === good) atLeast(problem, words, (n) => [...sumOf(each), ' >= ', n]);
      else atMost(problem, words, (n) => [...sumOf(each), ' <= ', n]);
    });
  }
  for (const shape of random.sample(heavy, random.pick([1, 1, 2, 2, 3]))) {
    const rule = amountRule(content, shape);
    if (rule) rules.push(rule);
  }
  if (random.chance(0.08) && !isCheap) rules.push(averageRule(content, costs[0] ?? good));
  const aim = isCheap ? (costs[0] ?? good) : good;
  const goal: Goal = {
    direction: isCheap ? 'minimize' : 'maximize',
    noun: nounOf(aim),
    kind: kindOf(aim.attribute.unit),
    question: '(how (much|many {amounts}) of each {thing} (should|do|can) {we} {pick}|how much of what (should|do) {we} {pick}|what (should|do) {we} {pick}|which {things} (should|do) {we} {pick}, and how much of each)',
    task: '{pick} the right (amounts|quantities) of each|{pick} {things}|find the (amounts|quantities)',
  };
  Object.assign(script.common, { amounts: unit.many });
  compose(problem, matter.domain, () => {
    if (random.chance(0.35)) perUnit(problem, unit);
    tell(script, group, holed);
  }, random.shuffle(rules), () => { ask(problem, goal, sumOf(aim)); });
  return matter.domain;
}

function averageRule({ problem, group, unit }: Amounts, { id, noun, values, attribute: own }: Column): () => void {
  const known = values.flatMap((value) => (value ? [value.value] : []));
  const middle = known.reduce((all, value) => all + value, 0) / Math.max(1, known.length);
  const n: Quantity = { value: Math.max(own.step, Math.round(middle / own.step) * own.step), unit: own.unit };
  return () => {
    const slots = { ...numberSlots(problem.script, { n }), amount: unit.one, noun: () => { problem.script.name(id, noun); } };
    addRule(problem, average, slots, expression`sum(i in ${group.id})(${id}[i]*amount[i]) >= ${n}*${total(group.id)}`);
  };
}

/** Says what the numbers are for. */
function perUnit(problem: Problem, unit: Unit): void {
  problem.script.sentence('(all (figures|numbers) are per {amount}|everything is counted (by the|in) {amounts}|{we} (count|reckon) in {amounts}|the figures (hold|are) for one {amount})'.replace('count|reckon', problem.script.common['s'] === 's' ? 'counts|reckons' : 'count|reckon'), {
    amount: unit.one,
    amounts: unit.many,
  });
}

/** The attribute of a number that only this text has. */
export function ownAttribute(noun: string, unit: Unit, verbs: readonly [string, string]): Attribute {
  return { key: noun, nouns: [noun], verb: verbs, unit, low: 1, high: 9, step: 1, stores: [noun], isGood: false };
}
