import type { ProblemGraph, Quantity } from '../graph';
import type { TakeName } from './identifiers';
import { type PrintedNumber, printedNumbers, scaleWord } from './numbers';
import { keyOf, type Use, usesOf } from './uses';

/** A number of the text as a named constant of the model. */
export interface Parameter extends PrintedNumber {
  readonly quantity: Quantity;
  readonly identifier: string;
}

/** Gives the parameter of a quantity of the graph. */
export type Parameters = (quantity: Quantity) => Parameter;

/**
 * The named constants of a graph, in the order of the text. A number the text says once is one parameter, however often
 * it is used.
 */
export function parametersOf(
  graph: ProblemGraph,
  text: string,
  identifiers: readonly string[],
  take: TakeName,
): { readonly list: readonly Parameter[]; readonly of: Parameters } {
  const uses = new Map<string, Use[]>();
  for (const use of usesOf(graph, text, identifiers)) {
    const key = keyOf(use.quantity);
    uses.set(key, [...(uses.get(key) ?? []), use]);
  }
  const numbers = printedNumbers(graph.constraints, uses);
  const parameters = new Map<string, Parameter>();
  const ordered = [...uses].sort(([, [a]], [, [b]]) => (a?.quantity.span.start ?? 0) - (b?.quantity.span.start ?? 0));
  for (const [key, group] of ordered) {
    const [first] = group;
    const number = numbers.get(key);
    if (!first || !number) continue;
    parameters.set(key, {
      ...number,
      quantity: first.quantity,
      identifier: take(wordsOf(first, group, number), 'number', 60),
    });
  }
  return {
    list: [...parameters.values()],
    of: (quantity) => {
      const parameter = parameters.get(keyOf(quantity));
      if (!parameter) throw new Error('a quantity that is not in the graph');
      return parameter;
    },
  };

  function wordsOf(first: Use, group: readonly Use[], { denominator }: PrintedNumber): string {
    const shared = new Set(group.map(({ variable }) => variable)).size > 1;
    const owner = first.variable === undefined ? '' : (identifiers[first.variable] ?? '');
    return first.words(scaleWord(first.quantity, denominator), shared ? 'each' : owner);
  }
}
