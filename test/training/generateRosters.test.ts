import { expect, test } from 'vitest';
import { graphOf, resolve } from '../../server/src/prose/cited';
import { generateRosters } from '../../training/generate/rosters';
import { parseCorpus } from '../../training/gold/parse';
import { Random } from '../../training/random';

function made(seed: number): string {
  const random = new Random(seed);
  return generateRosters(() => random.next(), `made-${String(seed)}`);
}

test('made-up schedules, rows and rosters are what the format says, and no two are alike', () => {
  const texts = new Set<string>();
  for (let seed = 1; seed <= 200; seed++) {
    const { records, faults } = parseCorpus(made(seed));
    expect(faults).toEqual([]);
    expect(records).toHaveLength(1);
    for (const record of records) {
      const resolved = resolve(record);
      expect(resolved.faults).toEqual([]);
      expect(graphOf(resolved).faults).toEqual([]);
      texts.add(record.text);
    }
  }
  expect(texts.size).toBe(200);
});

test('the same seed gives the same problem', () => {
  expect(made(7)).toBe(made(7));
});
