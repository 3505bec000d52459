import type { FlatZinc, Value, Variable } from '../../../flatzinc';
import { arithmeticLinear, arithmeticWeighted } from './arithmetic';
import { commonEncoder, declareVariables, type Script } from './base';
import { withinRanges, type Encoder, type LinearRelation, type Summand } from './encoder';
import { booleanAsInteger, constantAsInteger, fewValues, orderVariable, type OrderVariable } from './order';
import { orderLinear, type OrderSummand } from './orderLinear';
import { readBool, readInt } from './reading';
import { and, FALSE, implies, integer, not, or, symbol, TRUE, type Term } from './term';

/**
 * Integers with more values than this are left to Z3, which writes them as bit-vectors. Measured on the small instances
 * of the MiniZinc benchmarks: 32 and 300 solve the same models, 32 in half the time where sums of three or more occur.
 */
const MOST_VALUES = 32;
/** A pseudo-Boolean constraint over more literals than this is slower than adding bit-vectors. */
const MOST_LITERALS = 600;

/**
 * For models in which everything has finitely many values, in the logic QF_FD. Integers of few values are in the order
 * encoding; larger ones are terms of sort Int, which Z3 turns into bit-vectors, and an order-encoded integer gets such a
 * term beside it where a constraint needs one.
 */
export function finiteEncoder(model: FlatZinc): { readonly encoder: Encoder; readonly script: Script } {
  const common = commonEncoder(model);
  const { script } = common;
  const ordered = new Map<string, OrderVariable>();
  const withTerm = new Set<string>();

  const order = (value: Value): OrderVariable | undefined => {
    if (value.kind === 'int') return constantAsInteger(value.value);
    if (value.kind === 'bool') return constantAsInteger(Number(value.value));
    const { name } = common.variable(value);
    return ordered.get(name);
  };

  /** The Int beside an order-encoded variable. */
  const companion = (name: string, variable: OrderVariable): Term => {
    const term = symbol(name);
    if (withTerm.has(name)) return term;
    withTerm.add(name);
    const { values, literals } = variable;
    script.declarations.push(`(declare-const ${term} Int)`);
    script.assertions.push(`(>= ${term} ${integer(values[0] ?? 0)})`);
    script.assertions.push(`(<= ${term} ${integer(values[values.length - 1] ?? 0)})`);
    for (const [place, literal] of literals.entries()) {
      script.assertions.push(`(= ${literal} (>= ${term} ${integer(values[place + 1] ?? 0)}))`);
      if ((values[place + 1] ?? 0) > (values[place] ?? 0) + 1)
        script.assertions.push(or([literal, `(<= ${term} ${integer(values[place] ?? 0)})`]));
    }
    return term;
  };

  const int = (value: Value): Term => {
    if (value.kind === 'int') return integer(value.value);
    if (value.kind === 'bool') return value.value ? '1' : '0';
    const { name, type } = common.variable(value);
    const variable = ordered.get(name);
    if (variable === undefined) return symbol(name);
    if (type === 'bool') return `(ite ${symbol(name)} 1 0)`;
    const [low, high] = variable.values;
    if (variable.values.length === 2 && low === 0 && high === 1) return `(ite ${variable.literals[0] ?? ''} 1 0)`;
    return companion(name, variable);
  };

  const linear = (relation: LinearRelation, sum: readonly Summand[], constant: number): readonly Term[] => {
    const terms: OrderSummand[] = [];
    let literals = 0;
    for (const { coefficient, value } of sum) {
      const variable = order(value);
      if (variable === undefined) return [arithmeticLinear(relation, sum, constant, int)];
      literals += variable.literals.length;
      terms.push({ coefficient, variable });
    }
    const result = literals > MOST_LITERALS && sum.length > 2 ? undefined : orderLinear(relation, terms, constant);
    return result ?? [arithmeticLinear(relation, sum, constant, int)];
  };

  const opposite = (relation: LinearRelation, sum: readonly Summand[], constant: number): readonly Term[] => {
    switch (relation) {
      case 'eq':
        return linear('ne', sum, constant);
      case 'ne':
        return linear('eq', sum, constant);
      case 'le':
        return linear(
          'le',
          sum.map(({ coefficient, value }) => ({ coefficient: -coefficient, value })),
          -constant - 1,
        );
      default:
        return relation satisfies never;
    }
  };

  const truths = new Map<string, Term>();
  const encoder: Encoder = {
    ...common,
    int,
    linear,
    real: (value) => common.realConstantOrFloat(value) ?? `(to_real ${int(value)})`,
    values: (value) => order(value)?.values,
    equals(value, constant) {
      const variable = order(value);
      if (variable !== undefined) return variable.equals(constant);
      const { low, high } = common.bounds(value);
      return constant < low || constant > high ? FALSE : `(= ${int(value)} ${integer(constant)})`;
    },
    atMost(value, constant) {
      const variable = order(value);
      if (variable !== undefined) return variable.atMost(constant);
      const { low, high } = common.bounds(value);
      if (constant >= high) return TRUE;
      return constant < low ? FALSE : `(<= ${int(value)} ${integer(constant)})`;
    },
    count(formulas, value) {
      const ones = formulas.map(asInteger);
      const total = order(value);
      if (total !== undefined) {
        const sum = [...ones.map((variable) => ({ coefficient: 1, variable })), { coefficient: -1, variable: total }];
        const result = orderLinear('eq', sum, 0);
        if (result !== undefined) return result;
      }
      return [`(= (+ 0 ${formulas.map((formula) => `(ite ${formula} 1 0)`).join(' ')}) ${int(value)})`];
    },
    weighted(terms, total) {
      const limit = order(total);
      const sum = terms.map(({ formula, weight }): OrderSummand | undefined =>
        weight.kind === 'int' ? { coefficient: weight.value, variable: asInteger(formula) } : undefined,
      );
      const known = sum.filter((summand) => summand !== undefined);
      if (limit !== undefined && known.length === sum.length && known.length <= MOST_LITERALS) {
        const result = orderLinear('le', [...known, { coefficient: -1, variable: limit }], 0);
        if (result !== undefined) return result;
      }
      return [arithmeticWeighted(terms, total, int)];
    },
    truth(relation, sum, constant) {
      const formulas = linear(relation, sum, constant);
      const key = formulas.join();
      const known = formulas.length < 2 ? and(formulas) : truths.get(key);
      if (known !== undefined) return known;
      // A Boolean with clauses for both of its values, instead of one large formula.
      const literal = common.freshBool();
      truths.set(key, literal);
      for (const formula of formulas) script.assertions.push(implies(literal, formula));
      for (const formula of opposite(relation, sum, constant)) script.assertions.push(implies(not(literal), formula));
      return literal;
    },
    allDifferent(values) {
      const variables = values.map(order);
      if (variables.some((variable) => variable === undefined))
        return [`(distinct ${values.map((value) => int(value)).join(' ')})`];
      return allDifferent(variables.filter((variable) => variable !== undefined));
    },
  };

  const declareInt = (variable: Variable): void => {
    const { name, domain } = variable;
    const values = fewValues(domain ?? [], MOST_VALUES);
    if (values !== undefined) {
      if (values.length === 0) script.assertions.push(FALSE);
      const encoded = values.length === 0 ? constantAsInteger(0) : orderVariable(name, values);
      ordered.set(name, encoded);
      for (const literal of encoded.literals) script.declarations.push(`(declare-const ${literal} Bool)`);
      for (let place = 1; place < encoded.literals.length; place++)
        script.assertions.push(implies(encoded.literals[place] ?? TRUE, encoded.literals[place - 1] ?? TRUE));
      script.readings.push({
        name,
        terms: encoded.literals,
        decode: (held) => encoded.values[held.filter(readBool).length] ?? 0,
      });
      return;
    }
    const term = symbol(name);
    script.declarations.push(`(declare-const ${term} Int)`);
    script.readings.push({ name, terms: [term], decode: ([value]) => readInt(value) });
    const value: Value = { kind: 'variable', name };
    const { low, high } = common.bounds(value);
    script.assertions.push(`(>= ${term} ${integer(low)})`, `(<= ${term} ${integer(high)})`);
    if ((domain?.length ?? 0) > 1) script.assertions.push(withinRanges(encoder, value, domain ?? []));
  };

  declareVariables(model, {
    bool: (variable) => {
      common.declareBool(variable);
      ordered.set(variable.name, booleanAsInteger(symbol(variable.name)));
    },
    int: declareInt,
    float: common.declareFloat,
    'set of int': common.declareSet,
  });
  return { encoder, script };
}

function asInteger(formula: Term): OrderVariable {
  return formula === TRUE ? constantAsInteger(1) : formula === FALSE ? constantAsInteger(0) : booleanAsInteger(formula);
}

/** Each value at most once; and every value once where there are just as many values as variables. */
function allDifferent(variables: readonly OrderVariable[]): readonly Term[] {
  const takers = new Map<number, Term[]>();
  for (const variable of variables)
    for (const value of variable.values) takers.set(value, [...(takers.get(value) ?? []), variable.equals(value)]);
  if (takers.size < variables.length) return [FALSE];
  const formulas: Term[] = [];
  for (const terms of takers.values()) {
    if (terms.length > 1) formulas.push(atMostOne(terms));
    if (takers.size === variables.length) formulas.push(or(terms));
  }
  return formulas;
}

function atMostOne(terms: readonly Term[]): Term {
  const fixed = terms.filter((term) => term === TRUE).length;
  if (fixed > 1) return FALSE;
  if (fixed === 1) return and(terms.filter((term) => term !== TRUE).map(not));
  return `((_ at-most 1) ${terms.join(' ')})`;
}
