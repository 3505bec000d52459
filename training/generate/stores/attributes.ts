import type { Random } from '../../random';
import { draw, type Quantity, type Unit } from './quantity';
import { lines } from './pattern';

/** A kind of number that things have, in words. */
export interface Attribute {
  readonly key: string;
  /** "price", "cost": what a column is called. */
  readonly nouns: readonly string[];
  /** "costs", "cost": what one thing does, what several do. */
  readonly verb: readonly [one: string, many: string];
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** What there is a limited amount of: "budget", "load". */
  readonly stores: readonly string[];
  readonly isGood: boolean;
}

const table = `
cost; price, cost, asking price; costs/cost; money 10 900 5; budget, purse, kitty, money, pot; bad
fee; fee, charge; comes at/come at; money 20 400 10; budget, purse, money; bad
bigcost; cost, price, estimate, investment; costs/cost; money 5000 95000 1000; budget, grant, fund, pot, capital; bad
midcost; cost, price, outlay; costs/cost; money 500 9500 100; budget, grant, kitty, fund, money; bad
rent; rent, lease; costs/cost; money 200 2400 50; rent budget, budget, money for rent; bad
upkeep; upkeep, running cost, maintenance; needs/need; money 20 600 10; upkeep budget, running budget; bad
weeks; weeks of work, working weeks, building time; takes/take; weeks 2 26 1; working time, time; bad
hours; hours, working hours, labour; takes/take; hours 2 48 1; working time, time, labour; bad
minutes; minutes, duration, length, running time; takes/take; minutes 5 90 5; time, programme, slot; bad
days; days, duration; takes/take; days 2 30 1; time, schedule; bad
weight; weight, mass; weighs/weigh; kg 2 80 1; load, payload, weight limit; bad
tonnes; weight, tonnage; weighs/weigh; tonnes 2 40 1; load, payload, capacity; bad
space; floor space, space, area; takes up/take up; sqm 4 120 2; floor, hall, area, space; bad
volume; volume, space; fills/fill; litres 5 120 5; boot, container, volume, van; bad
shelf; width, shelf width; takes/take; cm 10 90 5; shelf, wall, width; bad
power; power, consumption, load; draws/draw; watts 50 2400 50; supply, generator, fuse; bad
kilowatts; power, demand; needs/need; kW 5 150 5; supply, connection, grid limit; bad
water; water, water use; uses/use; m3 10 300 10; water right, well, allowance; bad
staff; staff, crew, people; needs/need; people 2 14 1; crew, staff, team; bad
memory; memory, memory use; uses/use; GB 2 64 2; memory, server, machine; bad
carbon; emissions, carbon footprint; emits/emit; tco 2 60 1; carbon allowance, carbon limit; bad
risk; risk, risk points; carries/carry; riskpoints 2 30 1; risk limit, risk allowance; bad
seats; places, seats; takes/take; seats 4 60 2; seating, room; bad
profit; profit, gain, margin; brings in/bring in; money 20 900 10; target; good
bigprofit; return, profit, yearly return, income; returns/return; money 2000 60000 1000; target; good
savings; savings, yearly savings; saves/save; money 300 9000 100; target; good
takings; takings, sales, revenue; earns/earn; money 100 4000 50; target; good
reach; reach, audience; reaches/reach; people 150 9000 50; target; good
score; score, rating, points; scores/score; points 2 60 1; target; good
votes; votes, support; got/got; votes 12 400 2; target; good
visitors; visitors, expected visitors; draws/draw; visitors 50 4000 50; target; good
jobs; jobs, new jobs; creates/create; jobs 3 90 1; target; good
hourssaved; hours saved, time saved; saves/save; hours 3 90 1; target; good
beds; beds, bed places; adds/add; beds 4 60 2; target; good
flow; flow, throughput, output; handles/handle; perhour 20 600 10; target; good
fun; fun, joy, fun points; gives/give; points 2 40 1; target; good
quality; quality, grade, marks; has/have; marks 2 20 1; target; good
credits; credits, credit points; gives/give; credits 2 12 1; target; good
harvest; yield, harvest; yields/yield; kg 20 900 10; target; good
energy; energy, kilowatt-hours; gives/give; kWh 10 900 10; target; good
children; children, pupils; serves/serve; children 8 240 4; target; good
light; light, brightness; gives/give; lumens 200 3000 50; target; good
kcal; calories, energy; contains/contain; kcal 40 600 10; calorie limit; good
protein; protein; contains/contain; grams 2 40 1; protein need; good
`;

const units: Readonly<Record<string, Unit>> = {
  weeks: { one: 'week', many: 'weeks' },
  hours: { one: 'hour', many: 'hours', divisible: true },
  minutes: { one: 'minute', many: 'minutes', divisible: true },
  days: { one: 'day', many: 'days' },
  kg: { one: 'kg', many: 'kg', divisible: true },
  grams: { one: 'g', many: 'g', divisible: true },
  tonnes: { one: 'tonne', many: 'tonnes', divisible: true },
  sqm: { one: 'square metre', many: 'square metres', divisible: true },
  litres: { one: 'litre', many: 'litres', divisible: true },
  cm: { one: 'cm', many: 'cm', divisible: true },
  watts: { one: 'watt', many: 'watts', divisible: true },
  kW: { one: 'kW', many: 'kW', divisible: true },
  m3: { one: 'm³', many: 'm³', divisible: true },
  people: { one: 'person', many: 'people' },
  GB: { one: 'GB', many: 'GB' },
  tco: { one: 'tonne', many: 'tonnes', divisible: true },
  riskpoints: { one: 'point', many: 'points' },
  seats: { one: 'seat', many: 'seats' },
  points: { one: 'point', many: 'points' },
  votes: { one: 'vote', many: 'votes' },
  visitors: { one: 'visitor', many: 'visitors' },
  jobs: { one: 'job', many: 'jobs' },
  beds: { one: 'bed', many: 'beds' },
  perhour: { one: 'unit an hour', many: 'units an hour' },
  marks: { one: 'mark', many: 'marks' },
  credits: { one: 'credit', many: 'credits' },
  kWh: { one: 'kWh', many: 'kWh', divisible: true },
  children: { one: 'child', many: 'children' },
  lumens: { one: 'lumen', many: 'lumens' },
  kcal: { one: 'kcal', many: 'kcal' },
};
const currencies: readonly Unit[] = [
  { one: '', many: '', sign: '€' },
  { one: '', many: '', sign: '$' },
  { one: '', many: '', sign: '£' },
  { one: 'euro', many: 'euros' },
  { one: 'dollar', many: 'dollars' },
  { one: 'pound', many: 'pounds' },
  { one: 'franc', many: 'francs' },
  { one: 'crown', many: 'crowns' },
  { one: '€', many: '€' },
  { one: 'rupee', many: 'rupees' },
];

interface Row extends Omit<Attribute, 'unit'> {
  readonly unit: string;
}

function row(line: string): Row {
  const [key = '', nouns = '', verbs = '', numbers = '', stores = '', kind = ''] = line.split(';').map((part) => part.trim());
  const [unit = '', low = '', high = '', step = ''] = numbers.split(' ');
  const [one = '', many = ''] = verbs.split('/');
  return {
    key,
    nouns: nouns.split(', '),
    verb: [one, many],
    unit,
    low: Number(low),
    high: Number(high),
    step: Number(step),
    stores: stores.split(', '),
    isGood: kind === 'good',
  };
}

const rows = new Map(lines(table).map((line) => [row(line).key, row(line)]));

/** The money of one text. */
export function currency(random: Random): Unit {
  return random.pick(currencies);
}

/** An attribute by its key, with the text's own money. */
export function attribute(key: string, money: Unit): Attribute {
  const found = rows.get(key);
  if (!found) throw new Error(`no attribute ${key}`);
  const unit = found.unit === 'money' ? money : units[found.unit];
  if (!unit) throw new Error(`no unit ${found.unit}`);
  return { ...found, unit };
}

/** Numbers of an attribute, one for each thing, in a part of its range. */
export function valuesOf(random: Random, { low, high, step, unit }: Attribute, count: number): Quantity[] {
  const steps = Math.floor((high - low) / step);
  const width = random.pick([1, 0.5, 0.25]);
  const from = low + step * Math.floor(random.next() * steps * (1 - width));
  const to = Math.max(from + 4 * step, from + step * Math.floor(steps * width));
  return draw(random, count, from, to, step).map((value) => ({ value, unit }));
}

/** A limit of about this part of a sum, as round as the numbers themselves. */
export function limitOf(values: readonly Quantity[], part: number, { step, unit }: Attribute): Quantity {
  const sum = values.reduce((total, { value }) => total + value, 0);
  const largest = Math.max(...values.map(({ value }) => value));
  const value = Math.max(largest, sum * part);
  return { value: Number((Math.round(value / step) * step).toPrecision(10)), unit };
}

/** How people speak of a sum of such units. */
export function kindOf({ sign, one }: Unit): 'money' | 'time' | 'amount' {
  if (currencies.some((known) => known.one === one && known.sign === sign)) return 'money';
  return /^(?:week|hour|minute|day)$/u.test(one) ? 'time' : 'amount';
}
