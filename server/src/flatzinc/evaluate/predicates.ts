import type { AssignedValue, Value } from '../types';
import { booleanFunctions, booleanRelations } from './booleans';
import { elementFunctions } from './elements';
import { floatFunctions, floatRelations, within } from './floats';
import { globalFunctions, globalRelations } from './globals';
import { integerFunctions, integerRelations } from './integers';
import type { Scope } from './scope';
import { setFunctions, setRelations } from './sets';
import type { Args, Functional, Functionals, Relation, Relations } from './table';
import { agrees, any, not, type Truth } from './truth';

const relations: Relations = {
  ...integerRelations,
  ...booleanRelations,
  ...floatRelations,
  ...setRelations,
  ...globalRelations,
};

const functions: Functionals = {
  ...integerFunctions,
  ...booleanFunctions,
  ...floatFunctions,
  ...setFunctions,
  ...elementFunctions,
  ...globalFunctions,
};

/** Gates whose half-reified form has no argument more: `bool_and_imp(a, b, r)` is `r -> a /\ b`. */
const gateArity: Readonly<Record<string, number>> = {
  bool_and: 3,
  bool_or: 3,
  bool_xor: 3,
  array_bool_and: 2,
  array_bool_or: 2,
};

/**
 * The meaning of a predicate by its name, `_reif` and `_imp` forms included; undefined for an unknown name. Names are
 * those of the FlatZinc builtins and of the standard library's globals, with or without its `fzn_`.
 */
export function relationOf(id: string, arity: number): Relation | undefined {
  const reified = id.endsWith('_reif') ? 'reif' : id.endsWith('_imp') ? 'imp' : undefined;
  if (reified === undefined) return plainRelation(id, arity);
  const base = id.slice(0, -reified.length - 1);
  if (reified === 'imp' && gateArity[base] === arity) return implied(booleanFunctions[base]);
  const inner = plainRelation(base, arity - 1);
  if (inner === undefined) return undefined;
  return (scope, args) => {
    const flag = scope.bool(args[arity - 1]);
    if (reified === 'imp' && !flag) return true;
    return agrees(inner(scope, args.slice(0, -1)), flag);
  };
}

/** The function a predicate computes, as far as it is one; the result of a `_reif` is its truth. */
export function functionOf(id: string, arity: number): Functional | undefined {
  if (id === 'bool_xor' && arity === 2) return { type: 'bool', result: -1, compute: (scope, [a]) => !scope.bool(a) };
  const plain = functions[id] ?? functions[`fzn_${id}`];
  if (plain !== undefined) return plain;
  if (!id.endsWith('_reif')) return undefined;
  const inner = plainRelation(id.slice(0, -5), arity - 1);
  if (inner === undefined) return undefined;
  return {
    type: 'bool',
    result: -1,
    compute: (scope, args) => {
      const truth = inner(scope, args.slice(0, -1));
      return truth === 'either' ? true : truth;
    },
  };
}

function plainRelation(id: string, arity: number): Relation | undefined {
  const relation = relations[id] ?? relations[`fzn_${id}`];
  if (relation !== undefined) return relation;
  const functional = functionOf(id, arity);
  return functional === undefined ? undefined : (scope, args) => equals(functional, scope, args);
}

function implied(gate: Functional | undefined): Relation | undefined {
  return gate && ((scope, args) => any([not(scope.bool(args[args.length - 1])), gate.compute(scope, args) === true]));
}

/** Whether the result argument has the value of the function. */
function equals(functional: Functional, scope: Scope, args: Args): Truth {
  const value = functional.compute(scope, args);
  if (value === undefined) return false;
  const result = args.at(functional.result);
  switch (functional.type) {
    case 'int':
      return scope.int(result) === value || near(functional, scope, args, scope.int(result), 0);
    case 'bool':
      return scope.bool(result) === value;
    case 'set':
      return sameSet(scope, result, value);
    case 'float': {
      const found = scope.float(result);
      const expected = Number(value);
      if (found === expected) return true;
      const tolerance = within(Math.max(Math.abs(found), Math.abs(expected)));
      return Math.abs(found - expected) <= tolerance ? 'either' : near(functional, scope, args, found, tolerance);
    }
  }
}

function near(functional: Functional, scope: Scope, args: Args, found: number, tolerance: number): Truth {
  const others = functional.spread?.(scope, args) ?? [];
  if (others.length === 0) return false;
  return Math.min(...others) - tolerance <= found && found <= Math.max(...others) + tolerance ? 'either' : false;
}

function sameSet(scope: Scope, result: Value | undefined, value: AssignedValue): Truth {
  const found = scope.set(result);
  return Array.isArray(value) && value.length === found.size && value.every((element) => found.has(Number(element)));
}
