import { afterAll, describe, expect, it } from 'vitest';
import type { AssignedValue } from '../../server/src/flatzinc';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { model, set } from '../flatzinc/build';

const solver = openZ3Solver();
afterAll(() => solver.dispose());

type Values = Readonly<Record<string, never>>;
/** Variables, arguments, meaning. The meaning gets the variables by name: numbers, Booleans, sorted element lists. */
type Case = readonly [
  id: string,
  variables: Readonly<Record<string, string>>,
  args: readonly unknown[],
  meaning: (values: Values) => boolean,
];

const meaning = (holds: (values: Record<string, number>) => boolean) => holds as unknown as Case[3];
const logic = (holds: (values: Record<string, boolean>) => boolean) => holds as unknown as Case[3];
const mixed = (holds: (values: Record<string, AssignedValue & number & boolean>) => boolean) =>
  holds as unknown as Case[3];
const sets = (holds: (values: Record<string, number[]>) => boolean) => holds as unknown as Case[3];

const xy = { x: '-2..2', y: '-2..2' };
const xyz = { x: '-2..2', y: '-2..1', z: '-3..3' };
const ab = { a: 'bool', b: 'bool' };
const abc = { ...ab, c: 'bool' };
const twoSets = { s: 'set 1..3', t: 'set 2..4' };
const threeSets = { s: 'set 1..2', t: 'set 2..3', r: 'set 1..3' };

const same = (s: readonly number[], t: readonly number[]) => s.length === t.length && s.every((e, i) => e === t[i]);
const union = (s: readonly number[], t: readonly number[]) => [...new Set([...s, ...t])].sort((a, b) => a - b);
const less = (s: readonly number[], t: readonly number[]): boolean => {
  for (let i = 0; i < t.length; i++) {
    const [left, right] = [s[i], t[i]];
    if (left === undefined) return true;
    if (left !== right) return left < (right ?? 0);
  }
  return false;
};
const truncated = (x: number, y: number) => Math.trunc(x / y);
const power = (x: number, y: number) => (y >= 0 ? x ** y : x === 0 ? NaN : Math.trunc(1 / x ** -y) + 0);

const cases: readonly Case[] = [
  ['int_eq', xy, ['x', 'y'], meaning(({ x, y }) => x === y)],
  ['int_ne', xy, ['x', 'y'], meaning(({ x, y }) => x !== y)],
  ['int_le', xy, ['x', 'y'], meaning(({ x = 0, y = 0 }) => x <= y)],
  ['int_lt', xy, ['x', 'y'], meaning(({ x = 0, y = 0 }) => x < y)],
  ['int_lt', xy, ['x', 1], meaning(({ x = 0 }) => x < 1)],
  ['int_lin_eq', xyz, [[2, -3, 1], ['x', 'y', 'z'], 4], meaning(({ x = 0, y = 0, z = 0 }) => 2 * x - 3 * y + z === 4)],
  ['int_lin_ne', xyz, [[2, -3, 1], ['x', 'y', 'z'], 4], meaning(({ x = 0, y = 0, z = 0 }) => 2 * x - 3 * y + z !== 4)],
  [
    'int_lin_le',
    xyz,
    [[2, -3, 5], ['x', 'y', 'z'], -20],
    meaning(({ x = 0, y = 0, z = 0 }) => 2 * x - 3 * y + 5 * z <= -20),
  ],
  [
    'int_lin_eq',
    { x: '0..1,4..5,9..9', y: '0..63' },
    [[7, -1], ['x', 'y'], 0],
    meaning(({ x = 0, y = 0 }) => y === 7 * x),
  ],
  ['int_plus', xyz, ['x', 'y', 'z'], meaning(({ x = 0, y = 0, z = 0 }) => x + y === z)],
  ['int_abs', xy, ['x', 'y'], meaning(({ x = 0, y }) => Math.abs(x) === y)],
  ['int_min', xyz, ['x', 'y', 'z'], meaning(({ x = 0, y = 0, z }) => Math.min(x, y) === z)],
  ['int_max', xyz, ['x', 'y', 'z'], meaning(({ x = 0, y = 0, z }) => Math.max(x, y) === z)],
  ['array_int_minimum', xyz, ['z', ['x', 'y', 1]], meaning(({ x = 0, y = 0, z }) => Math.min(x, y, 1) === z)],
  ['array_int_maximum', xyz, ['z', ['x', 'y', 1]], meaning(({ x = 0, y = 0, z }) => Math.max(x, y, 1) === z)],
  ['int_times', xyz, ['x', 'y', 'z'], meaning(({ x = 0, y = 0, z }) => x * y === z || (x * y === 0 && z === 0))],
  ['int_times', { x: '-4..4', z: '0..16' }, ['x', 'x', 'z'], meaning(({ x = 0, z }) => x * x === z)],
  ['int_div', xyz, ['x', 'y', 'z'], meaning(({ x = 0, y = 0, z = 0 }) => y !== 0 && truncated(x, y) - z === 0)],
  ['int_div', { x: '-7..7', z: '-4..4' }, ['x', -3, 'z'], meaning(({ x = 0, z = 0 }) => truncated(x, -3) - z === 0)],
  ['int_mod', xyz, ['x', 'y', 'z'], meaning(({ x = 0, y = 0, z = 0 }) => y !== 0 && (x % y) - z === 0)],
  ['int_mod', { x: '-7..7', z: '-4..4' }, ['x', -3, 'z'], meaning(({ x = 0, z = 0 }) => (x % -3) - z === 0)],
  [
    'int_pow',
    { x: '-2..2', y: '-2..3', z: '-8..8' },
    ['x', 'y', 'z'],
    meaning(({ x = 0, y = 0, z = 0 }) => power(x, y) - z === 0),
  ],
  ['int_pow_fixed', { x: '-3..3', z: '-9..27' }, ['x', 3, 'z'], meaning(({ x = 0, z }) => x ** 3 === z)],
  [
    'set_in',
    { x: '-2..6' },
    [
      'x',
      {
        set: [
          [0, 1],
          [4, 9],
        ],
      },
    ],
    meaning(({ x = 0 }) => x === 0 || x === 1 || x >= 4),
  ],
  [
    'fzn_all_different_int',
    { x: '1..3', y: '1..3', z: '1..3' },
    [['x', 'y', 'z']],
    meaning(({ x, y, z }) => x !== y && y !== z && x !== z),
  ],
  [
    'array_int_element',
    { x: '-1..5', y: '0..9' },
    ['x', [3, 5, 5, 7], 'y'],
    meaning(({ x = 0, y }) => [3, 5, 5, 7][x - 1] === y),
  ],
  [
    'array_var_int_element',
    { x: '0..3', y: '0..2', z: '1..3' },
    ['x', ['y', 2], 'z'],
    meaning(({ x = 0, y, z }) => [y, 2][x - 1] === z),
  ],

  ['array_bool_and', abc, [['a', 'b'], 'c'], logic(({ a, b, c }) => (a && b) === c)],
  ['array_bool_or', abc, [['a', 'b'], 'c'], logic(({ a, b, c }) => (a || b) === c)],
  [
    'array_bool_xor',
    abc,
    [['a', 'b', 'c', true]],
    logic(({ a, b, c }) => Number(a) + Number(b) + Number(c) === 0 || Number(a) + Number(b) + Number(c) === 2),
  ],
  ['bool_and', abc, ['a', 'b', 'c'], logic(({ a, b, c }) => (a && b) === c)],
  ['bool_or', abc, ['a', 'b', 'c'], logic(({ a, b, c }) => (a || b) === c)],
  ['bool_xor', abc, ['a', 'b', 'c'], logic(({ a, b, c }) => (a !== b) === c)],
  ['bool_xor', ab, ['a', 'b'], logic(({ a, b }) => a !== b)],
  ['bool_not', ab, ['a', 'b'], logic(({ a, b }) => a !== b)],
  ['bool_eq', ab, ['a', 'b'], logic(({ a, b }) => a === b)],
  ['bool_le', ab, ['a', 'b'], logic(({ a, b }) => !a || b === true)],
  ['bool_lt', ab, ['a', 'b'], logic(({ a, b }) => !a && b === true)],
  ['bool_clause', abc, [['a'], ['b', 'c']], logic(({ a, b, c }) => a === true || !b || !c)],
  [
    'array_bool_element',
    { x: '0..4', a: 'bool' },
    ['x', [true, false, true], 'a'],
    mixed(({ x, a }) => [true, false, true][Number(x) - 1] === a),
  ],
  [
    'array_var_bool_element',
    { x: '0..3', ...ab },
    ['x', ['a', true], 'b'],
    mixed(({ x, a, b }) => [a, true][Number(x) - 1] === b),
  ],
  ['bool2int', { a: 'bool', x: '-1..2' }, ['a', 'x'], mixed(({ a, x }) => Number(a) === x)],
  [
    'bool_lin_eq',
    { ...abc, x: '-3..6' },
    [[2, -3, 4], ['a', 'b', 'c'], 'x'],
    mixed(({ a, b, c, x }) => 2 * Number(a) - 3 * Number(b) + 4 * Number(c) === x),
  ],
  [
    'bool_lin_le',
    abc,
    [[2, -3, 4], ['a', 'b', 'c'], 1],
    mixed(({ a, b, c }) => 2 * Number(a) - 3 * Number(b) + 4 * Number(c) <= 1),
  ],

  [
    'set_in',
    { x: '0..5', s: 'set 1..3' },
    ['x', 's'],
    mixed(({ x, s }) => (s as unknown as number[]).includes(Number(x))),
  ],
  ['set_eq', twoSets, ['s', 't'], sets(({ s = [], t = [] }) => same(s, t))],
  ['set_ne', twoSets, ['s', 't'], sets(({ s = [], t = [] }) => !same(s, t))],
  ['set_subset', twoSets, ['s', 't'], sets(({ s = [], t = [] }) => s.every((e) => t.includes(e)))],
  ['set_superset', twoSets, ['s', 't'], sets(({ s = [], t = [] }) => t.every((e) => s.includes(e)))],
  ['set_le', twoSets, ['s', 't'], sets(({ s = [], t = [] }) => same(s, t) || less(s, t))],
  ['set_lt', twoSets, ['s', 't'], sets(({ s = [], t = [] }) => less(s, t))],
  ['set_eq', { s: 'set 1..3' }, ['s', set(1, 3)], sets(({ s = [] }) => same(s, [1, 3]))],
  ['set_union', threeSets, ['s', 't', 'r'], sets(({ s = [], t = [], r = [] }) => same(r, union(s, t)))],
  [
    'set_intersect',
    threeSets,
    ['s', 't', 'r'],
    sets(({ s = [], t = [], r = [] }) =>
      same(
        r,
        s.filter((e) => t.includes(e)),
      ),
    ),
  ],
  [
    'set_diff',
    threeSets,
    ['s', 't', 'r'],
    sets(({ s = [], t = [], r = [] }) =>
      same(
        r,
        s.filter((e) => !t.includes(e)),
      ),
    ),
  ],
  [
    'set_symdiff',
    threeSets,
    ['s', 't', 'r'],
    sets(({ s = [], t = [], r = [] }) =>
      same(
        r,
        union(s, t).filter((e) => !(s.includes(e) && t.includes(e))),
      ),
    ),
  ],
  [
    'set_card',
    { s: 'set -1..2', x: '-1..5' },
    ['s', 'x'],
    mixed(({ s, x }) => (s as unknown as number[]).length === x),
  ],
  [
    'array_set_element',
    { x: '0..3', s: 'set 1..3' },
    ['x', [set(1), set(2, 3)], 's'],
    mixed(({ x, s }) => same([[1], [2, 3]][Number(x) - 1] ?? [9], s as unknown as number[])),
  ],
  [
    'array_var_set_element',
    { x: '0..3', s: 'set 1..2', t: 'set 1..2' },
    ['x', [set(1), 't'], 's'],
    mixed(({ x, s, t }) => same([[1], t as unknown as number[]][Number(x) - 1] ?? [9], s as unknown as number[])),
  ],
];

/** Every assignment of small variables, in the form of `AssignedValue`. */
function everyAssignment(variables: Readonly<Record<string, string>>): Record<string, unknown>[] {
  return Object.entries(variables).reduce<Record<string, unknown>[]>(
    (partial, [name, type]) =>
      partial.flatMap((values) => everyValue(type).map((value) => ({ ...values, [name]: value }))),
    [{}],
  );
}

function everyValue(type: string): unknown[] {
  if (type === 'bool') return [false, true];
  const elements = type
    .replace('set ', '')
    .split(',')
    .flatMap((range) => {
      const [low = 0, high = low] = range.split('..').map(Number);
      return Array.from({ length: high - low + 1 }, (_, place) => low + place);
    });
  if (!type.startsWith('set ')) return elements;
  return Array.from({ length: 2 ** elements.length }, (_, bits) => elements.filter((_e, place) => (bits >> place) & 1));
}

/** Every solution of a model that Z3 finds, as sorted text, none twice. */
async function solutions(
  variables: Readonly<Record<string, string>>,
  constraint: readonly [string, ...unknown[]],
): Promise<string[]> {
  const result = await solver.solve(model(variables, [constraint]), { all: true });
  expect([result.reason, result.detail]).toEqual([undefined, undefined]);
  return result.solutions
    .map((solution) => JSON.stringify(Object.keys(variables).map((name) => solution.get(name))))
    .sort();
}

function expected(
  variables: Readonly<Record<string, string>>,
  holds: (values: Record<string, unknown>) => boolean,
): string[] {
  return everyAssignment(variables)
    .filter((values) => holds(values))
    .map((values) => JSON.stringify(Object.keys(variables).map((name) => values[name])))
    .sort();
}

describe('every builtin has the solutions that enumerating its meaning gives', () => {
  it.each(cases)('%s %j %j', async (id, variables, args, holds) => {
    expect(await solutions(variables, [id, ...args])).toEqual(expected(variables, holds as never));
  });
});

describe('reified: the last argument says whether it holds', () => {
  it.each(cases)('%s_reif %j %j', async (id, variables, args, holds) => {
    const controlled = { ...variables, control: 'bool' };
    expect(await solutions(controlled, [`${id}_reif`, ...args, 'control'])).toEqual(
      expected(controlled, (values) => holds(values as never) === values['control']),
    );
  });
});

describe('half-reified: the last argument implies it', () => {
  // One mechanism serves every predicate: some of each family are enough.
  const some = new Set([
    'int_eq',
    'int_lin_le',
    'int_div',
    'int_abs',
    'set_in',
    'bool_clause',
    'set_union',
    'array_int_element',
  ]);
  it.each(cases.filter(([id]) => some.has(id)))('%s_imp %j %j', async (id, variables, args, holds) => {
    const controlled = { ...variables, control: 'bool' };
    expect(await solutions(controlled, [`${id}_imp`, ...args, 'control'])).toEqual(
      expected(controlled, (values) => holds(values as never) || values['control'] === false),
    );
  });
  it.each([
    ['bool_or_imp', abc, ['a', 'b', 'c'], logic(({ a, b, c }) => !c || a === true || b === true)],
    ['bool_and_imp', abc, ['a', 'b', 'c'], logic(({ a, b, c }) => !c || (a === true && b === true))],
    ['bool_xor_imp', abc, ['a', 'b', 'c'], logic(({ a, b, c }) => !c || a !== b)],
    ['array_bool_or_imp', abc, [['a', 'b'], 'c'], logic(({ a, b, c }) => !c || a === true || b === true)],
    ['array_bool_and_imp', abc, [['a', 'b'], 'c'], logic(({ a, b, c }) => !c || (a === true && b === true))],
  ] satisfies Case[])('%s %j %j', async (id, variables, args, holds) => {
    expect(await solutions(variables, [id, ...args])).toEqual(expected(variables, holds as never));
  });
});
