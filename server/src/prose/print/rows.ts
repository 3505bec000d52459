import type { Comparator, DecisionVariable, Objective, Quantity, RowConstraint, VariableId } from '../graph';
import { floatLiteral, leastCommonMultiple } from './fraction';
import { isWhole } from './involved';
import type { Parameter, Parameters } from './parameters';

/** What an expression may name. */
export interface Names {
  readonly identifiers: readonly string[];
  readonly variables: readonly DecisionVariable[];
  readonly parameterOf: Parameters;
}

/** A linear row of the model: the terms of both sides, and what stands between them. */
export interface Row {
  readonly left: readonly string[];
  readonly operator: string;
  readonly right: readonly string[];
}

/**
 * A constraint as a row. Proportions are multiplied out (`3 * rye >= 1 * wheat` for a third), so integers stay
 * integers. Over divisible amounts "less than" is "at most": without a smallest step there is no best below a limit.
 */
export function rowOf(constraint: RowConstraint, names: Names): Row {
  const operator = operatorOf(constraint.comparator, isWhole(constraint, names.variables));
  return { ...sidesOf(constraint, names), operator };
}

/** The terms of the objective; its numbers are never scaled, because their sum is what people are told. */
export function objectiveTerms(objective: Objective, names: Names): string[] {
  return objective.terms.map(({ coefficient, variable }) =>
    product(1, coefficient && names.parameterOf(coefficient), identifierOf(variable, names)),
  );
}

function operatorOf(comparator: Comparator, whole: boolean): string {
  switch (comparator) {
    case 'at-most':
      return '<=';
    case 'at-least':
      return '>=';
    case 'equal':
      return '=';
    case 'less':
      return whole ? '<' : '<=';
    case 'greater':
      return whole ? '>' : '>=';
  }
}

function sidesOf(constraint: RowConstraint, names: Names): Pick<Row, 'left' | 'right'> {
  const { parameterOf } = names;
  const name = (variable: VariableId): string => identifierOf(variable, names);
  const everything = (): string => {
    const all = names.identifiers.join(' + ') || '0';
    return names.identifiers.length > 1 ? `(${all})` : all;
  };
  switch (constraint.kind) {
    case 'linear': {
      const quantities = constraint.terms.flatMap(({ coefficient }) => coefficient ?? []);
      const scale = scaleOf([...quantities, constraint.limit], parameterOf);
      return {
        left: constraint.terms.map(({ coefficient, variable }) =>
          product(scale, coefficient && parameterOf(coefficient), name(variable)),
        ),
        right: [product(scale, parameterOf(constraint.limit))],
      };
    }
    case 'bound': {
      const limit = parameterOf(constraint.limit);
      return {
        left: [product(limit.denominator, undefined, name(constraint.variable))],
        right: [product(limit.denominator, limit)],
      };
    }
    case 'total': {
      const limit = parameterOf(constraint.limit);
      return {
        left: limit.denominator === 1 ? names.identifiers : [product(limit.denominator, undefined, everything())],
        right: [product(limit.denominator, limit)],
      };
    }
    case 'share': {
      const fraction = parameterOf(constraint.fraction);
      return {
        left: [product(fraction.denominator, undefined, name(constraint.variable))],
        right: [product(fraction.denominator, fraction, everything())],
      };
    }
    case 'ratio': {
      const factor = constraint.factor && parameterOf(constraint.factor);
      const scale = factor?.denominator ?? 1;
      return {
        left: [product(scale, undefined, name(constraint.left))],
        right: [product(scale, factor, name(constraint.right))],
      };
    }
  }
}

/** The smallest number that makes every parameter of a row an integer when multiplied by it. */
function scaleOf(quantities: readonly Quantity[], parameterOf: Parameters): number {
  return quantities.map((quantity) => parameterOf(quantity).denominator).reduce(leastCommonMultiple, 1);
}

/** scale * parameter's value * factor, without what is 1. */
function product(scale: number, parameter: Parameter | undefined, factor?: string): string {
  const multiplier = scale / (parameter?.denominator ?? 1);
  // Beyond 2^53 integers could overflow in the compiler; there the row is left to floats.
  const large = multiplier * Math.abs(Number(parameter?.literal ?? 1)) > Number.MAX_SAFE_INTEGER;
  const number = multiplier === 1 ? [] : [large ? floatLiteral(multiplier) : String(multiplier)];
  const factors = [...number, ...(parameter ? [parameter.identifier] : []), ...(factor === undefined ? [] : [factor])];
  return factors.join(' * ');
}

function identifierOf(variable: VariableId, { identifiers }: Names): string {
  const identifier = identifiers[variable];
  if (identifier === undefined) throw new RangeError(`the graph has no variable ${variable}`);
  return identifier;
}
