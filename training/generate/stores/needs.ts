import { kindOf } from './attributes';
import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask } from './goals';
import { matrixOf, tellMatrix, type Matrix } from './matrix';
import { count, drawColumn, drawGroup, fields, nounSlot, overlaps, speakGroup } from './parts';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import { draw, type Quantity } from './quantity';
import { tellPairs } from './sites';
import { speakVerb, verb } from './speech';
import { dataOf, naming, setOf, tell, type Group } from './tell';

// domain; source/sources: names; part/parts: names; verb; noun of the table; unit of a source
const mixes = lines(`
  fodder; feed/feeds: Alpha,Bravo,Delta,Omega,Sigma; nutrient/nutrients: ~protein,fat,fibre,calcium; buy buys bought buying; content; sack/sacks
  diet; food/foods: ~oats,lentils,yoghurt,bananas,spinach; nutrient/nutrients: ~iron,protein,fibre,magnesium; eat eats ate eating|buy buys bought buying; content; portion/portions
  paper cutting; pattern/patterns: @codes; width/widths: ~narrow rolls,wide rolls,medium rolls; cut cuts cut cutting|use; yield; reel/reels
  tin cutting; pattern/patterns: @letters; lid/lids: ~small lids,medium lids,large lids; cut cuts cut cutting|use; yield; sheet/sheets
  pipe shop; pattern/patterns: @letters; length/lengths: ~short pipes,long pipes,middle pipes; saw saws sawn sawing|use; yield; bar/bars
  gift boxes; box type/box types: Classic,Deluxe,Family,Mini; item/items: ~candles,soaps,teas,mugs; buy buys bought buying|order; content; box/boxes
  first aid; kit/kits: Basic,Office,Travel,Sports; item/items: ~bandages,plasters,gloves,scissors; buy buys bought buying|order; content; kit/kits
  fertiliser; product/products: Agro,Bioplus,Cropin,Greenax; element/elements: ~nitrogen,phosphate,potash; spread spreads spread spreading|buy buys bought buying; content; sack/sacks
  bouquets; bouquet/bouquets: @letters; flower/flowers: ~roses,tulips,lilies; order|buy buys bought buying; content; bouquet/bouquets
`);
const meet = lines(`
  {hint} <the {need} of (every|each) {part} (must|has to) be (met|reached|covered)>[{why}]
  <all {needs_word} (must|have to) be (met|covered)>, more is no harm
  <of (every|each) {part}, at least the {need} must be there>
  <no {part} may (fall|stay) below its {need}>
  <there must be enough of (every|each) {part} for the {need}>
  <(every|each) {need} has to be reached>, too much does not matter
`);
const capEach = lines(`
  {hint} <{atmost} {n} of (each|any) {source} (can|may) be {picked}>[{why}]
  <no more than {n} of any one {source}>
`);
const capOne = lines(`
  {hint} <{atmost} {n} of {A} (can|may) be {picked}>[{why}]
  <of {A} there (is|are) only {n}>
`);

/** Needs that several sources fill, each with some of every part. */
export function mix(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const [domain = '', sourceText = '', partText = '', verbs = '', noun = '', unitText = ''] = fields(
    random.pick(mixes),
  );
  const sources = drawGroup(problem, sourceText, random.pick([3, 3, 4]));
  const parts = drawGroup(problem, partText, random.pick([2, 3, 3]));
  if (overlaps(sources, parts)) return mix(problem);
  const [one = '', many = ''] = unitText.split('/');
  const isCostly = random.chance(0.7) && noun !== 'yield';
  const cost = isCostly
    ? drawColumn(
        problem,
        {
          id: 'cost',
          noun: random.pick(['cost', 'price']),
          verb: ['costs', 'cost'],
          unit: money,
          low: 2,
          high: 60,
          step: 1,
        },
        sources.things.length,
      )
    : undefined;
  const unit = { one: 'unit', many: 'units' };
  const need = drawColumn(
    problem,
    {
      id: 'need',
      noun: random.pick(['need', 'requirement', 'demand']),
      verb: ['', ''],
      unit,
      low: 20,
      high: 150,
      step: 5,
    },
    parts.things.length,
  );
  const isTurned = random.chance(0.3);
  const [rows, columns] = isTurned ? [parts, sources] : [sources, parts];
  const values = rows.things.map(() =>
    draw(random, columns.things.length, 2, 9, 1).map((value): Quantity => ({ value, unit })),
  );
  const matrix: Matrix = { id: 'has', noun, unit, rows, columns, values };
  drafts.push(setOf(sources), setOf(parts), matrixOf(matrix), dataOf(need, parts), {
    kind: 'var',
    id: 'amount',
    sets: [sources.id],
    type: 'int',
  });
  if (cost) drafts.push(dataOf(cost, sources));
  speakVerb(script, 'amount', verb(random.pick(verbs.split('|'))));
  speakGroup(problem, 'source', sources);
  speakGroup(problem, 'part', parts);
  Object.assign(script.common, { needs_word: nounSlot(problem, 'need', need.noun.replace(/$/u, 's')) });
  const cell = isTurned ? 'has[j,i]' : 'has[i,j]';
  const n = count(random.integer(6, 19), { one, many });
  const [thing] = sources.things;
  const rules = [
    () => {
      addRule(
        problem,
        meet,
        {},
        expression`forall(j in ${parts.id})(sum(i in ${sources.id})(${cell}*amount[i]) >= need[j])`,
      );
    },
  ];
  if (random.chance(0.3))
    rules.push(() => {
      addRule(problem, capEach, numberSlots(script, { n }), expression`forall(i in ${sources.id})(amount[i] <= ${n})`);
    });
  else if (thing && random.chance(0.4))
    rules.push(() => {
      addRule(
        problem,
        capOne,
        { ...numberSlots(script, { n }), A: naming(script, thing) },
        expression`amount[${thing.id}] <= ${n}`,
      );
    });
  const question = `how many ${many} of each {source} (should|can|{do}) {we} {pick}|how many of each (should|{do}) {we} {pick}`;
  const sum: Expression = cost
    ? expression`sum(i in ${sources.id})(cost[i]*amount[i])`
    : expression`sum(i in ${sources.id})(amount[i])`;
  compose(
    problem,
    domain,
    () => {
      if (cost) tell(script, sources, [cost]);
      tellMatrix(script, matrix);
      tell(script, parts, [need]);
    },
    random.shuffle(rules),
    () => {
      if (cost)
        ask(
          problem,
          {
            direction: 'minimize',
            noun: nounSlot(problem, 'cost', cost.noun),
            kind: kindOf(money),
            question,
            task: '{pick} enough',
          },
          sum,
        );
      else ask(problem, { direction: 'minimize', noun: many, kind: 'count', question, task: '{pick} enough' }, sum);
    },
  );
  return domain;
}

// domain; pattern of work; when; verb; people
const shifts = lines(`
  call centre; shift/shifts: early shift,day shift,late shift,night shift; time/times: ~morning,noon,afternoon,evening,night; hire; agent/agents
  hospital; shift/shifts: @codes; block/blocks: ~morning,midday,afternoon,evening,night; plan plans planned planning; nurse/nurses
  museum; duty/duties: @letters; time/times: @shortdays; book; guard/guards
  supermarket; shift/shifts: @letters; day/days: @shortdays; employ; cashier/cashiers
  swimming pool; duty/duties: early duty,late duty,long duty,split duty; time/times: ~morning,noon,afternoon,evening; roster rosters rostered rostering; lifeguard/lifeguards
`);
const staffed = lines(`
  {hint} <(every|each) {area} must have (at least|no fewer than) the {need} of {people}>[{why}]
  <the {need} of (every|each) {area} (must|has to) be (met|covered)>
  <no {area} may have fewer {people} than its {need}>
  <there must be enough {people} in (every|each) {area}>
`);

/** How many people for each pattern of work, so that all times have enough. */
export function shiftCover(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const [domain = '', shiftText = '', timeText = '', verbs = '', people = ''] = fields(random.pick(shifts));
  const sites = drawGroup(problem, shiftText, random.pick([3, 4]));
  const areas = drawGroup(problem, timeText, random.pick([4, 5]), true);
  if (overlaps(sites, areas)) return shiftCover(problem);
  const [one = '', many = ''] = people.split('/');
  const isCostly = random.chance(0.5);
  const pay = isCostly
    ? drawColumn(
        problem,
        {
          id: 'pay',
          noun: random.pick(['pay', 'wage', 'cost']),
          verb: ['costs', 'cost'],
          unit: money,
          low: 60,
          high: 190,
          step: 5,
        },
        sites.things.length,
      )
    : undefined;
  const need = drawColumn(
    problem,
    {
      id: 'need',
      noun: random.pick(['need', 'requirement', 'headcount']),
      verb: ['needs', 'need'],
      unit: { one, many },
      low: 2,
      high: 12,
      step: 1,
    },
    areas.things.length,
  );
  speakGroup(problem, 'site', sites);
  speakGroup(problem, 'area', areas);
  speakVerb(script, 'number', verb(verbs));
  Object.assign(script.common, { people: many, served: 'covered' });
  const pairs = workPairs(problem, sites, areas);
  drafts.push(
    setOf(sites),
    setOf(areas),
    dataOf(need, areas),
    { kind: 'pairs', id: 'reach', sets: [sites.id, areas.id], pairs },
    { kind: 'var', id: 'number', sets: [sites.id], type: 'int' },
  );
  if (pay) drafts.push(dataOf(pay, sites));
  const rules = [
    () => {
      addRule(
        problem,
        staffed,
        {},
        expression`forall(j in ${areas.id})(sum(i in ${sites.id} where reach[i,j])(number[i]) >= need[j])`,
      );
    },
  ];
  const n = count(random.integer(3, 8), { one, many });
  const [site] = random.sample(sites.things, 1);
  if (site && random.chance(0.4))
    rules.push(() => {
      addRule(
        problem,
        capOne,
        { ...numberSlots(script, { n }), A: naming(script, site) },
        expression`number[${site.id}] <= ${n}`,
      );
    });
  const question = `how many ${many} (should|{do}) {we} {pick} for each {site}|how many (should|{do}) {we} {pick}`;
  compose(
    problem,
    domain,
    () => {
      if (pay) tell(script, sites, [pay]);
      tellPairs(problem, sites, areas, pairs, ['covers', 'cover']);
      tell(script, areas, [need]);
    },
    random.shuffle(rules),
    () => {
      if (pay)
        ask(
          problem,
          {
            direction: 'minimize',
            noun: nounSlot(problem, 'pay', pay.noun),
            kind: kindOf(money),
            question,
            task: 'fill all {areas}',
          },
          expression`sum(i in ${sites.id})(pay[i]*number[i])`,
        );
      else
        ask(
          problem,
          { direction: 'minimize', noun: many, kind: 'count', question, task: 'fill all {areas}' },
          expression`sum(i in ${sites.id})(number[i])`,
        );
    },
  );
  return domain;
}

/** Each pattern of work covers some times in a row. */
function workPairs({ random }: Problem, sites: Group, areas: Group): string[][] {
  const size = areas.things.length;
  return sites.things.flatMap(({ id }, at) => {
    const from = Math.round((at * (size - 2)) / Math.max(1, sites.things.length - 1));
    const length = random.pick([2, 2, 3]);
    return areas.things.slice(from, from + length).map((area) => [id, area.id]);
  });
}
