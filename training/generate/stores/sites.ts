import { kindOf } from './attributes';
import { compose } from './compose';
import { expression } from './draft';
import { ask } from './goals';
import { matrixOf, tellMatrix, type Matrix } from './matrix';
import { count, drawColumn, drawGroup, fields, nounSlot, overlaps, speakGroup } from './parts';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import { draw, type Quantity } from './quantity';
import type { Script } from './script';
import { speakVerb, verb } from './speech';
import { dataOf, list, mention, naming, setOf, tell, tellNames, type Column, type Group } from './tell';

// domain; site/sites: names; area/areas: names; verb; reaches/reach (what a site does); verb of being served
const matters = lines(`
  fire brigade; station/stations: @towns; village/villages: @villages; build builds built building|open opens opened opening; reaches/reach; cover
  ambulance; base/bases: @towns; district/districts: @districts; open opens opened opening; reaches/reach; serve
  radio masts; mast/masts: @letters; valley/valleys: @villages; erect|build builds built building; covers/cover; cover
  food aid; store/stores: @towns; camp/camps: @villages; open opens opened opening|rent; supplies/supply; supply supplies supplied supplying
  languages desk; interpreter/interpreters: @people; language/languages: Turkish,Polish,Arabic,Spanish,Swahili,Hindi; hire; speaks/speak; cover
  parcel lockers; locker/lockers: @districts; street/streets: Elm Street,Oak Lane,Pine Road,Birch Alley,Ash Row,Lime Walk; install; is near/are near; serve
  skills team; expert/experts: @people; skill/skills: ~welding,wiring,plumbing,roofing,tiling,glazing; hire|invite; knows/know; cover
  security; camera/cameras: @letters; corridor/corridors: @codes; mount|install; sees/see; watch watches watched watching
  test suite; test/tests: @codes; module/modules: parser,printer,solver,router,cache,mailer; run runs run running; checks/check; check
  clinics; clinic/clinics: @towns; hamlet/hamlets: @villages; open opens opened opening; is close to/are close to; serve
  bus stops; stop/stops: @letters; block/blocks: @districts; set_up sets_up set_up setting_up; serves/serve; serve
  seed bank; vault/vaults: @companies; crop/crops: ~barley,maize,lentils,sorghum,millet,beans; rent; stores/store; keep keeps kept keeping
  charging points; point/points: @companies; quarter/quarters: @districts; build builds built building; reaches/reach; reach reaches reached reaching
  water points; well/wells: @letters; village/villages: @villages; drill; supplies/supply; supply supplies supplied supplying
`);

const coverRules = lines(`
  {hint} <(every|each) {area} (must|has to|should) be {served} by at least one {picked} {site}>[{why}]
  <(every|each) {area} (must|has to|should) be {served}>[{why}]
  <no {area} (may|must|should) (be left out|go without|stay uncovered)>
  <all {areas} (must|have to|should|are to) be {served}>
  <for (every|each) {area} there must be a {picked} {site}>
  <there must not be a {area} without a {site}>
  <{we} {must} {serve} (every|each) {area} [at least once]>
  <it takes at least one {site} for each {area}>
`);
const coverTwice = lines(`
  <{A} (must|has to|should) be {served} by {atleast} {n} {sites}>
  <for {A}, {atleast} {n} {picked} {sites} are (needed|required)>
`);
const atMostSites = lines(`
  {hint} <{we} can {pick} {atmost} {n} {sites}>[{why}]
  <{atmost} {n} {sites} (can|may) be {picked}>
  <there is money for {n} {sites} only>
`);
const exactSites = lines(`
  {hint} <{we} {must} {pick} {exactly} {n} {sites}>[{why}]
  <{exactly} {n} {sites} {must_all} be {picked}>
`);
const apartSites = lines(`
  {hint} <{B} and {C} {cannot_all} both be {picked}>[{why}]
  <not both {B} and {C}>[, they are too close|]
`);
const needsSite = lines(`
  {hint} <{B} can only be {picked} if {C} is>[{why}]
  <if {B} is {picked}, {C} {musts} be {picked} too>
`);
const openRules = lines(`
  {hint} <only a {site} that is {picked} can {serve} anybody>[{why}]
  <(every|each) {area} (must|has to|is to) be {served} by (a|one) {picked} {site}>
  <nothing comes from a {site} that is not {picked}>
  <each {area} is {served} from one {site}, which must be {picked}>
  <whoever {serves} a {area} must be {picked}>
`);
const areaNever = lines(`
  <{A} (cannot|can't|must not) be {served} by {B}>
  <{B} (does not|doesn't) {serve} {A}>
`);

function sitesOf(
  problem: Problem,
  served?: string,
): {
  readonly domain: string;
  readonly sites: Group;
  readonly areas: Group;
  readonly reaches: readonly string[];
} {
  const { random, script, drafts } = problem;
  const [domain = '', siteText = '', areaText = '', verbs = '', reach = '', serve = ''] = fields(random.pick(matters));
  const sites = drawGroup(problem, siteText, random.pick([3, 4, 4, 5]));
  const areas = drawGroup(problem, areaText, random.pick([4, 4, 5, 6]));
  if (overlaps(sites, areas)) return sitesOf(problem, served);
  drafts.push(setOf(sites), setOf(areas));
  speakGroup(problem, 'site', sites);
  speakGroup(problem, 'area', areas);
  speakVerb(script, 'pick', verb(random.pick(verbs.split('|'))));
  const spoken = verb(serve);
  const say = (form: string) => (): void => {
    if (served === undefined) script.plain(form);
    else script.name(served, form);
  };
  Object.assign(script.common, { serve: say(spoken.base), serves: say(spoken.third), served: say(spoken.past) });
  return { domain, sites, areas, reaches: reach.split('/') };
}

function costColumn(problem: Problem, size: number): Column {
  const { random, money } = problem;
  const noun = random.pick(['cost', 'price', 'rent', 'fee', 'yearly cost']);
  const step = random.pick([1, 5, 100]);
  return drawColumn(
    problem,
    { id: 'cost', noun, verb: ['costs', 'cost'], unit: money, low: 10 * step, high: 90 * step, step },
    size,
  );
}

/** Sites are chosen so that every area is reached by one. */
export function cover(problem: Problem): string {
  const { random, script, drafts } = problem;
  const { domain, sites, areas, reaches } = sitesOf(problem);
  const pairs = drawPairs(problem, sites, areas);
  drafts.push(
    { kind: 'pairs', id: 'reach', sets: [sites.id, areas.id], pairs },
    { kind: 'var', id: 'pick', sets: [sites.id], type: 'bool' },
  );
  const isCostly = random.chance(0.65);
  const cost = isCostly ? costColumn(problem, sites.things.length) : undefined;
  if (cost) drafts.push(dataOf(cost, sites));
  const inner = expression`exists(i in ${sites.id} where reach[i,j])(pick[i])`;
  const rules = [
    () => {
      addRule(problem, coverRules, {}, expression`forall(j in ${areas.id})(${inner})`);
    },
  ];
  const [area] = random.sample(areas.things, 1);
  const [one, two] = random.sample(sites.things, 2);
  const n = count(2);
  if (area && random.chance(0.2)) {
    const slots = { ...numberSlots(script, { n }), A: naming(script, area) };
    rules.push(() => {
      addRule(
        problem,
        coverTwice,
        slots,
        expression`sum(i in ${sites.id} where reach[i,${area.id}])(pick[i]) >= ${n}`,
        true,
      );
    });
  } else if (one && two && random.chance(0.5)) {
    const slots = { B: naming(script, one), C: naming(script, two) };
    const isApart = random.chance(0.5);
    const gold = isApart
      ? expression`not (pick[${one.id}] /\\ pick[${two.id}])`
      : expression`pick[${one.id}] -> pick[${two.id}]`;
    rules.push(() => {
      addRule(problem, isApart ? apartSites : needsSite, slots, gold, true);
    });
  }
  if (cost && random.chance(0.25)) {
    const m = count(random.integer(2, 3));
    rules.push(() => {
      addRule(problem, atMostSites, numberSlots(script, { n: m }), expression`sum(i in ${sites.id})(pick[i]) <= ${m}`);
    });
  }
  const question = '(which {sites} (should|{do}|can) {we} {pick}|where (should|{do}) {we} begin)';
  const task = '{pick} {sites}|choose the {sites}';
  const tellAim = (): void => {
    if (cost)
      ask(
        problem,
        {
          direction: 'minimize',
          noun: nounSlot(problem, 'cost', cost.noun),
          kind: kindOf(problem.money),
          question,
          task,
        },
        expression`sum(i in ${sites.id})(cost[i]*pick[i])`,
      );
    else
      ask(
        problem,
        { direction: 'minimize', noun: '{sites}', kind: 'count', question: 'how (should|can|{do}) {we} choose', task },
        expression`sum(i in ${sites.id})(pick[i])`,
      );
  };
  compose(
    problem,
    domain,
    () => {
      if (cost && random.chance(0.6)) tell(script, sites, [cost]);
      else if (random.chance(0.3)) tellNames(script, sites);
      if (random.chance(0.4)) tellNames(script, areas);
      tellPairs(problem, sites, areas, pairs, reaches);
      if (cost && !script.names.some(({ id }) => id === 'cost')) tell(script, sites, [cost]);
    },
    random.shuffle(rules),
    tellAim,
  );
  return domain;
}

/** Pairs where each site reaches something and each area is reached. */
function drawPairs({ random }: Problem, sites: Group, areas: Group): string[][] {
  const held = new Set<string>();
  for (const { id } of areas.things) held.add(`${random.pick(sites.things).id} ${id}`);
  for (const { id } of sites.things)
    for (const other of areas.things) if (random.chance(0.3)) held.add(`${id} ${other.id}`);
  for (const { id } of sites.things) held.add(`${id} ${random.pick(areas.things).id}`);
  return sites.things.flatMap(({ id }) =>
    areas.things.filter((other) => held.has(`${id} ${other.id}`)).map((other) => [id, other.id]),
  );
}

/** Which sites reach which areas: in sentences, on lines, or as a table of crosses. */
export function tellPairs(
  { random, script }: Problem,
  sites: Group,
  areas: Group,
  pairs: readonly (readonly string[])[],
  reaches: readonly string[],
): void {
  const of = (id: string): Group => ({
    ...areas,
    things: areas.things.filter((area) => pairs.some(([site, other]) => site === id && other === area.id)),
  });
  const way = random.pick(['prose', 'prose', 'short', 'lines', 'table', 'turned']);
  const [single = ''] = reaches;
  const name = (words: string): void => {
    script.name('reach', words);
  };
  if (way === 'table') {
    script.sentence(
      '(x means that the {site} {reaches} the {area}|a cross marks what a {site} {reaches}|{reaches}: x)',
      {
        reaches: () => {
          name(single);
        },
      },
    );
    table(script, sites, areas, pairs);
    return;
  }
  if (way === 'lines')
    script.say('(who {reaches} what:|what each {site} {reaches}:|each {site} {reaches} these {areas}:)', {
      reaches: () => {
        name(single);
      },
    });
  if (way === 'turned') {
    const passive = random.pick([
      'is within reach of',
      'can be reached from',
      'is covered by',
      'can rely on',
      'is taken care of by',
      'can count on',
    ]);
    for (const area of areas.things) {
      const held = sites.things.filter(({ id }) => pairs.some(([site, other]) => site === id && other === area.id));
      script.sentence('{area_name} {reached} {held}|{hint} {area_name} {reached} {held}', {
        area_name: naming(script, area),
        reached: () => {
          name(passive);
        },
        held: () => {
          list(
            script,
            held.length,
            (at) => {
              const thing = held[at];
              if (thing) mention(script, thing);
            },
            '(and|or)',
          );
        },
      });
    }
    return;
  }
  for (const [at, site] of sites.things.entries()) {
    const own = of(site.id);
    const listed = (): void => {
      list(script, own.things.length, (number) => {
        const thing = own.things[number];
        if (thing) mention(script, thing, way === 'lines');
      });
    };
    if (way === 'lines') {
      script.line();
      script.plain('- ');
      mention(script, site, true);
      script.plain(': ');
      listed();
    } else if (way === 'short' && at > 0) {
      mention(script, site);
      script.plain(', ');
      listed();
      script.plain(at === sites.things.length - 1 ? '. ' : '; ');
    } else {
      mention(script, site);
      script.plain(' ');
      name(single);
      script.plain(' ');
      listed();
      script.plain(way === 'short' ? '; ' : '. ');
    }
  }
  if (way === 'lines') script.line();
}

function table(script: Script, sites: Group, areas: Group, pairs: readonly (readonly string[])[]): void {
  script.line(true);
  script.plain('| |');
  for (const area of areas.things) {
    script.plain(' ');
    mention(script, area, true);
    script.plain(' |');
  }
  script.line();
  script.plain(`|${'---|'.repeat(areas.things.length + 1)}`);
  for (const site of sites.things) {
    script.line();
    script.plain('| ');
    mention(script, site, true);
    script.plain(' |');
    for (const area of areas.things)
      script.plain(pairs.some(([one, two]) => one === site.id && two === area.id) ? ' x |' : ' |');
  }
  script.line(true);
}

/** Sites are opened and every area is served by one that is open. */
export function locate(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const { domain, sites, areas } = sitesOf(problem, 'by');
  const cost = random.chance(0.75) ? costColumn(problem, sites.things.length) : undefined;
  if (cost) drafts.push(dataOf(cost, sites));
  const isTurned = random.chance(0.4);
  const [rows, columns] = isTurned ? [areas, sites] : [sites, areas];
  const isMoney = cost !== undefined || random.chance(0.3);
  const unit = isMoney
    ? money
    : random.pick([
        { one: 'km', many: 'km' },
        { one: 'minute', many: 'minutes' },
      ]);
  const noun = isMoney
    ? random.pick(['delivery', 'transport', 'service cost', 'delivery cost'])
    : random.pick(['distance', 'way', 'drive']);
  const values = rows.things.map(() =>
    draw(random, columns.things.length, 2, random.pick([20, 60, 99]), 1).map((value): Quantity => ({ value, unit })),
  );
  const matrix: Matrix = { id: 'way', noun, unit, rows, columns, values };
  drafts.push(
    matrixOf(matrix),
    { kind: 'var', id: 'pick', sets: [sites.id], type: 'bool' },
    { kind: 'var', id: 'by', sets: [areas.id], type: sites.id },
  );
  const cell = isTurned ? 'way[j,by[j]]' : 'way[by[j],j]';
  const rules = [
    () => {
      addRule(problem, openRules, {}, expression`forall(j in ${areas.id})(pick[by[j]])`);
    },
  ];
  const n = count(random.integer(2, Math.max(2, sites.things.length - 2)));
  if (!cost || random.chance(0.3)) {
    const isExact = random.chance(0.5);
    rules.push(() => {
      addRule(
        problem,
        isExact ? exactSites : atMostSites,
        numberSlots(script, { n }),
        expression`sum(i in ${sites.id})(pick[i]) ${isExact ? '=' : '<='} ${n}`,
      );
    });
  }
  const [area] = random.sample(areas.things, 1);
  const [site] = random.sample(sites.things, 1);
  if (area && site && random.chance(0.4))
    rules.push(() => {
      addRule(
        problem,
        areaNever,
        { A: naming(script, area), B: naming(script, site) },
        expression`by[${area.id}] != ${site.id}`,
        true,
      );
    });
  Object.assign(script.common, { way: nounSlot(problem, 'way', noun) });
  const noun2 = cost ? '(sum of {cost} and {way}|{cost} plus {way}|{cost} and {way} together)' : '{way}';
  const ways = expression`sum(j in ${areas.id})(${cell})`;
  const sum = cost ? expression`sum(i in ${sites.id})(cost[i]*pick[i]) + ${ways}` : ways;
  const question =
    '(which {sites} (should|{do}) {we} {pick}, and who {serves} whom|which {sites} (should|{do}) {we} {pick})';
  compose(
    problem,
    domain,
    () => {
      if (cost) tell(script, sites, [cost]);
      else if (random.chance(0.4)) tellNames(script, sites);
      if (random.chance(0.3)) tellNames(script, areas);
      tellMatrix(script, matrix, isMoney ? ['costs', 'cost'] : undefined);
    },
    random.shuffle(rules),
    () => {
      ask(
        problem,
        {
          direction: 'minimize',
          noun: noun2,
          kind: cost ? 'amount' : kindOf(unit),
          question,
          task: '{pick} {sites} and share out the {areas}',
        },
        sum,
      );
    },
  );
  return domain;
}
