import { amountOf, bareAmount, everyVariable, fillOf, listed, many, one, type Plan, type Told } from './plan';

const each = '(each|each|a|a|one|every|the|)';
const joiner = '(and|and|while|whereas|, while|, and|but)';

/** Sentences, one for each variable, that tell several amounts of it: "A table takes 3 hours of sanding and 2 kg of wood." */
export function tellByVariable(plan: Plan, amounts: readonly Told[]): void {
  const { random, builder, size } = plan;
  const order = random.chance(0.15) ? random.shuffle(amounts) : amounts;
  const style = random.next();
  for (let index = 0; index < size; index++) {
    const filled = fillOf(plan);
    const opener =
      index === 0
        ? ''
        : random.pick(['', '', '', 'on the other hand, ', 'similarly, ', 'in contrast, ', 'meanwhile, ']);
    const subject =
      style < 0.15
        ? `to (make|get|produce) ${each} ${one(plan, index)}, [pro] (need|uses|must have)`
        : style < 0.25
          ? `${many(plan, index)}`
          : `${opener}${each} ${one(plan, index)}`;
    builder.say(`${subject} `, filled);
    order.forEach((told, at) => {
      const fill = fillOf(plan, told);
      const link = at === 0 ? '' : at === order.length - 1 ? '(and|, and|and also|and)' : ',';
      const verb =
        style < 0.15
          ? at === 0
            ? ''
            : told.amount.verb
          : style < 0.25 && at === 0
            ? '(require|need|take|bring|cost)'
            : at === 0 || told.amount.unit === '$' || random.chance(0.45)
              ? told.amount.verb
              : '';
      builder.say(` ${link} ${verb} ${amountOf(told, index)}`, fill, true);
      if (at === 0 && random.chance(0.06)) builder.say(' (per day|each|every time)', fill, true);
    });
    builder.say('.', filled, true);
    builder.gap(false);
  }
}

/** One amount of all variables in a sentence of its own. */
export function tellAmount(plan: Plan, told: Told): void {
  const { random, builder, size } = plan;
  const fill = fillOf(plan, told);
  const { verb, unit } = told.amount;
  const indices = Array.from({ length: size }, (_, index) => index);
  const amount = (index: number, full = true): string => (full ? amountOf(told, index) : bareAmount(told, index));
  const say = (pattern: string): void => {
    builder.say(`${pattern}.`, fill);
    builder.gap(false);
  };
  if (told.shared) {
    say(
      random.pick([
        `each of (them|these|the [group]) ${verb} ${amount(0)}`,
        `${size === 2 ? 'both' : 'all'} (kinds|types|of them|) (require|need|take) ${amount(0)}`,
        `every one ${verb} ${amount(0)}`,
        `whichever it is, it ${verb} ${amount(0)}`,
        `it takes ${amount(0)} (to make|for) (any|each) of them`,
      ]),
    );
    return;
  }
  const brief = (index: number): boolean => index === 0 || random.chance(0.5);
  const ways: (() => string)[] = [
    () =>
      indices
        .map(
          (index) =>
            `${index === 0 ? '' : joiner} ${each} ${one(plan, index)} ${index === 0 || random.chance(0.75) ? verb : ''} ${amount(index, brief(index))}`,
        )
        .join(' '),
    () =>
      `${listed(random, everyVariable(plan, 'many'))} (require|need|take|use${unit === '$' ? '|cost' : ''}) ${listed(
        random,
        indices.map((index) => amount(index, index === size - 1 || random.chance(0.3))),
      )}(, respectively| respectively|)`,
    () =>
      `it (takes|costs|needs) ${listed(
        random,
        indices.map(
          (index) =>
            `${amount(index, brief(index))} (to make|for|to produce|per|for each|to prepare) ${index === 0 ? '(a|one|each|)' : '(a|one|each|)'} ${one(plan, index)}`,
        ),
      )}`,
    () =>
      `the ${unit === '$' ? '(price|expense)' : '[T] (needed|used|required|)'} (for|per) ${listed(
        random,
        indices.map((index) => `${each} ${one(plan, index)} is ${amount(index, brief(index))}`),
      )}`,
    () =>
      `${amount(0)} (go into|go to|are used by|are in|come with|are needed for) (each|a|one|every) ${one(plan, 0)}${indices
        .slice(1)
        .map((index) => `, ${amount(index, brief(index))} (go into|into|in|for|by) (each|a|one|) ${one(plan, index)}`)
        .join('')}`,
    () =>
      `${indices.map((index) => `${index === 0 ? '' : joiner} (for|with) ${each} ${one(plan, index)} [pro] (use|need|get|have) ${amount(index, brief(index))}`).join(' ')}`,
    () =>
      `the amounts ${unit === '$' ? 'paid' : 'of [T]'} are ${listed(
        random,
        indices.map((index) => `${amount(index, brief(index))} for (a|one|each|) ${one(plan, index)}`),
      )}`,
  ];
  const weights = [0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6];
  say((ways[random.pick(weights)] ?? ways[0])?.() ?? '');
}

/** Money a variable brings or costs, in its own phrases. */
export function tellMoney(plan: Plan, told: Told, word: string, named: boolean): void {
  const { random, builder, size } = plan;
  const fill = fillOf(plan, told);
  const indices = Array.from({ length: size }, (_, index) => index);
  const name = named ? `~${word}~` : word;
  const earns = /cost|price|expense|wage/u.test(word)
    ? `(costs|has a ${name} of|costs [pro])`
    : `(yields a ${name} of|earns a ${name} of|brings a ${name} of|generates a ${name} of|makes a ${name} of|gives|brings in|sells for a ${name} of|adds)`;
  const per = '(per|for each|from each|of each|on each|of a|for every)';
  const amount = (index: number): string =>
    told.amount.unit === '$'
      ? `$[P${String(index)}]`
      : told.amount.unit === '%'
        ? `[P${String(index)}]%`
        : `[P${String(index)}] [U]`;
  const pattern = random.pick([
    () =>
      indices
        .map(
          (index) =>
            `${index === 0 ? '' : joiner} ${each} ${one(plan, index)} ${index === 0 || random.chance(0.7) ? earns : ''} ${amount(index)}`,
        )
        .join(' '),
    () =>
      indices
        .map(
          (index) =>
            `${index === 0 ? '' : '(and|, and|, while|and)'} (the|) ${index === 0 || random.chance(0.7) ? `${name} ${per}` : ''} ${one(plan, index)} is ${amount(index)}`,
        )
        .join(' '),
    () =>
      `[owner] (makes|earns|gets|pays|has) (a ${name} of|) ${listed(
        random,
        indices.map((index) => `${amount(index)} ${per} ${one(plan, index)}`),
      )}`,
    () =>
      `a ${name} of ${listed(
        random,
        indices.map((index) => `${amount(index)} is made (on|from|with) (each|every|a|one) ${one(plan, index)}`),
      )}`,
    () =>
      `(the|) ${name} (is|comes to) ${listed(
        random,
        indices.map((index) => `${amount(index)} (for|per|on) (a|each|one|) ${one(plan, index)}`),
      )}`,
    () =>
      `${listed(random, everyVariable(plan, 'many'))} (bring|give|cost|sell for) ${listed(random, indices.map(amount))} each(, respectively|)`,
    () =>
      indices
        .map(
          (index) =>
            `${index === 0 ? '' : '; '} ${many(plan, index)}: ${amount(index)} ${index === 0 ? `(${name}|) each` : 'each'}`,
        )
        .join(''),
  ])();
  builder.say(`${pattern}.`, fill);
  builder.gap(false);
}
