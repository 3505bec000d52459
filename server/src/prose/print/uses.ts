import type { DecisionVariable, Objective, ProblemGraph, Quantity, RowConstraint, VariableId } from '../graph';
import { countedThing } from './countedThing';
import { currency } from './currency';
import { singular } from './identifiers';
import { isWhole } from './involved';
import { priceName } from './violations';

/** A place of the graph where a number of the text is used. */
export interface Use {
  readonly quantity: Quantity;
  /** What the number is, as words of a name; `scale` is "percent", "thirds", ... or empty. */
  readonly words: (scale: string, owner: string) => string;
  readonly variable: VariableId | undefined;
  readonly place: 'objective' | 'row of integers' | 'other row';
}

/** One key for all uses of a number that the text says once. */
export function keyOf({ span, value }: Quantity): string {
  return `${span.start}:${span.end}:${value}`;
}

/** "hours", "tenths of hours", "cents", "protein percent". */
function stem(unit: string | undefined, scale: string): string {
  const name = currency(unit)?.name ?? unit ?? '';
  if (scale === 'cents' || scale === 'pence') return scale;
  if (scale === '') return name || 'amount';
  if (scale === 'percent') return `${name} percent`;
  return name === '' ? scale : `${scale} of ${name}`;
}

function limitWord({ comparator }: RowConstraint): string {
  switch (comparator) {
    case 'at-most':
    case 'less':
      return 'maximum';
    case 'at-least':
    case 'greater':
      return 'minimum';
    case 'equal':
      return 'required';
  }
}

const per = (owner: string): string => (owner === 'each' ? 'each' : `per ${singular(owner)}`);

/** Every use of every number: the objective's first, then constraint by constraint. */
export function usesOf(graph: ProblemGraph, text: string, identifiers: readonly string[]): Use[] {
  return [
    ...(graph.objective ? usesInObjective(graph.objective) : []),
    ...graph.constraints.flatMap((constraint) => {
      if (constraint.kind === 'relation') return [];
      const place = isWhole(constraint, graph.variables) ? 'row of integers' : 'other row';
      return usesInConstraint(constraint, text, identifiers).map((use): Use => ({ ...use, place }));
    }),
    ...graph.constraints.flatMap((constraint) =>
      constraint.kind === 'relation' ? [] : usesInPenalty(constraint, text, graph.variables),
    ),
  ];
}

function usesInObjective({ name, direction, terms }: Objective): Use[] {
  const thing = name?.replace(/^((the|total|overall|number|amount|of|its|their|his|her) )+(?=\S)/i, '');
  const fallback = direction === 'maximize' ? 'value' : 'cost';
  return terms.flatMap(({ coefficient, variable }) =>
    coefficient === undefined
      ? []
      : [
          {
            quantity: coefficient,
            variable,
            place: 'objective',
            words: (_scale: string, owner: string) => `${thing || fallback} ${per(owner)}`,
          },
        ],
  );
}

/** A price is paid in the objective. */
function usesInPenalty(constraint: RowConstraint, text: string, variables: readonly DecisionVariable[]): Use[] {
  const { penalty } = constraint;
  if (!penalty) return [];
  const names = variables.map(({ name }) => name);
  const words = (): string => priceName(constraint, names, text);
  return [{ quantity: penalty.perUnit, variable: undefined, place: 'objective', words }];
}

function usesInConstraint(
  constraint: RowConstraint,
  text: string,
  identifiers: readonly string[],
): Omit<Use, 'place'>[] {
  const bound = limitWord(constraint);
  switch (constraint.kind) {
    case 'linear': {
      const { limit, terms } = constraint;
      const thing = countedThing(limit, text);
      const coefficients = terms.flatMap(({ coefficient, variable }) =>
        coefficient === undefined
          ? []
          : [
              {
                quantity: coefficient,
                variable,
                words: (scale: string, owner: string) =>
                  `${stem(countedThing(coefficient, text) ?? thing, scale)} ${per(owner)}`,
              },
            ],
      );
      const words = (scale: string): string => `${bound} ${stem(thing, scale)}`;
      return [...coefficients, { quantity: limit, variable: undefined, words }];
    }
    case 'bound': {
      const words = (scale: string, owner: string): string => `${bound} ${owner} ${scale}`;
      return [{ quantity: constraint.limit, variable: constraint.variable, words }];
    }
    case 'total':
      return [{ quantity: constraint.limit, variable: undefined, words: (scale) => `${bound} total ${scale}` }];
    case 'share': {
      const words = (scale: string, owner: string): string => `${bound} ${owner} ${scale || 'share'}`;
      return [{ quantity: constraint.fraction, variable: constraint.variable, words }];
    }
    case 'ratio': {
      const { factor, left } = constraint;
      const right = identifiers[constraint.right] ?? '';
      const words = (scale: string, owner: string): string =>
        scale === '' ? `${owner} ${per(right)}` : `${owner} ${scale} of ${right}`;
      return factor === undefined ? [] : [{ quantity: factor, variable: left, words }];
    }
  }
}
