import type { Comparator, Penalty, ProblemGraph, Quantity, RowConstraint } from '../graph';
import { countedThing } from './countedThing';
import { currency } from './currency';
import { singular, type TakeName } from './identifiers';

/** By how much a constraint that has a price is broken: a variable of the model. */
export interface Violation {
  /** Index in `ProblemGraph.constraints`. */
  readonly constraint: number;
  readonly identifier: string;
  /** What it is called: "hours over 600". */
  readonly words: string;
  readonly penalty: Penalty;
}

/** The violations of a graph, in the order of its constraints; no two are called the same. */
export function violationsOf({ constraints, variables }: ProblemGraph, text: string, take: TakeName): Violation[] {
  const names: readonly string[] = variables.map(({ name }) => name);
  const called = new Set(names);
  return constraints.flatMap((constraint, index): readonly Violation[] => {
    if (constraint.kind === 'relation' || !constraint.penalty) return [];
    const { penalty } = constraint;
    const plain = `${brokenThing(constraint, names, text)} ${PLACES[constraint.comparator]} ${limitOf(constraint, names)}`;
    let words = plain;
    for (let number = 2; called.has(words); number++) words = `${plain} (${number})`;
    called.add(words);
    const identifier = take(violationName(constraint, names, text), `broken_${index + 1}`, 60);
    return [{ constraint: index, identifier, words, penalty }];
  });
}

/** The price of a unit of a violation, in words for a name: "cost per hour over". */
export function priceName(constraint: RowConstraint, names: readonly string[], text: string): string {
  return `cost per ${singular(brokenThing(constraint, names, text))} ${SIDES[constraint.comparator]}`;
}

function violationName(constraint: RowConstraint, names: readonly string[], text: string): string {
  return `${brokenThing(constraint, names, text)} ${SIDES[constraint.comparator]}`;
}

/**
 * A sentence that gives a constraint a price, to stand right behind its own.
 * @param price as it is to be written: "$25"
 */
export function penaltySentence(
  constraint: RowConstraint,
  { variables }: ProblemGraph,
  text: string,
  price: string,
): string {
  const thing = singular(
    brokenThing(
      constraint,
      variables.map(({ name }) => name),
      text,
    ),
  ).trim();
  // A name that holds more than words would have to be read apart from the sentence around it.
  const unit = /^\p{L}[\p{L}'’-]*(?: [\p{L}'’-]+){0,5}$/u.test(thing) ? thing : 'unit';
  return `Each ${unit} ${PLACES[constraint.comparator]} this costs ${price}.`;
}

const SIDES: Readonly<Record<Comparator, string>> = {
  'at-most': 'over',
  less: 'over',
  'at-least': 'short',
  greater: 'short',
  equal: 'off',
};
const PLACES: Readonly<Record<Comparator, string>> = {
  'at-most': 'over',
  less: 'over',
  'at-least': 'short of',
  greater: 'short of',
  equal: 'away from',
};

/** What a violation is counted in: "hours", "rye loaves". */
function brokenThing(constraint: RowConstraint, names: readonly string[], text: string): string {
  switch (constraint.kind) {
    case 'linear':
    case 'total':
      return thingOf(constraint.limit, text);
    case 'bound':
    case 'share':
      return names[constraint.variable] ?? '';
    case 'ratio':
      return names[constraint.left] ?? '';
  }
}

function thingOf(limit: Quantity, text: string): string {
  return currency(limit.unit)?.name ?? countedThing(limit, text) ?? 'units';
}

function limitOf(constraint: RowConstraint, names: readonly string[]): string {
  switch (constraint.kind) {
    case 'linear':
    case 'total':
    case 'bound':
      return constraint.limit.text;
    case 'share':
      return constraint.fraction.text;
    case 'ratio': {
      const { factor } = constraint;
      return `${factor ? `${factor.text} ` : ''}${names[constraint.right] ?? ''}`;
    }
  }
}
