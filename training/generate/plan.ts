import type { Span } from '../../server/src/text';
import type { LabelledRow, Slot } from '../labelled';
import type { Random } from '../random';
import type { Fill, Filling, TextBuilder } from './markup';
import { plural } from './names';
import type { Amount, Scene } from './scenes';

/** An amount with a number per variable, and where the text says each. */
export interface Told {
  readonly amount: Amount;
  readonly values: readonly string[];
  readonly places: (Span | undefined)[];
  /** One number for all: "each of them takes 3 hours". */
  readonly shared: boolean;
}

/** Everything a sentence writer works with. */
export interface Plan {
  readonly random: Random;
  readonly builder: TextBuilder;
  readonly scene: Scene;
  readonly size: number;
  /** Made when the text is whole: a limit may stand before the amounts it limits. */
  readonly rows: (() => LabelledRow)[];
  /** Cheap names: after the first mention "regular" for "regular ship". */
  readonly short: boolean;
}

export function tell(plan: Plan, amount: Amount, shared: boolean): Told {
  const { random, size } = plan;
  const values = Array.from({ length: size }, () => value(random, amount.low, amount.high));
  return {
    amount,
    values: shared ? values.map(() => values[0] ?? '1') : values,
    places: new Array<Span | undefined>(size).fill(undefined),
    shared,
  };
}

/** A number as people write it. */
export function value(random: Random, low: number, high: number): string {
  const kind = random.next();
  if (kind < 0.14) return String(Math.max(0.1, Math.round(random.next() * Math.max(2, high / 4) * 10) / 10));
  if (kind < 0.18) return String(Math.round(random.next() * 100) / 100 || 0.25);
  if (kind < 0.22) return random.pick(['one', 'two', 'three', 'four', 'five', 'six', 'ten', 'twelve']);
  const whole = random.integer(low, high);
  return grouped(random, whole > 100 && random.chance(0.6) ? Math.round(whole / 10) * 10 : whole);
}

export function limitValue(random: Random): string {
  if (random.chance(0.06))
    return random.pick([
      'ten',
      'twenty',
      'fifty',
      'five',
      'thirty',
      'a hundred',
      'twelve',
      '1.5 million',
      '2 million',
      '10 thousand',
      'two hundred',
    ]);
  return grouped(
    random,
    random.pick([
      random.integer(2, 99),
      random.integer(1, 99) * 10,
      random.integer(1, 99) * 100,
      random.integer(1, 500) * 1000,
    ]),
  );
}

function grouped(random: Random, whole: number): string {
  return whole > 999 && random.chance(0.5) ? whole.toLocaleString('en-US') : String(whole);
}

/** The words for one variable. `one`: a single of it, `many`: several, `name`: its bare name. */
export function variable(plan: Plan, index: number, form: 'one' | 'many' | 'name' | 'names'): Filling {
  const { scene, random } = plan;
  let name = scene.names[index] ?? '';
  if (
    plan.short &&
    plan.builder.mentions.some((mention) => mention.variable === index) &&
    random.chance(0.35) &&
    name.includes(' ')
  ) {
    const brief = name.split(' ')[0] ?? name;
    return { text: random.chance(0.5) ? brief : `${brief} one`, label: 'VAR', variable: index };
  }
  if ((form === 'many' || form === 'names') && scene.divisible !== true) name = plural(name);
  return { text: name, label: 'VAR', variable: index };
}

/** Slots every pattern may use: [one0] [many0] [name0] [names0], [P0] amounts, [U] unit, [T] thing, [group], [owner], [pro]. */
export function fillOf(plan: Plan, told?: Told, extra?: Fill): Fill {
  const { scene, random } = plan;
  return (slot) => {
    const index = Number(/\d+$/u.exec(slot)?.[0] ?? 0);
    const key = slot.replace(/\d+$/u, '');
    if (key === 'one' || key === 'many' || key === 'name' || key === 'names') return variable(plan, index, key);
    if (told && key === 'P') {
      return {
        text: told.values[index] ?? '1',
        label: 'PARAM',
        placed: (span) => (told.shared ? told.places.fill(span) : (told.places[index] = span)),
      };
    }
    if (told && key === 'U') return { text: told.amount.unit };
    if (told && key === 'T') return { text: told.amount.thing };
    if (key === 'group') return { text: scene.group };
    if (key === 'owner') return { text: scene.owner };
    if (key === 'pro')
      return {
        text:
          scene.owner === 'we'
            ? 'we'
            : scene.owner === 'I'
              ? 'I'
              : random.pick(['they', 'the company', 'it', 'she', 'he', 'the manager', 'the team', 'we', scene.owner]),
      };
    if (extra) return extra(slot);
    throw new Error(`no slot ${slot}`);
  };
}

/** "dollar invested in [name0]": how one, or several, of a variable are written in a pattern. */
export function one(plan: Plan, index: number): string {
  const { one: form, divisible } = plan.scene;
  // What is measured is named as it is: a kilogram of barley, an hour at mill 2.
  if (divisible === true && form !== 'N') return form.replace('N', `[name${String(index)}]`);
  return form === 'N' ? `[one${String(index)}]` : form.replace('N', `[names${String(index)}]`);
}

export function many(plan: Plan, index: number): string {
  const { many: form, divisible } = plan.scene;
  if (divisible === true && plan.random.chance(0.35)) return `[name${String(index)}]`;
  return form.replace('N', `[names${String(index)}]`);
}

/** "[P0] hours of baking" or "$[P0]". */
export function amountOf(told: Told, index: number): string {
  const place = `[P${told.shared ? '0' : String(index)}]`;
  return told.amount.unit === '$' ? `$${place}` : told.amount.unit === '%' ? `${place}%` : `${place} [U]`;
}

export function bareAmount(told: Told, index: number): string {
  const place = `[P${String(index)}]`;
  return told.amount.unit === '$' ? `$${place}` : told.amount.unit === '%' ? `${place}%` : place;
}

/** What a row says of each variable, once everything is told. */
export function slotsOf(told: Told): Slot[] {
  return told.places.map((place) => (place ? [place] : 'zero'));
}

/** "A, B and C" of pieces. */
export function listed(
  random: Random,
  pieces: readonly string[],
  and = random.pick(['and', 'and', 'and', ', and']),
): string {
  if (pieces.length === 1) return pieces[0] ?? '';
  return `${pieces.slice(0, -1).join(', ')} ${and} ${pieces.at(-1) ?? ''}`;
}

export function everyVariable(plan: Plan, form: 'many' | 'name' | 'names'): string[] {
  return Array.from({ length: plan.size }, (_, index) =>
    form === 'many' ? many(plan, index) : `[${form}${String(index)}]`,
  );
}
