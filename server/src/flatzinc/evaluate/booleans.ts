import { boolFunction, intFunction, type Functionals, type Relation, type Relations } from './table';

function compare(holds: (a: boolean, b: boolean) => boolean): Relation {
  return (scope, [a, b]) => holds(scope.bool(a), scope.bool(b));
}

export const booleanRelations: Relations = {
  bool_eq: compare((a, b) => a === b),
  bool_ne: compare((a, b) => a !== b),
  bool_le: compare((a, b) => !a || b),
  bool_lt: compare((a, b) => !a && b),
  bool_ge: compare((a, b) => a || !b),
  bool_gt: compare((a, b) => a && !b),
  bool_clause: (scope, [positive, negative]) =>
    scope.bools(positive).includes(true) || scope.bools(negative).includes(false),
  array_bool_xor: (scope, [values]) => scope.bools(values).filter(Boolean).length % 2 === 1,
};

function gate(truth: (a: boolean, b: boolean) => boolean): Functionals[string] {
  return boolFunction((scope, [a, b]) => truth(scope.bool(a), scope.bool(b)));
}

export const booleanFunctions: Functionals = {
  bool_not: boolFunction((scope, [a]) => !scope.bool(a)),
  bool_and: gate((a, b) => a && b),
  bool_or: gate((a, b) => a || b),
  bool_xor: gate((a, b) => a !== b),
  array_bool_and: boolFunction((scope, [values]) => !scope.bools(values).includes(false)),
  array_bool_or: boolFunction((scope, [values]) => scope.bools(values).includes(true)),
  bool2int: intFunction((scope, [a]) => Number(scope.bool(a))),
};
