import { describe, expect, it } from 'vitest';
import { inputOf } from '../../../server/src/prose/parse/input';
import type { Network, Networks } from '../../../server/src/prose/parse/networks';
import { parse, ParseMemory } from '../../../server/src/prose/parse/parse';
import { wild } from './wild';

const text = (bread: string, butter = 'butter'): string => `Bread takes ${bread} minutes, ${butter} 40.`;

/** Networks that answer by what they are asked alone, and how often they were asked. */
function counted(): { readonly networks: Networks; readonly asked: () => number } {
  let asked = 0;
  const alike = (pick: (networks: Networks) => Network): Network => ({
    run: (inputs) => {
      asked++;
      return pick(wild(7, 6)).run(inputs);
    },
  });
  const networks: Networks = {
    shape: wild(7, 6).shape,
    encoder: alike(({ encoder }) => encoder),
    context: alike(({ context }) => context),
    decoder: alike(({ decoder }) => decoder),
  };
  return { networks, asked: () => asked };
}

async function twice(first: string, second: string): Promise<{ more: number; same: boolean }> {
  const { networks, asked } = counted();
  const memory = new ParseMemory();
  await parse(inputOf(first, new Map()), networks, memory);
  const before = asked();
  expect(before).toBeGreaterThan(2);
  const again = await parse(inputOf(second, new Map()), networks, memory);
  const more = asked() - before;
  const fresh = await parse(inputOf(second, new Map()), counted().networks);
  return { more, same: JSON.stringify(again) === JSON.stringify(fresh) };
}

describe('what the networks said', () => {
  it('is not asked again for a text with other numbers of the same size', async () => {
    expect(await twice(text('25'), text('35'))).toEqual({ more: 0, same: true });
  });

  it('is asked again for a number of another size', async () => {
    const { more, same } = await twice(text('25'), text('250'));
    expect(more).toBeGreaterThan(0);
    expect(same).toBe(true);
  });

  it('is asked again for other words', async () => {
    const { more, same } = await twice(text('25'), text('25', 'more butter'));
    expect(more).toBeGreaterThan(0);
    expect(same).toBe(true);
  });

  it('is forgotten for all but the last texts', async () => {
    const { networks, asked } = counted();
    const memory = new ParseMemory(1);
    const read = async (words: string): Promise<number> => {
      const before = asked();
      await parse(inputOf(words, new Map()), networks, memory);
      return asked() - before;
    };
    expect(await read(text('25'))).toBeGreaterThan(0);
    expect(await read(text('25'))).toBe(0);
    expect(await read(text('250'))).toBeGreaterThan(0);
    expect(await read(text('25'))).toBeGreaterThan(0);
  });
});
