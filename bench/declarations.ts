import type { ProblemGraph } from '../server/src/prose';
import { linearForms, linearObjective, type Linear } from '../server/src/prose/linear';
import type { Nl4OptRecord } from '../training/nl4opt';

/** How far the declarations of a problem (its objective and its constraints) are those of the gold. */
export interface Declared {
  /** False positives and false negatives. */
  readonly errors: number;
  /** One for the objective and one for each constraint of the gold. */
  readonly declarations: number;
}

/**
 * NL4Opt's declaration-level mapping accuracy is 1 - (sum of errors) / (sum of declarations) over all problems, where a
 * problem has at most as many errors as declarations (Ramamonjison et al., NL4Opt Competition, 2022, sub-task 2). Rows
 * are a·x <= b over the variables in the gold's order. Variables are those of the gold whose words they share; where one
 * has none, or not one to one, every declaration is wrong.
 */
export function declared(graph: ProblemGraph, record: Nl4OptRecord): Declared {
  const gold = record.gold_corrected ?? record.gold_as_published;
  const declarations = 1 + gold.rows_le.length;
  const order = orderOf(graph, record);
  if (!order) return { errors: declarations, declarations };
  const coefficientsOf = ({ coefficients }: Linear): number[] =>
    order.map((variable) => coefficients.get(variable) ?? 0);
  const goal = graph.objective && linearObjective(graph.objective);
  const isGoalRight = goal !== undefined && keyOf(coefficientsOf(goal)) === keyOf(gold.objective);
  const missed = gold.rows_le.map(keyOf);
  let errors = isGoalRight ? 0 : goal ? 2 : 1;
  for (const constraint of graph.constraints) {
    const forms = linearForms(constraint, graph.variables.length);
    if (!forms) errors++;
    for (const form of forms ?? []) {
      const at = missed.indexOf(keyOf([...coefficientsOf(form), -form.constant]));
      if (at < 0) errors++;
      else missed.splice(at, 1);
    }
  }
  return { errors: Math.min(declarations, errors + missed.length), declarations };
}

/** The graph's variables in the gold's order; undefined where they are not one to one. */
function orderOf({ variables }: ProblemGraph, record: Nl4OptRecord): number[] | undefined {
  const { document, order_mapping: orders, spans = [] } = record;
  const tags = spans.filter(({ label }) => label === 'VAR');
  const found = variables.map(({ mentions }) => {
    const votes = tags
      .filter(({ start, end }) => mentions.some((mention) => start < mention.end && mention.start < end))
      .flatMap(({ start, end }) => orders[document.slice(start, end)] ?? []);
    const count = (order: number): number => votes.filter((vote) => vote === order).length;
    return votes.sort((a, b) => count(b) - count(a))[0];
  });
  const size = new Set(Object.values(orders)).size;
  const order = Array.from({ length: size }, (_, at) => found.indexOf(at));
  return found.length === size && !order.includes(-1) ? order : undefined;
}

function keyOf(row: readonly number[]): string {
  return row.map((value) => (Math.abs(value) < 1e-9 ? '0' : value.toPrecision(6))).join(' ');
}
