import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCompiler, type Compiled } from '../../server/src/compile';
import { objectiveRanges } from '../../server/src/session/objectiveRanges';
import { withLimits } from '../../server/src/session/rightHandSide';
import { shadowPrices } from '../../server/src/session/shadowPrices';
import { openGlpkSolver } from '../../server/src/solvers/glpk';

const compiler = openCompiler();
const solver = openGlpkSolver();
beforeAll(() => compiler.warm());
afterAll(() => Promise.all([compiler.dispose(), solver.dispose()]));

async function compile(text: string): Promise<Compiled> {
  const file = '/models/bakery.mzn';
  const request = {
    model: file,
    data: [],
    overlay: new Map([[file, text]]),
    library: 'linear',
    origins: true,
  } as const;
  const compiled = await compiler.compile(request);
  if (compiled.kind === 'failed') throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled;
}

/** `text (i = 1): price` for each constraint, with what is left of it where it is not tight. */
async function priced(text: string): Promise<readonly string[]> {
  const { flatzinc } = await compile(text);
  const result = await solver.solve(flatzinc, {});
  expect(result.status).toBe('optimal');
  return shadowPrices(flatzinc, result).map(({ text: own, indices: loop, relation, price, slack }) => {
    const indices = Object.entries(loop).map(([name, value]) => ` (${name} = ${value})`);
    const left = slack === 0 ? '' : `, ${Number(slack.toFixed(3))} left`;
    return `${relation} ${own}${indices.join('')}: ${Number(price.toFixed(6))}${left}`;
  });
}

async function bestOf(text: string): Promise<number> {
  return (await solver.solve((await compile(text)).flatzinc, {})).objective ?? NaN;
}

const bakery = (oven: number, flour: number): string => `
  enum Product = { Rye, Sourdough, Pastry };
  array [Product] of float: profit = [1.2, 2.0, 0.5];
  array [Product] of float: hours = [1.0, 2.0, 0.1];
  array [Product] of float: flour = [0.4, 0.5, 0.2];
  array [Product] of var 0.0..100.0: baked;
  var float: gain;
  constraint sum(p in Product) (hours[p] * baked[p]) <= ${oven}.0;
  constraint sum(p in Product) (flour[p] * baked[p]) <= ${flour}.0;
  constraint sum(p in Product) (baked[p]) >= 5.0;
  constraint gain = sum(p in Product) (profit[p] * baked[p]);
  solve maximize gain;`;

describe('shadowPrices', () => {
  it('says what one unit more is worth, as solving with one unit more shows', async () => {
    expect(await priced(bakery(40, 15))).toEqual([
      'limit sum(p in Product) (hours[p] * baked[p]) <= 40.0: 0.428571',
      'limit sum(p in Product) (flour[p] * baked[p]) <= 15.0: 2.285714',
      'limit sum(p in Product) (baked[p]) >= 5.0: 0, 42.143 left',
    ]);
    const best = await bestOf(bakery(40, 15));
    expect((await bestOf(bakery(41, 15))) - best).toBeCloseTo(0.428571, 6);
    expect((await bestOf(bakery(40, 16))) - best).toBeCloseTo(2.285714, 6);
  });

  it('prices what must be enough by what asking for less saves, and equations', async () => {
    expect(
      await priced(`
        enum Nutrient = { Energy, Protein };
        array [Nutrient] of float: need = [2400.0, 90.0];
        array [Nutrient] of float: oats = [400.0, 10.0];
        array [Nutrient] of float: lentils = [300.0, 30.0];
        var float: o;
        var float: l;
        var float: milk;
        constraint o >= 0.0 /\\ l >= 0.0;
        constraint forall(n in Nutrient) (oats[n] * o + lentils[n] * l >= need[n]);
        constraint o + l + milk = 9.0;
        solve minimize 0.2 * o + 0.3 * l + 0.05 * milk;`),
    ).toEqual([
      'limit o >= 0.0: 0, 5 left',
      'limit l >= 0.0: 0, 1.333 left',
      'limit oats[n] * o + lentils[n] * l >= need[n] (n = Energy): 0.000222',
      'limit oats[n] * o + lentils[n] * l >= need[n] (n = Protein): 0.006111',
      'equation o + l + milk = 9.0: 0.05',
    ]);
  });

  it('has none for whole numbers, and none without origins', async () => {
    const whole = await compile('var 0..9: x; var 0..9: y; constraint 2 * x + y <= 7; solve maximize x + y;');
    expect(shadowPrices(whole.flatzinc, await solver.solve(whole.flatzinc, {}))).toEqual([]);
    const { flatzinc } = await compile(bakery(40, 15));
    const constraints = flatzinc.constraints.map((constraint) => ({ ...constraint, origin: undefined }));
    expect(shadowPrices({ ...flatzinc, constraints }, await solver.solve(flatzinc, {}))).toEqual([]);
  });

  it('says between which limits a price holds, in the numbers of the text and of its parameters', async () => {
    const text = `
      enum Thing = { Oven, Flour };
      array [Thing] of float: most = [600.0, 560.0];
      array [Thing] of float: sourdough_needs = [3.0, 2.0];
      array [Thing] of float: rye_needs = [2.0, 4.0];
      var 0.0..999.0: sourdough;
      var 0.0..999.0: rye;
      constraint forall(t in Thing) (sourdough_needs[t] * sourdough + rye_needs[t] * rye <= most[t]);
      constraint 50.0 <= sourdough + rye;
      var float: profit = 4.0 * sourdough + 5.0 * rye;
      solve maximize profit;`;
    const { flatzinc } = await compile(text);
    const result = await solver.solve(flatzinc, {});
    const request = {
      model: '/models/bakery.mzn',
      data: [],
      overlay: new Map([['/models/bakery.mzn', text]]),
      library: 'linear',
    } as const;
    const told = await withLimits(shadowPrices(flatzinc, result), request);
    expect(told.map(({ indices, limit }) => [indices['t'] ?? '', limit])).toEqual([
      ['Oven', { value: 600, low: expect.closeTo(280, 6) as number, high: expect.closeTo(840, 6) as number }],
      ['Flour', { value: 560, low: expect.closeTo(400, 6) as number, high: expect.closeTo(1200, 6) as number }],
      ['', { value: 50, low: null, high: expect.closeTo(220, 6) as number }],
    ]);
    expect(objectiveRanges(flatzinc, result)).toEqual([
      {
        name: 'sourdough',
        coefficient: 4,
        low: expect.closeTo(2.5, 6) as number,
        high: expect.closeTo(7.5, 6) as number,
      },
      { name: 'rye', coefficient: 5, low: expect.closeTo(8 / 3, 6) as number, high: expect.closeTo(8, 6) as number },
    ]);
  });
});
