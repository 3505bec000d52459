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
  /** The same sum may be neither more nor less than a number, told in two limits. */
  | 'pinned'
  /** Nothing uses what is told of many things. */
  | 'table';

/** Far more than any text allows. */
const huge = 1e7;

/**
 * What is odd about a graph, as far as it shows without a solver: its best solution is one that nobody would ask for, or a
 * limit or a table is told for nothing, or two limits say what one equation would. (Of the 9,357 complete problems of the
 * corpus 10 are odd, of the 932 that lack something 104.)
 */
export function odditiesOf(graph: ProblemGraph): readonly Oddity[] {
  const best = trivialBest(graph);
  const limits = graph.constraints.flatMap((constraint) => limitOf(constraint) ?? []);
  return [
    ...(best ? [best] : []),
    ...twice(limits),
    ...pinned(limits),
    ...idleTables(graph).map((): Oddity => 'table'),
  ];
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

/** A sum and the plain number that it is limited to on one side. */
interface Limit {
  readonly side: string;
  readonly of: string;
  readonly value: number;
}

/** Sums that have two limits on the same side, both plain numbers. */
function twice(limits: readonly Limit[]): Oddity[] {
  const told = limits.map(({ side, of }) => `${side} ${of}`);
  return told.filter((limit, at) => told.indexOf(limit) < at).map((): Oddity => 'twice');
}

/** Sums that are at least and at most the same number. (Of 359 sums of the corpus with limits on both sides one.) */
function pinned(limits: readonly Limit[]): Oddity[] {
  const isPinned = ({ side, of, value }: Limit): boolean =>
    side === 'at-least' && limits.some((each) => each.side === 'at-most' && each.of === of && each.value === value);
  return limits.filter(isPinned).map((): Oddity => 'pinned');
}

/** What is limited to which plain number and on which side; undefined where it is no plain number. */
function limitOf(constraint: Constraint): Limit | undefined {
  const plain = (what: unknown): string =>
    JSON.stringify(what, (key, value: unknown) =>
      key === 'span' || key === 'text' || key === 'unit' ? undefined : value,
    );
  switch (constraint.kind) {
    case 'bound':
      return {
        side: constraint.comparator,
        of: plain(constraint.variable),
        value: constraint.limit.value,
      };
    case 'total':
      return { side: constraint.comparator, of: 'total', value: constraint.limit.value };
    case 'linear':
      return { side: constraint.comparator, of: plain(constraint.terms), value: constraint.limit.value };
    case 'share':
    case 'ratio':
      return undefined;
    case 'relation': {
      const { body } = constraint;
      const side = body.kind === 'operation' ? comparators[body.operator] : undefined;
      if (body.kind !== 'operation' || side === undefined) return undefined;
      const [left, right] = body.operands;
      return right?.kind === 'quantity' ? { side, of: plain(left), value: right.quantity.value } : undefined;
    }
  }
}
