import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../server/src/prose';
import { aimInOneUnit, inOneUnit } from '../../../server/src/prose/parse/units';
import { bodyFrom, graphFromText } from '../goldText';
import { graphOf, readCitedJson, resolve } from '../../../server/src/prose/cited';

/** The only constraint of a problem about bread and rolls, in one unit. */
function constraint(text: string, expression: string, more: object = {}): string {
  const reply = {
    variables: [
      { id: 'bread', quotes: ['bread'], type: 'int' },
      { id: 'rolls', quotes: ['rolls'], type: 'int' },
    ],
    constraints: [{ quotes: ['time'], expression }],
    ...more,
  };
  const { graph } = graphOf(resolve(readCitedJson(JSON.stringify(reply), text).model));
  const constraints = graph.constraints.map((each) =>
    each.kind === 'relation' ? { ...each, body: inOneUnit(each.body, text, graph.tables) } : each,
  );
  const printed = printMiniZinc({ ...graph, constraints }, text, 'a.problem').text;
  return /constraint (.*);/u.exec(printed)?.[1] ?? printed;
}

describe('a limit and what it limits', () => {
  it('are brought into the unit of the amounts', () => {
    const text = 'A bread takes 30 minutes, rolls 20. The time is 8 hours.';
    expect(constraint(text, '30*bread + 20*rolls <= 8')).toBe('30 * bread + 20 * rolls <= 60 * 8');
    expect(constraint(text, '30*bread + 20*rolls <= `1000`*8')).toBe('30 * bread + 20 * rolls <= 60 * 8');
    expect(constraint(text, '30*bread + 20*rolls <= `60`*8')).toBe('30 * bread + 20 * rolls <= 60 * 8');
  });

  it('have units behind one more word, squares, and shares in the unit before "per"', () => {
    const hours = 'A bread takes 30 minutes, rolls 20. The time is 8 oven hours.';
    expect(constraint(hours, '30*bread + 20*rolls <= 8')).toBe('30 * bread + 20 * rolls <= 60 * 8');
    const metres = 'bread takes 300 square centimetres, rolls 200, time: 2 square metres.';
    expect(constraint(metres, '300*bread + 200*rolls <= 2')).toBe('300 * bread + 200 * rolls <= 10000 * 2');
    const words = 'bread takes 30 minutes, rolls 20, the time is 8 and hours pass.';
    expect(constraint(words, '30*bread + 20*rolls <= 8')).toBe('30 * bread + 20 * rolls <= 8');
  });

  it('are brought into the smallest of their units where they are told in several', () => {
    const text = 'A bread takes 20 minutes, a tray of rolls half an hour. The time is 8 hours.';
    expect(constraint(text, '20*bread + 0.5*rolls <= 8')).toBe('10 * 20 * bread + 60 * 5 * rolls <= 10 * 60 * 8');
    const price = 'For bread 4 a tonne, for rolls 30 kg a tonne, 900 kg in all.';
    expect(constraint(price, '4*bread + 30*rolls <= 900')).toBe('4 * bread + 30 * rolls <= 900');
  });

  it('are told by all numbers of a time', () => {
    const text = 'A bread takes 1 hour and 20 minutes, rolls 50 minutes. The time is 8 hours 30 minutes.';
    const whole = '(60 * 1 + 20) * bread + 50 * rolls <= 60 * 8 + 30';
    expect(constraint(text, '20*bread + 50*rolls <= 8')).toBe(whole);
    expect(constraint(text, '(60*1 + 20)*bread + 50*rolls <= `60`*8 + 30')).toBe(whole);
  });

  it('are brought into one unit where so many have the limit each', () => {
    const text = 'A bread takes 30 minutes, rolls 20. Two bakers have 8 hours each.';
    expect(constraint(text, '30*bread + 20*rolls <= 2*8')).toBe('30 * bread + 20 * rolls <= 60 * 2 * 8');
  });

  it('are told in the unit that heads their list', () => {
    const text = 'Oven minutes per tray of bread, rolls: 40, 15. There are 18 oven hours.';
    expect(constraint(text, '40*bread + 15*rolls <= 18')).toBe('40 * bread + 15 * rolls <= 18');
    const tray = 'For bread and rolls, oven minutes per tray: 40, 15. There are 18 oven hours.';
    expect(constraint(tray, '40*bread + 15*rolls <= 18')).toBe('40 * bread + 15 * rolls <= 60 * 18');
  });

  it('are left where both are told in one unit', () => {
    const text = 'A bread takes 30 minutes, rolls 20 minutes. The time is 480 minutes.';
    expect(constraint(text, '30*bread + 20*rolls <= `60`*480')).toBe('30 * bread + 20 * rolls <= 480');
  });

  it('are brought into the unit of the limit where that is the smaller', () => {
    const text = 'A bread takes 3 hours, rolls 2 hours. The time is 480 minutes.';
    expect(constraint(text, '3*bread + 2*rolls <= 480')).toBe('60 * (3 * bread + 2 * rolls) <= 480');
  });

  it('are left alone where a unit is not told, or cannot be compared', () => {
    const text = 'A bread takes 30 grams, rolls 20. The time is 8 hours.';
    expect(constraint(text, '30*bread + 20*rolls <= 8')).toBe('30 * bread + 20 * rolls <= 8');
    expect(constraint('bread and rolls, time 30 and 8 hours.', '30*bread <= 8')).toBe('30 * bread <= 8');
  });

  it('are brought into one unit for each thing as well', () => {
    const text = 'Ovens Ada (30 minutes) and Bea (20 minutes): time for bread and rolls in each 8 hours.';
    const member = (name: string): object => ({ id: name.toLowerCase(), quotes: [name] });
    const more = {
      sets: [{ id: 'ovens', quotes: ['Ovens'], members: [member('Ada'), member('Bea')] }],
      data: [{ id: 'takes', sets: ['ovens'], quotes: ['minutes'], values: [[30, 20]] }],
    };
    expect(constraint(text, 'forall(o in ovens)(takes[o]*bread <= 8)', more)).toBe(
      'forall (o in Ovens) (minutes[o] * bread <= 60 * 8)',
    );
  });
});

describe('an aim', () => {
  /** A sum of money, in one unit. */
  const aim = (text: string, sum: string): string => {
    const gold = ['var tea "tea": int', 'var cake "cake": int', `"most 9": ${sum} <= 9`];
    const graph = graphFromText(`${text} At most 9.`, gold);
    const body = bodyFrom(graph);
    const [value] = body.kind === 'operation' ? body.operands : [];
    if (!value) throw new Error('a sum expected');
    const objective = { direction: 'maximize', name: undefined, terms: [], span: { start: 0, end: 1 } } as const;
    const whole = { ...graph, constraints: [], objective: { ...objective, value: aimInOneUnit(value, text, []) } };
    return /solve maximize (.*);/u.exec(printMiniZinc(whole, text, 'a.problem').text)?.[1] ?? '';
  };

  it('adds up money in the smaller of two sizes', () => {
    expect(aim('A tea brings 40 cents, a cake 2 euros.', '40*tea + 2*cake')).toBe('40 * tea + 100 * 2 * cake');
    expect(aim('A tea brings 40 cents, a cake $2.', '40*tea + 2*cake')).toBe('40 * tea + 100 * 2 * cake');
    expect(aim('A tea brings 40 cents, a cake 1.20.', '40*tea + 1.20*cake')).toBe('40 * tea + 100 * 1.2 * cake');
  });

  it('is left alone where it is converted, where all is told in one size, or where one size is not told', () => {
    const converted = '40*tea + `100`*2*cake';
    expect(aim('A tea brings 40 cents, a cake 2 euros.', converted)).toBe('40 * tea + 100 * 2 * cake');
    expect(aim('A tea brings 4 euros, a cake 2 euros.', '4*tea + 2*cake')).toBe('4 * tea + 2 * cake');
    expect(aim('A tea brings 40 cents, a cake 70.', '40*tea + 70*cake')).toBe('40 * tea + 70 * cake');
    expect(aim('A tea costs 0.09 cents, a cake 0.16.', '0.09*tea + 0.16*cake')).toBe('0.09 * tea + 0.16 * cake');
  });
});
