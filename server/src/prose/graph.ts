import type { Span } from '../text';
import type { Definition, Expression, IndexSet, SetId, Table } from './expression';

/**
 * The problem graph: the typed tree the prose becomes. Every node has the span of the text it was read from, or says
 * that it was assumed (`span: undefined`). Only what is well formed can be expressed here.
 */
export interface ProblemGraph {
  /** Things by kind; none where everything is told one by one. */
  readonly sets: readonly IndexSet[];
  readonly tables: readonly Table[];
  readonly definitions: readonly Definition[];
  readonly variables: readonly DecisionVariable[];
  readonly objective: Objective | undefined;
  readonly constraints: readonly Constraint[];
}

export const emptyGraph: ProblemGraph = {
  sets: [],
  tables: [],
  definitions: [],
  variables: [],
  objective: undefined,
  constraints: [],
};

/** Identifies a variable inside its graph: its index in `ProblemGraph.variables`. */
export type VariableId = number;

export interface DecisionVariable {
  /** The user's own words, as first written: "sourdough loaves". */
  readonly name: string;
  /** Every mention of the variable in the text, in order. */
  readonly mentions: readonly Span[];
  readonly domain: Domain;
  /** A family of variables, one for each member (pair of members, ...) of these sets; none for a single variable. */
  readonly index: readonly SetId[];
  /** The words that settled the domain; undefined where it was assumed. */
  readonly domainSpan: Span | undefined;
}

/**
 * What a variable may be: an amount (never negative, unless `free`), a choice, one member of a set, a moment (whole
 * minutes, hours or days from the start), or a place in a row (1 to the size of its index set).
 */
export type Domain =
  | 'integer'
  | 'continuous'
  | 'free integer'
  | 'free continuous'
  | 'choice'
  | 'moment'
  | 'position'
  | { readonly kind: 'member'; readonly set: SetId }
  | { readonly kind: 'range'; readonly first: Expression; readonly last: Expression };

/** A number of the text. */
export interface Quantity {
  /**
   * What it stands for: 25 in "25%" is 0.25 where `kind` is 'percent', "a third" is 1/3, "$1,200" is 1200, "9:30" is 570
   * (minutes since midnight), "third" in a row is 3.
   */
  readonly value: number;
  readonly kind: 'number' | 'percent' | 'fraction' | 'word' | 'clock' | 'ordinal';
  /** The whole number with its currency sign, separators and percent sign: "$1,200", "25%", "a third". */
  readonly span: Span;
  readonly text: string;
  /** The user's own unit: "hours", "$", "mg"; undefined where none was read. */
  readonly unit: string | undefined;
}

export interface Term {
  readonly variable: VariableId;
  /** undefined: 1, because the text counts the things themselves. */
  readonly coefficient: Quantity | undefined;
}

export interface Objective {
  readonly direction: 'minimize' | 'maximize';
  /** What is optimised, in the user's words: "profit"; undefined where the text has no name for it. */
  readonly name: string | undefined;
  readonly terms: readonly Term[];
  /** Where a sum of terms does not say it; `terms` is then empty. */
  readonly value?: Expression;
  /** The words of the direction and the name; the sentence that asks for it. */
  readonly span: Span;
}

export type Comparator = 'at-most' | 'at-least' | 'equal' | 'less' | 'greater';

interface ConstraintBase {
  /** The words that make it a constraint, from direction to limit; a conflict is underlined here. */
  readonly span: Span;
  /** The whole sentence it stands in. */
  readonly sentence: Span;
  readonly comparator: Comparator;
  /** 0..1: how sure the model is of this constraint. */
  readonly confidence: number;
  /** What the words say about it giving way ("preferably", "by law"); absent where they say nothing. */
  readonly standing?: 'hard' | 'negotiable';
  /** What breaking it costs, where the text says so: it then holds no longer but at a price. */
  readonly penalty?: Penalty;
}

/** A price for breaking a constraint. */
export interface Penalty {
  /** For each unit by which it is broken, in the constraint's own unit. */
  readonly perUnit: Quantity;
  /** The sentence that says so. */
  readonly span: Span;
}

/** coefficient * variable + ... (comparator) limit. Class of Li et al. 2023: resource or demand by its direction. */
export interface LinearConstraint extends ConstraintBase {
  readonly kind: 'linear';
  readonly terms: readonly Term[];
  readonly limit: Quantity;
}

/** variable (comparator) limit. "at least 20 must be receptionists" */
export interface BoundConstraint extends ConstraintBase {
  readonly kind: 'bound';
  readonly variable: VariableId;
  readonly limit: Quantity;
}

/** The sum of all variables (comparator) limit. "a minimum of 100 workers" */
export interface TotalConstraint extends ConstraintBase {
  readonly kind: 'total';
  readonly limit: Quantity;
}

/** variable (comparator) fraction * sum of all variables. "at least 25% of all money must be in airlines" */
export interface ShareConstraint extends ConstraintBase {
  readonly kind: 'share';
  readonly variable: VariableId;
  readonly fraction: Quantity;
}

/** left (comparator) factor * right. "at least twice as many cleaners as receptionists"; factor undefined is 1. */
export interface RatioConstraint extends ConstraintBase {
  readonly kind: 'ratio';
  readonly left: VariableId;
  readonly factor: Quantity | undefined;
  readonly right: VariableId;
}

/** Anything else that can be said over the names of the graph: logic, orders, assignments, limits of each. */
export interface RelationConstraint extends Omit<ConstraintBase, 'comparator' | 'penalty'> {
  readonly kind: 'relation';
  readonly penalty?: undefined;
  readonly body: Expression;
}

/** A linear row over single variables. */
export type RowConstraint = LinearConstraint | BoundConstraint | TotalConstraint | ShareConstraint | RatioConstraint;

export type Constraint = RowConstraint | RelationConstraint;

export function isRow(constraint: Constraint): constraint is RowConstraint {
  return constraint.kind !== 'relation';
}

/** Something the reading saw and could not place, or had to assume. Never dropped silently. */
export interface Finding {
  readonly kind:
    | 'unused-quantity' // a number that no part of the graph uses
    | 'missing-coefficient' // a limit on an amount whose use per variable is not said
    | 'missing-limit' // words of a limit without a number
    | 'unread-limit' // words of a limit with a number that no limit of the graph has
    | 'mixed-units' // numbers added up that are counted in different units
    | 'missing-objective'
    | 'missing-variables'
    | 'assumed-integer' // whole or divisible is left open by the text
    | 'assumed-continuous' // the same, taken as divisible
    | 'not-a-problem' // the text describes no optimisation problem
    | 'empty'
    | 'low-confidence';
  readonly span: Span;
  readonly message: string;
  /** The one minimal question that would settle it (QuestBench); only where the model cannot be built without it. */
  readonly question?: string;
  /** What could be meant instead, and how to write it. */
  readonly alternatives?: readonly Alternative[];
  /** Answers with places for what only the writer knows: of each the first way that is read as an answer will do. */
  readonly skeletons?: readonly (readonly Skeleton[])[];
}

/** A change of the problem text. */
export interface Rewording {
  readonly span: Span;
  readonly newText: string;
}

/** Something the words could mean. */
export interface Alternative {
  /** In a few words: "per worker", "at least 6". */
  readonly meaning: string;
  /** What the whole text then means. */
  readonly graph: ProblemGraph;
  /**
   * Ways to write it so that no doubt is left, the best first; none where words for it are not known. They are proposals:
   * only one that was read again, and gave this graph, may be offered.
   */
  readonly wordings: readonly (readonly Rewording[])[];
}

/** Words that can be read in more than one way. */
export interface Doubt {
  readonly span: Span;
  /** What is not sure, in one sentence. */
  readonly message: string;
  /** Two or more; the first is how the words were taken. */
  readonly alternatives: readonly Alternative[];
}

/** Words to put into the text, with places for what only the writer knows. */
export interface Skeleton {
  readonly at: number;
  /** The pieces around the places: one more than there are places. */
  readonly pieces: readonly string[];
}

/** What reading a text gives. Reading never fails: an unreadable text gives an empty graph and findings. */
export interface Reading {
  readonly graph: ProblemGraph;
  readonly findings: readonly Finding[];
  /** In the order of the text. */
  readonly doubts: readonly Doubt[];
  /** 0..1 */
  readonly confidence: number;
}
