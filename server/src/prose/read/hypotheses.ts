import { isRow, type Doubt, type ProblemGraph, type RowConstraint } from '../graph';
import { doubtOfRows, isReadFrom } from './certainty/rowDoubts';
import type { Assembly, AssembledRow } from './assemble';
import type { Document } from './document';
import { logSumExp, rowOperators, type Heads, type Relation, type RowClass } from './heads';
import { towards } from './rows';
import { simpleRow } from './simpleRow';

/** From this probability on a second reading of a row is worth telling. */
const leastLikely = 0.2;

/** What a row could be besides what it was taken for. */
interface Hypothesis {
  readonly row: AssembledRow;
  readonly probability: number;
}

/**
 * Rows that the network could have read otherwise: with another comparator, as another class of row, about another thing,
 * or with its sides exchanged.
 * @param constraintsOf the constraints that a row becomes
 */
export function doubtsOfRows(
  document: Document,
  heads: Heads,
  assembly: Assembly,
  graph: ProblemGraph,
  constraintsOf: (row: AssembledRow) => readonly RowConstraint[],
): readonly Doubt[] {
  return assembly.rows.flatMap((row): readonly Doubt[] => {
    const taken = graph.constraints.filter(
      (each): each is RowConstraint => isRow(each) && constraintsOf(row).some((own) => isReadFrom(own, each)),
    );
    const others = [...hypotheses(heads, assembly.variables, row)]
      .sort((a, b) => b.probability - a.probability)
      .map((other) => constraintsOf(other.row));
    return doubtOfRows(document.text, graph, taken, others);
  });
}

function* hypotheses(heads: Heads, variables: Assembly['variables'], row: AssembledRow): Generator<Hypothesis> {
  const position = row.token + 1;
  const operators = heads.operator(position);
  for (const [index, probability] of operators.entries()) {
    const operator = rowOperators[index];
    if (operator && operator !== row.operator && probability >= leastLikely)
      yield { row: { ...row, operator }, probability };
  }
  for (const rowClass of classesBeside(row.class)) {
    const probability = heads.rowClass(position, rowClass);
    if (probability >= leastLikely)
      yield { row: simpleRow(heads, variables, { ...row, class: rowClass }), probability };
  }
  yield* otherThings(heads, variables, row);
}

/** The classes that need no coefficients, and the same kind of number. */
function classesBeside(taken: RowClass): readonly Exclude<RowClass, 'none' | 'linear'>[] {
  const counts = ['total', 'bound', 'each'] as const;
  return taken === 'share' || taken === 'multiple' || taken === 'comparison'
    ? []
    : counts.filter((each) => each !== taken);
}

/** The same row about another thing, or with its sides exchanged. */
function* otherThings(heads: Heads, variables: Assembly['variables'], row: AssembledRow): Generator<Hypothesis> {
  const position = row.token + 1;
  const share = (relation: Relation, less?: Relation): readonly number[] => {
    const odds = variables.map(
      (mentions) =>
        towards(heads, relation, position, mentions) - (less ? towards(heads, less, position, mentions) : 0),
    );
    const total = logSumExp(odds);
    return odds.map((each) => Math.exp(each - total));
  };
  switch (row.class) {
    case 'bound':
      for (const [variable, probability] of share('rowOne', 'rowZero').entries()) {
        if (row.slots[variable] === 'one' || probability < leastLikely) continue;
        yield {
          row: { ...row, slots: variables.map((_, index) => (index === variable ? 'one' : 'zero')) },
          probability,
        };
      }
      return;
    case 'share':
      for (const [variable, probability] of share('left').entries()) {
        if (variable !== row.left && probability >= leastLikely) yield { row: { ...row, left: variable }, probability };
      }
      return;
    case 'multiple':
    case 'comparison': {
      const { left, right } = row;
      if (left === undefined || right === undefined) return;
      const exchanged = (share('left')[right] ?? 0) * (share('right')[left] ?? 0);
      const asRead = (share('left')[left] ?? 0) * (share('right')[right] ?? 0);
      const probability = exchanged / (exchanged + asRead);
      if (probability >= leastLikely) yield { row: { ...row, left: right, right: left }, probability };
      return;
    }
    default:
  }
}
