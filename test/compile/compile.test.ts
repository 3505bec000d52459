import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Compiled, CompileRequest } from '../../server/src/compile';
import type { AssignedValue, Assignment, Origin } from '../../server/src/flatzinc';
import { folder, openCompiler, request } from './workspace';

const compiler = openCompiler();
afterAll(() => compiler.dispose());

async function compiled(asked: CompileRequest): Promise<Compiled> {
  const result = await compiler.compile(asked);
  if (result.kind === 'failed') throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

/** The distinct origins of the constraints, as `text {loop values}`. */
function origins({ flatzinc }: Compiled): readonly string[] {
  const told = flatzinc.constraints.map(({ origin }) => tell(origin));
  return [...new Set(told)];
}

function tell(origin: Origin | undefined): string {
  if (origin === undefined) return 'none';
  const values = Object.entries(origin.indices).map(([name, value]) => `${name}=${value}`);
  return values.length === 0 ? origin.text : `${origin.text} {${values.join(', ')}}`;
}

describe('compiling', () => {
  test('with one library after the other, in any order', async () => {
    const model = { 'm.mzn': 'var 0.0..infinity: b;\nsolve minimize 2.5 * b;' };
    for (const library of ['std', 'linear', 'z3', 'std', 'z3', 'linear'] as const) {
      expect((await compiler.compile(request(model, library))).kind).toBe('compiled');
    }
  });

  test('after a model of which nothing was right', async () => {
    const data = 'Food = { Oats, Milk };\nNutrient = { Energy };\ncontent = [| 370.0 | 64.0 |];';
    const wrong = request({ 'm.mzn': 'var 1..3: x;\nsolve satisfy;', 'd.dzn': data });
    const right = request({
      'm.mzn': 'enum Food;\nenum Nutrient;\narray[Food, Nutrient] of float: content;\nvar Food: x;\nsolve satisfy;',
      'd.dzn': data,
    });
    expect((await compiler.compile(right)).kind).toBe('compiled');
    expect((await compiler.compile(wrong)).kind).toBe('failed');
    expect((await compiler.compile(right)).kind).toBe('compiled');
  });

  test('typed FlatZinc with its output and goal', async () => {
    const { flatzinc, warnings } = await compiled(
      request({
        'm.mzn': 'int: n;\nvar 1..n: x;\nvar 1..n: y;\nconstraint 2 * x + y <= 7;\nsolve maximize x;',
        'd.dzn': 'n = 5;',
      }),
    );
    expect(warnings).toEqual([]);
    expect([...flatzinc.variables.values()].map(({ name, type, domain }) => ({ name, type, domain }))).toEqual([
      { name: 'x', type: 'int', domain: [{ low: 1, high: 5 }] },
      { name: 'y', type: 'int', domain: [{ low: 1, high: 5 }] },
    ]);
    expect(flatzinc.constraints.map(({ id }) => id)).toEqual(['int_lin_le']);
    expect(flatzinc.output).toEqual(['x', 'y']);
    expect(flatzinc.goal).toEqual({ kind: 'maximize', objective: { kind: 'variable', name: 'x' } });
  });

  test('every constraint has the smallest expression of the user as its origin, with the loop values', async () => {
    const model = `include "alldifferent.mzn";
enum DAY; % in the data
array[DAY] of var 1..9: x;
predicate later(var int: a, var int: b) = a > b + 1 \\/ b > 7;
constraint forall(i in 1..2, d in DAY where d != Mon)(x[d] + x[Mon] != i);
constraint forall(s in ["a;b", "c|1|2"])(x[Tue] * x[Wed] != string_length(s));
constraint later(x[Tue], x[Wed]);
constraint alldifferent(x);`;
    const result = await compiled(request({ 'm.mzn': model, 'd.dzn': 'DAY = { Mon, Tue,\n Wed };' }));
    expect(origins(result)).toEqual([
      'x[d] + x[Mon] != i {i=1, d=Tue}',
      'x[d] + x[Mon] != i {i=1, d=Wed}',
      'x[d] + x[Mon] != i {i=2, d=Tue}',
      'x[d] + x[Mon] != i {i=2, d=Wed}',
      'a > b + 1 \\/ b > 7',
      'alldifferent(x)',
      'x[Tue] * x[Wed] {s="a;b"}',
      'a > b + 1',
      'b > 7',
    ]);
    expect(result.flatzinc.constraints[0]?.origin).toEqual({
      file: `${folder}/m.mzn`,
      range: { start: { line: 4, character: 54 }, end: { line: 4, character: 72 } },
      text: 'x[d] + x[Mon] != i',
      indices: { i: '1', d: 'Tue' },
    });
  });

  test('origins are in the included file the constraint stands in', async () => {
    const { flatzinc } = await compiled(
      request({
        'm.mzn': 'include "a/b.mzn";\nvar 1..3: x;\nvar 1..3: y;',
        'a/b.mzn': '% größe\nconstraint x + y != 3;',
      }),
    );
    expect(flatzinc.constraints.map(({ origin }) => origin)).toEqual([
      {
        file: `${folder}/a/b.mzn`,
        range: { start: { line: 1, character: 11 }, end: { line: 1, character: 21 } },
        text: 'x + y != 3',
        indices: {},
      },
    ]);
  });

  test('the linear library linearises', async () => {
    const model = 'include "alldifferent.mzn";\narray[1..3] of var 1..3: x;\nconstraint alldifferent(x);';
    const { flatzinc } = await compiled(request({ 'm.mzn': model }, 'linear'));
    expect(new Set(flatzinc.constraints.map(({ id }) => id))).toEqual(new Set(['int_lin_le', 'int_lin_eq']));
  });

  test('FlatZinc as text', async () => {
    const result = await compiled(request({ 'm.mzn': 'var 1..3: x;\nvar 1..3: y;\nconstraint x + y != 3;' }));
    expect((await result.flatzincText()).split('\n').filter((line) => /^(var|constraint|solve)/.test(line))).toEqual([
      'var 1..3: x:: output_var;',
      'var 1..3: y:: output_var;',
      expect.stringMatching(/^constraint int_lin_ne\(.*,\[x,y\],3\);$/),
      'solve  satisfy;',
    ]);
  });
});

describe('files', () => {
  test('includes are found beside the including file, once each, in the overlay before the disk', async () => {
    const root = await mkdtemp(join(tmpdir(), 'modelwright-'));
    try {
      await mkdir(join(root, 'a b'));
      await writeFile(
        join(root, 'm.mzn'),
        'include "a b/größe.mzn"; include "./c.mzn";\nvar 1..n: x;\nsolve maximize x + k;',
      );
      await writeFile(
        join(root, 'a b', 'größe.mzn'),
        '/* include "none.mzn"; */ include "../c.mzn"; include "globals.mzn"; int: k = n;',
      );
      await writeFile(join(root, 'c.mzn'), 'int: n = 2;');
      await writeFile(join(root, 'd.dzn'), 'm = 3;');
      const model = join(root, 'm.mzn');
      const asked: CompileRequest = { model, data: [], overlay: new Map(), library: 'std' };
      const domain = async (changed: CompileRequest) => (await compiled(changed)).flatzinc.variables.get('x')?.domain;
      expect(await domain(asked)).toEqual([{ low: 1, high: 2 }]);
      expect(await domain({ ...asked, overlay: new Map([[join(root, 'c.mzn'), 'int: n = 7;']]) })).toEqual([
        { low: 1, high: 7 },
      ]);
      const overlay = new Map([[model, 'int: m;\nvar 1..m: x;']]);
      expect(await domain({ ...asked, overlay, data: [join(root, 'd.dzn')] })).toEqual([{ low: 1, high: 3 }]);
      overlay.set(join(root, 'd.dzn'), 'm = 4;');
      expect(await domain({ ...asked, overlay, data: [join(root, 'd.dzn')] })).toEqual([{ low: 1, high: 4 }]);
    } finally {
      await rm(root, { recursive: true });
    }
  });

  test('an include by absolute path, and data in JSON', async () => {
    const texts = {
      'm.mzn': `include "${folder}/x/c.mzn";\nvar S: x;`,
      'x/c.mzn': 'set of int: S;',
      'd.json': '{"S": {"set": [1, [4, 6]]}}',
    };
    expect((await compiled(request(texts))).flatzinc.variables.get('x')?.domain).toEqual([
      { low: 1, high: 1 },
      { low: 4, high: 6 },
    ]);
  });
});

/** Gives every variable the least value it can have; sets get {2, 3}. */
function least({ flatzinc }: Compiled): Assignment {
  return new Map(
    [...flatzinc.variables.values()].map(({ name, type, domain }) => {
      const low = domain?.[0]?.low ?? 0;
      return [name, type === 'bool' ? false : type === 'set of int' ? [2, 3] : low];
    }),
  );
}

describe('presenting', () => {
  test('what the output item prints and the values by name, for every type', async () => {
    const model = `enum DAY = {Mon, Tue, 'Wed 1'};
enum PLACE = At(DAY) ++ {Away};
enum SLOT = anon_enum(3);
array[0..1] of var 4..9: x;
array[DAY, 0..1] of var 1..3: y;
var set of DAY: days;
array[-1..0] of var set of 2..4: sets;
array[1..2] of var 0.5..1.0: f;
var -1e30..0.0: g;
var bool: b;
array[DAY] of var bool: bb;
var opt 1..3: gone;
array[1..2] of var opt DAY: maybe;
var DAY: day; var SLOT: slot; var PLACE: place;
array[1..0] of var int: none;
tuple(var 1..2, var bool): t;
record(var 1..2: a, var DAY: b): r;
var int: total = sum(x);
constraint absent(gone);
output ["x = \\(x), ", "total = \\(total)\\n"];
output :: "notes" ["on \\(day)\\n"];`;
    const result = await compiled(request({ 'm.mzn': model }));
    expect(await result.present(least(result))).toEqual({
      output: 'x = [4, 4], total = 8\non Mon\n',
      values: {
        x: [4, 4],
        y: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        days: { set: ['Tue', 'Wed 1'] },
        sets: [{ set: [2, 3] }, { set: [2, 3] }],
        f: [0.5, 0.5],
        g: -1e30,
        b: false,
        bb: [false, false, false],
        gone: null,
        maybe: [null, null],
        day: 'Mon',
        slot: 'to_enum(SLOT,1)',
        place: 'At(Mon)',
        none: [],
        t: [1, false],
        r: { a: 1, b: 'Mon' },
      },
    });
  });

  test('a model that compiling has settled altogether', async () => {
    const model = await compiled(
      request({
        'm.mzn': `array[1..2, 1..2] of var 1..4: grid;
constraint grid[1, 1] = 1 /\\ grid[1, 2] = 2 /\\ grid[2, 1] = 3 /\\ grid[2, 2] = 4;
solve satisfy;`,
      }),
    );
    expect(await model.present(new Map())).toEqual({
      output: null,
      values: {
        grid: [
          [1, 2],
          [3, 4],
        ],
      },
    });
  });

  test('a model without an output item prints nothing', async () => {
    const result = await compiled(request({ 'm.mzn': 'var 1..3: x;\nvar 5..5: y;\nint: k = 3;' }));
    expect(await result.present(new Map([['x', 2]]))).toEqual({ output: null, values: { x: 2, y: 5 } });
  });

  test('exact rationals become the nearest decimal number', async () => {
    const result = await compiled(
      request({ 'm.mzn': 'var float: x;\nvar float: y;\nvar float: z;\noutput ["\\(x)"];' }),
    );
    const solution: Assignment = new Map<string, AssignedValue>([
      ['x', { numerator: 1n, denominator: 3n }],
      ['y', { numerator: 10n ** 400n + 1n, denominator: -(10n ** 399n) }],
      ['z', 2],
    ]);
    expect(await result.present(solution)).toEqual({
      output: '0.3333333333333333',
      values: { x: 0.3333333333333333, y: -10, z: 2 },
    });
  });

  test('an output item that fails leaves the values', async () => {
    const result = await compiled(request({ 'm.mzn': 'var 0..3: x;\noutput ["\\(6 div fix(x))"];' }));
    expect(await result.present(new Map([['x', 2]]))).toEqual({ output: '3', values: { x: 2 } });
    expect(await result.present(new Map([['x', 0]]))).toEqual({
      output: null,
      values: { x: 0 },
      problem: expect.stringContaining('division by zero'),
    });
  });
});
