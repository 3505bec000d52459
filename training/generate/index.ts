import type { LabelledText, Slot } from '../labelled';
import type { Random } from '../random';
import { tellAmount, tellByVariable, tellMoney } from './facts';
import { TextBuilder } from './markup';
import { notAProblem } from './negatives';
import { askObjective } from './objective';
import { everyVariable, fillOf, listed, slotsOf, tell, type Plan, type Told } from './plan';
import { boundRow, comparisonRow, multipleRow, resourceRow, shareRow, stocksRow, totalRow } from './rows';
import { scene as sceneOf, type Amount } from './scenes';

interface Aim {
  readonly direction: 'minimize' | 'maximize';
  readonly name: string;
  /** undefined: the number of the things themselves. */
  readonly told: Told | undefined;
  /** The word of money the facts use. */
  readonly word: string | undefined;
}

/** Makes up one text with everything it means. The same seed gives the same texts. */
export function generate(random: Random): LabelledText {
  return random.chance(0.1) ? notAProblem(random) : problem(random);
}

function problem(random: Random): LabelledText {
  const chance = random.next();
  const size = chance < 0.72 ? 2 : chance < 0.92 ? 3 : 4;
  const builder = new TextBuilder(random);
  const scene = sceneOf(random, size);
  const plan: Plan = { random, builder, scene, size, rows: [], short: random.chance(0.2) };
  const wanted = random.pick([1, 1, 2, 2, 2, 3]);
  const units = new Set<string>();
  const amounts = scene.amounts.filter((amount) => !units.has(amount.unit) && units.add(amount.unit));
  const told = random
    .shuffle(amounts)
    .slice(0, wanted)
    .map((amount) => tell(plan, amount, random.chance(0.06)));
  const aim = aimOf(plan, told);
  const limited = told.filter((each) => each !== aim.told);
  const lines = random.chance(0.05);
  const gap = (): void => {
    if (lines) builder.gap(true);
  };
  const withAim = !random.chance(0.03);
  const early = withAim && random.chance(0.12);
  if (random.chance(0.75)) introduce(plan);
  if (early) askObjective(plan, aim.direction, aim.name);
  gap();
  const first: (() => void)[] = [];
  const rest: (() => void)[] = [];
  const facts = random.shuffle(told);
  const money = aim.told !== undefined && aim.word !== undefined ? aim.told : undefined;
  if (facts.length >= 2 && random.chance(0.5)) {
    const grouped = facts.filter((each) => !each.shared);
    const withMoney = money !== undefined && random.chance(0.3);
    if (grouped.length > 0)
      first.push(() => {
        tellByVariable(plan, withMoney ? [...grouped, money] : grouped);
      });
    for (const each of facts)
      if (each.shared)
        first.push(() => {
          tellAmount(plan, each);
        });
    if (money && (!withMoney || grouped.length === 0)) tellAim(money);
  } else {
    for (const each of facts)
      first.push(() => {
        if (each.shared || random.chance(0.75)) tellAmount(plan, each);
        else tellByVariable(plan, [each]);
      });
    if (money) tellAim(money);
  }
  function tellAim(amount: Told): void {
    const how = (): void => {
      tellMoney(plan, amount, aim.word ?? '', random.chance(0.85));
    };
    if (random.chance(0.5)) first.push(how);
    else rest.push(how);
  }
  const limits: (() => void)[] = [];
  if (limited.length >= 2 && random.chance(0.3) && new Set(limited.map((each) => each.amount.wanted)).size === 1) {
    limits.push(() => {
      stocksRow(plan, limited);
    });
  } else
    for (const each of limited)
      if (!random.chance(0.05))
        limits.push(() => {
          resourceRow(plan, each);
        });
  // The cost to be made small may have a limit of its own; then its numbers serve twice.
  const capped = aim.told;
  if (capped && capped.amount.unit !== '%' && random.chance(0.12))
    limits.push(() => {
      resourceRow(plan, capped);
    });
  for (const [row, likely] of [
    [boundRow, 0.42],
    [totalRow, 0.25],
    [shareRow, 0.22],
    [multipleRow, 0.27],
    [comparisonRow, 0.24],
    [boundRow, 0.12],
  ] as const) {
    if (random.chance(likely))
      rest.push(() => {
        row(plan);
      });
  }
  if (limits.length === 0 && rest.length === 0)
    limits.push(() => {
      totalRow(plan);
    });
  if (random.chance(0.12))
    first.push(() => {
      remark(plan);
    });
  const order = random.chance(0.75)
    ? [...first, ...random.shuffle([...limits, ...rest])]
    : [...random.shuffle(rest), ...first, ...limits];
  const limitsFirst = limits.length > 0 && random.chance(0.15);
  for (const write of limitsFirst ? [...limits, ...order.filter((each) => !limits.includes(each))] : order) {
    write();
    gap();
  }
  if (withAim && !early) askObjective(plan, aim.direction, aim.name);
  if (random.chance(0.06))
    builder.say('(what is that [group] number?|show your work.|what is the answer?)', fillOf(plan));
  return {
    text: builder.text.trimEnd(),
    tags: [...builder.tags].sort((a, b) => a.start - b.start),
    mentions: [...builder.mentions].sort((a, b) => a.start - b.start),
    variables: size,
    linked: true,
    rows: plan.rows.map((row) => row()),
    objective: aim.told ? slotsOf(aim.told) : new Array<Slot>(size).fill('one'),
    direction: withAim ? aim.direction : undefined,
    problem: true,
    divisible: new Array<boolean | undefined>(size).fill(scene.divisible),
  };
}

function aimOf(plan: Plan, told: readonly Told[]): Aim {
  const { random, scene } = plan;
  const kind = random.next();
  if (kind < 0.24 && scene.group !== 'dollars') {
    const direction = random.chance(0.65) ? 'minimize' : 'maximize';
    const of = random.pick([scene.group, scene.group, 'items', 'things', 'units', 'trips', 'machines', 'workers']);
    return {
      direction,
      name: random.pick([
        `total number of ${of}`,
        `number of ${of}`,
        `total amount of ${of}`,
        `amount of ${of}`,
        `number of ${of} ${scene.acted}`,
        of,
        `total ${of}`,
      ]),
      told: undefined,
      word: undefined,
    };
  }
  const free = told.filter((each) => each.amount.unit !== '$');
  if (kind < 0.38 && told.length >= 2 && free.length > 0) {
    const chosen = random.pick(free);
    return {
      direction: chosen.amount.wanted ? 'maximize' : 'minimize',
      name: random.pick([
        `total ${chosen.amount.thing}`,
        `number of ${chosen.amount.thing}`,
        `amount of ${chosen.amount.thing}`,
        chosen.amount.thing,
        `total number of ${chosen.amount.thing}`,
      ]),
      told: chosen,
      word: undefined,
    };
  }
  const sort = random.pick(scene.money);
  const word = {
    profit: () =>
      random.pick(['profit', 'profit', 'profit', 'net profit', 'earnings', 'income', 'gain', 'margin', 'return']),
    revenue: () => random.pick(['revenue', 'sales', 'income', 'commission', 'takings']),
    cost: () => random.pick(['cost', 'cost', 'cost', 'price', 'expense', 'wage bill', 'spending']),
    other: () =>
      random.pick([
        'pollution',
        'waste',
        'time',
        'happiness',
        'points',
        'risk',
        'energy',
        'weight',
        'emissions',
        'profit',
      ]),
  }[sort]();
  const percent = scene.group === 'dollars' && random.chance(0.75);
  const unit = percent ? '%' : sort === 'other' && word !== 'profit' ? `units of ${word}` : '$';
  const amount: Amount = {
    unit,
    thing: word,
    verb: `(has a ${word} of|comes with|has|brings)`,
    wanted: false,
    low: 1,
    high: percent ? 12 : 600,
  };
  const low = sort === 'cost' || ['pollution', 'waste', 'time', 'risk', 'emissions', 'weight'].includes(word);
  return {
    direction: low ? 'minimize' : 'maximize',
    name: random.pick([word, `total ${word}`, `overall ${word}`, word, `${word}${word.endsWith('s') ? '' : 's'}`]),
    told: tell(plan, amount, random.chance(0.04)),
    word,
  };
}

function introduce(plan: Plan): void {
  const { random, builder, scene, size } = plan;
  const names = everyVariable(plan, random.chance(0.7) ? 'names' : 'name');
  const count = ['', '', 'two', 'three', 'four'][size] ?? '';
  builder.say(
    random.pick([
      `[owner] (makes|sells|uses|offers|can use|works with|deals in|has) ${listed(random, names, random.pick(['and', 'and', 'or']))}.`,
      `[owner] (wants|plans|has|needs) to ${scene.act} ${listed(random, names)}.`,
      `[owner] (has|sells|uses|makes) ${count} (types|kinds) of (products|[group]|things)(:|,) ${listed(random, names)}.`,
      `[owner] (is deciding|must decide|wants to know|needs to decide) how many ${listed(random, names)} to ${scene.act}.`,
      `${listed(random, names)} (are|can be) ${scene.acted} by [owner].`,
      `there are ${count} [group] to choose from(:|,) ${listed(random, names)}.`,
      `[owner] (can choose between|has a choice of) ${listed(random, names)}.`,
    ]),
    fillOf(plan),
  );
  builder.gap(false);
}

/** A sentence that has a number and means nothing for the problem. */
function remark(plan: Plan): void {
  const number = (): string => String(plan.random.integer(2, 40));
  plan.builder.say(
    plan.random.pick([
      `[owner] has been in business for ${number()} years.`,
      `(the work week has|they work) ${plan.random.pick(['5', 'five', '6'])} days.`,
      `[owner] was founded in 19${number().padStart(2, '0')}.`,
      `the ${plan.random.pick(['two', '2', 'three'])} (owners|sisters|brothers) do everything themselves.`,
      `(the shop|the site) is ${number()} km from the town.`,
      'everything that is made can be sold.',
      'there is one owner.',
      `last year there were ${number()} (complaints|visitors|accidents).`,
    ]),
    fillOf(plan),
  );
  plan.builder.gap(false);
}
