import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type AssignedValue } from '../../server/src/flatzinc';
import { float, model, set } from './build';

type Case = readonly [id: string, holds: readonly (readonly unknown[])[], fails: readonly (readonly unknown[])[]];

const f = float;
const pi = Math.PI;

/** Every predicate with arguments for which it holds, and arguments for which it does not. */
const cases: readonly Case[] = [
  // integers
  ['int_eq', [[3, 3]], [[3, 4]]],
  ['int_ne', [[3, 4]], [[3, 3]]],
  [
    'int_le',
    [
      [3, 3],
      [2, 3],
    ],
    [[4, 3]],
  ],
  ['int_lt', [[2, 3]], [[3, 3]]],
  ['int_lin_eq', [[[2, -1], [3, 4], 2]], [[[2, -1], [3, 4], 1]]],
  ['int_lin_ne', [[[2, -1], [3, 4], 1]], [[[2, -1], [3, 4], 2]]],
  ['int_lin_le', [[[2, -1], [3, 4], 2]], [[[2, -1], [3, 4], 1]]],
  ['int_plus', [[2, 3, 5]], [[2, 3, 6]]],
  ['int_minus', [[2, 3, -1]], [[2, 3, 1]]],
  ['int_negate', [[2, -2]], [[2, 2]]],
  ['int_times', [[-2, 3, -6]], [[2, 3, 5]]],
  [
    'int_div',
    [
      [7, 2, 3],
      [-7, 2, -3],
      [7, -2, -3],
    ],
    [
      [-7, 2, -4],
      [7, 0, 0],
    ],
  ],
  [
    'int_mod',
    [
      [7, 2, 1],
      [-7, 2, -1],
      [7, -2, 1],
    ],
    [
      [-7, 2, 1],
      [7, 0, 0],
    ],
  ],
  [
    'int_pow',
    [
      [2, 10, 1024],
      [0, 0, 1],
      [2, -1, 0],
      [-1, -3, -1],
      [-3, 3, -27],
    ],
    [
      [2, 10, 1000],
      [0, -1, 0],
      [10, 300, 0],
    ],
  ],
  ['int_abs', [[-3, 3]], [[-3, -3]]],
  ['int_min', [[2, 3, 2]], [[2, 3, 3]]],
  ['int_max', [[2, 3, 3]], [[2, 3, 2]]],
  [
    'array_int_minimum',
    [[2, [4, 2, 3]]],
    [
      [4, [4, 2, 3]],
      [0, []],
    ],
  ],
  ['array_int_maximum', [[4, [4, 2, 3]]], [[2, [4, 2, 3]]]],
  [
    'array_int_element',
    [[2, [5, 7], 7]],
    [
      [2, [5, 7], 5],
      [3, [5, 7], 7],
      [0, [5, 7], 5],
    ],
  ],
  ['array_var_int_element', [[1, [5, 7], 5]], [[1, [5, 7], 7]]],
  // Booleans
  ['bool_eq', [[true, true]], [[true, false]]],
  ['bool_ne', [[true, false]], [[true, true]]],
  ['bool_not', [[true, false]], [[true, true]]],
  [
    'bool_le',
    [
      [false, false],
      [false, true],
    ],
    [[true, false]],
  ],
  ['bool_lt', [[false, true]], [[true, true]]],
  [
    'bool_and',
    [
      [true, true, true],
      [true, false, false],
    ],
    [[true, false, true]],
  ],
  [
    'bool_or',
    [
      [true, false, true],
      [false, false, false],
    ],
    [[false, false, true]],
  ],
  [
    'bool_xor',
    [
      [true, false, true],
      [true, true, false],
      [true, false],
    ],
    [
      [true, true, true],
      [true, true],
    ],
  ],
  [
    'bool_clause',
    [
      [[true], [true]],
      [[], [false]],
      [[false], [true, false]],
    ],
    [
      [[false], [true]],
      [[], []],
    ],
  ],
  ['bool_lin_eq', [[[2, 3], [true, false], 2]], [[[2, 3], [true, true], 2]]],
  ['bool_lin_le', [[[2, 3], [true, false], 2]], [[[2, 3], [true, true], 4]]],
  [
    'bool2int',
    [
      [true, 1],
      [false, 0],
    ],
    [[true, 0]],
  ],
  [
    'array_bool_and',
    [
      [[true, true], true],
      [[true, false], false],
      [[], true],
    ],
    [[[true, false], true]],
  ],
  [
    'array_bool_or',
    [
      [[true, false], true],
      [[false], false],
      [[], false],
    ],
    [[[false], true]],
  ],
  ['array_bool_xor', [[[true, true, true]]], [[[true, true]], [[]]]],
  ['array_bool_element', [[1, [true, false], true]], [[2, [true, false], true]]],
  ['array_var_bool_element', [[2, [true, false], false]], [[3, [true, false], false]]],
  // floats
  [
    'float_eq',
    [
      [f(1.5), f(1.5)],
      [f(1.5), f(1.5000001)],
    ],
    [[f(1.5), f(1.51)]],
  ],
  ['float_ne', [[f(1.5), f(1.51)]], [[f(1.5), f(1.5)]]],
  [
    'float_le',
    [
      [f(1.5), f(1.5)],
      [f(1.5000001), f(1.5)],
    ],
    [[f(1.51), f(1.5)]],
  ],
  ['float_lt', [[f(1.4), f(1.5)]], [[f(1.6), f(1.5)]]],
  ['float_lin_eq', [[[f(0.1), f(0.2)], [f(1), f(1)], f(0.3)]], [[[f(0.1), f(0.2)], [f(1), f(1)], f(0.31)]]],
  ['float_lin_ne', [[[f(2)], [f(1)], f(3)]], [[[f(2)], [f(1)], f(2)]]],
  ['float_lin_le', [[[f(1e9)], [f(1)], f(1e9 - 1)]], [[[f(1e9)], [f(1)], f(1e9 - 1e5)]]],
  ['float_lin_lt', [[[f(2)], [f(1)], f(3)]], [[[f(2)], [f(1)], f(1)]]],
  ['float_in', [[f(1.5), f(1), f(2)]], [[f(2.5), f(1), f(2)]]],
  ['float_dom', [[f(3.5), [f(1), f(2), f(3), f(4)]]], [[f(2.5), [f(1), f(2), f(3), f(4)]]]],
  ['float_plus', [[f(1.5), f(2), f(3.5)]], [[f(1.5), f(2), f(3)]]],
  ['float_minus', [[f(1.5), f(2), f(-0.5)]], [[f(1.5), f(2), f(0.5)]]],
  [
    'float_times',
    [
      [f(1.5), f(2), f(3)],
      [f(1e6), f(1e6), f(1e12 + 1)],
    ],
    [[f(1.5), f(2), f(3.1)]],
  ],
  [
    'float_div',
    [[f(3), f(2), f(1.5)]],
    [
      [f(3), f(2), f(1)],
      [f(3), f(0), f(0)],
    ],
  ],
  [
    'float_pow',
    [[f(2), f(0.5), f(Math.SQRT2)]],
    [
      [f(2), f(0.5), f(1.5)],
      [f(-1), f(0.5), f(0)],
    ],
  ],
  ['float_min', [[f(1), f(2), f(1)]], [[f(1), f(2), f(2)]]],
  ['float_max', [[f(1), f(2), f(2)]], [[f(1), f(2), f(1)]]],
  ['float_negate', [[f(1), f(-1)]], [[f(1), f(1)]]],
  ['float_abs', [[f(-1.5), f(1.5)]], [[f(-1.5), f(-1.5)]]],
  [
    'float_sqrt',
    [
      [f(2), f(1.414213562)],
      [f(0), f(0)],
    ],
    [
      [f(2), f(1.5)],
      [f(-2), f(1)],
    ],
  ],
  [
    'float_exp',
    [
      [f(1), f(Math.E)],
      [f(20), f(Math.exp(20) * (1 + 1e-7))],
    ],
    [[f(1), f(2.7)]],
  ],
  [
    'float_ln',
    [[f(Math.E), f(1)]],
    [
      [f(2), f(1)],
      [f(-1), f(0)],
    ],
  ],
  ['float_log2', [[f(8), f(3)]], [[f(8), f(2)]]],
  ['float_log10', [[f(100), f(2)]], [[f(100), f(3)]]],
  ['float_sin', [[f(pi / 2), f(1)]], [[f(0), f(1)]]],
  ['float_cos', [[f(0), f(1)]], [[f(0), f(0)]]],
  ['float_tan', [[f(pi / 4), f(1)]], [[f(0), f(1)]]],
  ['float_asin', [[f(1), f(pi / 2)]], [[f(1), f(0)]]],
  ['float_acos', [[f(1), f(0)]], [[f(1), f(1)]]],
  ['float_atan', [[f(1), f(pi / 4)]], [[f(1), f(1)]]],
  ['float_sinh', [[f(1), f(Math.sinh(1))]], [[f(1), f(1)]]],
  ['float_cosh', [[f(0), f(1)]], [[f(0), f(0)]]],
  ['float_tanh', [[f(0), f(0)]], [[f(0), f(1)]]],
  ['float_asinh', [[f(0), f(0)]], [[f(0), f(1)]]],
  ['float_acosh', [[f(1), f(0)]], [[f(2), f(0)]]],
  ['float_atanh', [[f(0), f(0)]], [[f(0.5), f(0)]]],
  [
    'float_ceil',
    [
      [f(1.2), 2],
      [f(2.0000000001), 2],
    ],
    [[f(1.2), 1]],
  ],
  [
    'float_floor',
    [
      [f(1.8), 1],
      [f(1.9999999999), 2],
    ],
    [[f(1.8), 2]],
  ],
  [
    'float_round',
    [
      [f(1.6), 2],
      [f(-1.6), -2],
    ],
    [[f(1.4), 2]],
  ],
  ['int2float', [[3, f(3)]], [[3, f(4)]]],
  ['array_float_minimum', [[f(1), [f(2), f(1)]]], [[f(2), [f(2), f(1)]]]],
  ['array_float_maximum', [[f(2), [f(2), f(1)]]], [[f(1), [f(2), f(1)]]]],
  ['array_float_element', [[2, [f(1.5), f(2.5)], f(2.5)]], [[2, [f(1.5), f(2.5)], f(1.5)]]],
  ['array_var_float_element', [[1, [f(1.5), f(2.5)], f(1.5)]], [[3, [f(1.5), f(2.5)], f(1.5)]]],
  // sets
  ['set_in', [[3, set(1, 3)]], [[2, set(1, 3)]]],
  ['set_eq', [[set(1, 3), set(1, 3)]], [[set(1, 3), set(1)]]],
  ['set_ne', [[set(1, 3), set(1)]], [[set(), set()]]],
  [
    'set_subset',
    [
      [set(1), set(1, 3)],
      [set(), set(1)],
    ],
    [[set(1, 2), set(1, 3)]],
  ],
  ['set_superset', [[set(1, 3), set(1)]], [[set(1), set(1, 3)]]],
  [
    'set_le',
    [
      [set(1), set(1, 3)],
      [set(1, 3), set(2)],
      [set(), set(1)],
    ],
    [[set(2), set(1, 3)]],
  ],
  ['set_lt', [[set(1), set(1, 3)]], [[set(1), set(1)]]],
  ['set_card', [[set(1, 3), 2]], [[set(1, 3), 1]]],
  ['set_union', [[set(1), set(3), set(1, 3)]], [[set(1), set(3), set(1)]]],
  ['set_intersect', [[set(1, 3), set(3, 4), set(3)]], [[set(1, 3), set(3, 4), set(1, 3)]]],
  ['set_diff', [[set(1, 3), set(3, 4), set(1)]], [[set(1, 3), set(3, 4), set(4)]]],
  ['set_symdiff', [[set(1, 3), set(3, 4), set(1, 4)]], [[set(1, 3), set(3, 4), set(1)]]],
  ['array_set_element', [[2, [set(1), set(3)], set(3)]], [[2, [set(1), set(3)], set(1)]]],
  ['array_var_set_element', [[1, [set(1), set()], set(1)]], [[2, [set(1), set()], set(1)]]],
  // choices
  ['fzn_if_then_else_int', [[[false, true], [5, 7], 7]], [[[false, true], [5, 7], 5]]],
  // order
  ['fzn_all_different_int', [[[1, 3, 2]], [[]]], [[[1, 3, 1]]]],
  ['fzn_all_different_set', [[[set(1), set(2)]]], [[[set(1, 2), set(1, 2)]]]],
  ['fzn_alldifferent_except_0', [[[0, 0, 1]]], [[[0, 1, 1]]]],
  ['fzn_alldifferent_except', [[[5, 5, 1], set(5)]], [[[5, 1, 1], set(5)]]],
  ['fzn_all_equal_int', [[[2, 2]]], [[[2, 3]]]],
  ['fzn_increasing_int', [[[1, 1, 2]]], [[[1, 2, 1]]]],
  ['fzn_increasing_bool', [[[false, true]]], [[[true, false]]]],
  ['fzn_increasing_float', [[[f(1), f(1.5)]]], [[[f(1.5), f(1)]]]],
  ['fzn_strictly_increasing_int', [[[1, 2]]], [[[1, 1]]]],
  ['fzn_decreasing_int', [[[2, 1, 1]]], [[[1, 2]]]],
  ['fzn_decreasing_bool', [[[true, false]]], [[[false, true]]]],
  ['fzn_decreasing_float', [[[f(1.5), f(1)]]], [[[f(1), f(1.5)]]]],
  ['fzn_strictly_decreasing_int', [[[2, 1]]], [[[1, 1]]]],
  [
    'fzn_lex_less_int',
    [
      [
        [1, 2],
        [1, 3],
      ],
      [[1], [1, 0]],
    ],
    [
      [
        [1, 2],
        [1, 2],
      ],
    ],
  ],
  [
    'fzn_lex_lesseq_int',
    [
      [
        [1, 2],
        [1, 2],
      ],
    ],
    [
      [
        [1, 3],
        [1, 2],
      ],
    ],
  ],
  ['fzn_lex_less_bool', [[[false], [true]]], [[[true], [true]]]],
  ['fzn_lex_lesseq_bool', [[[true], [true]]], [[[true], [false]]]],
  ['fzn_maximum_int', [[3, [1, 3]]], [[1, [1, 3]]]],
  ['fzn_minimum_int', [[1, [1, 3]]], [[3, [1, 3]]]],
  ['fzn_arg_max_int', [[[1, 3, 3], 2]], [[[1, 3, 3], 3]]],
  ['fzn_arg_min_int', [[[4, 3, 3], 2]], [[[4, 3, 3], 1]]],
  ['fzn_member_int', [[[1, 3], 3]], [[[1, 3], 2]]],
  ['fzn_member_bool', [[[true], true]], [[[true], false]]],
  [
    'fzn_sort',
    [
      [
        [3, 1, 2],
        [1, 2, 3],
      ],
    ],
    [
      [
        [3, 1, 2],
        [1, 2, 2],
      ],
    ],
  ],
  [
    'fzn_value_precede_int',
    [
      [1, 2, [1, 2, 1]],
      [1, 2, [3, 3]],
    ],
    [[1, 2, [2, 1]]],
  ],
  [
    'fzn_value_precede_chain_int',
    [
      [
        [1, 2, 3],
        [1, 2, 1, 3],
      ],
    ],
    [
      [
        [1, 2, 3],
        [1, 3, 2],
      ],
    ],
  ],
  // counting
  ['fzn_count_eq', [[[1, 2, 1], 1, 2]], [[[1, 2, 1], 1, 1]]],
  ['fzn_count_neq', [[[1, 2, 1], 1, 1]], [[[1, 2, 1], 1, 2]]],
  ['fzn_count_leq', [[[1, 2, 1], 1, 2]], [[[1, 2, 1], 1, 3]]],
  ['fzn_count_lt', [[[1, 2, 1], 1, 1]], [[[1, 2, 1], 1, 2]]],
  ['fzn_count_geq', [[[1, 2, 1], 1, 2]], [[[1, 2, 1], 1, 1]]],
  ['fzn_count_gt', [[[1, 2, 1], 1, 3]], [[[1, 2, 1], 1, 2]]],
  ['fzn_among', [[2, [1, 2, 5], set(1, 2)]], [[3, [1, 2, 5], set(1, 2)]]],
  ['fzn_nvalue', [[2, [4, 4, 5]]], [[3, [4, 4, 5]]]],
  ['fzn_at_least_int', [[1, [4, 5], 4]], [[2, [4, 5], 4]]],
  ['fzn_at_most_int', [[1, [4, 5], 4]], [[0, [4, 5], 4]]],
  ['fzn_exactly_int', [[1, [4, 5], 4]], [[0, [4, 5], 4]]],
  [
    'fzn_global_cardinality',
    [
      [
        [1, 2, 9],
        [1, 2],
        [1, 1],
      ],
    ],
    [
      [
        [1, 1, 9],
        [1, 2],
        [1, 1],
      ],
    ],
  ],
  [
    'fzn_global_cardinality_closed',
    [
      [
        [1, 2],
        [1, 2],
        [1, 1],
      ],
    ],
    [
      [
        [1, 2, 9],
        [1, 2],
        [1, 1],
      ],
    ],
  ],
  ['fzn_global_cardinality_low_up', [[[1, 1, 9], [1], [1], [2]]], [[[1, 1, 1], [1], [1], [2]]]],
  ['fzn_global_cardinality_low_up_closed', [[[1, 1], [1], [1], [2]]], [[[1, 9], [1], [1], [2]]]],
  ['fzn_sliding_sum', [[2, 3, 2, [1, 1, 2]]], [[2, 3, 2, [1, 1, 3]]]],
  ['fzn_bin_packing', [[5, [1, 1, 2], [2, 3, 4]]], [[4, [1, 1, 2], [2, 3, 4]]]],
  [
    'fzn_bin_packing_capa',
    [
      [
        [5, 4],
        [1, 1, 2],
        [2, 3, 4],
      ],
    ],
    [
      [
        [5, 3],
        [1, 1, 2],
        [2, 3, 4],
      ],
    ],
  ],
  [
    'fzn_bin_packing_load',
    [
      [
        [5, 4],
        [1, 1, 2],
        [2, 3, 4],
      ],
    ],
    [
      [
        [5, 5],
        [1, 1, 2],
        [2, 3, 4],
      ],
      [[5], [1, 1, 2], [2, 3, 4]],
    ],
  ],
  ['fzn_knapsack', [[[2, 3], [4, 5], [1, 2], 8, 14]], [[[2, 3], [4, 5], [1, 2], 8, 13]]],
  // scheduling
  ['fzn_cumulative', [[[0, 0, 2], [2, 2, 1], [1, 2, 3], 3]], [[[0, 1, 2], [2, 2, 1], [1, 2, 3], 3]]],
  [
    'fzn_disjunctive',
    [
      [
        [0, 2, 1],
        [2, 1, 0],
      ],
    ],
    [
      [
        [0, 1],
        [2, 1],
      ],
    ],
  ],
  [
    'fzn_disjunctive_strict',
    [
      [
        [0, 2],
        [2, 1],
      ],
    ],
    [
      [
        [0, 2, 1],
        [2, 1, 0],
      ],
    ],
  ],
  [
    'fzn_diffn',
    [
      [
        [0, 2],
        [0, 0],
        [2, 1],
        [1, 1],
      ],
    ],
    [
      [
        [0, 1],
        [0, 0],
        [2, 1],
        [1, 1],
      ],
    ],
  ],
  [
    'fzn_diffn_nonstrict',
    [
      [
        [0, 1],
        [0, 0],
        [2, 0],
        [1, 1],
      ],
    ],
    [
      [
        [0, 1],
        [0, 0],
        [2, 1],
        [1, 1],
      ],
    ],
  ],
  // structure
  [
    'fzn_table_int',
    [
      [
        [2, 4],
        [1, 3, 2, 4],
      ],
    ],
    [
      [
        [1, 4],
        [1, 3, 2, 4],
      ],
      [[1, 4], []],
    ],
  ],
  [
    'fzn_table_bool',
    [
      [
        [true, false],
        [true, false],
      ],
    ],
    [
      [
        [true, true],
        [true, false],
      ],
    ],
  ],
  ['fzn_circuit', [[[2, 3, 1]]], [[[2, 1, 3]], [[1, 2]], [[2, 2]], [[3, 1]]]],
  ['fzn_subcircuit', [[[2, 1, 3]], [[1, 2]]], [[[2, 1, 4, 3]], [[2, 2]]]],
  [
    'fzn_regular',
    [[[1, 2, 1], 2, 2, [2, 0, 0, 1], 1, set(2)]],
    [
      [[1, 1], 2, 2, [2, 0, 0, 1], 1, set(2)],
      [[1, 2], 2, 2, [2, 0, 0, 1], 1, set(2)],
    ],
  ],
  [
    'fzn_inverse',
    [
      [
        [2, 3, 1],
        [3, 1, 2],
      ],
    ],
    [
      [
        [2, 3, 1],
        [2, 3, 1],
      ],
    ],
  ],
  [
    'fzn_int_set_channel',
    [
      [
        [1, 2, 1],
        [set(1, 3), set(2)],
      ],
    ],
    [
      [
        [1, 2, 1],
        [set(1), set(2, 3)],
      ],
    ],
  ],
  ['fzn_link_set_to_booleans', [[set(1, 3), [true, false, true]]], [[set(1, 4), [true, false, true]]]],
  ['fzn_disjoint', [[set(1), set(2)]], [[set(1, 2), set(2)]]],
  ['fzn_all_disjoint', [[[set(1), set(2)]]], [[[set(1, 2), set(2)]]]],
  [
    'fzn_partition_set',
    [[[set(1), set(2)], set(1, 2)]],
    [
      [[set(1)], set(1, 2)],
      [[set(1, 2), set(2)], set(1, 2)],
    ],
  ],
];

/** What the evaluator says of one constraint: nothing is wrong, or the kinds of its violations. */
function verdict(id: string, args: readonly unknown[]): string {
  const violations = evaluate(model({}, [[id, ...args]]), new Map());
  return violations.length === 0 ? 'holds' : violations.map(({ kind }) => kind).join();
}

describe('every predicate', () => {
  it.each(cases)('%s', (id, holds, fails) => {
    for (const args of holds) expect([args, verdict(id, args)]).toEqual([args, 'holds']);
    for (const args of fails) expect([args, verdict(id, args)]).toEqual([args, 'constraint']);
  });

  it.each(cases.filter(([id]) => id !== 'bool_xor'))('%s reified and implied', (id, holds, fails) => {
    const impliedGate = ['bool_and', 'bool_or', 'array_bool_and', 'array_bool_or'].includes(id);
    for (const args of holds) expect([args, verdict(`${id}_reif`, [...args, true])]).toEqual([args, 'holds']);
    for (const args of fails) {
      expect([args, verdict(`${id}_reif`, [...args, true])]).toEqual([args, 'constraint']);
      expect([args, verdict(`${id}_reif`, [...args, false])]).toEqual([args, 'holds']);
      if (impliedGate) continue;
      expect([args, verdict(`${id}_imp`, [...args, true])]).toEqual([args, 'constraint']);
      expect([args, verdict(`${id}_imp`, [...args, false])]).toEqual([args, 'holds']);
    }
  });

  it('takes the half-reified gates, which have no argument more', () => {
    expect(verdict('bool_and_imp', [true, false, true])).toBe('constraint');
    expect(verdict('bool_and_imp', [true, true, false])).toBe('holds');
    expect(verdict('bool_xor_imp', [true, true, true])).toBe('constraint');
    expect(verdict('array_bool_or_imp', [[false, true], true])).toBe('holds');
    expect(verdict('array_bool_or_imp', [[false, false], true])).toBe('constraint');
    expect(verdict('array_bool_and_imp', [[false, true], false])).toBe('holds');
  });

  it('accepts either truth within the tolerance', () => {
    for (const flag of [true, false]) {
      expect(verdict('float_le_reif', [f(1.0000001), f(1), flag])).toBe('holds');
      expect(verdict('float_eq_reif', [f(1.0000001), f(1), flag])).toBe('holds');
    }
    expect(verdict('float_eq_reif', [f(1), f(1), false])).toBe('constraint');
  });

  it('knows globals without their prefix', () => {
    expect(verdict('all_different_int', [[1, 1]])).toBe('constraint');
  });
});

describe('evaluate', () => {
  const check = (
    variables: Record<string, string>,
    constraints: [string, ...unknown[]][],
    solution: Record<string, AssignedValue>,
  ) =>
    evaluate(model(variables, constraints), new Map(Object.entries(solution))).map(
      ({ kind, message }) => `${kind}: ${message}`,
    );

  it('never passes over an unknown predicate', () => {
    expect(check({ x: '1..3' }, [['fzn_mystery', 'x']], { x: 1 })).toEqual([
      'unchecked: the predicate fzn_mystery is not known',
    ]);
    expect(check({ b: 'bool' }, [['fzn_mystery_reif', 1, 'b']], { b: true })).toEqual([
      'unchecked: the predicate fzn_mystery_reif is not known',
    ]);
  });

  it('holds values against domains and types', () => {
    const variables = { x: '1..3,5..6', g: '0.0..1.5', s: 'set 1..3', b: 'bool' };
    const good = { x: 5, g: 1.5, s: [1, 3], b: false };
    expect(check(variables, [], good)).toEqual([]);
    expect(check(variables, [], { ...good, x: 4 })).toEqual(['domain: "x" is 4, which is outside its domain']);
    expect(check(variables, [], { ...good, x: 1.5 })).toEqual(['domain: "x" is an integer and has the value 1.5']);
    expect(check(variables, [], { ...good, g: 1.6 })).toEqual(['domain: "g" is 1.6, which is outside its domain']);
    expect(check(variables, [], { ...good, s: [1, 4] })).toEqual([
      'domain: "s" contains 4, which its domain does not have',
    ]);
    expect(check(variables, [], { ...good, b: 1 })).toEqual(['domain: "b" is Boolean and has another value']);
  });

  it('shows the values of what does not hold', () => {
    expect(check({ x: 'int', y: 'int' }, [['int_lin_le', [2, 3], ['x', 'y'], 7]], { x: 1, y: 2 })).toEqual([
      'constraint: int_lin_le([2, 3], [x=1, y=2], 7) does not hold',
    ]);
  });

  it('derives values that an engine left out, and checks them', () => {
    const variables = { x: '0..9', y: '0..9', p: '0..81', sum: '0..20', b: 'bool', both: 'bool', k: '4..4' };
    const constraints: [string, ...unknown[]][] = [
      ['bool_and', 'b', true, 'both'],
      ['int_le_reif', 'p', 10, 'b'],
      ['int_times', 'x', 'y', 'p'],
      ['int_lin_eq', [1, 1, -1], ['x', 'y', 'sum'], 0],
      ['int_le', 'sum', 7],
      ['bool_eq', 'both', true],
      ['int_le', 'k', 'sum'],
    ];
    expect(check(variables, constraints, { x: 2, y: 5 })).toEqual([]);
    expect(check(variables, constraints, { x: 4, y: 5 })).toEqual([
      'constraint: bool_and(b=false, true, both=true) does not hold',
      'constraint: int_le(sum=9, 7) does not hold',
    ]);
  });

  it('says which value it could not derive', () => {
    expect(check({ x: '0..9', y: '0..9' }, [['int_le', 'x', 'y']], { x: 2 })).toEqual([
      'unchecked: the solution gives no value for "y"',
      'unchecked: int_le: the solution gives no value for "y"',
    ]);
  });

  it('takes exact rationals', () => {
    const third = { numerator: 1n, denominator: 3n };
    const huge = { numerator: 10n ** 400n, denominator: 3n * 10n ** 400n };
    const constraints: [string, ...unknown[]][] = [['float_lin_eq', [f(3)], ['g'], f(1)]];
    expect(check({ g: 'float' }, constraints, { g: third })).toEqual([]);
    expect(check({ g: 'float' }, constraints, { g: huge })).toEqual([]);
    expect(check({ g: 'float' }, constraints, { g: { numerator: -1n, denominator: 3n } })).toEqual([
      'constraint: float_lin_eq([3], [g=-1/3], 1) does not hold',
    ]);
  });

  it('is exact beyond 2^53', () => {
    // 94906267^2 = 9007199515875289, which a double rounds to an even number.
    const [side, limit] = [94_906_267, Number.MAX_SAFE_INTEGER];
    expect(verdict('int_lin_eq', [[side, -limit], [side, 1], 261_134_298])).toBe('holds');
    expect(verdict('int_lin_eq', [[side, -limit], [side, 1], 261_134_297])).toBe('constraint');
    expect(verdict('int_lin_le', [[side, -limit], [side, 1], 261_134_297])).toBe('constraint');
    expect(verdict('int_times', [side, side, limit])).toBe('constraint');
  });

  const small = fc.integer({ min: -20, max: 20 });

  it('agrees with arithmetic on reified linear constraints', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { maxLength: 6 }), small, fc.boolean(), (terms, rhs, flag) => {
        const sum = terms.reduce((total, [coefficient, value]) => total + coefficient * value, 0);
        const args = [terms.map(([coefficient]) => coefficient), terms.map(([, value]) => value), rhs, flag];
        expect(verdict('int_lin_le_reif', args)).toBe(sum <= rhs === flag ? 'holds' : 'constraint');
        expect(verdict('int_lin_eq_reif', args)).toBe((sum === rhs) === flag ? 'holds' : 'constraint');
        expect(verdict('int_lin_ne_imp', args)).toBe(!flag || sum !== rhs ? 'holds' : 'constraint');
      }),
    );
  });

  it('divides like MiniZinc: the dividend is divisor * quotient + remainder', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (dividend, divisor) => {
        fc.pre(divisor !== 0);
        const quotient = Number(BigInt(dividend) / BigInt(divisor));
        const remainder = Number(BigInt(dividend) % BigInt(divisor));
        expect(verdict('int_div', [dividend, divisor, quotient])).toBe('holds');
        expect(verdict('int_mod', [dividend, divisor, remainder])).toBe('holds');
      }),
    );
  });

  it('finds a cumulative profile too high exactly where a time step is', () => {
    const tasks = fc.array(fc.tuple(fc.nat(8), fc.nat(4), fc.nat(3)), { maxLength: 5 });
    fc.assert(
      fc.property(tasks, fc.nat(6), (list, limit) => {
        const steps = Array.from({ length: 13 }, (_, time) =>
          list.reduce(
            (use, [start, duration, need]) => (start <= time && time < start + duration ? use + need : use),
            0,
          ),
        );
        const args = [
          list.map(([start]) => start),
          list.map(([, duration]) => duration),
          list.map(([, , need]) => need),
          limit,
        ];
        expect(verdict('fzn_cumulative', args)).toBe(Math.max(...steps) <= limit ? 'holds' : 'constraint');
      }),
    );
  });
});
