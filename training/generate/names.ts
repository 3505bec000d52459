import type { Random } from '../random';

const qualities = (
  'large small regular premium electric gas wooden metal plastic glass manual automatic digital paper red green blue ' +
  'white black sweet spicy dark light heavy fast slow long short cheap luxury local imported organic frozen fresh ' +
  'canned hot cold single double senior junior indoor outdoor basic deluxe mini giant round square thick thin hard ' +
  'soft old new modern classic liquid powder diesel hybrid steel ceramic leather cotton silk salted plain smoked ' +
  'seeded wholemeal crunchy sour mild strong standard advanced portable wireless solar rural urban domestic ' +
  'international full-time part-time'
).split(' ');
const things = (
  'ship truck van bus car bike boat plane train cart table chair desk lamp sofa bed shelf cabinet door window shirt ' +
  'jacket dress hat shoe sock bag box bottle can jar pot pan plate cup bowl cake pie cookie muffin bagel sandwich ' +
  'burger pizza salad soup taco phone laptop tablet camera monitor printer keyboard machine robot drone pump engine ' +
  'battery panel sensor worker nurse doctor teacher tutor cleaner cook waiter driver guard pill vaccine injection ' +
  'shot cream mask bandage serum drink juice tea coffee smoothie soda shake plant tree flower rose crop field garden ' +
  'advert commercial poster flyer banner toy doll puzzle game book magazine newspaper pen pencil notebook ring ' +
  'necklace bracelet watch candle soap perfume shampoo blanket pillow carpet curtain loaf bun croissant bench stool ' +
  'wardrobe crate pallet barrel tent kayak scooter wagon ferry helicopter kettle toaster oven fridge scarf glove ' +
  'sweater vase mug tile brick guitar violin drum flute recipe course session lesson clinic branch factory farm'
).split(' ');
const stuffs = (
  'wheat corn barley rice soybeans potatoes carrots onions tomatoes lettuce cabbage spinach kale strawberries ' +
  'apples oranges bananas grapes olives cotton flax hay honey milk butter cheese yogurt cream flour sugar bread rye ' +
  'sourdough lemonade cider beer wine vodka whisky petrol diesel kerosene steel copper bronze cement gravel sand ' +
  'paint varnish glue fertilizer compost detergent bleach ham bacon beef pork chicken tofu oats granola chocolate ' +
  'vanilla caramel toffee gold silver bonds stocks shares property crypto gas wind solar coal'
).split(' ');
const places =
  'site farm mine lake beach factory store plant warehouse machine method process route lab mill quarry'.split(' ');
const heads = [
  'Alpha',
  'Beta',
  'Gamma',
  'Delta',
  'Zeta',
  'Nova',
  'Orion',
  'Vega',
  'Luna',
  'Sol',
  'Aqua',
  'Terra',
  'Max',
  'Pro',
  'Lite',
];

export function plural(name: string): string {
  const words = name.split(' ');
  const last = words.at(-1) ?? '';
  if (!/^[a-z]+$/u.test(last) || /(?:s|rice|wheat|corn|milk|butter|beef|pork)$/u.test(last)) return name;
  const changed = /(?:x|ch|sh|z)$/u.test(last)
    ? `${last}es`
    : /[^aeiou]y$/u.test(last)
      ? `${last.slice(0, -1)}ies`
      : last === 'loaf'
        ? 'loaves'
        : last === 'shelf'
          ? 'shelves'
          : `${last}s`;
  return [...words.slice(0, -1), changed].join(' ');
}

export function quality(random: Random): string {
  return random.pick(qualities);
}

export function thing(random: Random): string {
  return random.pick(things);
}

/** Stuffs that are measured, not counted. */
export function stuff(random: Random): string {
  return random.pick(stuffs);
}

export function invented(random: Random): string {
  const syllable = (): string =>
    random.pick([...'bcdfghjklmnprstvwz', 'st', 'br', 'ch', 'pl', 'gr']) +
    random.pick([...'aeiou', 'oo', 'ai']) +
    (random.chance(0.35) ? random.pick([...'nrlstmk']) : '');
  return (
    Array.from({ length: random.integer(1, 3) }, syllable).join('') +
    random.pick(['', '', 'er', 'ing', 'or', 'ium', 'ex', 'ate'])
  );
}

/** Different names (singular where they have one) for the variables of one text. */
export function variableNames(random: Random, size: number): string[] {
  for (;;) {
    const names = attempt(random, size);
    if (new Set(names.map((name) => name.toLowerCase())).size === size) return names;
  }
}

function attempt(random: Random, size: number): string[] {
  const many = <T>(make: () => T): T[] => Array.from({ length: size }, make);
  const kind = random.next();
  if (kind < 0.26) {
    const noun = thing(random);
    return random.sample(qualities, size).map((each) => `${each} ${noun}`);
  }
  if (kind < 0.5) return random.sample(things, size);
  if (kind < 0.62) return many(() => `${quality(random)} ${thing(random)}`);
  if (kind < 0.72) return random.sample(stuffs, size);
  if (kind < 0.79) return many(() => `${random.pick(stuffs)} ${thing(random)}`);
  if (kind < 0.86) {
    const noun = random.pick([...places, ...things]);
    const style = random.integer(0, 3);
    return Array.from(
      { length: size },
      (_, index) =>
        `${noun} ${style === 0 ? String(index + 1) : style === 1 ? ('ABCD'[index] ?? '') : style === 2 ? ('XYZW'[index] ?? '') : (['one', 'two', 'three', 'four'][index] ?? '')}`,
    );
  }
  if (kind < 0.93)
    return many(
      () =>
        `${random.chance(0.4) ? `${quality(random)} ` : ''}${invented(random)}${random.chance(0.3) ? ` ${thing(random)}` : ''}`,
    );
  const noun = random.pick(places);
  return random.sample(heads, size).map((each) => (random.chance(0.5) ? `${each} ${noun}` : each));
}
