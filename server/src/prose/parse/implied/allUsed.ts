import { within, type Expression } from '../../expression';
import type { Constraint, ProblemGraph } from '../../graph';

/** "All money is invested", "the whole farm has to be planted". */
const ALL_USED =
  /\b(?:all(?: of)?(?: (?:the|this|that|our|my|her|his|their))? (?:money|land|area|capital|sum|funds?|hectares|acres)|(?:whole|entire) (?:sum|amount|money|land|area|capital|field|farm|budget)) (?:is|are|has|have|must|should|will|shall)(?: to)?(?: be)? (?:invested|spent|used(?: up)?|placed|allocated|planted|distributed)\b/iu;

/**
 * A graph in which what there is is used up, where the text says so and its one limit on all together lets some of it be left. Any
 * other is left as it is. (Of the 29 problems of the corpus with such words all use it up.)
 */
export function withAllUsed(graph: ProblemGraph, text: string): ProblemGraph {
  if (!ALL_USED.test(text)) return graph;
  const [limit, more] = graph.constraints.filter(({ kind }) => kind === 'total');
  if (limit?.kind !== 'total' || limit.comparator !== 'at-most' || more || graph.constraints.some(isSum)) return graph;
  const all: Constraint = { ...limit, comparator: 'equal' };
  return { ...graph, constraints: graph.constraints.map((each) => (each === limit ? all : each)) };
}

/** Whether a sum is said to be so much, and neither more nor less. */
function isSum(each: Constraint): boolean {
  if (each.kind !== 'relation') return each.kind === 'linear' && each.comparator === 'equal';
  const adds = (side: Expression): boolean =>
    (side.kind === 'operation' && side.operator === '+') || (side.kind === 'over' && side.quantifier === 'sum');
  return [...within(each.body)].some(
    (part) => part.kind === 'operation' && part.operator === '=' && part.operands.some(adds),
  );
}
