import type { Span } from '../../../text';
import type { Constraint, Objective, ProblemGraph, Quantity, Term, VariableId } from '../../graph';
import { overlaps } from '../../read/spans';
import { numbersWithin, type Input } from '../input';
import { numberAt } from '../source';

/** Between the numbers of a list. */
const AND = /^[^\p{L}]*(?:\band\b|&)?[^\p{L}]*$/u;

/** Behind the last of them, after its unit. */
const END = /^\s?\p{L}*\s*(?:[,;.)|]|and\b|while\b|$)/u;

/** A number that is told of an amount, and which of its numbers it is. */
interface Told {
  readonly variable: VariableId;
  readonly place: number;
  readonly quantity: Quantity;
}

/**
 * A graph whose sums take the coefficients that lists of numbers tell in turn: of "a desk takes 8 feet of wood and 2 hours; a chair
 * 6 and 1; a shelf 3 and 2" the first numbers go together, and so do the second ones. Any other sum is left as it is. (So it is
 * with all 182 sums of the corpus that use such lists.)
 */
export function withListsInTurn(graph: ProblemGraph, input: Input): ProblemGraph {
  return input.sentences.spans.reduce((all, sentence) => {
    const told = listsIn(sentence, all, input);
    return told.length > 0 ? inColumns(all, told) : all;
  }, graph);
}

/** The numbers of a sentence that tells as many of each amount that it names; of all but the first without a word between. */
function listsIn(sentence: Span, { variables }: ProblemGraph, input: Input): Told[] {
  const { text } = input;
  const names = variables
    .flatMap(({ mentions, index }, variable) =>
      index.length === 0 ? mentions.map((span) => ({ span, variable })) : [],
    )
    .filter(({ span }) => span.start >= sentence.start && span.end <= sentence.end)
    .sort((a, b) => a.span.start - b.span.start);
  if (names.length < 2 || new Set(names.map(({ variable }) => variable)).size < names.length) return [];
  const numbers = numbersWithin(input, sentence)
    .flatMap((place) => numberAt({ input }, place, false) ?? [])
    .filter((quantity) => !names.some(({ span }) => overlaps(span, quantity.span)));
  const lists = names.map(({ span, variable }, at) => {
    const end = names[at + 1]?.span.start ?? sentence.end;
    const own = numbers.filter((each) => each.span.start >= span.end && each.span.end <= end);
    return own.map((quantity, place): Told => ({ variable, place, quantity }));
  });
  const [first = [], ...others] = lists;
  const isBare = (list: readonly Told[]): boolean =>
    list.slice(1).every(({ quantity: { span } }, at) => AND.test(text.slice(list[at]?.quantity.span.end, span.start)));
  const isEnd = (list: readonly Told[]): boolean => END.test(text.slice(list.at(-1)?.quantity.span.end));
  const areAlike = lists.every((list) => list.length === first.length) && lists.flat().length === numbers.length;
  return first.length > 1 && areAlike && others.every((list) => isBare(list) && isEnd(list)) ? lists.flat() : [];
}

function inColumns(graph: ProblemGraph, told: readonly Told[]): ProblemGraph {
  const { objective } = graph;
  const constraints = graph.constraints.map((each): Constraint =>
    each.kind === 'linear' ? { ...each, terms: inColumn(each.terms, told) } : each,
  );
  const aim: Objective | undefined = objective && { ...objective, terms: inColumn(objective.terms, told) };
  return { ...graph, constraints, objective: aim };
}

/** Terms with the numbers of the place that most of them have; where no place has most, that of the first of them. */
function inColumn(terms: readonly Term[], told: readonly Told[]): readonly Term[] {
  const places = terms.flatMap(({ coefficient }) => {
    const found = told.find(({ quantity }) => coefficient && overlaps(quantity.span, coefficient.span));
    return found ? [found.place] : [];
  });
  const times = (place: number): number => places.filter((each) => each === place).length;
  const [place] = [...places].sort((a, b) => times(b) - times(a));
  if (place === undefined || places.length < terms.length) return terms;
  const of = new Map(told.filter((each) => each.place === place).map(({ variable, quantity }) => [variable, quantity]));
  if (!terms.every(({ variable }) => of.has(variable))) return terms;
  return [...of].map(([variable, coefficient]) => ({ variable, coefficient }));
}
