import { resolveArray, type Assignment, type AssignedValue, type FlatZinc, type Value } from '../../flatzinc';
import { constantOf, NotLinearError, openBuilder, type Builder, type Product } from './builder';
import type { LinearProgram } from './program';

export type Lowered =
  | {
      readonly kind: 'linear';
      readonly program: LinearProgram;
      /** No assignment satisfies the rows, as a row of constants already shows. */
      readonly contradictory: boolean;
      /** The values of the FlatZinc variables from those of the columns. */
      raise(values: ArrayLike<number>): Assignment;
    }
  /** `reason` is a sentence for the user. */
  | { readonly kind: 'impossible'; readonly reason: string };

/**
 * Writes a model as linear rows over columns: every constraint exactly, or none at all. Booleans become 0..1,
 * `int2float` and `bool2int` join their two variables in one column, a domain with holes gets a binary per range.
 * Reified comparisons are not lowered: the compiler's linear library does that with the bounds it knows.
 */
export function lowerLinear(model: FlatZinc): Lowered {
  try {
    const builder = openBuilder(model);
    model.constraints.forEach(({ id, args }, index) => {
      const lower = lowerings[id];
      if (lower === undefined)
        throw new NotLinearError(`The constraint ${id} cannot be written as linear constraints.`);
      builder.setConstraint(index);
      lower(builder, args, model);
    });
    const { goal } = model;
    const program: LinearProgram = {
      columns: builder.columns,
      rows: builder.rows,
      objective: goal.kind === 'satisfy' ? undefined : { direction: goal.kind, ...builder.sum([[1, goal.objective]]) },
    };
    const { contradictory } = builder;
    return { kind: 'linear', program, contradictory, raise: (values) => raise(model, builder, values) };
  } catch (error) {
    if (error instanceof NotLinearError) return { kind: 'impossible', reason: error.message };
    throw error;
  }
}

function raise(model: FlatZinc, builder: Builder, values: ArrayLike<number>): Assignment {
  const assignment = new Map<string, AssignedValue>();
  for (const { name, type } of model.variables.values()) {
    const value = values[builder.columnOf.get(name) ?? -1] ?? 0;
    assignment.set(name, type === 'bool' ? value > 0.5 : value);
  }
  return assignment;
}

type Args = readonly (Value | undefined)[];
type Lowering = (builder: Builder, args: Args, model: FlatZinc) => void;

function numbers(model: FlatZinc, value: Value | undefined): number[] {
  return resolveArray(model, value).map((element) => {
    const number = constantOf(element);
    if (number === undefined) throw new NotLinearError('A coefficient is a variable: the product is not linear.');
    return number;
  });
}

/** Coefficients, variables, right-hand side; the last is a variable only in `bool_lin_eq`. */
function linear(relation: 'eq' | 'le'): Lowering {
  return (builder, [coefficients, variables, rhs], model) => {
    const factors = resolveArray(model, variables);
    const sum: Product[] = numbers(model, coefficients).map((coefficient, index) => [coefficient, factors[index]]);
    builder.addRow([...sum, [-1, rhs]], relation === 'eq' ? 0 : -Infinity, 0);
  };
}

/** low <= sum of coefficients * args <= high */
function row(coefficients: readonly number[], low: number, high: number) {
  return (builder: Builder, args: Args): void => {
    builder.addRow(
      coefficients.map((coefficient, index) => [coefficient, args[index]]),
      low,
      high,
    );
  };
}

/** A product with a constant factor. */
const times: Lowering = (builder, [a, b, c]) => {
  const left = constantOf(a);
  const right = constantOf(b);
  const product: Product | undefined = left !== undefined ? [left, b] : right !== undefined ? [right, a] : undefined;
  if (product === undefined) throw new NotLinearError('A product of two variables is not linear.');
  builder.addRow([product, [-1, c]], 0, 0);
};

/** Membership in one range of numbers. */
const membership: Lowering = (builder, [element, set]) => {
  const [range, ...others] = set?.kind === 'set' ? set.ranges : [];
  if (set?.kind !== 'set' || others.length > 0)
    throw new NotLinearError('Membership in a set with holes is not linear.');
  if (range === undefined) builder.contradictory = true;
  else builder.addRow([[1, element]], range.low, range.high);
};

/** The sum of some literals less the sum of others. */
function literals(positive: Args, negative: Args, result?: Value): Product[] {
  const sum: Product[] = [
    ...positive.map((literal): Product => [1, literal]),
    ...negative.map((literal): Product => [-1, literal]),
  ];
  return result === undefined ? sum : [...sum, [-1, result]];
}

/** result <-> some positive literal is true or some negative one is false */
function disjunction(builder: Builder, positive: Args, negative: Args, result: Value | undefined): void {
  for (const literal of positive) row([1, -1], -Infinity, 0)(builder, [literal, result]);
  for (const literal of negative) row([1, 1], 1, Infinity)(builder, [literal, result]);
  builder.addRow(literals(positive, negative, result), -negative.length, Infinity);
}

/** result <-> every literal is true */
function conjunction(builder: Builder, all: Args, result: Value | undefined): void {
  for (const literal of all) row([1, -1], 0, Infinity)(builder, [literal, result]);
  builder.addRow(literals(all, [], result), -Infinity, all.length - 1);
}

const equal = row([1, -1], 0, 0);
const atMost = row([1, -1], -Infinity, 0);

const lowerings: Readonly<Record<string, Lowering>> = {
  int_eq: equal,
  float_eq: equal,
  bool_eq: equal,
  int2float: equal,
  bool2int: equal,
  int_le: atMost,
  float_le: atMost,
  bool_le: atMost,
  int_lt: row([1, -1], -Infinity, -1),
  bool_lt: row([1, -1], -Infinity, -1),
  bool_not: row([1, 1], 1, 1),
  int_lin_eq: linear('eq'),
  float_lin_eq: linear('eq'),
  bool_lin_eq: linear('eq'),
  int_lin_le: linear('le'),
  float_lin_le: linear('le'),
  bool_lin_le: linear('le'),
  int_plus: row([1, 1, -1], 0, 0),
  float_plus: row([1, 1, -1], 0, 0),
  int_minus: row([1, -1, -1], 0, 0),
  float_minus: row([1, -1, -1], 0, 0),
  int_negate: row([1, 1], 0, 0),
  float_negate: row([1, 1], 0, 0),
  int_times: times,
  float_times: times,
  set_in: membership,
  bool_clause: (builder, [positive, negative], model) =>
    builder.addRow(
      literals(resolveArray(model, positive), resolveArray(model, negative)),
      1 - resolveArray(model, negative).length,
      Infinity,
    ),
  bool_clause_reif: (builder, [positive, negative, result], model) =>
    disjunction(builder, resolveArray(model, positive), resolveArray(model, negative), result),
  array_bool_or: (builder, [positive, result], model) =>
    disjunction(builder, resolveArray(model, positive), [], result),
  array_bool_and: (builder, [all, result], model) => conjunction(builder, resolveArray(model, all), result),
  bool_or: (builder, [a, b, result]) => disjunction(builder, [a, b], [], result),
  bool_and: (builder, [a, b, result]) => conjunction(builder, [a, b], result),
  bool_xor: (builder, args) => {
    if (args.length === 2) row([1, 1], 1, 1)(builder, args);
    else for (const [signs, low] of differing) row(signs, low, Infinity)(builder, args);
  },
  bool_eq_reif: (builder, args) => {
    for (const [signs, low] of agreeing) row(signs, low, Infinity)(builder, args);
  },
};

/** Each row cuts one wrong line off the truth table of `result <-> a != b`. */
const differing: readonly (readonly [signs: readonly number[], low: number])[] = [
  [[1, 1, -1], 0],
  [[-1, -1, -1], -2],
  [[-1, 1, 1], 0],
  [[1, -1, 1], 0],
];

/** The same for `result <-> a = b`. */
const agreeing: readonly (readonly [signs: readonly number[], low: number])[] = [
  [[1, 1, 1], 1],
  [[-1, -1, 1], -1],
  [[-1, 1, -1], -1],
  [[1, -1, -1], -1],
];
