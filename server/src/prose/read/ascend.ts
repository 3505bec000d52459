import type { Choice } from './choices';
import { cost } from './habits';

/** A number that wants to be used, and how much (0..1). */
export interface Need {
  readonly number: number;
  readonly weight: number;
}

export interface Chosen {
  /** In the order of the rows; undefined where a row had nothing to choose from. */
  readonly picks: readonly (Choice | undefined)[];
  readonly score: number;
}

/** A text with more rows than this is hardly one problem; its rows are chosen one by one. */
const mostPaired = 14;
const rounds = 4;
const pairWidth = 10;

/**
 * Picks one choice for each row so that numbers are used, once, and limits are no coefficients. Coordinate ascent from
 * the best choice of each row: one row at a time, then two, until nothing gets better.
 */
export function chooseTogether(
  options: readonly (readonly Choice[])[],
  needs: readonly Need[],
  limits: ReadonlySet<number>,
): Chosen {
  let picks = options.map((choices) => choices[0]);
  let score = rate(picks, needs, limits);
  const attempt = (changed: (Choice | undefined)[]): void => {
    const rated = rate(changed, needs, limits);
    if (rated > score + 1e-9) {
      score = rated;
      picks = changed;
    }
  };
  for (let round = 0, before = -Infinity; round < rounds && score > before; round++) {
    before = score;
    options.forEach((choices, row) => {
      for (const choice of choices) attempt(picks.map((pick, index) => (index === row ? choice : pick)));
    });
    if (options.length > mostPaired) continue;
    options.forEach((one, i) => {
      options.slice(i + 1).forEach((two, offset) => {
        const j = i + 1 + offset;
        for (const a of one.slice(0, pairWidth)) {
          for (const b of two.slice(0, pairWidth)) {
            attempt(picks.map((pick, index) => (index === i ? a : index === j ? b : pick)));
          }
        }
      });
    });
  }
  return { picks, score };
}

function rate(picks: readonly (Choice | undefined)[], needs: readonly Need[], limits: ReadonlySet<number>): number {
  const uses = new Map<number, number>();
  let score = 0;
  for (const pick of picks) {
    if (!pick) continue;
    score += pick.score;
    for (const slot of new Set(pick.slots)) if (typeof slot === 'number') uses.set(slot, (uses.get(slot) ?? 0) + 1);
  }
  for (const { number, weight } of needs) if (!uses.has(number)) score -= cost.unused * weight;
  for (const [number, count] of uses) {
    score -= cost.reuse * (count - 1) + (limits.has(number) ? cost.limitAsCoefficient : 0);
  }
  return score;
}
