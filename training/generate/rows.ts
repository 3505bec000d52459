import type { Span } from '../../server/src/text';
import type { LabelledRow, Operator, Slot } from '../labelled';
import { everyVariable, fillOf, limitValue, listed, many, slotsOf, type Plan, type Told } from './plan';

const atLeast =
  '({at least}|{at least}|a {minimum} of|{a minimum of}|{no less than}|{not less than}|{no fewer than}|{at the very least}|{more than})';
const atMost =
  '({at most}|{at most}|a {maximum} of|{a maximum of}|{no more than}|{up to}|{not more than}|{at the most}|{less than}|{fewer than})';

/** Writes a sentence with one limit `[L]` and gives the place of the number. */
function limited(plan: Plan, pattern: string, text: string, told?: Told): Span {
  let place: Span = { start: 0, end: 0 };
  const fill = fillOf(plan, told, (slot) => {
    if (slot === 'L') return { text, label: 'LIMIT', placed: (span) => (place = span) };
    if (slot === 'F') return { text, label: 'PARAM', placed: (span) => (place = span) };
    throw new Error(`no slot ${slot}`);
  });
  plan.builder.say(`${reason(plan)}${pattern}.`, fill);
  plan.builder.gap(false);
  return place;
}

/** Why there is a limit, now and then: words that compare things and yet limit nothing. */
function reason(plan: Plan): string {
  const { random, size } = plan;
  if (!random.chance(0.16)) return '';
  const [one = 0, other = 1] = random.sample(
    Array.from({ length: size }, (_, index) => index),
    2,
  );
  const [a, b] = [many(plan, one), many(plan, other)];
  return random.pick([
    `(since|because|as) ${a} (are|is) (more popular|slower|faster|cheaper|easier to use|more expensive|less reliable|safer|larger|heavier) than ${b}, `,
    `(since|because|as|although) ${a} (are|is) (more popular|slow|fast|cheap|easy to use|more expensive|less reliable|in demand|better for the environment), `,
    `(although|while) ${a} (cost|need|take) (more|less) than ${b}, `,
    `to (keep|make) (customers|everybody|the owner|the guests) (happy|content), `,
    `(however|in addition|moreover|furthermore|also|finally|for safety|due to limited space|to save money|because of a new law), `,
    `[owner] prefers ${a}, but `,
  ]);
}

/** A limit on what all variables use or give together. */
export function resourceRow(plan: Plan, told: Told): void {
  const { random } = plan;
  const money = told.amount.unit === '$';
  const wanted = told.amount.wanted !== random.chance(0.12);
  const limit = limitValue(random);
  const amount = money ? '$[L]' : '[L] [U]';
  let pattern: string;
  let operator: Operator = wanted ? 'at-least' : 'at-most';
  if (!money && random.chance(0.03)) {
    operator = 'equal';
    pattern = random.pick([
      `{exactly} ${amount} (must|have to) be (used|reached)`,
      `the [T] must {come to exactly} ${amount}`,
      `[pro] (must|has to) use {exactly} ${amount}`,
    ]);
  } else if (money && !wanted) {
    pattern = random.pick([
      `[pro] (has|have) a {budget} of ${amount}`,
      `[pro] can spend ${atMost} ${amount}`,
      `there is {up to} ${amount} to spend`,
      `the total (cost|spending|wage bill) {(cannot exceed|must not exceed|is limited to|must stay below|should be kept below)} ${amount}`,
      `the (available|) {budget} is ${amount}`,
      `[owner] {has} ${amount} (to spend|)`,
      `[owner] (can afford|is willing to pay) ${atMost} ${amount}`,
      `with a {budget} of ${amount}, [pro] must choose well`,
    ]);
  } else if (operator === 'at-most') {
    pattern = random.pick([
      `there (are|is) ${atMost} ${amount} (available|)`,
      `[owner] {has} ${amount} (available|in stock|)`,
      `[pro] {(has available|only has|has)} ${amount}`,
      `${amount} (are|is) {available} (each week|per day|every month|)`,
      `there (are|is) {only} ${amount} (available|left|)`,
      `[pro] can use ${atMost} ${amount}`,
      `${atMost} ${amount} (can|may) be used`,
      `the (total|) [T] {(cannot exceed|must not exceed|is limited to|may not exceed)} ${amount}`,
      `there is a {limit} of ${amount}`,
      `(each week|every day|per month|this season), ${amount} (are|is) {available}`,
      `[owner] has in {stock} ${amount}`,
      `the {maximum} [T] is ${amount}`,
      `the [T] (available|in stock|on hand) is {limited to} ${amount}`,
      `the (supply|store) of [T] is {(at most|limited to|no more than)} ${amount}`,
      `[pro] {(cannot use more than|must not use more than|does not have more than|can only use)} ${amount}`,
    ]);
  } else {
    pattern = random.pick([
      `[pro] (must use|needs|wants to get|must provide|needs to reach|requires|has to get|must have|would like) ${atLeast} ${money ? '$[L]' : amount}`,
      `the {minimum} [T] is ${amount}`,
      `${atLeast} ${amount} (are needed|must be used|are required|must be reached)`,
      `[owner] {(requires|needs|must get|must transport|has to move|must deliver)} ${amount}`,
      `there (must|should|has to|needs to) be ${atLeast} ${amount}`,
      `the (mixture|total|plan|diet) must (contain|include|provide|give) ${atLeast} ${amount}`,
      `to (stay healthy|meet demand|please the owner|satisfy a contract), ${atLeast} ${amount} (are needed|is needed|must be reached)`,
      `[pro] {cannot do with less than} ${amount}`,
    ]);
  }
  const anchor = limited(plan, pattern, limit, told);
  plan.rows.push(() => ({ anchor, class: 'linear', operator, slots: slotsOf(told) }));
}

/** Several stocks in one sentence: "There are 20 kg of flour and 30 hours of baking available." */
export function stocksRow(plan: Plan, amounts: readonly Told[]): void {
  const { random, builder } = plan;
  const wanted = amounts[0]?.amount.wanted ?? false;
  const places: Span[] = [];
  const start = wanted
    ? '[pro] (needs|requires|must have|wants) {(at least|a minimum of|no less than)} '
    : random.pick([
        '[owner] {(has available|has|only has)} ',
        'there are {(at most|up to|only)} ',
        '[pro] can use {(at most|up to|no more than)} ',
        '',
      ]);
  builder.say(start === '' ? '' : start, fillOf(plan));
  amounts.forEach((told, index) => {
    const fill = fillOf(plan, told, () => ({
      text: limitValue(random),
      label: 'LIMIT',
      placed: (span) => places.push(span),
    }));
    builder.say(
      `${index === 0 ? '' : index === amounts.length - 1 ? ' and ' : ', '}${told.amount.unit === '$' ? '$[L]' : '[L] [U]'}`,
      fill,
      index > 0 || start !== '',
    );
  });
  builder.say(
    start === '' ? ' are {available} (each week|per day|).' : wanted ? '.' : '( to work with|).',
    fillOf(plan),
    true,
  );
  builder.gap(false);
  amounts.forEach((told, index) => {
    const anchor = places[index];
    if (anchor)
      plan.rows.push(() => ({
        anchor,
        class: 'linear',
        operator: wanted ? 'at-least' : 'at-most',
        slots: slotsOf(told),
      }));
  });
}

/** A bound on one variable, or on each in one sentence. */
export function boundRow(plan: Plan): void {
  const { random, scene, size } = plan;
  const low = random.chance(0.55);
  const operator: Operator = low ? 'at-least' : 'at-most';
  const words = low ? atLeast : atMost;
  const only = (variable: number): Slot[] =>
    Array.from({ length: size }, (_, index) => (index === variable ? 'one' : 'zero'));
  const kind = random.next();
  if (kind < 0.12) {
    const pattern = random.pick([
      `(each|every) (kind|type|one) (must|should|has to) be ${scene.acted} ${words} [L] times`,
      `[pro] must ${scene.act} ${words} [L] of each (kind|type|)`,
      `${words} [L] of each (must|should) be ${scene.acted}`,
      `[pro] (must|can) ${scene.act} ${words} [L] (units|) of ${listed(random, everyVariable(plan, 'names'), random.pick(['and', 'or']))} each`,
    ]);
    const anchor = limited(plan, pattern, limitValue(random));
    plan.rows.push(() => ({ anchor, class: 'each', operator, slots: new Array<Slot>(size).fill('one') }));
    return;
  }
  if (kind < 0.38) {
    const places: Span[] = [];
    const fill = fillOf(plan, undefined, () => ({
      text: limitValue(random),
      label: 'LIMIT',
      placed: (span) => places.push(span),
    }));
    const repeat = random.chance(0.6);
    const pieces = Array.from(
      { length: size },
      (_, index) => `${index === 0 || repeat ? words : ''} [L] ${many(plan, index)}`,
    );
    plan.builder.say(
      random.pick([
        `[pro] (must|can|has to|may) ${scene.act} ${listed(random, pieces)}.`,
        `(in a day|every week|because of demand|due to contracts), ${listed(random, pieces)} (must|can|should) be ${scene.acted}.`,
        `there (must|can|should) be ${listed(random, pieces)}.`,
      ]),
      fill,
    );
    plan.builder.gap(false);
    places.forEach((anchor, index) => plan.rows.push(() => ({ anchor, class: 'bound', operator, slots: only(index) })));
    return;
  }
  const index = random.integer(0, size - 1);
  const name = many(plan, index);
  const pattern = random.pick([
    `[pro] (must|has to|can|may|should) ${scene.act} ${words} [L] ${name}`,
    `there (must|should|can|has to) be ${words} [L] ${name}`,
    `(due to|because of) (demand|a contract|regulations|space|the season), ${words} [L] ${name} (must|should|can|may) be ${scene.acted}`,
    `${words} [L] ${name} (must|can|should|may) be ${scene.acted}`,
    `the number of ${name} ${low ? '{(must be at least|must exceed|should be at least|cannot be less than)}' : '{(must be at most|cannot exceed|must not exceed|is limited to|is at most)}'} [L]`,
    `${words} [L] (of them|of the [group]|) (must|can|should) be ${name}`,
    `(of the total|among these|of these), ${words} [L] (must|should|can) be ${name}`,
    `[owner] ${low ? '{(has promised|must deliver|needs)}' : '{(cannot sell more than|limits the number to|can only get|has room for only)}'} [L] ${name}`,
  ]);
  const anchor = limited(plan, pattern, limitValue(random));
  plan.rows.push(() => ({ anchor, class: 'bound', operator, slots: only(index) }));
}

/** A limit on all variables together. */
export function totalRow(plan: Plan): void {
  const { random, scene, size } = plan;
  const kind = random.next();
  const operator: Operator = kind < 0.12 ? 'equal' : kind < 0.45 ? 'at-least' : 'at-most';
  const words =
    operator === 'equal' ? '{(exactly|exactly|a total of exactly)}' : operator === 'at-least' ? atLeast : atMost;
  const money = scene.group === 'dollars';
  const amount = money ? '$[L]' : '[L]';
  const pattern = money
    ? random.pick([
        `[owner] {has} ${amount} to invest`,
        `[owner] wants to invest ${words} ${amount}`,
        `${words} ${amount} (can|may|will) be invested (in total|)`,
        `the total invested {(cannot exceed|must not exceed|is at most)} ${amount}`,
      ])
    : operator === 'at-most' && random.chance(0.3)
      ? random.pick([
          `[owner] {has} ${amount} [group] (available|)`,
          `there (are|is) {(only|room for|space for)} ${amount} [group]`,
          `(all in all|together|overall), [pro] {cannot} ${scene.act} {more than} ${amount} [group]`,
          `the total number of [group] {(cannot exceed|must not exceed|is limited to)} ${amount}`,
        ])
      : random.pick([
          `[pro] (must|can|has to|may) ${scene.act} ${words} ${amount} [group] (in total|altogether|overall|)`,
          `the total number of [group] (must|should|can) be ${words} ${amount}`,
          `(in total|altogether|overall), ${words} ${amount} [group] (are needed|can be ${scene.acted}|must be ${scene.acted})`,
          `there (must|should|can) be ${words} ${amount} [group] (overall|in all|altogether|in total)`,
          `[pro] must ${scene.act} ${words} ${amount} ${listed(random, everyVariable(plan, 'names'))} (combined|together|in total)`,
          `${words} ${amount} [group] (must|can|should) be ${scene.acted}`,
        ]);
  const anchor = limited(plan, pattern, limitValue(random));
  plan.rows.push(() => ({ anchor, class: 'total', operator, slots: new Array<Slot>(size).fill('one') }));
}

/** A part of the whole. */
export function shareRow(plan: Plan): void {
  const { random, scene, size } = plan;
  const index = random.integer(0, size - 1);
  const operator: Operator = random.chance(0.55) ? 'at-least' : 'at-most';
  const words = operator === 'at-least' ? atLeast : atMost;
  const part = random.pick([
    ...Array.from({ length: 5 }, () => `${String(random.integer(1, 19) * 5)}%`),
    'half',
    'a third',
    'one third',
    'a quarter',
    'one fifth',
    'two thirds',
    '30 percent',
    '1/3',
    '2/5',
  ]);
  const whole = random.pick([
    'the total',
    'all [group]',
    'the [group]',
    'everything ' + scene.acted,
    'the total number of [group]',
    'all the money',
    'them',
    'the whole',
  ]);
  const name = many(plan, index);
  const pattern = random.pick([
    `${words} [L] of ${whole} (must|should|can|may|has to) be ${name}`,
    `${name} (must make up|can account for|must be|should comprise|may be) ${words} [L] of ${whole}`,
    `(due to preference|by law|to keep the balance|for safety), ${words} [L] of ${whole} (must|should|can) be ${name}`,
    `the share of ${name} (must|should|may) be ${words} [L]`,
    `[pro] wants ${words} [L] of ${whole} to be ${name}`,
    `${name} {${operator === 'at-least' ? '(cannot fall below|must be no less than|must not be below)' : '(cannot exceed|must not exceed|may not be more than)'}} [L] of ${whole}`,
  ]);
  const anchor = limited(plan, pattern, part);
  plan.rows.push(() => ({ anchor, class: 'share', operator, left: index }));
}

/** One variable against a multiple of another. */
export function multipleRow(plan: Plan): void {
  const { random, scene, size } = plan;
  const [left = 0, right = 1] = random.sample(
    Array.from({ length: size }, (_, index) => index),
    2,
  );
  const operator: Operator = random.chance(0.6) ? 'at-least' : 'at-most';
  const words = operator === 'at-least' ? atLeast : atMost;
  const count = random.pick([
    'two',
    'three',
    'four',
    'five',
    'ten',
    String(random.integer(2, 9)),
    '1.5',
    '2.5',
    String(random.integer(2, 6)),
  ]);
  const factor = random.pick([
    'twice',
    'three times',
    'half',
    'thrice',
    'double',
    `${count} times`,
    `${count} times`,
    `${count} times`,
    'a third',
    'one third',
  ]);
  const [a, b] = [many(plan, left), many(plan, right)];
  const measure = scene.divisible === true ? '(as much|as many)' : 'as many';
  const pattern = random.pick([
    `[pro] (must|needs to|wants to|can) ${scene.act} ${words} [F] ${measure} ${a} as ${b}`,
    `there (must|should|can|has to) be ${words} [F] ${measure} ${a} (as|than) ${b}`,
    `the (number|amount) of ${a} (must|should|can) be ${words} [F] the (number|amount) of ${b}`,
    `${words} [F] ${measure} ${a} as ${b} (must|should|can|may) be ${scene.acted}`,
    `(due to regulations|since they are popular|for balance), ${words} [F] ${measure} ${a} (are needed|must be ${scene.acted}|should be ${scene.acted}) (as|than) ${b}`,
    `[pro] can ${scene.act} ${words} [F] the (number|amount) of ${a} (as|than) ${b}`,
    `the (number|amount) of ${a} {${operator === 'at-least' ? '(must be at least|cannot be less than|must be no less than)' : '(cannot exceed|must not exceed|must be at most)'}} [F] the (number|amount) of ${b}`,
    `[pro] wants (to have|) ${words} [F] (as many|more) ${a} (as|than) ${b}`,
    `for every one of ${b} there (must|may) be ${words} [F] ${measure} ${a}`,
  ]);
  const anchor = limited(plan, pattern, factor);
  plan.rows.push(() => ({ anchor, class: 'multiple', operator, left, right }));
}

/** One variable against another, without a number. */
export function comparisonRow(plan: Plan): void {
  const { random, scene, size, builder } = plan;
  const [left = 0, right = 1] = random.sample(
    Array.from({ length: size }, (_, index) => index),
    2,
  );
  const [a, b] = [many(plan, left), many(plan, right)];
  const more = random.chance(0.5);
  const count = '(the number of|the amount of|the total number of|)';
  const act = `(${scene.act}|have|use)`;
  const pattern = more
    ? random.pick([
        `there (must|should|has to|needs to) be {more} ${a} than ${b}`,
        `there (must|should|have to) be {(more|a larger number of|a greater amount of)} ${a} than ${b}`,
        `[pro] (needs|must ${act}|wants to ${act}|should ${act}|has to ${act}) {more} ${a} than ${b}`,
        `${count} ${a} {(must exceed|should exceed|has to exceed|must be at least|must be greater than|should be more than|has to be larger than|must be higher than|must outnumber|cannot be less than|must not be less than)} ${count} ${b}`,
        `${a} {(must outnumber|should outnumber|must be used more than|have to be more than)} ${b}`,
        `(there must be|[pro] must ${act}) {at least as many} ${a} as ${b}`,
        `{more} ${a} (must|should|need to) be ${scene.acted} than ${b}`,
        `{(at least as many|no fewer)} ${a} (as|than) ${b} (must|should) be ${scene.acted}`,
        `[pro] wants {more} ${a} than ${b}`,
      ])
    : random.pick([
        `${count} ${a} {(must not exceed|cannot exceed|must be less than|may not exceed|should not exceed|does not exceed|must not be more than|cannot be larger than|must be at most|should be less than|cannot be greater than|has to be less than|must be smaller than|must be fewer than)} ${count} ${b}`,
        `there (must|should|has to) be {(fewer|less|a smaller number of)} ${a} than ${b}`,
        `[pro] {(cannot|must not|may not) ${scene.act} more} ${a} than ${b}`,
        `there (can|may|must|should) be {(no more|not more|at most as many)} ${a} (than|as) ${b}`,
        `{at most as many} ${a} as ${b} may be ${scene.acted}`,
        `[pro] (must|should|wants to) ${act} {(fewer|less)} ${a} than ${b}`,
        `{(fewer|less|no more)} ${a} (can|may|must|should) be ${scene.acted} than ${b}`,
        `${a} {(must not outnumber|cannot outnumber|should not outnumber)} ${b}`,
      ]);
  builder.say(`${reason(plan)}${pattern}.`, fillOf(plan));
  const row: LabelledRow = {
    anchor: builder.direction,
    class: 'comparison',
    operator: more ? 'at-least' : 'at-most',
    left,
    right,
  };
  builder.gap(false);
  plan.rows.push(() => row);
}
