import type { Expression } from '../../expression';
import type { Objective, ProblemGraph, Quantity } from '../../graph';
import type { Input } from '../input';

/** What is paid once for all that is made at a time. */
const ONCE =
  /\b(?:set-?ups?|setting up|changeovers?|start-?up (?:costs?|fees?)|(?:every|each) (?:time|\p{L}+ (?:in which|on which|when|that|where) (?:we|i|they|it|he|she))|whenever|whatever (?:the|its|their) (?:size|number|quantity|amount)|no matter how (?:many|much|large|big)|regardless of (?:the|how))\b/iu;
/** What is paid for each piece. */
const EACH =
  /\b(?:per|each|every|an?|for (?:an?|one|each|every)) (?:piece|unit|item|litre|liter|tonne?|kg|kilo|hour|\p{L}+ (?:made|produced|brewed|baked))\b/iu;

/**
 * An aim in which what is paid once for all that is made at a time ("75 dollars in every week in which we make mugs") is paid
 * where something is made, however much. Any other is left as it is.
 */
export function withSetups(graph: ProblemGraph, input: Input): Objective | undefined {
  const { objective } = graph;
  if (objective?.direction !== 'minimize' || !objective.value) return objective;
  return { ...objective, value: once(objective.value, graph, input) };
}

function once(value: Expression, graph: ProblemGraph, input: Input): Expression {
  if (value.kind === 'over' && value.quantifier === 'sum') return { ...value, body: once(value.body, graph, input) };
  if (value.kind !== 'operation') return value;
  if (value.operator === '+') return { ...value, operands: value.operands.map((each) => once(each, graph, input)) };
  const [cost, amount, more] = value.operands;
  if (value.operator !== '*' || cost?.kind !== 'quantity' || amount?.kind !== 'variable' || more) return value;
  const { domain, index } = graph.variables[amount.variable] ?? { domain: undefined, index: [] };
  const isAmount = domain === 'integer' || domain === 'continuous';
  if (!isAmount || index.length === 0 || !isPaidOnce(cost.quantity, input)) return value;
  const isAny: Expression = { kind: 'operation', operator: '>', operands: [amount, { kind: 'constant', value: 0 }] };
  return { ...value, operands: [cost, isAny] };
}

/** Whether the sentence of a number that has no other says so. */
function isPaidOnce({ span }: Quantity, { text, sentences, numbers }: Input): boolean {
  const sentence = sentences.spans.find(({ start, end }) => start <= span.start && span.end <= end);
  if (!sentence) return false;
  const inside = numbers.filter(
    (each) => each.span.start >= sentence.start && each.span.end <= sentence.end && !each.small,
  );
  const words = text.slice(sentence.start, sentence.end);
  return inside.length === 1 && ONCE.test(words) && !EACH.test(words);
}
