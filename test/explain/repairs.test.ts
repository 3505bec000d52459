import { afterAll, describe, expect, it, vi } from 'vitest';
import { explain, type ExplainOptions, type SourceRepair } from '../../server/src/explain';
import { closeWorkbench, edited, MODEL, workbench } from './workbench';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

afterAll(closeWorkbench);

/** Repairs, each after its edits were applied and the model found feasible. */
async function repairsOf(
  model: string,
  others: Readonly<Record<string, string>> = {},
  options: ExplainOptions = {},
): Promise<readonly SourceRepair[]> {
  const { request, services } = workbench(model, others);
  const { repairs } = await explain({ request }, services, options);
  for (const { edits, title } of repairs) {
    expect(['optimal', 'satisfied'], title).toContain((await services.solveEdited(edits, {})).status);
  }
  return repairs;
}

async function titlesOf(...args: Parameters<typeof repairsOf>): Promise<readonly string[]> {
  return (await repairsOf(...args)).map(({ title }) => title);
}

/** Of each repair of a kind: its title, and the file as it reads after it. */
async function textsAfter(
  kind: SourceRepair['kind'],
  model: string,
  others: Readonly<Record<string, string>> = {},
  file = MODEL,
  options: ExplainOptions = {},
): Promise<readonly (readonly [string, string | undefined])[]> {
  const { request } = workbench(model, others);
  const repairs = await repairsOf(model, others, options);
  return repairs
    .filter((repair) => repair.kind === kind)
    .map(({ title, edits }) => [title, edited(request, edits).overlay.get(file)]);
}

describe('repairs', () => {
  it('change numbers to the nearest that work, share the burden, soften a constraint, or take it out', async () => {
    expect(
      await titlesOf(`int: oven = 600;
var 0..100: rye;
var 0..100: wheat;
constraint 10 * rye + 5 * wheat <= oven; % minutes
constraint rye >= 50;
constraint wheat >= 36;
solve maximize 3 * rye + 2 * wheat;
`),
    ).toEqual([
      'Raise 600 to 680 · best objective becomes 222',
      'Raise 600 to 640 and lower 50 to 46 · best objective becomes 210',
      'Lower 50 to 42 · best objective becomes 198',
      'Lower 36 to 20 · best objective becomes 190',
      'Let “10 * rye + 5 * wheat <= oven” be broken · by 80 · best objective becomes 222',
      'Remove “10 * rye + 5 * wheat <= oven” · best objective becomes 500',
      'Remove “rye >= 50” · best objective becomes 230',
      'Remove “wheat >= 36” · best objective becomes 190',
    ]);
  });

  it('name the objective where the model does', async () => {
    const model = 'var 0..9: x;\nvar int: earnings = 2 * x;\nconstraint x > 12;\nsolve maximize earnings;\n';
    expect(await titlesOf(model, {}, { domains: 'negotiable' })).toContain('Lower 12 to 8 · best earnings become 18');
  });
});

describe('changed numbers', () => {
  it('reach data files, and keep to fractions where the number was one', async () => {
    const data = { '/models/limits.dzn': 'cap = 2.5;\n' };
    const model = 'float: cap;\nvar 4.0..9.0: f;\nconstraint f <= cap;\n';
    expect(await textsAfter('relax', model, data, '/models/limits.dzn')).toEqual([['Raise 2.5 to 4', 'cap = 4.0;\n']]);
  });

  it('reach declared bounds where these may give way', async () => {
    const model = 'var 4.0..9.0: f;\nconstraint f <= 2.5;\n';
    expect(await textsAfter('relax', model, {}, MODEL, { domains: 'negotiable' })).toEqual([
      ['Lower 4 to 2.5', 'var 2.5..9.0: f;\nconstraint f <= 2.5;\n'],
      ['Raise 2.5 to 4', 'var 4.0..9.0: f;\nconstraint f <= 4.0;\n'],
      ['Lower 4 to 3.25 and raise 2.5 to 3.25', 'var 3.25..9.0: f;\nconstraint f <= 3.25;\n'],
    ]);
  });

  it('reach a parameter that bounds a domain, and what is worked out from it', async () => {
    const model =
      'int: last = 3;\nint: most = last - 1;\narray[1..2] of var 2..most: x;\nconstraint x[1] >= 2 + x[2];\nsolve maximize x[2];\n';
    expect(await titlesOf(model)).toContain('Raise 3 to 5 · best objective becomes 2');
  });

  it('reach entries of arrays in the model and in data, in one dimension and two', async () => {
    const model = `enum DAY = {Mon, Tue};
array[DAY] of int: need = [Mon: 7, Tue: 4];
array[DAY, 1..2] of int: have;
var 0..9: spare;
constraint forall(d in DAY)(sum(k in 1..2)(have[d, k]) + spare >= need[d]);
constraint spare <= 0;
`;
    const data = { '/models/have.dzn': 'have = [| 2, 3\n        | 4, 0 |];\n' };
    const { request } = workbench(model, data);
    const repairs = await repairsOf(model, data);
    const texts = repairs
      .filter(({ kind }) => kind === 'relax')
      .map(({ title, edits }) => {
        const { overlay } = edited(request, edits);
        const changed = [...overlay].find(([path, text]) => text !== request.overlay.get(path));
        return [title, changed?.[1].split('\n').find((line) => !request.overlay.get(changed[0])?.includes(line))];
      });
    expect(texts).toEqual([
      ['Lower need[Mon] from 7 to 5', 'array[DAY] of int: need = [Mon: 5, Tue: 4];'],
      ['Lower need[Mon] from 7 to 6 and raise have[Mon, 2] from 3 to 4', 'array[DAY] of int: need = [Mon: 6, Tue: 4];'],
      ['Raise have[Mon, 2] from 3 to 5', 'have = [| 2, 5'],
      ['Raise have[Mon, 1] from 2 to 4', 'have = [| 4, 3'],
    ]);
  });

  it('leave alone what the shape of the model depends on', async () => {
    const model = `int: n = 3;
array[1..n] of var 0..1: x;
constraint sum(x) >= n + 1;
constraint forall(i in 1..n)(x[i] <= 1);
`;
    expect(await textsAfter('relax', model)).toEqual([['Lower 1 to 0', model.replace('n + 1', 'n + 0')]]);
  });

  it('are several where no single one is enough', async () => {
    expect(
      await titlesOf(`var 0..9: x;
var 0..9: y;
constraint x >= 5;
constraint x <= 3;
constraint y >= 8;
constraint y <= 7;
`),
    ).toContain('Lower 5 to 3 and lower 8 to 7');
  });

  it('multiply a decision only where no limit can be changed', async () => {
    expect(await titlesOf('var 1..4: x;\nconstraint 2 * x = x + x + x;\n')).toContain('Raise 2 to 3');
  });
});

describe('constraints taken out', () => {
  it('stay as comments', async () => {
    expect(await textsAfter('drop', 'var 1..9: x;\nconstraint x > 5; % high\nconstraint x < 3;\n')).toEqual([
      ['Remove “x > 5”', 'var 1..9: x;\n% constraint x > 5; % high\nconstraint x < 3;\n'],
      ['Remove “x < 3”', 'var 1..9: x;\nconstraint x > 5; % high\n% constraint x < 3;\n'],
    ]);
  });

  it('are several where there are several conflicts', async () => {
    expect(
      await titlesOf('var 1..9: x; var 1..9: y; constraint x + 1 = x; constraint y + 2 = y; constraint x > y;', {}),
    ).toContain('Remove “x + 1 = x” and “y + 2 = y”');
  });

  it('are one case of a loop where that is enough', async () => {
    const model = `enum DAY = {Mon, Tue, Wed};
array[DAY] of var 0..10: hours;
constraint forall(d in DAY)(hours[d] >= 4);
constraint hours[Tue] <= 2;
`;
    const texts = await textsAfter('drop', model);
    expect(texts).toContainEqual([
      'Make an exception of d = Tue in “hours[d] >= 4”',
      model.replace('d in DAY', 'd in DAY where not (d = Tue)'),
    ]);
  });
});

describe('constraints made penalties', () => {
  it('are paid for in the objective, at more than it can gain', async () => {
    expect(
      await textsAfter(
        'soften',
        'var 0..9: x;\nvar 0..9: y;\nconstraint x + y <= 5; % room\nconstraint x >= 4 /\\ y >= 4;\nsolve minimize x + 2 * y;\n',
      ),
    ).toEqual([
      [
        'Let “x + y <= 5” be broken · by 3 · best objective becomes 12',
        'var 0..9: x;\nvar 0..9: y;\n% constraint x + y <= 5; % room\nint: penalty = 100;\nconstraint x >= 4 /\\ y >= 4;\nsolve minimize x + 2 * y + penalty * max(0, x + y - 5);\n',
      ],
      [
        'Let “x >= 4 /\\ y >= 4” be broken · by 3 · best objective becomes 6',
        'var 0..9: x;\nvar 0..9: y;\nconstraint x + y <= 5; % room\n% constraint x >= 4 /\\ y >= 4;\nint: penalty = 100;\nsolve minimize x + 2 * y + penalty * (max(0, 4 - x) + max(0, 4 - y));\n',
      ],
    ]);
  });

  it('are told with the objective by itself, whichever way it goes, and keep to the line breaks of the file', async () => {
    expect(
      await textsAfter(
        'soften',
        'var 0.0..9.0: f;\r\nconstraint f <= 2.5; % room\r\nconstraint f = 4.25;\r\nsolve maximize 2 * f;\r\n',
      ),
    ).toEqual([
      [
        'Let “f <= 2.5” be broken · by 1.75 · best objective becomes 8.5',
        'var 0.0..9.0: f;\r\n% constraint f <= 2.5; % room\r\nint: penalty = 100;\r\nconstraint f = 4.25;\r\nsolve maximize 2 * f - penalty * max(0.0, f - 2.5);\r\n',
      ],
      [
        'Let “f = 4.25” be broken · by 1.75 · best objective becomes 5',
        'var 0.0..9.0: f;\r\nconstraint f <= 2.5; % room\r\n% constraint f = 4.25;\r\nint: penalty = 100;\r\nsolve maximize 2 * f - penalty * abs(f - 4.25);\r\n',
      ],
    ]);
  });

  it('are broken as little as possible where there is no objective', async () => {
    expect(
      await textsAfter(
        'soften',
        'array[1..3] of var 1..3: x;\nconstraint forall(i in 1..3)(x[i] >= 2 * i);\nsolve satisfy;\n',
      ),
    ).toEqual([
      [
        'Let “forall(i in 1..3)(x[i] >= 2 * i)” be broken as little as possible · by 4',
        'array[1..3] of var 1..3: x;\n% constraint forall(i in 1..3)(x[i] >= 2 * i);\nsolve minimize sum(i in 1..3)(max(0, 2 * i - x[i]));\n',
      ],
    ]);
  });

  it('count cases where there is nothing to measure', async () => {
    expect(
      await textsAfter(
        'soften',
        'include "alldifferent.mzn";\narray[1..3] of var 1..2: x;\nconstraint alldifferent(x);\nsolve satisfy;\n',
      ),
    ).toEqual([
      [
        'Let “alldifferent(x)” be broken as little as possible · by 1 case',
        'include "alldifferent.mzn";\narray[1..3] of var 1..2: x;\n% constraint alldifferent(x);\nsolve minimize bool2int(not (alldifferent(x)));\n',
      ],
    ]);
  });
});

describe('what is said to be hard', () => {
  const model = (oven: string, rye: string): string => `include "modelwright.mzn";
int: limit = 60;
var 0..10: rye;
var 0..10: wheat;
constraint (10 * rye + 5 * wheat <= limit) :: ${oven};
constraint (rye >= 5) :: ${rye};
constraint wheat >= 4;
solve satisfy;
`;

  it('is left alone, with the numbers that only it has', async () => {
    expect(await titlesOf(model('hard', 'negotiable(10)'))).toEqual([
      'Lower 4 to 2',
      'Let “wheat >= 4” be broken as little as possible · by 2',
      'Remove “wheat >= 4”',
      'Lower 5 to 4',
      'Let “rye >= 5” be broken as little as possible · by 1',
      'Remove “rye >= 5”',
    ]);
  });
});

describe('what is said to be negotiable', () => {
  it('is made a penalty as if nothing had been said', async () => {
    expect(
      await textsAfter(
        'soften',
        'var 0..9: x;\nconstraint x <= 5 :: negotiable(2);\nconstraint x >= 7 :: hard;\nsolve satisfy;\n',
      ),
    ).toEqual([
      [
        'Let “x <= 5” be broken as little as possible · by 2',
        'var 0..9: x;\n% constraint x <= 5 :: negotiable(2);\nconstraint x >= 7 :: hard;\nsolve minimize max(0, x - 5);\n',
      ],
    ]);
  });
});

describe('the search for repairs', () => {
  it('keeps what was proved when it is stopped', async () => {
    const { request, services } = workbench('var 1..9: x;\nconstraint x > 5;\nconstraint x < 3;\n');
    const controller = new AbortController();
    let solved = 0;
    const stopping: typeof services = {
      ...services,
      solveEdited: async (edits, options) => {
        const answer = await services.solveEdited(edits, options);
        solved++;
        if (solved === 3) controller.abort();
        return answer;
      },
    };
    const { conflicts, repairs } = await explain({ request }, stopping, { signal: controller.signal });
    expect(conflicts).toHaveLength(1);
    expect(repairs.length).toBeGreaterThan(0);
    expect(repairs.length).toBeLessThanOrEqual(3);
  });

  it('goes on with numbers alone where the engine of the cores fails', async () => {
    const { request, services } = workbench(
      'var 1..9: x;\nconstraint x > 5 /\\ x != 7;\nconstraint x < 3;\nconstraint x > 1;\n',
    );
    const crippled = { ...services, openSession: () => Promise.reject(new Error('out of memory')) };
    const { repairs } = await explain({ request }, crippled);
    expect(repairs.map(({ title }) => title)).toEqual([
      'Lower 5 to 1',
      'Raise 3 to 7',
      'Lower 5 to 3 and raise 3 to 5',
      'Let “x > 5 /\\ x != 7” be broken as little as possible · by 4',
      'Let “x < 3” be broken as little as possible · by 4',
      'Remove “x > 5 /\\ x != 7”',
      'Remove “x < 3”',
    ]);
  });
});
