import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openCompiler } from '../../server/src/compile';

const compiler = openCompiler();
afterAll(() => compiler.dispose());

const model = resolve('model.mzn');

/** "code severity" of everything a check says. */
async function check(text: string): Promise<string[]> {
  const overlay = new Map([[model, text]]);
  const diagnostics = await compiler.check({ model, data: [], overlay, library: 'std' });
  return diagnostics.map(({ code, severity }) => `${code} ${severity}`);
}

describe('a check flattens a model whose parameters have values', () => {
  test.each([
    ['int: n = 3; constraint assert(n > 5, "too few"); var 1..n: x;', ['assertion-failed error']],
    ['array[1..2] of int: a = [1, 2, 3]; var 1..3: x;', ['evaluation-error error']],
    ['1..3: n = 4; var 1..n: x;', ['evaluation-error error']],
    ['int: n = 3; var 1..n: x; constraint x > 2;', []],
  ])('%s', async (text, said) => expect(await check(text)).toEqual(said));

  test('not where one has none', async () => {
    const text = 'int: n; constraint assert(n > 5, "too few"); var 1..n: x;';
    expect(await check(text)).toEqual(['missing-parameter information']);
  });

  test('and says nothing of what only a solver lacks', async () => {
    const text = `include "experimental/on_restart.mzn"; var 1..5: x; predicate again() = x != last_val(x);
      solve :: on_restart("again") satisfy;`;
    expect((await check(text)).filter((said) => said.endsWith('error'))).toEqual([]);
  });
});
