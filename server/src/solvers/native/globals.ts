import type { FlatConstraint, FlatZinc } from '../../flatzinc';

/**
 * The globals of a model compiled with Gecode's library, in the names of MiniZinc's standard library. The user's
 * MiniZinc then gives its solver the best it has for each: the solver's own propagator, or a decomposition.
 */
export interface StandardGlobals {
  readonly model: FlatZinc;
  /** MiniZinc items that the model needs: includes, and definitions of predicates. */
  readonly items: readonly string[];
}

export function withStandardGlobals(model: FlatZinc): StandardGlobals {
  const includes = new Set<string>();
  const definitions = new Set<string>();
  const constraints = model.constraints.map((constraint): FlatConstraint => {
    const { id } = constraint;
    const definition = definitionOf(constraint);
    if (definition !== undefined) {
      for (const file of definition.needs) includes.add(file);
      definitions.add(`predicate modelwright_${id}${definition.text};`);
      return { ...constraint, id: `modelwright_${id}` };
    }
    const name = renamed[id] ?? id;
    if (name.startsWith('fzn_')) includes.add(name);
    return name === id ? constraint : { ...constraint, id: name };
  });
  return {
    model: { ...model, constraints },
    items: [...[...includes].map((file) => `include "${file}.mzn";`), ...definitions],
  };
}

/** The first predicate of an engine's own that has no name in the standard library; undefined: there is none. */
export function unknownGlobal(model: FlatZinc): string | undefined {
  return model.constraints.find(
    (constraint) =>
      /^(gecode|chuffed)_/.test(constraint.id) &&
      definitionOf(constraint) === undefined &&
      renamed[constraint.id] === undefined,
  )?.id;
}

function definitionOf({ id, args }: FlatConstraint): Definition | undefined {
  return defined[`${id}/${args.length}`];
}

/** The same global with the same arguments. */
const renamed: Readonly<Record<string, string>> = {
  gecode_all_different_int: 'fzn_all_different_int',
  gecode_array_int_lt: 'fzn_lex_less_int',
  gecode_array_int_lq: 'fzn_lex_lesseq_int',
  gecode_array_bool_lt: 'fzn_lex_less_bool',
  gecode_array_bool_lq: 'fzn_lex_lesseq_bool',
  gecode_array_set_partition: 'fzn_partition_set',
  gecode_count: 'fzn_count_eq',
  gecode_schedule_unary: 'fzn_disjunctive',
};

interface Definition {
  /** Files of the standard library. */
  readonly needs: readonly string[];
  /** Parameters and body. */
  readonly text: string;
}

/** An array counted from `first` on. */
const from = (first: string, array: string): string => `array1d(${first}..${first} + length(${array}) - 1, ${array})`;

const table = (type: 'int' | 'bool'): Definition => ({
  needs: [`fzn_table_${type}`],
  text:
    `(array[int] of var ${type}: x, array[int] of ${type}: cells) = if length(x) = 0 then true ` +
    `else fzn_table_${type}(x, array2d(1..length(cells) div length(x), 1..length(x), cells)) endif`,
});

/** The place, counted from 0, of the first that is the largest or smallest. */
const argument = (name: string): Definition => ({
  needs: [name],
  text: `(array[int] of var int: x, var int: place) = place + 1 = ${name}(array1d(1..length(x), x))`,
});

const member = (type: 'int' | 'bool'): Definition => ({
  needs: [],
  text: `(array[int] of var ${type}: x, var ${type}: y, var bool: b) = b <-> exists(e in x)(e = y)`,
});

const booleanSum = (relation: string): Definition => ({
  needs: [],
  text:
    `(array[int] of int: a, array[int] of var bool: x, var int: c) = ` +
    `sum(i in index_set(x))(a[i] * bool2int(x[i])) ${relation} c`,
});

/**
 * By name and number of arguments. Gecode's own forms: arrays come with the index of their first element, tables and
 * automata flattened by rows.
 */
const defined: Readonly<Record<string, Definition>> = {
  'bool_lin_ge/3': booleanSum('>='),
  'bool_lin_gt/3': booleanSum('>'),
  'bool_lin_lt/3': booleanSum('<'),
  'bool_lin_ne/3': booleanSum('!='),
  'fzn_table_int/2': table('int'),
  'fzn_table_bool/2': table('bool'),
  'gecode_table_int/2': table('int'),
  'gecode_table_bool/2': table('bool'),
  'gecode_array_set_element_union/3': {
    needs: [],
    text:
      '(var set of int: chosen, array[int] of var set of int: sets, var set of int: all) = ' +
      'chosen subset index_set(sets) /\\ forall(e in ub(all) union array_union(i in index_set(sets))(ub(sets[i])))' +
      '(e in all <-> exists(i in index_set(sets))(i in chosen /\\ e in sets[i]))',
  },
  'gecode_bin_packing_load/4': {
    needs: ['fzn_bin_packing_load'],
    text:
      '(array[int] of var int: load, array[int] of var int: bin, array[int] of int: weight, int: first) = ' +
      `fzn_bin_packing_load(${from('first', 'load')}, bin, weight)`,
  },
  'gecode_circuit/2': {
    needs: ['fzn_circuit'],
    text: `(int: first, array[int] of var int: x) = fzn_circuit(${from('first', 'x')})`,
  },
  'gecode_count_reif/4': {
    needs: ['fzn_count_eq_reif'],
    text: '(array[int] of var int: x, var int: y, var int: c, var bool: b) = fzn_count_eq_reif(x, y, c, b)',
  },
  'gecode_cumulatives/4': {
    needs: ['fzn_cumulative'],
    text:
      '(array[int] of var int: start, array[int] of var int: duration, array[int] of var int: resource, ' +
      'var int: capacity) = fzn_cumulative(start, duration, resource, capacity)',
  },
  'gecode_int_set_channel/4': {
    needs: ['fzn_int_set_channel'],
    text:
      '(array[int] of var int: x, int: xFirst, array[int] of var set of int: y, int: yFirst) = ' +
      `fzn_int_set_channel(${from('xFirst', 'x')}, ${from('yFirst', 'y')})`,
  },
  // The offsets are those of the values, so of the other array's elements.
  'gecode_inverse_offsets/4': {
    needs: ['fzn_inverse'],
    text:
      '(array[int] of var int: f, int: gFirst, array[int] of var int: g, int: fFirst) = ' +
      `fzn_inverse(${from('fFirst', 'f')}, ${from('gFirst', 'g')})`,
  },
  'gecode_inverse_set/4': {
    needs: ['fzn_inverse_set'],
    text:
      '(array[int] of var set of int: f, array[int] of var set of int: g, int: fFirst, int: gFirst) = ' +
      `fzn_inverse_set(${from('fFirst', 'f')}, ${from('gFirst', 'g')})`,
  },
  'gecode_link_set_to_booleans/3': {
    needs: ['fzn_link_set_to_booleans'],
    text:
      '(var set of int: s, array[int] of var bool: b, int: first) = ' +
      `fzn_link_set_to_booleans(s, ${from('first', 'b')})`,
  },
  'gecode_maximum_arg_int/2': argument('arg_max'),
  'gecode_minimum_arg_int/2': argument('arg_min'),
  'gecode_member_int_reif/3': member('int'),
  'gecode_member_bool_reif/3': member('bool'),
  'gecode_nooverlap/4': {
    needs: ['fzn_diffn'],
    text:
      '(array[int] of var int: x, array[int] of var int: dx, array[int] of var int: y, array[int] of var int: dy) = ' +
      'fzn_diffn(x, y, dx, dy)',
  },
  'gecode_precede/2': {
    needs: ['fzn_value_precede_chain_int'],
    text: '(array[int] of var int: x, array[int] of int: chain) = fzn_value_precede_chain_int(chain, x)',
  },
  'gecode_precede/3': {
    needs: ['fzn_value_precede_int'],
    text: '(array[int] of var int: x, int: s, int: t) = fzn_value_precede_int(s, t, x)',
  },
  'gecode_precede_set/3': {
    needs: ['fzn_value_precede_set'],
    text: '(array[int] of var set of int: x, int: s, int: t) = fzn_value_precede_set(s, t, x)',
  },
  'gecode_range/4': {
    needs: ['fzn_range'],
    text:
      '(array[int] of var int: x, int: first, var set of int: s, var set of int: t) = ' +
      `fzn_range(${from('first', 'x')}, s, t)`,
  },
  'gecode_regular/6': {
    // Not `fzn_regular`: MiniZinc 2.10 has a part of it in the other file.
    needs: ['regular'],
    text:
      '(array[int] of var int: x, int: states, int: symbols, array[int] of int: next, int: initial, set of int: final) = ' +
      'regular(x, states, symbols, array2d(1..states, 1..symbols, next), initial, final)',
  },
  'gecode_set_weights/4': {
    needs: [],
    text:
      '(array[int] of int: element, array[int] of int: weight, var set of int: s, var int: total) = ' +
      'total = sum(i in index_set(element))(weight[i] * bool2int(element[i] in s))',
  },
};
