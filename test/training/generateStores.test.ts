import { describe, expect, it } from 'vitest';
import { graphOf, resolve } from '../../server/src/prose/cited';
import { generateStores } from '../../training/generate/stores';
import { parseCorpus } from '../../training/gold/parse';
import { Random } from '../../training/random';

/** Two hundred records, one seed each. */
function records(): string[] {
  return Array.from({ length: 200 }, (_, seed) => {
    const random = new Random(seed);
    return generateStores(() => random.next(), `made-${String(seed)}`);
  });
}

describe('made-up problems of stores', () => {
  const made = records();
  const parsed = made.map((record) => parseCorpus(record));

  it('are records of the corpus whose gold stands in their text and makes a graph', () => {
    const faults = parsed.flatMap(({ records: [record], faults: unread }) => {
      if (!record) return unread.map(({ message }) => message);
      const resolved = resolve(record);
      return [...resolved.faults, ...graphOf(resolved).faults].map(({ message }) => `${record.id}: ${message}`);
    });
    expect(faults).toEqual([]);
  });

  it('are all different', () => {
    const texts = parsed.flatMap(({ records: all }) => all.map(({ text }) => text));
    expect(new Set(texts).size).toBe(200);
  });

  it('are the same again from the same seed', () => {
    expect(records()).toEqual(made);
  });

  it('are of both areas, and some lack something or wish for something', () => {
    const all = parsed.flatMap(({ records: found }) => found);
    const kinds = new Set(all.flatMap(({ area, statements }) => [area, ...statements.map(({ kind }) => kind)]));
    for (const kind of [
      'logic',
      'indexed',
      'set',
      'data',
      'pairs',
      'var',
      'objective',
      'constraint',
      'missing',
      'ignore',
    ])
      expect(kinds).toContain(kind);
    expect(all.some(({ statements }) => statements.some((each) => 'force' in each && each.force === 'soft'))).toBe(
      true,
    );
  });
});
