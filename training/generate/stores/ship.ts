import { attribute, kindOf, valuesOf, type Attribute } from './attributes';
import { compose } from './compose';
import { expression } from './draft';
import { ask } from './goals';
import { matrixOf, tellMatrix, type Matrix } from './matrix';
import { identifier, things, type Thing } from './names';
import { lines } from './pattern';
import { addRule, manner, numberSlots, type Problem } from './problem';
import { draw, type Quantity, type Unit } from './quantity';
import type { Slots } from './script';
import { speakVerb, verb } from './speech';
import { dataOf, groupSlots, naming, setOf, tell, type Column, type Group } from './tell';

// domain; from/froms: names; to/tos: names; goods; verb
const matters = lines(`
  logistics; depot/depots: @towns; customer/customers: @towns; pallet/pallets; ship
  food bank; warehouse/warehouses: @districts; kitchen/kitchens: @villages; crate/crates; send sends sent sending
  cement works; plant/plants: @towns; site/sites: @villages; tonne/tonnes; deliver
  dairy; farm/farms: @farms; dairy/dairies: @towns; litre/litres; drive drives driven driving
  water supply; spring/springs: @villages; town/towns: @towns; m³/m³; pump pumps pumped pumping
  grain trade; silo/silos: @towns; mill/mills: @companies; tonne/tonnes; haul
  printing; print shop/print shops: @companies; kiosk/kiosks: @districts; bundle/bundles; carry
  power grid; power plant/power plants: @villages; city/cities: @towns; MWh/MWh; transmit transmits transmitted transmitting
  furniture; workshop/workshops: @towns; store/stores: @districts; wardrobe/wardrobes; send sends sent sending
  flood aid; base/bases: @towns; camp/camps: @villages; tent/tents; fly flies flown flying
  steel; mill/mills: @companies; yard/yards: @towns; coil/coils; ship
  blood service; centre/centres: @towns; hospital/hospitals: @villages; unit/units; send sends sent sending
  timber; forest/forests: @villages; sawmill/sawmills: @companies; log/logs; haul
  school meals; kitchen/kitchens: @districts; school/schools: @villages; meal/meals; deliver
  car maker; factory/factories: @towns; dealer/dealers: @companies; car/cars; ship
  textile; spinner/spinners: @companies; weaver/weavers: @companies; bale/bales; sell sells sold selling
  quarry; pit/pits: @villages; road works/road works: @districts; tonne/tonnes; truck
  library exchange; branch/branches: @districts; school/schools: @villages; book/books; lend lends lent lending
  fuel trade; refinery/refineries: @towns; filling station/filling stations: @villages; litre/litres; pump pumps pumped pumping
  bakery chain; bakery/bakeries: @districts; café/cafés: @villages; tray/trays; deliver
  waste; town/towns: @villages; incinerator/incinerators: @towns; tonne/tonnes; haul
  vaccines; store/stores: @towns; clinic/clinics: @villages; box/boxes; send sends sent sending
  seed trade; grower/growers: @farms; garden centre/garden centres: @districts; sack/sacks; ship
  oranges; orchard/orchards: @farms; juice press/juice presses: @companies; crate/crates; haul
`);

interface Shipping {
  readonly problem: Problem;
  readonly from: Group;
  readonly to: Group;
  readonly unit: Unit;
  readonly type: 'int' | 'real';
}

function matterOf(problem: Problem): { readonly domain: string; readonly shipping: Shipping; readonly verbs: string } {
  const { random } = problem;
  const parts = random
    .pick(matters)
    .split(';')
    .map((part) => part.trim());
  const [domain = '', fromText = '', toText = '', goods = '', verbs = ''] = parts;
  const [one = '', many = ''] = goods.split('/');
  const isDivisible = /^(?:tonne|litre|m³|MWh)$/u.test(one);
  const used: string[] = [];
  const group = (text: string, count: number): Group => {
    const [word = '', names = ''] = text.split(':').map((part) => part.trim());
    const [single = '', plural = ''] = word.split('/');
    for (;;) {
      const chosen = things(random, names, count);
      if (chosen.some(({ id, forms }) => used.includes(id) || forms.some((form) => used.includes(form)))) continue;
      used.push(...chosen.flatMap(({ id, forms }) => [id, ...forms]));
      return { id: identifier(plural), one: single, many: plural, things: chosen, isGiven: true };
    }
  };
  const from = group(fromText, random.pick([2, 2, 3, 3, 4]));
  const to = group(toText, random.pick([2, 3, 3, 3, 4]));
  const unit: Unit = { one, many, divisible: isDivisible };
  return { domain, verbs, shipping: { problem, from, to, unit, type: isDivisible ? 'real' : 'int' } };
}

const supplyWords: Attribute['nouns'] = ['stock', 'supply', 'capacity', 'surplus', 'output', 'reserve'];
const needWords: Attribute['nouns'] = ['demand', 'need', 'order', 'requirement', 'shortage'];
const costWords = ['cost', 'freight', 'transport cost', 'price', 'rate', 'haulage', 'fare', 'tariff'];

const supplyRules = lines(`
  {hint} <no {from} can (give|send|provide|supply|release) more than (it has|its {supply}|it holds)>[{why}]
  <what a {from} sends (must|may|can) not exceed its {supply}>
  <the {supply} of (a|each|every) {from} (cannot|must not) be exceeded>
  <each {from} (has|keeps) to its {supply}>
  <nothing beyond the {supply} (can|may) leave a {from}>
  <more than its {supply} no {from} can give>
  <the {froms} (cannot|can't) (send|give|supply) more than their {supply}>
`);
const needRules = lines(`
  {hint} <(every|each) {to} (must|has to|should|shall) (get|receive|be given) (at least what|what|all that) it (needs|wants|ordered|asked for)>[{why}]
  <all {tos} (must|have to|should|are to) be (served|supplied|satisfied) [in full|completely|]>
  <no {to} (may|must|should) (go short|be left short|get less than its {need})>
  <(serve|supply|satisfy) (all|every one of) the {tos} [in full]>
  <the {need} of (every|each) {to} (must|has to|should|shall) be (met|covered|satisfied|filled) [in full]>
  <every {need} is to be met>
  <each {to} is owed its {need}>
`);
const exactNeed = lines(`
  <(every|each) {to} (must|has to|should) (get|receive) exactly (what it (ordered|needs|asked for)|its {need})>
  <the {need} of (every|each) {to} must be met exactly>, not a {good} more
  <{tos} take precisely their {need}>[, no surplus]
`);
const exactSupply = lines(`
  <everything (must|has to|should) (leave|be cleared out of|be taken from) the {froms}>
  <the {froms} must be emptied [completely]>
  <all the {supply} of (every|each) {from} (must|has to|is to) be {picked}>
  <nothing may stay behind at any {from}>
`);
const laneCap = lines(`
  {hint} <{atmost} {n} (can|may) (go|be {picked}|travel) from {A} to {B}>[{why}]
  <from {A} to {B} there is (room|space|leave) for (only {n}|{n} at most|no more than {n})>
  <{A} can (send|give) {B} {atmost} {n}>
  <the (road|line|link|route|way) from {A} to {B} takes {atmost} {n}>
  <not more than {n} from {A} to {B}>, please
  <{B} accepts {atmost} {n} from {A}>
`);
const laneShut = lines(`
  {hint} <nothing (can|may) go from {A} to {B}>[{why}]
  <{A} (does not|doesn't|cannot|can't|must not) (supply|serve|deliver to) {B}>[{why}]
  <the (road|line|link|route|way) from {A} to {B} is (closed|shut|blocked|out of order)>
  <{B} takes nothing from {A}>
  <there is no (road|line|link|route|way) from {A} to {B}>
`);
const laneLeast = lines(`
  {hint} <{atleast} {n} must go from {A} to {B}>[{why}]
  <{B} wants {atleast} {n} from {A}>
  <{A} has promised {B} {n} or more>
`);
const pairCap = lines(`
  <from {A}, {B} and {C} together (can|may) get {atmost} {n}>
  <{atmost} {n} may go from {A} to {B} and {C} together>
  <{A} may send {B} and {C} {atmost} {n} between them>
`);
const allCap = lines(`
  {hint} <no (single|one) (road|line|link|route|way) (carries|takes|can take) more than {n}>
  <between any {from} and any {to} {atmost} {n} can be {picked}>
  <{atmost} {n} on any one (road|line|link|route|way)>
  <every (road|line|link|route|way) is limited to {n}>
`);
const outCap = lines(`
  {hint} <{A} (can|may) (send|give|dispatch) {atmost} {n} in all>[{why}]
  <{atmost} {n} may leave {A}>[{why}]
  <out of {A} come {atmost} {n} {total}>
`);
const outLeast = lines(`
  {hint} <{A} must (send|give|dispatch) {atleast} {n} in all>[{why}]
  <{atleast} {n} must leave {A}>[{why}]
`);

function extraRules({ problem, from, to, unit }: Shipping, big: number): (() => void)[] {
  const { random, script } = problem;
  const made: (() => void)[] = [];
  const kinds = random.sample(['cap', 'cap', 'shut', 'least', 'pair', 'all', 'out', 'outLeast'], random.pick([0, 0, 1, 1, 2]));
  const seen = new Set<string>();
  for (const kind of kinds) {
    const [a] = random.sample(from.things, 1);
    const [b, c] = random.sample(to.things, 2);
    if (!a || !b || !c || seen.has(`${a.id} ${b.id}`)) continue;
    seen.add(`${a.id} ${b.id}`);
    const part = random.pick([0.3, 0.4, 0.5]);
    const n: Quantity = { value: Math.max(10, Math.round((big * part) / 10) * 10), unit };
    const slots: Slots = {
      ...numberSlots(script, { n }),
      A: naming(script, a),
      B: naming(script, b),
      C: naming(script, c),
    };
    made.push(() => {
      const rule = laneRule(kind, a, b, c, n, from, to);
      addRule(problem, rule.patterns, slots, rule.gold, kind !== 'shut');
    });
  }
  return made;
}

function laneRule(
  kind: string,
  a: Thing,
  b: Thing,
  c: Thing,
  n: Quantity,
  from: Group,
  to: Group,
): { readonly patterns: readonly string[]; readonly gold: ReturnType<typeof expression> } {
  const lane = `ship[${a.id},${b.id}]`;
  switch (kind) {
    case 'cap':
      return { patterns: laneCap, gold: expression`${lane} <= ${n}` };
    case 'shut':
      return { patterns: laneShut, gold: expression`${lane} = 0` };
    case 'least':
      return { patterns: laneLeast, gold: expression`${lane} >= ${n}` };
    case 'pair':
      return { patterns: pairCap, gold: expression`${lane} + ship[${a.id},${c.id}] <= ${n}` };
    case 'all':
      return { patterns: allCap, gold: expression`forall(i in ${from.id}, j in ${to.id})(ship[i,j] <= ${n})` };
    case 'out':
      return { patterns: outCap, gold: expression`sum(j in ${to.id})(ship[${a.id},j]) <= ${n}` };
    default:
      return { patterns: outLeast, gold: expression`sum(j in ${to.id})(ship[${a.id},j]) >= ${n}` };
  }
}

/** Goods go from some places to others at the least cost. */
export function ship(problem: Problem): string {
  const { random, script, drafts } = problem;
  const { domain, verbs, shipping } = matterOf(problem);
  const { from, to, unit, type } = shipping;
  const step = random.pick([5, 10, 10, 50]);
  const supplyNoun = random.pick(supplyWords);
  const needNoun = random.pick(needWords);
  const column = (id: string, noun: string, verbPair: readonly [string, string], count: number, low: number): Column => {
    const own: Attribute = { ...attribute('weight', problem.money), nouns: [noun], verb: verbPair, unit, low: low * step, high: low * step * 4, step };
    return { id, noun, attribute: own, values: valuesOf(random, own, count) };
  };
  const supply = column('supply', supplyNoun, random.pick([['has', 'have'], ['holds', 'hold'], ['can give', 'can give'], ['offers', 'offer']] as const), from.things.length, 8);
  const need = column('need', needNoun, random.pick([['needs', 'need'], ['wants', 'want'], ['asks for', 'ask for'], ['ordered', 'ordered']] as const), to.things.length, 5);
  const isTurned = random.chance(0.15);
  const [rows, columns] = isTurned ? [to, from] : [from, to];
  const isMoney = random.chance(0.8);
  const costUnit = isMoney ? problem.money : { one: 'km', many: 'km' };
  const costNoun = isMoney ? random.pick(costWords) : random.pick(['distance', 'way', 'mileage']);
  const values = rows.things.map(() => draw(random, columns.things.length, 2, random.pick([12, 40, 99]), 1).map((value): Quantity => ({ value, unit: costUnit })));
  const holed = problem.lack === 'data' ? values.map((row, at) => row.map((value, index) => (at === 0 && index === 1 ? undefined : value))) : values;
  const matrix: Matrix = { id: 'rate', noun: costNoun, unit: costUnit, rows, columns, values: holed };
  drafts.push(setOf(from), setOf(to), dataOf(supply, from), dataOf(need, to), matrixOf(matrix));
  drafts.push({ kind: 'var', id: 'ship', sets: [from.id, to.id], type });
  speakVerb(script, 'ship', verb(verbs));
  const [fromSlots, toSlots] = [groupSlots(script, from), groupSlots(script, to)];
  Object.assign(script.common, {
    from: fromSlots['thing'],
    froms: fromSlots['things'],
    to: toSlots['thing'],
    tos: toSlots['things'],
    good: unit.one,
    goods: unit.many,
    supply: () => { script.name('supply', supplyNoun); },
    need: () => { script.name('need', needNoun); },
  });
  const parts = [
    () => { tell(script, from, [supply]); },
    () => { tell(script, to, [need]); },
    () => { tellMatrix(script, matrix, isMoney ? ['costs', 'cost'] : undefined); },
  ];
  const tellAll = (): void => {
    for (const part of random.chance(0.6) ? parts : random.shuffle(parts)) part();
  };
  const cell = isTurned ? 'rate[j,i]' : 'rate[i,j]';
  const aim = expression`sum(i in ${from.id}, j in ${to.id})(${cell}*ship[i,j])`;
  const tellAim = (): void => {
    const noun = (): void => { script.name('rate', costNoun); };
    const question = '(how|in which way) (should|can|do) {we} {pick} the {goods}|how many {goods} (should|do) {we} {pick} from (where to where|each {from} to each {to})|who should {pick} how (much|many) to whom';
    ask(problem, { direction: 'minimize', noun, kind: kindOf(costUnit), question, task: '{pick} the {goods}|{pick} all {goods}|make a plan' }, aim);
  };
  compose(problem, domain, tellAll, [...flowRules(shipping), ...random.shuffle(extraRules(shipping, 20 * step))], tellAim);
  return domain;
}

/** What each place gives and gets: said in a rule, or in the words that tell the numbers. */
function flowRules({ problem, from, to }: Shipping): (() => void)[] {
  const { random } = problem;
  const out = expression`sum(j in ${to.id})(ship[i,j])`;
  const into = expression`sum(i in ${from.id})(ship[i,j])`;
  const isExact = random.chance(0.15);
  const isEmpty = !isExact && random.chance(0.1);
  const rule = (data: 'supply' | 'need', patterns: readonly string[], sign: string): (() => void) => () => {
    const gold = data === 'supply' ? expression`forall(i in ${from.id})(${out} ${sign} supply[i])` : expression`forall(j in ${to.id})(${into} ${sign} need[j])`;
    const isTold = sign === '=' || random.chance(0.6);
    if (isTold) addRule(problem, manner(problem, patterns, []), {}, gold);
    else problem.drafts.push({ kind: 'rule', force: '', spans: [], told: data, expression: gold });
  };
  return random.shuffle([
    rule('supply', isEmpty ? exactSupply : supplyRules, isEmpty ? '=' : '<='),
    rule('need', isExact ? exactNeed : needRules, isExact ? '=' : '>='),
  ]);
}
