import { expect, it } from 'vitest';
import { inputOf } from '../../../server/src/prose/parse/input';
import type { Networks } from '../../../server/src/prose/parse/networks';
import { layers } from '../../../server/src/prose/parse/parsed';
import { programsOf } from '../../../server/src/prose/parse/programs';
import { pointerOf, symbols, type Symbol } from '../../../server/src/prose/program';

const text = 'Bread sells. Bread keeps. All love bread, some rolls: at least 40.';
const input = inputOf(text, new Map());
const placeOf = (words: string): number => input.tokens.findIndex(({ start }) => start === text.indexOf(words)) + 1;
const breads = ['Bread sells', 'Bread keeps', 'bread, some'].map(placeOf);
const rolls = placeOf('rolls');

/** A decoder that says ">= SINGLE 40" and is a little surer of the place of the rolls than of each one of the bread. */
function decoder(): Networks['decoder'] {
  const isNext = [
    (symbol: Symbol): boolean => symbol.kind === 'operator' && symbol.operator === '>=',
    (symbol: Symbol): boolean => symbol.kind === 'reference' && symbol.to === 'single',
    (symbol: Symbol): boolean => symbol.kind === 'number',
  ];
  let step = 0;
  return {
    run: ({ anchor }) => {
      const programs = anchor?.data.length ?? 0;
      const scores = symbols.map((symbol) => (isNext[step]?.(symbol) ? 9 : -9));
      const single = symbols.findIndex((symbol) => symbol.kind === 'reference' && symbol.to === 'single');
      const pointers = Float32Array.from({ length: 7 * input.length }, (_, at) =>
        at === pointerOf(symbols[single] ?? { kind: 'number' }) * input.length + rolls ? 0.5 : 0,
      );
      step++;
      const all = (values: ArrayLike<number>): Float32Array =>
        Float32Array.from({ length: programs * values.length }, (_, at) => values[at % values.length] ?? 0);
      return Promise.resolve({
        symbols: { dims: [programs, symbols.length], data: all(scores) },
        pointers: { dims: [programs, 7, input.length], data: all(pointers) },
        kept: { dims: [1], data: new Float32Array(1) },
      });
    },
  };
}

it('what several places name is as likely as all of them together', async () => {
  const names = new Float32Array(input.length * layers.length * 3);
  for (const place of [...breads, rolls]) names[(place * layers.length + layers.indexOf('thing')) * 3 + 1] = 0.99;
  const blank = { dims: [1], data: new Float32Array(1) };
  const [statement] = await programsOf(
    input,
    [{ kind: 'constraint', anchor: placeOf('40'), probability: 1 }],
    names,
    { states: blank, kv: blank, keys: blank, seen: blank, last: blank },
    { encoder: decoder(), context: decoder(), decoder: decoder(), shape: { layers: 1, heads: 1, size: 1 } },
    {
      kinds: {
        set: () => undefined,
        member: () => undefined,
        elementOf: () => 'number',
        accessed: () => undefined,
        single: () => 'number',
      },
      meant: (to, place) => (to === 'single' ? (breads.includes(place) ? 'bread' : 'rolls') : undefined),
    },
    undefined,
  );
  const said = statement?.hypotheses.slice(0, 2).map(({ steps, logProbability }) => ({
    names: breads.includes(steps[1]?.places?.[0] ?? 0) ? 'bread' : 'rolls',
    probability: Math.exp(logProbability).toFixed(2),
  }));
  // e^0 three times against e^0.5 once.
  expect(said).toEqual([
    { names: 'bread', probability: '0.65' },
    { names: 'rolls', probability: '0.35' },
  ]);
});
