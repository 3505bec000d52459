import { kindOf } from './attributes';
import { compose } from './compose';
import { expression, type Expression } from './draft';
import { ask } from './goals';
import { count, drawColumn, drawGroup, fields, speakGroup } from './parts';
import { lines } from './pattern';
import { addRule, numberSlots, type Problem } from './problem';
import type { Unit } from './quantity';
import type { Script, Slots } from './script';
import { speakVerb, verb } from './speech';
import { dataOf, naming, setOf, tell } from './tell';

// domain; source/sources: names; goods; verb; fee nouns
const matters = lines(`
  printing works; supplier/suppliers: @companies; ream/reams; order|buy buys bought buying; delivery fee,order fee,set-up charge
  catering; kitchen/kitchens: @towns; meal/meals; order; opening fee,fixed fee,base fee
  bottle plant; line/lines: @lines; case/cases; fill|run runs run running; set-up cost,start-up cost,cleaning cost
  foundry; furnace/furnaces: @letters; tonne/tonnes; melt; heating cost,start-up cost,lighting fee
  hatchery; breeder/breeders: @farms; chick/chicks; buy buys bought buying|order; transport fee,health check,paper work
  bus hire; firm/firms: @companies; seat/seats; hire|book; base fee,booking fee,fixed price
  cold storage; store/stores: @villages; pallet/pallets; rent|use; contract fee,key fee,fixed rent
  timber trade; sawmill/sawmills: @companies; plank/planks; buy buys bought buying|order; order fee,lorry fee,fixed charge
  generators; generator/generators: @codes; kWh/kWh; run runs run running; start-up cost,starting fee,warm-up cost
  translation; agency/agencies: @companies; page/pages; order; project fee,minimum charge,set-up fee
  concrete; plant/plants: @towns; m³/m³; order|buy buys bought buying; call-out fee,truck fee,fixed cost
  seedlings; nursery/nurseries: @farms; tray/trays; order|buy buys bought buying; delivery cost,trip cost,box fee
`);

const link = lines(`
  {hint} <(from|of) (each|every) {source} {we} can {pick} {atmost} its {cap}, and the {fee} is due as soon as anything is {picked} there>
  <the {fee} is (charged|due|payable) once for (each|every) {source} that is {used} at all, and no {source} goes beyond its {cap}>
  <a {source} that is not {used} (gives|delivers) nothing, the others up to their {cap}>
  <no more than the {cap} from any {source}, and nothing at all without paying its {fee}>
  <a {source} gives up to its {cap}, once its {fee} is paid>
  <the {cap} of a {source} is open only to those who pay the {fee}>
`);
const needAll = lines(`
  {hint} <{we} {must} {pick} {atleast} {n} {total}>[{why}]
  <{atleast} {n} (are|is) (needed|required) {total}>
  <all (together|in all), {n} or more {must_all} be {picked}>
`);
const lotLeast = lines(`
  {hint} <a {source} that is {used} must (give|deliver) {atleast} {n}>[{why}]
  <if a {source} is {used} [at all], then for {n} or more>
  <no {source} (delivers|starts|works) for less than {n}>
`);
const atMostUsed = lines(`
  {hint} <{atmost} {k} {sources} (may|can) be {used}>[{why}]
  <{we} can deal with {atmost} {k} {sources}>
  <more than {k} {sources} is too much (paper work|trouble)>
`);
const together = lines(`
  {hint} <if {A} is {used}, {B} must be {used} too>[{why}]
  <{A} can only be {used} together with {B}>
`);
const notBoth = lines(`
  {hint} <{A} and {B} cannot both be {used}>[{why}]
  <never {use_word} both {A} and {B}>
`);

/** Some sources are used at a fee, each for an amount. */
export function fixedFee(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const [domain = '', sourceText = '', goods = '', verbs = '', feeNouns = ''] = fields(random.pick(matters));
  const sources = drawGroup(problem, sourceText, random.pick([3, 3, 4, 4]));
  const size = sources.things.length;
  const [one = '', many = ''] = goods.split('/');
  const unit: Unit = { one, many, divisible: /^(?:tonne|kWh|m³)$/u.test(one) };
  const step = random.pick([1, 10, 10]);
  const fee = drawColumn(
    problem,
    { id: 'fee', noun: random.pick(feeNouns.split(',')), verb: ['', ''], unit: money, low: 50, high: 950, step: 10 },
    size,
  );
  const price = drawColumn(
    problem,
    {
      id: 'price',
      noun: random.pick(['price', 'unit price', 'rate']),
      verb: ['', ''],
      unit: money,
      low: 2,
      high: 48,
      step: 1,
    },
    size,
  );
  const cap = drawColumn(
    problem,
    {
      id: 'cap',
      noun: random.pick(['capacity', 'maximum', 'upper limit', 'supply']),
      verb: ['', ''],
      unit,
      low: 10 * step,
      high: 60 * step,
      step,
    },
    size,
  );
  drafts.push(setOf(sources), ...[fee, price, cap].map((column) => dataOf(column, sources)));
  drafts.push(
    { kind: 'var', id: 'amount', sets: [sources.id], type: unit.divisible === true ? 'real' : 'int' },
    { kind: 'var', id: 'use', sets: [sources.id], type: 'bool' },
  );
  speakVerb(script, 'amount', verb(random.pick(verbs.split('|'))));
  speakGroup(problem, 'source', sources);
  Object.assign(script.common, {
    used: () => {
      script.name('use', 'used');
    },
    use_word: () => {
      script.name('use', 'use');
    },
  });
  const set = sources.id;
  const n = count(step * random.integer(30, 70), unit);
  const rule =
    (patterns: readonly string[], gold: Expression, slots = {}, isWish = false) =>
    (): void => {
      addRule(problem, patterns, slots, gold, isWish);
    };
  const rules = [
    rule(link, expression`forall(i in ${set})(amount[i] <= cap[i]*use[i])`),
    rule(needAll, expression`sum(i in ${set})(amount[i]) >= ${n}`, numberSlots(script, { n })),
  ];
  const lot = count(step * random.integer(3, 9), unit);
  if (random.chance(0.25))
    rules.push(
      rule(lotLeast, expression`forall(i in ${set})(use[i] -> amount[i] >= ${lot})`, numberSlots(script, { n: lot })),
    );
  const k = count(2);
  if (random.chance(0.3))
    rules.push(rule(atMostUsed, expression`sum(i in ${set})(use[i]) <= ${k}`, numberSlots(script, { k })));
  const [a, b] = random.sample(sources.things, 2);
  if (a && b && random.chance(0.45)) {
    const isBoth = random.chance(0.5);
    const gold = isBoth ? expression`use[${a.id}] -> use[${b.id}]` : expression`not (use[${a.id}] /\\ use[${b.id}])`;
    rules.push(rule(isBoth ? together : notBoth, gold, { A: naming(script, a), B: naming(script, b) }, true));
  }
  const noun = random.pick(['cost', 'bill', 'spending', 'sum of fees and prices']);
  const question = `how (much|many ${many}) (should|{do}) {we} {pick} from each {source}|which {sources} (should|{do}) {we} {use_word}`;
  compose(
    problem,
    domain,
    () => {
      tell(script, sources, random.shuffle([fee, price, cap]));
    },
    random.shuffle(rules),
    () => {
      ask(
        problem,
        {
          direction: 'minimize',
          noun: () => {
            script.plain(noun);
          },
          kind: kindOf(money),
          question,
          task: '{pick} what is needed|choose the {sources}',
        },
        expression`sum(i in ${set})(fee[i]*use[i] + price[i]*amount[i])`,
      );
    },
  );
  return domain;
}

// domain; ways to a goal told one by one: name (unit); fee words
const few = lines(`
  frost protection; candles,helicopter,sprinklers; hectare/hectares
  printing jobs; laser press,offset press,copy shop; page/pages
  haulage; barge,lorry,freight train; tonne/tonnes
  cooling; ice,chiller,fan wall; kWh/kWh
  catering help; food truck,buffet,delivery service; guest/guests
  water delivery; pipeline,tanker,bottles; m³/m³
  mowing; tractor,robot,sheep; hectare/hectares
  heating; pellets,gas boiler,heat pump; MWh/MWh
  data storage; tape,disk,archive service; TB/TB
  snow clearing; plough,blower,salt crew; km/km
`);
const singleFacts = lines(`
  {A} costs {p} per {unit}[,| and] (plus|and on top) {f} (once|flat|as a fixed fee|) if it is {used} [at all]
  with {A} it is {p} per {unit} and a {fixed} {f}
  for {A} {we} (pay|owe){s} {f} {once} and {p} for (each|every) {unit}
  {A}: {p} per {unit}, {f} {start}
`);
const singlePlain = lines(`
  {A} costs {p} per {unit}
  with {A} it is {p} per {unit}
  for {A} {we} (pay|owe){s} {p} for (each|every) {unit}
  {A}: {p} per {unit}
`);
const singleCap = lines(`
  <{A} can do {atmost} {n}>
  <{A} is good for {atmost} {n}>
  <no more than {n} with {A}>
  <{A} (handles|manages|covers) up to {n}>
`);
const singleNeed = lines(`
  <{n} (must|have to) be done {total}>
  <{n} (are|is) needed {total}>
  <{we} {must} do {atleast} {n}>
  <all {together} it must come to {n} or more>
`);
const singleGap = lines(`
  <if {A} is used, then for at least {n}>
  <{A}: nothing or at least {n}>
`);

/** Words that say that something is paid where a way is used at all; they name the decision. */
function feeWords(script: Script, id: string): Slots {
  const word = (form: string) => (): void => {
    script.name(id, form);
  };
  return { used: word('used'), fixed: word('fixed'), once: word('once'), start: word('to start') };
}

/** A few ways told one by one, one of them with a fixed fee. */
export function fewWays(problem: Problem): string {
  const { random, script, drafts, money } = problem;
  const [domain = '', names = '', goods = ''] = fields(random.pick(few));
  const [one = '', many = ''] = goods.split('/');
  const unit: Unit = { one, many };
  const group = drawGroup(problem, `way/ways: ${names}`, random.pick([2, 2, 3]));
  const type = /^(?:page|guest)$/u.test(one) ? 'int' : 'real';
  const rules: (() => void)[] = [];
  const facts: (() => void)[] = [];
  const terms: Expression[] = [];
  const withFee = random.sample(group.things, random.pick([1, 1, 2]));
  for (const thing of group.things) {
    drafts.push({ kind: 'var', id: thing.id, sets: [], type });
    const p = count(random.integer(2, 60), money);
    const f = count(10 * random.integer(5, 90), money);
    const cap = count(5 * random.integer(4, 40), unit);
    const has = withFee.includes(thing);
    const slots = {
      ...numberSlots(script, { p, f }),
      A: naming(script, thing),
      unit: one,
      ...feeWords(script, `use_${thing.id}`),
    };
    if (has) drafts.push({ kind: 'var', id: `use_${thing.id}`, sets: [], type: 'bool' });
    terms.push(expression`${p}*${thing.id}`, ...(has ? [expression`${f}*use_${thing.id}`] : []));
    facts.push(() => {
      script.sentence(random.pick(has ? singleFacts : singlePlain), slots);
    });
    if (has || random.chance(0.4)) {
      const gold = has ? expression`${thing.id} <= ${cap}*use_${thing.id}` : expression`${thing.id} <= ${cap}`;
      rules.push(() => {
        addRule(problem, singleCap, { ...numberSlots(script, { n: cap }), A: naming(script, thing) }, gold);
      });
    } else if (random.chance(0.3)) {
      const least = count(5 * random.integer(2, 6), unit);
      rules.push(() => {
        addRule(
          problem,
          singleGap,
          { ...numberSlots(script, { n: least }), A: naming(script, thing) },
          expression`${thing.id} = 0 \\/ ${thing.id} >= ${least}`,
        );
      });
    }
  }
  const n = count(5 * random.integer(10, 60), unit);
  const all = group.things.map(({ id }) => id).join(' + ');
  rules.push(() => {
    addRule(problem, singleNeed, numberSlots(script, { n }), expression`${all} >= ${n}`);
  });
  const sum = terms.flatMap((term, at) => (at === 0 ? [...term] : [' + ', ...term]));
  speakVerb(script, 'none', verb('use'));
  compose(
    problem,
    domain,
    () => {
      for (const fact of facts) fact();
    },
    random.shuffle(rules),
    () => {
      ask(
        problem,
        {
          direction: 'minimize',
          noun: 'cost',
          kind: kindOf(money),
          question: `how many ${many} (should|{do}) {we} do with each|how (should|can|{do}) {we} split it`,
          task: 'split the work',
        },
        sum,
      );
    },
  );
  return domain;
}
