import { allHold, objectiveAt, type Assignment } from './evaluate';
import { within, type TableId } from './expression';
import type { Constraint, ProblemGraph } from './graph';
import { comparators } from './linear';
import { expressionsOf } from './quantities';

/** What a text hardly ever means; told of a graph, it says that something was misread or is missing. */
export type Oddity =
  /** Little is to be spent, and doing nothing is allowed. */
  | 'nothing'
  /** Much is to be got, and all that can be chosen may be. */
  | 'everything'
  /** Much is to be got, and amounts may grow beyond all bounds. */
  | 'runaway'
  /** The same sum has two limits on the same side. */
  | 'twice'
  /** Nothing uses what is told of many things. */
  | 'table';

/** Far more than any text allows. */
const huge = 1e7;

/**
 * What is odd about a graph, as far as it shows without a solver: its best solution is one that nobody would ask for, or a
 * limit or a table is told for nothing. (Of the 9,357 complete problems of the corpus 10 are odd, of the 932 that lack
 * something 104.)
 */
export function odditiesOf(graph: ProblemGraph): readonly Oddity[] {
  const best = trivialBest(graph);
  return [...(best ? [best] : []), ...twice(graph.constraints), ...idleTables(graph).map((): Oddity => 'table')];
}

/** The tables over sets that nothing in a graph uses. */
export function idleTables(graph: ProblemGraph): readonly TableId[] {
  const parts = expressionsOf(graph).flatMap((each) => [...within(each)]);
  const used = new Set(parts.flatMap((part) => (part.kind === 'table' ? [part.table] : [])));
  return graph.tables.flatMap(({ index }, table) => (index.length > 0 && !used.has(table) ? [table] : []));
}

/** The best solution that a graph has for nothing. */
export function trivialBest(graph: ProblemGraph): 'nothing' | 'everything' | 'runaway' | undefined {
  const { objective, variables, constraints } = graph;
  // What has a price may be broken.
  if (!objective || variables.length === 0 || constraints.some(({ penalty }) => penalty)) return undefined;
  if (!variables.every(({ domain }) => domain === 'integer' || domain === 'continuous' || domain === 'choice'))
    return undefined;
  const nothing = (): number => 0;
  const gain = (by: Assignment): number => {
    const [one, other] = [objectiveAt(graph, by), objectiveAt(graph, nothing)];
    if (one === undefined || other === undefined) return Number.NaN;
    return objective.direction === 'maximize' ? one - other : other - one;
  };
  const upTo =
    (amount: number, only?: number): Assignment =>
    (variable) => {
      if (only !== undefined && only !== variable) return 0;
      return variables[variable]?.domain === 'choice' ? Math.min(1, amount) : amount;
    };
  const isAllowed = (by: Assignment): boolean => allHold(graph, by) === true;
  if (objective.direction === 'minimize') return gain(upTo(1)) <= 0 && isAllowed(nothing) ? 'nothing' : undefined;
  if (variables.every(({ domain }) => domain === 'choice'))
    return gain(upTo(1)) >= 0 && isAllowed(upTo(1)) ? 'everything' : undefined;
  const growing = [undefined, ...variables.keys()].filter(
    (only) => only === undefined || variables[only]?.domain !== 'choice',
  );
  return growing.some((only) => gain(upTo(huge, only)) > 0 && isAllowed(upTo(huge, only))) ? 'runaway' : undefined;
}

/** Sums that have two limits on the same side, both plain numbers. */
function twice(constraints: readonly Constraint[]): Oddity[] {
  const sides = constraints.flatMap((constraint) => {
    const side = sideOf(constraint);
    return side === undefined ? [] : [side];
  });
  return sides.filter((side, at) => sides.indexOf(side) < at).map((): Oddity => 'twice');
}

/** What a limit is set to and on which side; undefined where it is no plain number. */
function sideOf(constraint: Constraint): string | undefined {
  const plain = (what: unknown): string =>
    JSON.stringify(what, (key, value: unknown) =>
      key === 'span' || key === 'text' || key === 'unit' ? undefined : value,
    );
  switch (constraint.kind) {
    case 'bound':
      return plain([constraint.comparator, constraint.variable]);
    case 'total':
      return plain([constraint.comparator, 'total']);
    case 'linear':
      return plain([constraint.comparator, constraint.terms]);
    case 'share':
    case 'ratio':
      return undefined;
    case 'relation': {
      const { body } = constraint;
      if (body.kind !== 'operation' || comparators[body.operator] === undefined) return undefined;
      const [left, right] = body.operands;
      return right?.kind === 'quantity' ? plain([body.operator, left]) : undefined;
    }
  }
}
