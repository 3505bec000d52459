import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../server/src/model';
import type { Reading } from '../../../server/src/prose';
import { documentOf, headsOf, readRows, together, type Heads } from '../../../server/src/prose/read';
import { relations, rowClasses, tagCount } from '../../../server/src/prose/read/heads';

/** Answers anything: numbers drawn from a seed, as a network that understands nothing would. */
function wild(seed: number, sure: number, positions: number): Heads {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 4294967296 - 0.5) * sure;
  };
  const tensor = (...dims: number[]): Tensor => ({
    dims,
    data: Float32Array.from({ length: dims.reduce((product, size) => product * size, 1) }, draw),
  });
  const outputs = {
    rowTags: tensor(1, positions, tagCount),
    rowLimits: tensor(1, positions, rowClasses.length + 4),
    rowPairs: tensor(1, relations.length, positions, positions),
    rowText: { dims: [1, 3], data: Float32Array.of(draw(), draw(), 9) },
  };
  return headsOf(outputs, positions);
}

function read(text: string, seed: number, sure: number): Reading {
  const document = documentOf(text);
  return readRows(document, wild(seed, sure, document.tokens.length + 1));
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
  it('gives a reading, whatever the network says of it', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(words, { maxLength: 40 }).map((each) => each.join(' ')),
        ),
        fc.integer(),
        fc.constantFrom(1, 8, 40),
        (text, seed, sure) => {
          check(text, read(text, seed, sure));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('may be long', () => {
    const text = 'The bakery makes 12 cakes and 3 pies for $4 each. '.repeat(2_100);
    expect(text.length).toBeGreaterThan(100_000);
    check(text, read(text, 7, 1));
  });

  it('may be one long word, or one long number', () => {
    for (const text of ['a'.repeat(100_000), '9'.repeat(100_000)]) check(text, read(text, 3, 4));
  });
});

describe('a network that does not fit', () => {
  it('is an error that says so', () => {
    expect(() => headsOf({}, 4)).toThrow("no usable output 'rowTags'");
  });
});

describe('two networks', () => {
  it('are one that says the mean of both', () => {
    const [one, two] = [wild(1, 4, 5), wild(2, 4, 5)];
    const both = together(one, two);
    const mean = (a: number, b: number): number => (a + b) / 2;
    expect(both.rowClass(3, 'bound')).toBeCloseTo(mean(one.rowClass(3, 'bound'), two.rowClass(3, 'bound')));
    expect(both.pair('left', 1, 2)).toBeCloseTo(mean(one.pair('left', 1, 2), two.pair('left', 1, 2)));
    expect(Math.exp(both.tag(2, 1))).toBeCloseTo(mean(Math.exp(one.tag(2, 1)), Math.exp(two.tag(2, 1))));
    expect([both.isAll, both.problem]).toEqual([one.isAll, one.problem]);
  });
});
