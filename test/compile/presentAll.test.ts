import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openMiniZincPool } from '../../server/src/compile/pool';
import { presentSolutions } from '../../server/src/compile/present';
import { readSources } from '../../server/src/compile/sources';
import { flatten } from '../../server/src/compile/flatten';
import { readFlatZinc, type Assignment } from '../../server/src/flatzinc';

const pool = openMiniZincPool({ size: 1, jobsPerWorker: 20 });
afterAll(() => pool.dispose());

const model = resolve('model.mzn');

async function present(text: string, solutions: readonly Assignment[]): Promise<unknown> {
  const request = { model, data: [], overlay: new Map([[model, text]]), library: 'std' } as const;
  const sources = await readSources(request);
  const outputFiles = ['o.fzn', 'o.ozn'];
  const options = ['--fzn', 'o.fzn', '--fzn-format', 'json', '--ozn', 'o.ozn'];
  const run = await flatten(pool, sources, { library: 'std', options, outputFiles }, undefined);
  const flatzinc = readFlatZinc(run.outputFiles['o.fzn'] ?? '');
  return presentSolutions(pool, sources, run.outputFiles['o.ozn'] ?? '', flatzinc, solutions, undefined);
}

const values = (x: readonly number[]): Assignment => new Map(x.map((value) => ['x', value]));

describe('many solutions in one run', () => {
  test('in order, those that print alike as well', async () => {
    const text = 'var 1..9: x; output ["é \\(x div 2)\\n"];';
    expect(await present(text, [values([4]), values([5]), values([6])])).toEqual([
      { output: 'é 2\n', values: { x: 4 } },
      { output: 'é 2\n', values: { x: 5 } },
      { output: 'é 3\n', values: { x: 6 } },
    ]);
  });

  test('where the output of one fails, every one keeps its values, and the last its output', async () => {
    const text = 'var 1..9: x; output ["\\([10, 20][x])\\n"];';
    expect(await present(text, [values([1]), values([3]), values([2])])).toEqual([
      { output: null, values: { x: 1 } },
      { output: null, values: { x: 3 } },
      { output: '20\n', values: { x: 2 } },
    ]);
    const problem = expect.stringContaining('array access out of bounds') as unknown;
    expect(await present(text, [values([1]), values([3])])).toEqual([
      { output: null, values: { x: 1 }, problem },
      { output: null, values: { x: 3 }, problem },
    ]);
  });

  test('what the model traces is no output', async () => {
    const text = 'var 1..9: x; output [trace_stdout("here\\n", "\\(x)\\n")];';
    expect(await present(text, [values([1])])).toEqual([{ output: '1\n', values: { x: 1 } }]);
  });

  test('where the compiler writes an output model that it cannot read itself', async () => {
    const text = `array[1..2] of array[1..2] of int: a :: output = [[1, 2], [3, 4]];
      enum E = {A}; set of E: s :: output = A<..;`;
    expect(await present(text, [new Map()])).toEqual([
      {
        output: null,
        values: {
          a: [
            [1, 2],
            [3, 4],
          ],
          s: { set: [] },
        },
      },
    ]);
  });

  test('an output that compiling has broken', async () => {
    const text = `function var int: pick(var int: upper) = upper + 100;
      function var int: pick(var int: lower) = lower + 200;
      var 0..5: x; output [show(pick(upper: x)), show(pick(lower: x))];`;
    expect(await present(text, [values([3])])).toEqual([{ output: '103203', values: { x: 3 } }]);
  });

  test('none', async () => {
    expect(await present('var 1..9: x;', [])).toEqual([]);
  });
});
