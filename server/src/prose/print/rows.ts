import type { Comparator, DecisionVariable, Objective, Quantity, RowConstraint, VariableId } from '../graph';
import { floatLiteral, leastCommonMultiple } from './fraction';
import { isWhole } from './involved';
import type { Parameter, Parameters } from './parameters';
import type { Violation } from './violations';

/** What an expression may name. */
export interface Names {
  readonly identifiers: readonly string[];
  readonly variables: readonly DecisionVariable[];
  readonly parameterOf: Parameters;
  readonly violations: readonly Violation[];
}

/** A linear row of the model: the terms of both sides, and what stands between them. */
export interface Row {
  readonly left: readonly string[];
  readonly operator: string;
  readonly right: readonly string[];
}

/**
 * A constraint as rows, mostly one. Proportions are multiplied out (`3 * rye >= 1 * wheat` for a third), so integers stay
 * integers. Over divisible amounts "less than" is "at most": without a smallest step there is no best below a limit.
 * A violation moves the limit; an equation with one becomes a row for each side.
 */
export function rowsOf(constraint: RowConstraint, names: Names, violation?: Violation): readonly Row[] {
  const { comparator } = constraint;
  const { left, right, scale } = sidesOf(constraint, names);
  const isInteger = violation ? countsWholes(constraint, names) : isWhole(constraint, names.variables);
  const operator = operatorOf(comparator, isInteger);
  if (!violation) return [{ left, operator, right }];
  const broken = product(scale, undefined, violation.identifier);
  const over = { left, right: [...right, broken] };
  const short = { left: [...left, broken], right };
  switch (comparator) {
    case 'at-most':
    case 'less':
      return [{ ...over, operator }];
    case 'at-least':
    case 'greater':
      return [{ ...short, operator }];
    case 'equal':
      return [
        { ...over, operator: '<=' },
        { ...short, operator: '>=' },
      ];
  }
}

/** Whether a constraint is broken by whole units only: where it counts things, or all its numbers are whole. */
export function countsWholes(constraint: RowConstraint, names: Names): boolean {
  if (!isWhole(constraint, names.variables)) return false;
  return constraint.kind !== 'linear' || sidesOf(constraint, names).scale === 1;
}

/** What the broken constraints cost. */
export function penaltyTerms({ violations, parameterOf }: Names): string[] {
  return violations.map(({ penalty, identifier }) => product(1, parameterOf(penalty.perUnit), identifier));
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

/** Both sides of a constraint, and by what they were multiplied. */
function sidesOf(constraint: RowConstraint, names: Names): Omit<Row, 'operator'> & { readonly scale: number } {
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
        scale,
      };
    }
    case 'bound': {
      const limit = parameterOf(constraint.limit);
      return {
        left: [product(limit.denominator, undefined, name(constraint.variable))],
        right: [product(limit.denominator, limit)],
        scale: limit.denominator,
      };
    }
    case 'total': {
      const limit = parameterOf(constraint.limit);
      return {
        left: limit.denominator === 1 ? names.identifiers : [product(limit.denominator, undefined, everything())],
        right: [product(limit.denominator, limit)],
        scale: limit.denominator,
      };
    }
    case 'share': {
      const fraction = parameterOf(constraint.fraction);
      return {
        left: [product(fraction.denominator, undefined, name(constraint.variable))],
        right: [product(fraction.denominator, fraction, everything())],
        scale: fraction.denominator,
      };
    }
    case 'ratio': {
      const factor = constraint.factor && parameterOf(constraint.factor);
      const scale = factor?.denominator ?? 1;
      return {
        left: [product(scale, undefined, name(constraint.left))],
        right: [product(scale, factor, name(constraint.right))],
        scale,
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
