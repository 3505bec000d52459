import { afterAll, describe, expect, it, vi } from 'vitest';
import { explain, type ExplainOptions } from '../../server/src/explain';
import type { ConflictPart } from '../../server/src/outcome';
import { closeWorkbench, workbench } from './workbench';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

afterAll(closeWorkbench);

/** `! domain 1..5 {index=2} < p(x)`: what must hold is marked, then the kind, the loop values and the calls. */
function told({ text, kind, hard, indices, calls = [] }: Omit<ConflictPart, 'file' | 'range'>): string {
  const loops = Object.entries(indices).map(([name, value]) => `${name}=${value}`);
  return [
    ...(hard ? ['!'] : []),
    ...(kind ? [kind] : []),
    text,
    ...(loops.length > 0 ? [`{${loops.join(' ')}}`] : []),
    ...[...calls].reverse().map((call) => `< ${told(call)}`),
  ].join(' ');
}

async function explained(model: string, options: ExplainOptions = {}, others: Readonly<Record<string, string>> = {}) {
  const { request, services } = workbench(model, others);
  const { status, conflicts, overview } = await explain({ request }, services, { repairs: false, ...options });
  expect(status).toBe('infeasible');
  return { conflicts: conflicts.map(({ parts }) => parts.map(told)), overview };
}

async function firstOf(model: string, others: Readonly<Record<string, string>> = {}): Promise<unknown> {
  return (await explained(model, {}, others)).conflicts[0];
}

describe('a member of a conflict', () => {
  it('is one element of an array where its domain is in the way', async () => {
    expect(await firstOf('enum D = {Mon, Tue}; array[D] of var 1..5: x; constraint x[Tue] > 7;')).toEqual([
      'x[Tue] > 7',
      '! domain 1..5 {index=Tue}',
    ]);
    expect(
      await firstOf('array[1..2, 0..1] of var 1..5: x; constraint x[2, 0] + x[2, 1] > 10; constraint sum(x) > 3;'),
    ).toEqual(['x[2, 0] + x[2, 1] > 10', '! domain 1..5 {index=2, 0}', '! domain 1..5 {index=2, 1}']);
  });

  it('is a number of the data, in the model or in a data file', async () => {
    const { request, services } = workbench(
      `enum D = {Mon, Tue};
array[D] of int: demand;
int: crew = 7;
array[D] of var int: x;
constraint forall(d in D)(x[d] >= demand[d]);
constraint sum(x) <= crew;
constraint x[Mon] >= 0;
`,
      { '/models/week.dzn': 'demand = [-3, 9];' },
    );
    const { conflicts } = await explain({ request }, services, { repairs: false });
    expect(conflicts[0]?.parts.map(told)).toEqual([
      'x[d] >= demand[d] {d=Tue}',
      'sum(x) <= crew',
      'x[Mon] >= 0',
      'data demand[Tue] = 9',
      'data crew = 7',
    ]);
    expect(conflicts[0]?.parts.filter(({ kind }) => kind === 'data').map(({ file, range }) => [file, range])).toEqual([
      ['/models/week.dzn', { start: { line: 0, character: 14 }, end: { line: 0, character: 15 } }],
      ['/models/model.mzn', { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } }],
    ]);
  });

  it('is named by the index that is written beside it, whatever the order', async () => {
    expect(
      await firstOf(
        'enum D = {Mon, Tue}; array[D] of int: need = [Tue: 4, Mon: 7]; var 0..9: x; constraint x >= need[Mon]; constraint x < 5;',
      ),
    ).toEqual(['x >= need[Mon]', 'x < 5', 'data need[Mon] = 7']);
  });

  it('is no number that decides how many variables there are, or that is multiplied', async () => {
    expect(
      await firstOf(
        'int: n = 2; int: most = 4; int: each = 3; array[1..n] of var int: x; constraint each * x[1] > most; constraint x[1] * most < n;',
      ),
    ).toEqual(['each * x[1] > most', 'x[1] * most < n']);
  });

  it('is the line inside a predicate, with the calls that lead to it', async () => {
    expect(
      await firstOf(`
predicate late(array[int] of var int: s, int: t) = forall(i in index_set(s))(s[i] >= t /\\ s[i] != 7) /\\ twice(s[1]);
predicate twice(var int: z) = let { var int: w; constraint w = 2 * z } in w <= 9;
array[1..2] of var 0..9: a;
constraint forall(d in 4..5)(late(a, d));
`),
    ).toEqual([
      's[i] >= t {i=1} < late(a, d) {d=5}',
      'w = 2 * z < twice(s[1]) < late(a, d) {d=4}',
      'w <= 9 < twice(s[1]) < late(a, d) {d=4}',
    ]);
  });

  it('is told with the parameters of a predicate that calls itself', async () => {
    expect(
      await firstOf(`
predicate rising(array[int] of var int: s, int: n) = if n > 1 then s[n] > s[n - 1] /\\ rising(s, n - 1) else true endif;
array[1..3] of var 4..5: a;
constraint rising(a, 3);
`),
    ).toEqual([
      's[n] > s[n - 1] {n=3} < rising(a, 3)',
      's[n] > s[n - 1] {n=2} < rising(s, n - 1) {n=3} < rising(a, 3)',
      '! domain 4..5 {index=1}',
      '! domain 4..5 {index=3}',
    ]);
  });

  it('is told without its annotations', async () => {
    expect(
      await firstOf(
        'include "alldifferent.mzn"; array[1..3] of var 1..2: x; ' +
          'constraint alldifferent(x) :: domain; constraint sum(x) > 4 :: negotiable(max(1, (2)));',
      ),
    ).toEqual(['alldifferent(x)', '! domain 1..2 {index=1}', '! domain 1..2 {index=2}', '! domain 1..2 {index=3}']);
    expect(
      await firstOf('var int: x; constraint (x > 4 :: negotiable(max(1, (2)))); constraint x * 2 < 3 :: bounds;'),
    ).toEqual(['x > 4', 'x * 2 < 3']);
  });

  it('is the call where an argument may have no value, or a parameter has a domain', async () => {
    expect(
      await firstOf(`
predicate small(var int: z) = z < 3 /\\ z != 2;
predicate few(var 0..9: z) = z < 3 /\\ z != 2;
array[1..2] of var int: a; var int: k;
constraint small(a[k]);
constraint k >= 3;
`),
    ).toEqual(['small(a[k])', 'k >= 3']);
    expect(
      await firstOf('predicate few(var 0..9: z) = z < 20 /\\ z != 2; var int: a; constraint few(a); constraint a > 9;'),
    ).toEqual(['few(a)', 'a > 9']);
  });

  it('is whole where a value inside it must lie in a domain', async () => {
    expect(
      await firstOf('var int: a; constraint let { var 1..3: y = a } in y != 2 /\\ y != 1; constraint a > 3;'),
    ).toEqual(['let { var 1..3: y = a } in y != 2 /\\ y != 1', 'a > 3']);
  });
});

describe('what must hold', () => {
  const MODEL = `
var 0..9: x; var 0..9: y;
constraint x > 5 :: hard;
constraint forall(i in 1..2)(x < 4 + i) :: negotiable(2.5);
constraint y > x :: negotiable;
constraint y < 3;
`;

  it('is in the conflicts that need it, and in no correction', async () => {
    const { conflicts, overview } = await explained(MODEL, { all: true });
    expect(conflicts).toEqual([
      ['! x > 5', 'x < 4 + i {i=1}'],
      ['! x > 5', 'x < 4 + i {i=2}'],
      ['! x > 5', 'y > x', 'y < 3'],
    ]);
    expect({ ...overview, corrections: overview?.corrections.map((parts) => parts.map(told)) }).toEqual({
      complete: true,
      smallestFirst: true,
      inEvery: [],
      corrections: [
        ['x < 4 + i {i=1}', 'x < 4 + i {i=2}', 'y > x'],
        ['x < 4 + i {i=1}', 'x < 4 + i {i=2}', 'y < 3'],
      ],
    });
  });

  it('makes a conflict by itself where it is contradictory, that no correction helps', async () => {
    const { conflicts, overview } = await explained(
      'var int: x; constraint x > 5 :: hard; constraint x < 3 :: hard; constraint x > 20;',
      { all: true },
    );
    expect(conflicts).toEqual([['! x > 5', '! x < 3']]);
    expect(overview?.corrections).toEqual([]);
    expect(overview?.inEvery.map(told)).toEqual(['! x > 5', '! x < 3']);
  });

  it('are domains, unless they are said to be negotiable', async () => {
    const model = 'var 0..9: x :: negotiable(4); var 5..9: y; constraint x + y <= 4; constraint x > 11;';
    expect((await explained(model, { all: true })).conflicts).toEqual([
      ['x > 11', 'domain 0..9'],
      ['x + y <= 4', 'domain 0..9', '! domain 5..9'],
      ['x + y <= 4', 'x > 11', '! domain 5..9'],
    ]);
    expect((await explained(model, { all: true, domains: 'negotiable' })).conflicts).toEqual([
      ['x > 11', 'domain 0..9'],
      ['x + y <= 4', 'domain 0..9', 'domain 5..9'],
      ['x + y <= 4', 'x > 11', 'domain 5..9'],
    ]);
  });

  it('are limits where the settings say so', async () => {
    const { conflicts } = await explained('int: most = 4; var int: x; constraint x > most; constraint x < 2;', {
      limits: 'hard',
    });
    expect(conflicts).toEqual([['x > most', 'x < 2', '! data most = 4']]);
  });

  it('costs what a parameter says', async () => {
    const { overview } = await explained(
      'float: dear = 7.5; var int: x; constraint x > 5 :: negotiable(dear); constraint x < 3; constraint x < 4;',
      { all: true },
    );
    expect(overview?.corrections.map((parts) => parts.map(told))).toEqual([['x < 3', 'x < 4'], ['x > 5']]);
  });
});

describe('parts that are the same', () => {
  it('are each in a conflict, and only together in a correction', async () => {
    const { conflicts, overview } = await explained(
      'var int: x; constraint x > 5; constraint 5 < x; constraint x < 4;',
      { all: true, smallest: true },
    );
    expect(conflicts).toEqual([
      ['x > 5', 'x < 4'],
      ['5 < x', 'x < 4'],
    ]);
    expect(overview?.inEvery.map(told)).toEqual(['x < 4']);
    expect(overview?.corrections.map((parts) => parts.map(told))).toEqual([['x < 4'], ['x > 5', '5 < x']]);
  });
});
