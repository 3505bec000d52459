import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalModel, Tensor } from '../../../server/src/model';
import type { Reading } from '../../../server/src/prose';
import { readProblem } from '../../../server/src/prose/read';
import { relations, rowClasses, tagCount } from '../../../server/src/prose/read/heads';

/** Answers anything: numbers drawn from a seed, as a network that understands nothing would. */
function wild(seed: number, sure: number): LocalModel {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 4294967296 - 0.5) * sure;
  };
  const tensor = (...dims: number[]): Tensor => ({
    dims,
    data: Float32Array.from({ length: dims.reduce((product, size) => product * size, 1) }, draw),
  });
  return {
    name: 'wild',
    run: ({ word }) => {
      const positions = word?.data.length ?? 0;
      return Promise.resolve({
        tag: tensor(1, positions, tagCount),
        rowClass: tensor(1, positions, rowClasses.length),
        operator: tensor(1, positions, 3),
        divisible: tensor(1, positions),
        pair: tensor(1, relations.length, positions, positions),
        direction: tensor(1, 2),
        problem: { dims: [1, 2], data: Float32Array.of(0, 9) },
      });
    },
    dispose: () => Promise.resolve(),
  };
}

function check(text: string, reading: Reading): void {
  const { graph, findings, confidence } = reading;
  const size = graph.variables.length;
  const inside = ({ start, end }: { start: number; end: number }): boolean =>
    0 <= start && start <= end && end <= text.length;
  expect(confidence).toBeGreaterThanOrEqual(0);
  expect(confidence).toBeLessThanOrEqual(1);
  expect(findings.every(({ span }) => inside(span))).toBe(true);
  expect(
    graph.variables.every(({ name, mentions }) => name !== '' && mentions.length > 0 && mentions.every(inside)),
  ).toBe(true);
  for (const constraint of graph.constraints) {
    expect(inside(constraint.span) && inside(constraint.sentence)).toBe(true);
    if (constraint.kind === 'ratio') expect(constraint.left).not.toBe(constraint.right);
    if (constraint.kind === 'linear') expect(constraint.terms.every(({ variable }) => variable < size)).toBe(true);
  }
  if (size === 0 || !graph.objective) expect(findings.some(({ question }) => question !== undefined)).toBe(true);
}

const words = fc.constantFrom(
  'at least', 'at most', '12', '$3,000', 'half', 'twice', 'cakes', 'red vans', 'profit', 'maximize', '.', ',', '\n\n', '25%', '🍞', 'Überstunden',
  '最大', 'the', 'and', '{', 'x = 3;', '- ', '1/3', '1 1/2', '# note\n', 'and a half', 'one hundred', '٣', '\u0000', '\u202e', '.5.5.5',
); // prettier-ignore

describe('any text', () => {
  it('gives a reading, whatever the network says of it', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(words, { maxLength: 40 }).map((each) => each.join(' ')),
        ),
        fc.integer(),
        fc.constantFrom(1, 8, 40),
        async (text, seed, sure) => {
          check(text, await readProblem(text, wild(seed, sure)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('may be long', async () => {
    const text = 'The bakery makes 12 cakes and 3 pies for $4 each. '.repeat(2_100);
    expect(text.length).toBeGreaterThan(100_000);
    check(text, await readProblem(text, wild(7, 1)));
  });

  it('may be one long word, or one long number', async () => {
    for (const text of ['a'.repeat(100_000), '9'.repeat(100_000)]) check(text, await readProblem(text, wild(3, 4)));
  });
});

describe('a network that does not fit', () => {
  it('is an error that says so', async () => {
    const none: LocalModel = { name: 'none', run: () => Promise.resolve({}), dispose: () => Promise.resolve() };
    await expect(readProblem('Maximize the profit.', none)).rejects.toThrow("no usable output 'tag'");
  });
});
