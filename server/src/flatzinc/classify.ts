import type { FlatConstraint, FlatZinc, Paradigm, Value, VariableType } from './types';
import { resolveArray } from './arrays';

export interface Classification {
  readonly paradigm: Paradigm;
  /**
   * Every constraint is a linear equation or inequality, or (over Booleans) a clause or a gate, which linear rows express
   * as strongly: an LP or MILP engine takes the model as it is.
   */
  readonly linear: boolean;
  /** Why, as a phrase for people: "a product of two variables (`int_times`)". */
  readonly reason: string;
}

/** What the model's constraints are made of. */
interface Features {
  /** The first constraint that no linear row expresses. */
  nonlinear: FlatConstraint | undefined;
  /** The first constraint with arithmetic over continuous variables that is not linear, such as `float_sin`. */
  nonlinearFloat: FlatConstraint | undefined;
  /** The first nonlinear integer arithmetic over an unbounded variable. */
  unboundedProduct: FlatConstraint | undefined;
  /** The first linear (in)equality that only holds under a condition. */
  conditional: FlatConstraint | undefined;
}

/**
 * Tells what a model is: LP (linear, continuous variables only), MILP (linear with integers or Booleans, or with
 * conditional linear constraints beside continuous variables), SAT (Booleans only), SMT (what finite domains cannot
 * hold: nonlinear continuous arithmetic, unbounded integers under nonlinear or conditional constraints), else CP.
 */
export function classify(model: FlatZinc): Classification {
  const types = new Set<VariableType>();
  for (const { type } of model.variables.values()) types.add(type);
  const features = findFeatures(model);
  const { nonlinear } = features;

  if (nonlinear === undefined && !types.has('set of int')) return classifyLinear(types);
  if (nonlinear !== undefined && isStrictlyLinear(model)) {
    const paradigm = types.has('int') || types.has('bool') ? 'milp' : 'lp';
    return notLinear(paradigm, 'strict inequalities over continuous variables', nonlinear);
  }
  if (isOnlyBoolean(model, types)) return { paradigm: 'sat', linear: false, reason: 'all variables are Boolean' };
  if (features.nonlinearFloat !== undefined)
    return notLinear('smt', 'continuous arithmetic that is not linear', features.nonlinearFloat);
  if (features.unboundedProduct !== undefined) {
    return notLinear('smt', 'integers without bounds in a constraint that is not linear', features.unboundedProduct);
  }
  if (types.has('float')) {
    const only = onlyConditional(model);
    if (only) return notLinear('milp', 'linear constraints under conditions', features.conditional ?? nonlinear);
    return notLinear('smt', 'continuous variables beside combinatorial constraints', nonlinear);
  }
  if (hasUnboundedInteger(model)) return notLinear('smt', 'integers without bounds', nonlinear);
  return notLinear('cp', types.has('set of int') ? 'set variables' : 'a combinatorial constraint', nonlinear);
}

function notLinear(paradigm: Paradigm, what: string, constraint: FlatConstraint | undefined): Classification {
  return { paradigm, linear: false, reason: constraint === undefined ? what : `${what} (${constraint.id})` };
}

function classifyLinear(types: ReadonlySet<VariableType>): Classification {
  if (types.has('float') && !types.has('int') && !types.has('bool')) {
    return { paradigm: 'lp', linear: true, reason: 'linear constraints over continuous variables' };
  }
  if (types.has('bool') && !types.has('float') && !types.has('int')) {
    return { paradigm: 'sat', linear: false, reason: 'all variables are Boolean' };
  }
  return { paradigm: 'milp', linear: true, reason: 'linear constraints over whole numbers' };
}

/** Constraints that linear rows express exactly, without bounds on the variables. */
const linearConstraints: ReadonlySet<string> = new Set([
  ...['int_eq', 'int_le', 'int_lt', 'int_lin_eq', 'int_lin_le'],
  ...['float_eq', 'float_le', 'float_lin_eq', 'float_lin_le'],
  ...[
    'bool_eq',
    'bool_le',
    'bool_lt',
    'bool_not',
    'bool_lin_eq',
    'bool_lin_le',
    'bool_clause',
    'bool2int',
    'int2float',
  ],
  ...['int_plus', 'int_minus', 'int_negate', 'float_plus', 'float_minus', 'float_negate'],
  ...['bool_and', 'bool_or', 'bool_xor', 'bool_eq_reif', 'bool_clause_reif', 'array_bool_and', 'array_bool_or'],
]);

/** Linear (in)equalities whose truth is a Boolean. */
const conditionalLinear = /^(int|float)_(lin_)?(eq|le|lt|ne)_(reif|imp)$/;
const nonlinearFloatConstraint =
  /^float_(times|div|pow|sqrt|exp|ln|log2|log10|a?sinh?|a?cosh?|a?tanh?|abs|min|max|ceil|floor|round)(_|$)/;
const arithmetic = /^int_(times|div|mod|pow)/;

function findFeatures(model: FlatZinc): Features {
  const features: Features = {
    nonlinear: undefined,
    nonlinearFloat: undefined,
    unboundedProduct: undefined,
    conditional: undefined,
  };
  for (const constraint of model.constraints) {
    if (isLinear(model, constraint)) continue;
    features.nonlinear ??= constraint;
    if (conditionalLinear.test(constraint.id)) features.conditional ??= constraint;
    else if (isCurvedFloat(constraint)) features.nonlinearFloat ??= constraint;
    else if (arithmetic.test(constraint.id) && constraint.args.some((arg) => isUnbounded(model, arg))) {
      features.unboundedProduct ??= constraint;
    }
  }
  return features;
}

function isLinear(model: FlatZinc, { id, args }: FlatConstraint): boolean {
  if (linearConstraints.has(id)) return true;
  if (id === 'int_times' || id === 'float_times')
    return args.slice(0, 2).some((arg) => arg.kind === 'int' || arg.kind === 'float');
  if (id === 'array_bool_xor') return false;
  // A membership in a range of values is a pair of bounds.
  if (id === 'set_in') return args[1]?.kind === 'set' && args[1].ranges.length === 1;
  if (id === 'fzn_all_different_int' || id === 'all_different_int') return resolveArray(model, args[0]).length < 2;
  return false;
}

/** Absolute values, extrema and roundings are piecewise linear: no reason to leave finite domains or big-M. */
function isCurvedFloat({ id }: FlatConstraint): boolean {
  return nonlinearFloatConstraint.test(id) && !/^float_(abs|min|max|ceil|floor|round)/.test(id);
}

function onlyConditional(model: FlatZinc): boolean {
  return model.constraints.every(
    (constraint) =>
      isLinear(model, constraint) ||
      conditionalLinear.test(constraint.id) ||
      /^(bool_|array_bool_|float_(abs|min|max|ne|lt|lin_ne|lin_lt)|int_(abs|min|max|ne)|array_(float|int)_(maximum|minimum))/.test(
        constraint.id,
      ),
  );
}

/** An LP or MILP but for strict inequalities, which rows with a tolerance do not express. */
function isStrictlyLinear(model: FlatZinc): boolean {
  return model.constraints.every(
    (constraint) => constraint.id === 'float_lt' || constraint.id === 'float_lin_lt' || isLinear(model, constraint),
  );
}

function isOnlyBoolean(model: FlatZinc, types: ReadonlySet<VariableType>): boolean {
  return (
    [...types].every((type) => type === 'bool') &&
    model.constraints.every(({ id }) => /^(array_(var_)?)?bool_/.test(id))
  );
}

function isUnbounded(model: FlatZinc, value: Value): boolean {
  if (value.kind !== 'variable') return false;
  const variable = model.variables.get(value.name);
  if (variable?.type !== 'int') return false;
  return (
    variable.domain === undefined || variable.domain.some(({ low, high }) => low === -Infinity || high === Infinity)
  );
}

function hasUnboundedInteger(model: FlatZinc): boolean {
  for (const name of model.variables.keys()) if (isUnbounded(model, { kind: 'variable', name })) return true;
  return false;
}
