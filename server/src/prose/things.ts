import { isNamed, type Expression, type SetId } from './expression';
import type { ProblemGraph } from './graph';

/**
 * The things of a graph's sets by number: those with names are numbered from 1, those of a range are its numbers.
 * @param numberOf what the bounds of a range come to; may throw
 */
export class Things {
  constructor(
    private readonly sets: ProblemGraph['sets'],
    private readonly numberOf: (expression: Expression) => number,
    /** More things of one set are not looked at. */
    private readonly most: number,
  ) {}

  /** In order; none where there are too many. */
  of(set: SetId): readonly number[] | undefined {
    const first = this.firstOf(set);
    const size = this.sizeOf(set);
    return size > this.most ? undefined : Array.from({ length: Math.max(0, size) }, (_, at) => first + at);
  }

  firstOf(set: SetId): number {
    const members = this.sets[set]?.members ?? [];
    return isNamed(members) ? 1 : this.numberOf(members.first);
  }

  /** Where the cell of these things stands in a table over these sets, row by row; undefined outside of it. */
  placeOf(index: readonly SetId[], at: readonly number[]): number | undefined {
    let place = 0;
    for (const [axis, set] of index.entries()) {
      const column = (at[axis] ?? 0) - this.firstOf(set);
      const size = this.sizeOf(set);
      if (column < 0 || column >= size) return undefined;
      place = place * size + column;
    }
    return place;
  }

  private sizeOf(set: SetId): number {
    const members = this.sets[set]?.members ?? [];
    return isNamed(members) ? members.length : this.numberOf(members.last) - this.numberOf(members.first) + 1;
  }
}
