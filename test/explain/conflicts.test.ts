import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineIn } from '../../server/src/explain/deadline';
import { enumerateConflicts } from '../../server/src/explain/enumerate';
import { oracleOf, type Oracle } from '../../server/src/explain/oracle';
import { findConflict, isMinimalConflict } from '../../server/src/explain/shrink';
import { allConflicts, allCorrections, bruteForceSession, points, type Part } from './systems';

const domain = points(3, 3);

const part = fc
  .tuple(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }), fc.integer({ min: -4, max: 4 }))
  .map(([coefficients, limit]): Part => {
    return (point) => point.reduce((sum, value, index) => sum + value * (coefficients[index] ?? 0), 0) <= limit;
  });
const systems = fc.array(part, { minLength: 1, maxLength: 7 });

function oracle(parts: readonly Part[]): Oracle {
  return oracleOf(bruteForceSession(parts, domain), deadlineIn(undefined));
}

describe('conflicts of small systems', () => {
  it('are minimal, and found exactly where there is one', async () => {
    await fc.assert(
      fc.asyncProperty(systems, async (parts) => {
        const found = await findConflict(
          oracle(parts),
          parts.map((_, index) => index),
        );
        const all = allConflicts(parts, domain);
        if (found.kind === 'satisfiable') expect(all).toEqual([]);
        else expect(all).toContainEqual(found.kind === 'minimal' ? [...found.core].sort() : found);
      }),
    );
  });

  it('are all enumerated, smallest first', async () => {
    await fc.assert(
      fc.asyncProperty(systems, async (parts) => {
        const { conflicts, corrections, complete, smallestFirst } = await enumerateConflicts(
          oracle(parts),
          parts.map((_, index) => index),
        );
        expect({ complete, smallestFirst }).toEqual({ complete: true, smallestFirst: true });
        const sizes = conflicts.map(({ length }) => length);
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        const key = (set: readonly number[]): string => [...set].sort().join();
        expect(conflicts.map(key).sort()).toEqual(allConflicts(parts, domain).map(key).sort());
        expect(corrections.map(key).sort()).toEqual(allCorrections(parts, domain).map(key).sort());
      }),
    );
  });

  it('begin with a smallest one where that is asked for, whatever the time allows', async () => {
    await fc.assert(
      fc.asyncProperty(systems, async (parts) => {
        const sizes = allConflicts(parts, domain).map(({ length }) => length);
        const candidates = parts.map((_, index) => index);
        const found: (readonly number[])[] = [];
        const { smallestFirst } = await enumerateConflicts(oracle(parts), candidates, {
          smallest: true,
          isOver: () => found.length > 0,
          onConflict: (core) => found.push(core),
        });
        expect(smallestFirst).toBe(true);
        expect(found.map(({ length }) => length)).toEqual(sizes.length > 0 ? [Math.min(...sizes)] : []);
      }),
    );
  });

  it('come with corrections, those of the least weight first', async () => {
    // x > 1 against x < 1; y > 1 against y < 1
    const parts: Part[] = [
      ([x]) => (x ?? 0) > 1,
      ([x]) => (x ?? 0) < 1,
      ([, y]) => (y ?? 0) > 1,
      ([, y]) => (y ?? 0) < 1,
    ];
    const weights = [5, 1, 2, 9];
    const { corrections } = await enumerateConflicts(oracle(parts), [0, 1, 2, 3], {
      weightOf: (part) => weights[part] ?? 0,
    });
    expect(corrections).toEqual([
      [1, 2],
      [0, 2],
      [1, 3],
      [0, 3],
    ]);
  });

  it('are proved again, and a set that is too large or satisfiable is refused', async () => {
    const parts: Part[] = [([x]) => (x ?? 0) > 1, ([x]) => (x ?? 0) < 1, ([, y]) => (y ?? 0) > 0];
    expect(await isMinimalConflict(oracle(parts), [0, 1])).toBe(true);
    expect(await isMinimalConflict(oracle(parts), [0, 1, 2])).toBe(false);
    expect(await isMinimalConflict(oracle(parts), [0, 2])).toBe(false);
  });

  it('keeps what the engine could not decide and says that it is not known to be minimal', async () => {
    const undecided: Oracle = {
      check: async (assumed) =>
        assumed.length === 3 ? { status: 'unsat', core: assumed } : { status: 'unknown', reason: 'time-limit' },
    };
    expect(await findConflict(undecided, [0, 1, 2])).toEqual({ kind: 'core', core: [0, 1, 2] });
  });

  it('asks nothing once the time is over', async () => {
    const silent = oracleOf(bruteForceSession([], domain), deadlineIn(0));
    expect(await findConflict(silent, [])).toEqual({
      kind: 'unknown',
      result: { status: 'unknown', reason: 'time-limit' },
    });
  });
});
