import { afterAll, describe, expect, it, vi } from 'vitest';
import { explain, type Explanation } from '../../server/src/explain';
import { closeWorkbench, MODEL, workbench } from './workbench';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

afterAll(closeWorkbench);

/** The members of each conflict as `text {loop values}`. */
function told({ conflicts }: Explanation): readonly (readonly string[])[] {
  return conflicts.map(({ parts }) =>
    parts.map(({ text, indices }) => {
      const loops = Object.entries(indices).map(([name, value]) => `${name}=${value}`);
      return loops.length > 0 ? `${text} {${loops.join(', ')}}` : text;
    }),
  );
}

async function conflictsOf(model: string, others: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { request, services } = workbench(model, others);
  const explanation = await explain({ request }, services, { repairs: false });
  return {
    status: explanation.status,
    conflicts: told(explanation),
    ...(explanation.reason && { reason: explanation.reason }),
  };
}

/** What the compiler would fold away or lose without the guarded compilation. */
const folded: readonly (readonly [string, string, readonly string[]])[] = [
  ['bounds', 'var int: x; constraint x > 3; constraint x < 2;', ['x > 3', 'x < 2']],
  [
    'an alias',
    'var 1..9: x; var 1..9: y; constraint y = x; constraint x > 5; constraint y < 3;',
    ['y = x', 'x > 5', 'y < 3'],
  ],
  [
    'a defined bound',
    'var 0..2: x; var int: y; constraint y = 2 * x; constraint y >= 6; constraint x != 1;',
    ['y = 2 * x', 'y >= 6', '0..2'],
  ],
  ['a collapse', 'var 1..3: x; var 1..3: y; constraint x = y; constraint x != y;', ['x = y', 'x != y']],
  ['a cardinality', 'var set of 1..2: s; constraint card(s) >= 3;', ['card(s) >= 3']],
  [
    'what is false without any variable',
    'int: n = 3; var 1..5: x; constraint n > 4; constraint x > 2;',
    ['n > 4', 'n = 3'],
  ],
  ['a domain alone', 'var 1..5: x; constraint x > 7;', ['x > 7', '1..5']],
];

describe('a conflict', () => {
  it.each(folded)('survives the folding of %s', async (_, model, members) => {
    expect(await conflictsOf(model)).toEqual({ status: 'infeasible', conflicts: [members] });
  });

  it('names loop values, by enum name where there is one', async () => {
    expect(
      await conflictsOf(`
enum DAY = {Mon, Tue, Wed};
array[DAY] of var 0..10: hours;
constraint forall(d in DAY)(hours[d] >= 4);
constraint forall(d in DAY where d != Mon)(hours[d] <= 8 /\\ hours[d] != 9);
constraint hours[Tue] + hours[Wed] <= 7;
`),
    ).toEqual({
      status: 'infeasible',
      conflicts: [['hours[d] >= 4 {d=Tue}', 'hours[d] >= 4 {d=Wed}', 'hours[Tue] + hours[Wed] <= 7']],
    });
  });

  it('is found among integers, Booleans, sets and fractions', async () => {
    expect(
      await conflictsOf(`
var float: f; var bool: b; var set of 1..5: s; var 0..9: x;
constraint b -> f >= 2.5;
constraint b;
constraint f * 2.0 <= 4.0;
constraint 3 in s -> x > 4;
constraint x < 4 /\\ x > 1;
`),
    ).toEqual({ status: 'infeasible', conflicts: [['b -> f >= 2.5', 'b', 'f * 2.0 <= 4.0']] });
  });

  it('reaches into files that are included', async () => {
    const explained = workbench('include "shop.mzn"; constraint bread <= 3; solve maximize bread;', {
      '/models/shop.mzn': 'var 0..10: bread;\nconstraint bread >= 5;\n',
    });
    const { conflicts } = await explain({ request: explained.request }, explained.services, { repairs: false });
    expect(conflicts[0]?.parts).toEqual([
      {
        file: MODEL,
        range: { start: { line: 0, character: 31 }, end: { line: 0, character: 41 } },
        text: 'bread <= 3',
        indices: {},
      },
      {
        file: '/models/shop.mzn',
        range: { start: { line: 1, character: 11 }, end: { line: 1, character: 21 } },
        text: 'bread >= 5',
        indices: {},
      },
    ]);
  });

  it('is told by whole items where the compiler cannot switch a constraint off', async () => {
    expect(
      await conflictsOf(`
var 1..9: x; var 1..9: y;
predicate large(var int: a) = a > 5;
predicate large_reif(var int: a, var bool: b) = abort("large cannot be reified");
constraint assert(true, "", large(x));
constraint y < 4 /\\ x < 3;
constraint x < 8;
`),
    ).toEqual({
      status: 'infeasible',
      conflicts: [['assert(true, "", large(x))', 'y < 4 /\\ x < 3']],
    });
  });

  it('is told less exactly where a loop cannot be taken apart', async () => {
    expect(
      await conflictsOf(`
var set of 1..3: chosen;
any: same = chosen;
constraint 2 in chosen;
constraint forall(i in same)(i > 2);
`),
    ).toEqual({ status: 'infeasible', conflicts: [['2 in chosen', 'forall(i in same)(i > 2)']] });
  });

  it('is found by solving alone where the engine of the cores fails', async () => {
    const { request, services } = workbench(
      'var 1..9: x;\nconstraint x > 5 /\\ x != 7;\nconstraint x < 3;\nconstraint x > 1;\n',
    );
    const crippled = { ...services, openSession: () => Promise.reject(new Error('out of memory')) };
    const explanation = await explain({ request }, crippled);
    expect(told(explanation)).toEqual([['x > 5 /\\ x != 7', 'x < 3']]);
    expect(explanation.repairs.map(({ title }) => title)).toEqual([
      'Lower 5 to 1',
      'Raise 3 to 7',
      'Lower 5 to 3 and raise 3 to 5',
      'Let “x > 5 /\\ x != 7” be broken as little as possible · by 4',
      'Let “x < 3” be broken as little as possible · by 4',
      'Remove “x > 5 /\\ x != 7”',
      'Remove “x < 3”',
    ]);
  });

  it('is not looked for once the caller has cancelled', async () => {
    const { request, services } = workbench('var 1..9: x; constraint x > 9;');
    await expect(explain({ request }, services, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });

  it('is none where the model has a solution', async () => {
    expect(await conflictsOf('var 1..5: x; constraint x > 2;')).toEqual({ status: 'feasible', conflicts: [] });
  });

  it('is each told where all are wanted, smallest first', async () => {
    const { request, services } = workbench(
      'var 0..9: x; var 0..9: y; constraint x > 5; constraint x < 4; constraint y > x; constraint y < 3; constraint x > 2;',
    );
    const explanation = await explain({ request }, services, { repairs: false, all: true });
    expect(told(explanation)).toEqual([
      ['x > 5', 'x < 4'],
      ['x > 5', 'y > x', 'y < 3'],
      ['y > x', 'y < 3', 'x > 2'],
    ]);
  });
});
