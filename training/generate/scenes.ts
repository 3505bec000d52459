import type { Random } from '../random';
import { invented, plural, quality, stuff, thing, variableNames } from './names';

/** Something each variable uses or gives, told by numbers. */
export interface Amount {
  /** Written after a number: "hours of baking", "kg of flour", "passengers"; "$" is written before it. */
  readonly unit: string;
  /** The same thing without a number: "baking time", "flour", "passengers". */
  readonly thing: string;
  readonly verb: string;
  /** Whether one wants much of it (a need to meet) or has little of it (a stock to keep to). */
  readonly wanted: boolean;
  readonly low: number;
  readonly high: number;
}

export interface Scene {
  readonly names: readonly string[];
  /** "make", "plant"; and what was done to the things: "made". */
  readonly act: string;
  readonly acted: string;
  /** What all variables are together: "cakes", "vehicles", "acres". */
  readonly group: string;
  readonly owner: string;
  /** How one of a variable is written; `N` is its name. "acre of N" */
  readonly one: string;
  readonly many: string;
  readonly amounts: readonly Amount[];
  readonly money: readonly ('profit' | 'revenue' | 'cost' | 'other')[];
  readonly divisible: boolean | undefined;
}

const owners = (
  'a company|a factory|the farm|a farmer|a bakery|John|Sarah|Mrs Patel|a store|the hospital|a manufacturer|a school|' +
  'a clinic|the city|a restaurant|a small business|an artisan|a logistics firm|a chemist|a lab|the hotel|a toy maker|' +
  'Amir|the workshop|a cooperative|a mining company|the council|Northwind Ltd|a charity|our team|a start-up|a brewery|' +
  'an airline|the museum|a dairy|Elena|the post office|a shipyard|a nursery|a film studio|the university|we|I'
).split('|');
const materials = (
  'wood steel plastic glass paint glue flour sugar butter milk water fuel oil electricity clay sand cotton wool leather ' +
  'paper ink chocolate fertilizer pesticide rubber copper silver calcium iron protein fat fibre salt yeast cheese rice ' +
  'corn beef mint dye resin concrete fabric thread wax foam acid solvent carbon nitrogen cocoa malt hops cream honey ' +
  'varnish aluminium tin granite marble bamboo potassium zinc vitamin-A vitamin-C'
)
  .split(' ')
  .map((word) => word.replace('-', ' '));
const measures =
  'units|grams|kg|pounds|ounces|litres|liters|ml|cups|pieces|gallons|kilograms|tons|tonnes|sheets|metres|bags|mg|g|square feet'.split(
    '|',
  );
const tasks = (
  'assembly|packaging|cutting|polishing|painting|labor|labour|machine time|oven time|design|quality control|wiring|cleaning|' +
  'preparation|testing|sanding|cooking|training|driving|delivery|advertising|programming|welding|sewing|moulding|printing|' +
  'baking|mixing|picking|watering|maintenance|inspection|planning|work'
).split('|');
const crowds =
  'people|workers|operators|customers|guests|patients|drivers|passengers|boxes|packages|students|visitors|viewers|units of cargo|items|orders|pallets|employees|letters|parcels|cows|bags|tourists|containers'.split(
    '|',
  );

function material(random: Random): Amount {
  const made = random.chance(0.15) ? invented(random) : random.pick(materials);
  return {
    unit: `${random.pick(measures)} of ${made}`,
    thing: made,
    verb: '(requires|needs|takes|uses|consumes|contains)',
    wanted: false,
    low: 1,
    high: 60,
  };
}

function nutrient(random: Random): Amount {
  return { ...material(random), verb: '(contains|has|provides|gives|delivers|supplies)', wanted: true };
}

function time(random: Random): Amount {
  const task = random.pick(tasks);
  const measure = random.pick(['hours', 'hours', 'minutes', 'days']);
  const bare = random.chance(0.2);
  return {
    unit: bare
      ? measure
      : random.pick([`${measure} of ${task}`, `${measure} of ${task}`, `${task} ${measure}`, `${measure} on ${task}`]),
    thing: bare ? 'time' : task,
    verb: '(requires|needs|takes|uses)',
    wanted: false,
    low: 1,
    high: 40,
  };
}

function crowd(random: Random): Amount {
  const who = random.pick(crowds);
  return {
    unit: who,
    thing: who,
    verb: '(can carry|carries|serves|can handle|can take|transports|holds|reaches|attracts|can hold)',
    wanted: true,
    low: 2,
    high: 300,
  };
}

function staff(random: Random): Amount {
  const who = random.pick(['workers', 'employees', 'operators', 'staff', 'people', 'technicians', 'nurses', 'drivers']);
  return { unit: who, thing: who, verb: '(requires|needs|takes|is run by)', wanted: false, low: 1, high: 30 };
}

const dollars: Amount = {
  unit: '$',
  thing: 'money',
  verb: '(costs|costs about|requires an investment of)',
  wanted: false,
  low: 2,
  high: 900,
};

/** A setting for one problem: what is decided, what it uses, and for whom. */
export function scene(random: Random, size: number): Scene {
  const owner = random.pick(owners);
  const kind = random.next();
  const common = { owner, divisible: false, one: 'N', many: 'N' };
  if (kind < 0.4) {
    const names = variableNames(random, size);
    const shared = names[0]?.split(' ').at(-1) ?? '';
    const group =
      random.chance(0.6) && /^[a-z]{3,}$/u.test(shared) && names.every((name) => name.endsWith(shared))
        ? plural(shared)
        : random.pick(['items', 'units', 'products', 'pieces', 'goods', 'articles']);
    const batch = random.chance(0.15) ? random.pick(['batch', 'box', 'pack', 'crate', 'unit', 'bottle']) : undefined;
    return {
      ...common,
      names,
      group,
      act: random.pick(['make', 'produce', 'sell', 'bake', 'build', 'manufacture']),
      acted: random.pick(['made', 'produced', 'sold']),
      ...(batch === undefined ? {} : { one: `${batch} of N`, many: `${plural(batch)} of N` }),
      amounts: [
        material(random),
        time(random),
        material(random),
        time(random),
        random.chance(0.3) ? dollars : staff(random),
      ],
      money: ['profit', 'profit', 'revenue', 'cost'],
    };
  }
  if (kind < 0.56) {
    const names = random.chance(0.5)
      ? variableNames(random, size)
      : random.sample(
          'ship truck van bus car bike boat plane train cart wagon ferry helicopter tram barge camel sled drone lorry'.split(
            ' ',
          ),
          size,
        );
    return {
      ...common,
      names,
      group: random.pick(['vehicles', 'trips', 'vessels', 'journeys']),
      act: random.pick(['use', 'send', 'hire', 'run']),
      acted: random.pick(['used', 'sent', 'hired']),
      amounts: [
        crowd(random),
        { ...dollars, verb: '(costs|costs about|has a cost of)' },
        staff(random),
        material(random),
      ],
      money: ['cost', 'cost', 'other', 'profit'],
    };
  }
  if (kind < 0.68) {
    const names = random.chance(0.5)
      ? variableNames(random, size)
      : Array.from(
          { length: size },
          () =>
            `${quality(random)} ${random.pick(['pill', 'drink', 'meal', 'feed', 'supplement', 'snack', 'salad', 'cereal', 'shake'])}`,
        );
    return {
      ...common,
      names: distinct(names, random, size),
      group: random.pick(['servings', 'units', 'doses', 'portions', 'meals']),
      act: random.pick(['eat', 'buy', 'use', 'mix', 'take']),
      acted: random.pick(['eaten', 'bought', 'used', 'taken']),
      amounts: [nutrient(random), nutrient(random), nutrient(random), material(random)],
      money: ['cost', 'cost', 'cost', 'other'],
    };
  }
  if (kind < 0.78) {
    const names = distinct(
      Array.from({ length: size }, () => stuff(random)),
      random,
      size,
    );
    return {
      ...common,
      names,
      group: random.pick(['acres', 'hectares']),
      act: random.pick(['plant', 'grow']),
      acted: random.pick(['planted', 'grown']),
      one: random.pick(['acre of N', 'hectare of N']),
      many: random.pick(['acres of N', 'hectares of N']),
      amounts: [time(random), material(random), { ...dollars, verb: '(costs|needs an outlay of)' }],
      money: ['profit', 'revenue', 'cost'],
      divisible: true,
    };
  }
  if (kind < 0.815) return measured(random, size, common);
  if (kind < 0.85) {
    const names = distinct(
      Array.from({ length: size }, () =>
        random.chance(0.6)
          ? `${random.pick(['airline', 'railway', 'energy', 'tech', 'mining', 'property', 'bond', 'gold', 'index', 'growth', 'money market', 'foreign', 'green', 'health'])} ${random.pick(['fund', 'industry', 'bonds', 'stock', 'sector', 'shares'])}`
          : invented(random),
      ),
      random,
      size,
    );
    return {
      ...common,
      names,
      group: 'dollars',
      act: 'invest in',
      acted: 'invested',
      one: 'dollar invested in N',
      many: 'N',
      amounts: [],
      money: ['profit', 'other'],
      divisible: true,
    };
  }
  if (kind < 0.93) {
    const names = random.chance(0.4)
      ? variableNames(random, size)
      : distinct(
          Array.from(
            { length: size },
            () =>
              `${random.chance(0.6) ? `${quality(random)} ` : ''}${random.pick(['worker', 'nurse', 'cleaner', 'receptionist', 'engineer', 'designer', 'cook', 'teacher', 'driver', 'guard', 'shift', 'tutor', 'clerk', 'technician'])}`,
          ),
          random,
          size,
        );
    return {
      ...common,
      names,
      group: random.pick(['workers', 'people', 'employees', 'staff', 'shifts']),
      act: random.pick(['hire', 'employ', 'schedule']),
      acted: random.pick(['hired', 'employed']),
      amounts: [
        { ...dollars, verb: '(earns|is paid|costs|gets)' },
        { ...crowd(random), verb: '(can serve|handles|looks after|can attend to|cleans)' },
        { ...time(random), verb: '(works|gives)', wanted: true },
      ],
      money: ['cost', 'cost', 'profit'],
    };
  }
  const noun = random.pick([
    'process',
    'method',
    'technique',
    'machine',
    'recipe',
    'experiment',
    'route',
    'plan',
    thing(random),
  ]);
  const names = variableNames(random, size);
  return {
    ...common,
    names: random.chance(0.5)
      ? distinct(
          Array.from(
            { length: size },
            (_, index) => `${noun} ${random.chance(0.5) ? String(index + 1) : ('ABCD'[index] ?? '')}`,
          ),
          random,
          size,
        )
      : names,
    group: plural(noun),
    act: random.pick(['run', 'use', 'do']),
    acted: random.pick(['run', 'used', 'done']),
    amounts: [{ ...nutrient(random), verb: '(produces|makes|yields|creates|gives)' }, material(random), time(random)],
    money: ['cost', 'other', 'profit'],
  };
}

/** Amounts that are weighed or timed rather than counted: kilograms of a meal, litres of juice, hours at a place. */
function measured(random: Random, size: number, common: Pick<Scene, 'owner'>): Scene {
  const timed = random.chance(0.3);
  const measure = timed
    ? random.pick(['hour', 'day', 'minute'])
    : random.pick(['kilogram', 'kg', 'litre', 'liter', 'gallon', 'ton', 'tonne', 'pound', 'gram', 'ounce']);
  const measures = measure === 'kg' ? 'kg' : `${measure}s`;
  const link = timed ? random.pick(['at', 'on', 'in']) : 'of';
  const names = timed
    ? variableNames(random, size)
    : distinct(
        Array.from(
          { length: size },
          () =>
            `${random.chance(0.4) ? `${quality(random)} ` : ''}${stuff(random)}${random.chance(0.25) ? ` ${random.pick(['meal', 'mix', 'blend', 'juice', 'paint', 'feed', 'concentrate'])}` : ''}`,
        ),
        random,
        size,
      );
  return {
    ...common,
    names,
    group: measures,
    act: timed ? random.pick(['spend', 'work']) : random.pick(['mix', 'buy', 'make', 'blend', 'use']),
    acted: timed ? 'spent' : random.pick(['mixed', 'bought', 'made', 'used']),
    one: `${measure} ${link} N`,
    many: `${measures} ${link} N`,
    amounts: [nutrient(random), nutrient(random), material(random), { ...dollars, verb: '(costs|needs)' }],
    money: ['cost', 'profit', 'cost', 'other'],
    divisible: true,
  };
}

function distinct(names: readonly string[], random: Random, size: number): readonly string[] {
  return new Set(names).size === size ? names : variableNames(random, size);
}
