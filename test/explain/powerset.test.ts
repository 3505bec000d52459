import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClauseSolver } from '../../server/src/explain/clauses';
import { minimumHittingSet } from '../../server/src/explain/hittingSet';
import { UnexploredSets } from '../../server/src/explain/powerset';

const VARIABLES = 7;
const clauses = fc.array(fc.uniqueArray(fc.nat({ max: 2 * VARIABLES - 1 }), { minLength: 1, maxLength: 3 }), {
  maxLength: 40,
});

function satisfies(assignment: readonly boolean[], clause: readonly number[]): boolean {
  return clause.some((literal) => assignment[literal >> 1] === (literal % 2 === 0));
}

const assignments = Array.from({ length: 2 ** VARIABLES }, (_, bits) =>
  Array.from({ length: VARIABLES }, (_unused, variable) => ((bits >> variable) & 1) === 1),
);

describe('clauses', () => {
  it('are satisfied exactly where they can be, also as more are added', () => {
    fc.assert(
      fc.property(clauses, (all) => {
        const solver = new ClauseSolver(VARIABLES);
        all.forEach((clause, index) => {
          solver.add(clause);
          const sofar = all.slice(0, index + 1);
          const solution = solver.solve();
          if (solution) expect(sofar.every((one) => satisfies(solution, one))).toBe(true);
          else expect(assignments.some((one) => sofar.every((other) => satisfies(one, other)))).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('that put pigeons into too few holes cannot be satisfied', () => {
    const [pigeons, holes] = [6, 5];
    const solver = new ClauseSolver(pigeons * holes);
    const at = (pigeon: number, hole: number): number => 2 * (pigeon * holes + hole);
    for (let pigeon = 0; pigeon < pigeons; pigeon++) {
      solver.add(Array.from({ length: holes }, (_, hole) => at(pigeon, hole)));
      for (let other = 0; other < pigeon; other++)
        for (let hole = 0; hole < holes; hole++) solver.add([at(pigeon, hole) + 1, at(other, hole) + 1]);
    }
    expect(solver.solve()).toBeUndefined();
  });
});

describe('a smallest hitting set', () => {
  const sets = fc.array(fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 4 }), { maxLength: 8 });
  const weights = fc.array(fc.nat({ max: 5 }), { minLength: 7, maxLength: 7 });

  it('hits every set, and none is cheaper', () => {
    fc.assert(
      fc.property(sets, weights, (given, costs) => {
        const weightOf = (element: number): number => costs[element] ?? 0;
        const weigh = (set: readonly number[]): number => set.reduce((sum, element) => sum + weightOf(element), 0);
        const found = minimumHittingSet(given, weightOf);
        const hitting = assignments
          .map((chosen) => [...chosen.keys()].filter((element) => chosen[element]))
          .filter((set) => given.every((one) => one.some((element) => set.includes(element))));
        expect(hitting.map((set) => set.join())).toContain([...(found ?? [-1])].sort().join());
        expect(weigh(found ?? [])).toBe(Math.min(...hitting.map(weigh)));
      }),
    );
  });
});

describe('the unexplored sets', () => {
  it('are given as large as they can be, until none is left', () => {
    const unexplored = new UnexploredSets([3, 5, 8]);
    expect(unexplored.next()).toEqual([3, 5, 8]);
    unexplored.excludeAbove([3, 8]);
    const first = unexplored.next();
    expect([
      [3, 5],
      [5, 8],
    ]).toContainEqual(first);
    unexplored.excludeBelow(new Set(first));
    const second = unexplored.next();
    expect([...new Set([...(first ?? []), ...(second ?? [])])].sort()).toEqual([3, 5, 8]);
    unexplored.excludeBelow(new Set(second));
    expect(unexplored.next()).toBeUndefined();
  });
});
