import { describe, expect, test } from 'vitest';
import { evaluate } from '../../server/src/flatzinc';
import { model, set } from './build';

/** Constraints of constants only: right or wrong by themselves. */
const verdict = (id: string, ...args: readonly unknown[]): string =>
  evaluate(model({}, [[id, ...args]]), new Map())
    .map(({ kind }) => kind)
    .join() || 'holds';

/** Each predicate with arguments that satisfy it, and the same with one thing changed. */
const cases: readonly (readonly [id: string, right: readonly unknown[], wrong: readonly unknown[]])[] = [
  ['gecode_all_different_int', [[1, 2, 3]], [[1, 2, 1]]],
  [
    'gecode_array_int_lt',
    [
      [1, 2],
      [1, 3],
    ],
    [
      [1, 3],
      [1, 3],
    ],
  ],
  [
    'gecode_array_int_lq',
    [
      [1, 3],
      [1, 3],
    ],
    [
      [2, 0],
      [1, 3],
    ],
  ],
  [
    'gecode_array_bool_lq',
    [
      [false, true],
      [true, false],
    ],
    [
      [true, true],
      [true, false],
    ],
  ],
  ['gecode_array_set_element_union', [set(1, 2), [set(4), set(5)], set(4, 5)], [set(1), [set(4), set(5)], set(4, 5)]],
  ['gecode_array_set_partition', [[set(1), set(2, 3)], set(1, 2, 3)], [[set(1, 2), set(2, 3)], set(1, 2, 3)]],
  ['gecode_bin_packing_load', [[5, 3], [0, 1, 0], [2, 3, 3], 0], [[5, 3], [0, 0, 0], [2, 3, 3], 0]],
  ['gecode_circuit', [0, [1, 2, 0]], [0, [1, 0, 2]]],
  ['gecode_count', [[4, 4, 5], 4, 2], [[4, 4, 5], 4, 1]],
  ['gecode_cumulatives', [[0, 2], [2, 2], [3, 3], 3], [[0, 1], [2, 2], [3, 3], 3]],
  [
    'gecode_cumulatives',
    [[0, 0], [2, 2], [3, 3], [0, 1], [3, 3], true],
    [[0, 0], [2, 2], [3, 3], [1, 1], [3, 3], true],
  ],
  ['gecode_int_set_channel', [[1, 0], 0, [set(1), set(0)], 0], [[1, 0], 0, [set(0), set(1)], 0]],
  ['gecode_inverse_offsets', [[1, 0], 0, [1, 0], 0], [[1, 0], 0, [0, 1], 0]],
  ['gecode_inverse_set', [[set(2), set(1)], [set(2), set(1)], 1, 1], [[set(2), set(1)], [set(1), set(2)], 1, 1]],
  ['gecode_link_set_to_booleans', [set(3, 4), [false, true, true], 2], [set(3), [false, true, true], 2]],
  ['gecode_maximum_arg_int', [[3, 7, 7], 1], [[3, 7, 7], 2]],
  ['gecode_minimum_arg_int', [[3, 2, 2], 1], [[3, 2, 2], 0]],
  ['gecode_member_int', [[3, 4], 4], [[3, 4], 5]],
  [
    'gecode_nooverlap',
    [
      [0, 2],
      [2, 2],
      [0, 0],
      [1, 1],
    ],
    [
      [0, 1],
      [2, 2],
      [0, 0],
      [1, 1],
    ],
  ],
  ['gecode_precede', [[1, 2], 1, 2], [[2, 1], 1, 2]],
  [
    'gecode_precede',
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [1, 3, 2],
      [1, 2, 3],
    ],
  ],
  ['gecode_precede_set', [[set(1), set(2)], 1, 2], [[set(2), set(1)], 1, 2]],
  ['gecode_range', [[5, 6, 5], 1, set(1, 3), set(5)], [[5, 6, 5], 1, set(1, 2), set(5)]],
  ['gecode_regular', [[1, 2], 2, 2, [2, 0, 0, 1], 1, set(1)], [[2, 1], 2, 2, [2, 0, 0, 1], 1, set(1)]],
  ['gecode_set_weights', [[1, 2], [10, 20], set(1, 2), 30], [[1, 2], [10, 20], set(1), 30]],
  [
    'gecode_table_bool',
    [
      [true, false],
      [true, false, false, true],
    ],
    [
      [true, true],
      [true, false, false, true],
    ],
  ],
  ['chuffed_array_int_maximum', [4, [1, 4]], [3, [1, 4]]],
  ['chuffed_circuit', [[2, 3, 1], 1], [[2, 1, 3], 1]],
  ['chuffed_subcircuit', [[2, 1, 3], 1], [[2, 3, 2], 1]],
  [
    'chuffed_cost_regular',
    [[1, 2], 2, 2, [2, 0, 0, 1], [5, 0, 0, 7], 1, set(1), 12],
    [[1, 2], 2, 2, [2, 0, 0, 1], [5, 0, 0, 7], 1, set(1), 11],
  ],
  ['chuffed_cumulative_vars', [[0, 2], [2, 2], [3, 3], 3], [[0, 1], [2, 2], [3, 3], 3]],
  [
    'chuffed_disjunctive_strict',
    [
      [0, 2],
      [2, 1],
    ],
    [
      [0, 1],
      [2, 1],
    ],
  ],
  ['chuffed_maximum_arg_bool', [[false, true, true], 1, 2], [[false, true, true], 1, 3]],
  ['chuffed_seq_precede', [[1, 2, 1, 3]], [[1, 3]]],
  ['chuffed_value_precede', [1, 2, [1, 2]], [1, 2, [2, 1]]],
  ['inverse_offsets', [[2, 1], 1, [2, 1], 1], [[2, 1], 1, [1, 2], 1]],
  ['bool_sum_eq', [[true, true], 2], [[true, false], 2]],
  ['bool_sum_ge', [[true, true], 1], [[false, false], 1]],
];

describe("the engines' own predicates", () => {
  test.each(cases)('%s', (id, right, wrong) => {
    expect(verdict(id, ...right)).toBe('holds');
    expect(verdict(id, ...wrong)).toBe('constraint');
    expect(verdict(`${id}_reif`, ...wrong, false)).toBe('holds');
    expect(verdict(`${id}_reif`, ...wrong, true)).toBe('constraint');
  });
});
