import type { Value } from '../../../flatzinc';
import { regular } from './automata';
import { argument, Unsupported, type Conjunction, type Encoder, type LoweringTable } from './encoder';
import { argumentOfBest, inverse } from './places';
import { and, FALSE, iff, implies, not, or, TRUE, type Term } from './term';

/** Global constraints that our library (server/lib/z3) leaves to us. */
export const globalConstraints: LoweringTable = {
  fzn_all_different_int: (args, e) => e.allDifferent(e.array(argument(args, 0))),
  fzn_cumulative: cumulative,
  fzn_regular: regular,
  fzn_arg_max_int: argumentOfBest(1),
  fzn_arg_min_int: argumentOfBest(-1),
  inverse_offsets: inverse,
  fzn_table_int: (args, e) =>
    table(args, e, (value, cell) => {
      if (cell.kind !== 'int') throw new Unsupported('a table has a variable in it');
      return e.equals(value, cell.value);
    }),
  fzn_table_bool: (args, e) => table(args, e, (value, cell) => iff(e.bool(value), e.bool(cell))),
};

/**
 * Whenever a task starts, those that run then need no more than the capacity (the task decomposition: Schutt, Feydy,
 * Stuckey, Wallace, "Why cumulative decomposition is not as bad as it sounds", CP 2009).
 */
function cumulative(args: readonly Value[], encoder: Encoder): Conjunction {
  const [starts, durations, resources] = [0, 1, 2].map((place) => encoder.array(argument(args, place))) as [
    readonly Value[],
    readonly Value[],
    readonly Value[],
  ];
  const capacity = argument(args, 3);
  const tasks = starts.flatMap((start, task) => {
    const [duration, resource] = [durations[task], resources[task]];
    if (duration === undefined || resource === undefined)
      throw new Unsupported('fzn_cumulative has arrays of unequal length');
    const idle = encoder.bounds(duration).high <= 0 || encoder.bounds(resource).high <= 0;
    return idle ? [] : [{ start, duration, resource }];
  });
  const never = [...durations, ...resources].map((value) => not(encoder.atMost(value, -1)));
  return [
    ...never,
    not(encoder.atMost(capacity, -1)),
    ...tasks.flatMap((task) =>
      encoder.weighted(
        tasks.map((other) => ({
          formula: other === task ? not(encoder.atMost(task.duration, 0)) : runsAt(other, task.start, encoder),
          weight: other.resource,
        })),
        capacity,
      ),
    ),
  ];
}

function runsAt(task: { readonly start: Value; readonly duration: Value }, time: Value, encoder: Encoder): Term {
  const [one, minus] = [1, -1] as const;
  const started = encoder.truth(
    'le',
    [
      { coefficient: one, value: task.start },
      { coefficient: minus, value: time },
    ],
    0,
  );
  if (started === FALSE) return FALSE;
  const unfinished = encoder.truth(
    'le',
    [
      { coefficient: one, value: time },
      { coefficient: minus, value: task.start },
      { coefficient: minus, value: task.duration },
    ],
    -1,
  );
  return and([started, unfinished]);
}

/** The array equals a row; the rows come one after another. */
function table(args: readonly Value[], encoder: Encoder, equal: (value: Value, cell: Value) => Term): Conjunction {
  const values = encoder.array(argument(args, 0));
  const cells = encoder.array(argument(args, 1));
  if (values.length === 0) return [TRUE];
  const rows: Term[] = [];
  const supports: Map<Term, Term[]>[] = values.map(() => new Map());
  for (let first = 0; first < cells.length; first += values.length) {
    const parts = values.map((value, column) => equal(value, cells[first + column] ?? value));
    if (parts.includes(FALSE)) continue;
    const row = encoder.name(and(parts));
    rows.push(row);
    for (const [column, part] of parts.entries()) {
      const known = supports[column]?.get(part);
      if (known === undefined) supports[column]?.set(part, [row]);
      else known.push(row);
    }
  }
  // A value needs a row that has it: follows from the choice of a row, but not by unit propagation.
  return [or(rows), ...supports.flatMap((column) => [...column].map(([part, some]) => implies(part, or(some))))];
}
