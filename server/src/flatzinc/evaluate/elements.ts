import type { AssignedValue, Value } from '../types';
import type { Scope } from './scope';
import type { Args, Functional, Functionals } from './table';

/** `result = array[index]`, indices from 1; no value outside. */
function element(type: Functional['type'], read: (scope: Scope, value: Value) => AssignedValue): Functional {
  return {
    type,
    result: -1,
    compute: (scope, [index, array]) => {
      const value = scope.array(array)[scope.int(index) - 1];
      return value === undefined ? undefined : read(scope, value);
    },
  };
}

/** `result` is the value beside the first true condition. */
function choice(type: Functional['type'], read: (scope: Scope, value: Value) => AssignedValue): Functional {
  return {
    type,
    result: -1,
    compute: (scope: Scope, [conditions, values]: Args) => {
      const first = scope.bools(conditions).indexOf(true);
      const value = scope.array(values)[first];
      return value === undefined ? undefined : read(scope, value);
    },
  };
}

const readers: Readonly<Record<Functional['type'], (scope: Scope, value: Value) => AssignedValue>> = {
  int: (scope, value) => scope.int(value),
  float: (scope, value) => scope.float(value),
  bool: (scope, value) => scope.bool(value),
  set: (scope, value) => [...scope.set(value)].sort((a, b) => a - b),
};

const types = ['int', 'float', 'bool', 'set'] as const;

export const elementFunctions: Functionals = Object.fromEntries(
  types.flatMap((type) => [
    [`array_${type}_element`, element(type, readers[type])],
    [`array_var_${type}_element`, element(type, readers[type])],
    [`fzn_if_then_else_${type}`, choice(type, readers[type])],
    [`fzn_if_then_else_var_${type}`, choice(type, readers[type])],
  ]),
);
