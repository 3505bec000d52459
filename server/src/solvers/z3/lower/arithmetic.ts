import type { FlatZinc, Value, Variable } from '../../../flatzinc';
import { commonEncoder, declareVariables, type Script } from './base';
import { withinRanges, type Encoder, type LinearRelation, type Summand } from './encoder';
import { readInt } from './reading';
import { FALSE, integer, not, symbol, TRUE, type Term } from './term';

/** Integers as terms of sort Int: takes every model, bounded or not. */
export function arithmeticEncoder(model: FlatZinc): { readonly encoder: Encoder; readonly script: Script } {
  const common = commonEncoder(model);
  const { script } = common;

  const int = (value: Value): Term => {
    if (value.kind === 'int') return integer(value.value);
    if (value.kind === 'bool') return value.value ? '1' : '0';
    const { name, type } = common.variable(value);
    return type === 'bool' ? `(ite ${symbol(name)} 1 0)` : symbol(name);
  };

  const encoder: Encoder = {
    ...common,
    int,
    real: (value) => common.realConstantOrFloat(value) ?? `(to_real ${int(value)})`,
    equals(value, constant) {
      const { low, high } = common.bounds(value);
      if (constant < low || constant > high) return FALSE;
      return low === high ? TRUE : `(= ${int(value)} ${integer(constant)})`;
    },
    atMost(value, constant) {
      const { low, high } = common.bounds(value);
      if (constant >= high) return TRUE;
      return constant < low ? FALSE : `(<= ${int(value)} ${integer(constant)})`;
    },
    values: () => undefined,
    linear: (relation, sum, constant) => [arithmeticLinear(relation, sum, constant, int)],
    count(formulas, value) {
      const ones = formulas.map((formula) => `(ite ${formula} 1 0)`);
      return [`(= (+ 0 ${ones.join(' ')}) ${int(value)})`];
    },
    weighted: (terms, total) => [arithmeticWeighted(terms, total, int)],
    truth: (relation, sum, constant) => arithmeticLinear(relation, sum, constant, int),
    allDifferent: (values) => (values.length < 2 ? [] : [`(distinct ${values.map(int).join(' ')})`]),
  };

  const declareInt = (variable: Variable): void => {
    const term = symbol(variable.name);
    script.declarations.push(`(declare-const ${term} Int)`);
    script.readings.push({ name: variable.name, terms: [term], decode: ([value]) => readInt(value) });
    const { domain } = variable;
    if (domain === undefined) return;
    const [first, last] = [domain[0], domain[domain.length - 1]];
    if (first === undefined || last === undefined) {
      script.assertions.push(FALSE);
      return;
    }
    // Bounds on their own, so that Z3 sees them as bounds even where the domain has holes.
    if (first.low > -Infinity) script.assertions.push(`(>= ${term} ${integer(first.low)})`);
    if (last.high < Infinity) script.assertions.push(`(<= ${term} ${integer(last.high)})`);
    const value: Value = { kind: 'variable', name: variable.name };
    if (domain.length > 1) script.assertions.push(withinRanges(encoder, value, domain));
  };

  declareVariables(model, {
    bool: common.declareBool,
    int: declareInt,
    float: common.declareFloat,
    'set of int': common.declareSet,
  });
  return { encoder, script };
}

/** sum (relation) constant as a term over Ints; constants in the sum are moved to the right. */
export function arithmeticLinear(
  relation: LinearRelation,
  sum: readonly Summand[],
  constant: number,
  int: (value: Value) => Term,
): Term {
  let right = BigInt(constant);
  const terms: Term[] = [];
  for (const { coefficient, value } of sum) {
    if (coefficient === 0) continue;
    if (value.kind === 'int') right -= BigInt(coefficient) * BigInt(value.value);
    else if (value.kind === 'bool') right -= value.value ? BigInt(coefficient) : 0n;
    else terms.push(coefficient === 1 ? int(value) : `(* ${integer(coefficient)} ${int(value)})`);
  }
  const [only] = terms;
  if (only === undefined) {
    const holds = relation === 'le' ? 0n <= right : relation === 'eq' ? right === 0n : right !== 0n;
    return holds ? TRUE : FALSE;
  }
  const left = terms.length === 1 ? only : `(+ ${terms.join(' ')})`;
  const bound = integer(right);
  return relation === 'le'
    ? `(<= ${left} ${bound})`
    : relation === 'eq'
      ? `(= ${left} ${bound})`
      : not(`(= ${left} ${bound})`);
}

/** The weights of the true formulas come to at most the total, as a term over Ints. */
export function arithmeticWeighted(
  terms: readonly { readonly formula: Term; readonly weight: Value }[],
  total: Value,
  int: (value: Value) => Term,
): Term {
  const summands = terms
    .filter(({ formula }) => formula !== FALSE)
    .map(({ formula, weight }) => (formula === TRUE ? int(weight) : `(ite ${formula} ${int(weight)} 0)`));
  return `(<= (+ 0 ${summands.join(' ')}) ${int(total)})`;
}
