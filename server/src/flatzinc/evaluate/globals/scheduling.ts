import { EvaluationError, type Scope } from '../scope';
import type { Args, Relation, Relations } from '../table';

/** Tasks and rectangles. MiniZinc manual, "Scheduling constraints" and "Packing constraints". */

/** Arrays of one length. */
function columns(scope: Scope, args: Args): number[][] {
  const arrays = args.map((array) => scope.ints(array));
  if (arrays.some(({ length }) => length !== arrays[0]?.length)) throw new EvaluationError('arrays differ in length');
  return arrays;
}

const cumulative: Relation = (scope, [start, duration, resource, limit]) => {
  const [starts = [], durations = [], resources = []] = columns(scope, [start, duration, resource]);
  const bound = scope.int(limit);
  if (bound < 0 || durations.some((d) => d < 0) || resources.some((r) => r < 0)) return false;
  // The use only grows where a task starts.
  return starts.every((time, task) => {
    if ((durations[task] ?? 0) === 0 || (resources[task] ?? 0) === 0) return true;
    let use = 0;
    starts.forEach((other, index) => {
      if (other <= time && time < other + (durations[index] ?? 0)) use += resources[index] ?? 0;
    });
    return use <= bound;
  });
};

/** No two tasks run at once. `strict`: a task of no duration may not start inside another either. */
function disjunctive(strict: boolean): Relation {
  return (scope, [start, duration]) => {
    const [starts = [], durations = []] = columns(scope, [start, duration]);
    return pairs(starts.length, (i, j) => {
      const [a = 0, b = 0, lengthA = 0, lengthB = 0] = [starts[i], starts[j], durations[i], durations[j]];
      return a + lengthA <= b || b + lengthB <= a || (!strict && (lengthA === 0 || lengthB === 0));
    });
  };
}

/** No two boxes overlap: apart in at least one dimension. */
function apart(strict: boolean): Relation {
  return (scope, [x, y, width, height]) => {
    const [xs = [], ys = [], widths = [], heights = []] = columns(scope, [x, y, width, height]);
    const before = (at: readonly number[], size: readonly number[], i: number, j: number): boolean =>
      (at[i] ?? 0) + (size[i] ?? 0) <= (at[j] ?? 0);
    const empty = (i: number): boolean => widths[i] === 0 || heights[i] === 0;
    return pairs(
      xs.length,
      (i, j) =>
        before(xs, widths, i, j) ||
        before(xs, widths, j, i) ||
        before(ys, heights, i, j) ||
        before(ys, heights, j, i) ||
        (!strict && (empty(i) || empty(j))),
    );
  };
}

function pairs(length: number, holds: (i: number, j: number) => boolean): boolean {
  for (let i = 0; i < length; i++) for (let j = i + 1; j < length; j++) if (!holds(i, j)) return false;
  return true;
}

export const schedulingRelations: Relations = {
  fzn_cumulative: cumulative,
  fzn_disjunctive: disjunctive(false),
  fzn_disjunctive_strict: disjunctive(true),
  fzn_diffn: apart(true),
  fzn_diffn_nonstrict: apart(false),
};
