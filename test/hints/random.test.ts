import { afterAll, describe, expect, it } from 'vitest';
import { findHints } from '../../server/src/hints';
import { closeWorkbench, requestFor, services } from './workbench';

afterAll(closeWorkbench);

/** A sequence of numbers below 1 that is the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Constraint {
  readonly text: string;
  holds(point: readonly number[]): boolean;
}

const NAMES = ['x', 'y', 'z'];
const SIZE = 4;

function randomConstraint(next: () => number): Constraint {
  const pick = (below: number): number => Math.floor(next() * below);
  const [a, b] = [pick(3), pick(3)];
  const [p, q, limit] = [1 + pick(2), 1 + pick(2), pick(9)];
  const value = (point: readonly number[], index: number): number => point[index] ?? 0;
  const sum = (point: readonly number[]): number => p * value(point, a) + q * value(point, b);
  const left = `${p} * ${NAMES[a] ?? ''} + ${q} * ${NAMES[b] ?? ''}`;
  switch (pick(5)) {
    case 0:
      return { text: `${left} >= ${limit}`, holds: (point) => sum(point) >= limit };
    case 1:
      return { text: `${left} != ${limit}`, holds: (point) => sum(point) !== limit };
    case 2:
      return {
        text: `${NAMES[a] ?? ''} > 1 -> ${NAMES[b] ?? ''} < 3`,
        holds: (point) => value(point, a) <= 1 || value(point, b) < 3,
      };
    default:
      return { text: `${left} <= ${limit}`, holds: (point) => sum(point) <= limit };
  }
}

const POINTS = Array.from({ length: SIZE ** 3 }, (_, place) => [
  place % SIZE,
  Math.floor(place / SIZE) % SIZE,
  Math.floor(place / SIZE ** 2),
]);

function solutions(constraints: readonly Constraint[]): readonly (readonly number[])[] {
  return POINTS.filter((point) => constraints.every(({ holds }) => holds(point)));
}

const MODELS = 20;

describe('random models, against every point', () => {
  it('nothing told of is wrong, and nothing is missed', async () => {
    const next = numbers(4);
    let told = 0;
    for (let round = 0; round < MODELS; round++) {
      const constraints = Array.from({ length: 5 }, () => randomConstraint(next));
      const model =
        `var 0..3: x; var 0..3: y; var 0..3: z;\n${constraints.map(({ text }) => `constraint ${text};\n`).join('')}` +
        'solve maximize x + y + z;';
      const hints = await findHints({ request: requestFor(model) }, services);
      const redundant = hints
        .filter(({ code }) => code === 'redundant-constraint')
        .map(({ range }) => range.start.line - 1);
      const all = solutions(constraints);
      if (all.length === 0) {
        expect(redundant, model).toEqual([]);
        continue;
      }
      told += redundant.length;
      const kept = constraints.filter((_, index) => !redundant.includes(index));
      expect(solutions(kept), model).toEqual(all);
      for (const one of kept) {
        const without = kept.filter((other) => other !== one);
        expect(solutions(without).length, `${one.text} in ${model}`).toBeGreaterThan(all.length);
      }
      const fixed = NAMES.filter((_, index) => new Set(all.map((point) => point[index])).size === 1);
      const expected = fixed.length === NAMES.length ? [] : fixed;
      expect(
        hints.filter(({ code }) => code === 'fixed-variable').map(({ data }) => data?.['name']),
        model,
      ).toEqual(expected);
      const sums = new Set(all.map((point) => point.reduce((sum, value) => sum + value, 0)));
      expect(hints.filter(({ code }) => code === 'constant-objective').length, model).toBe(sums.size === 1 ? 1 : 0);
    }
    expect(told).toBeGreaterThan(MODELS / 2);
  });
});
