import type { Span } from '../../../text';
import type { Expression, Table } from '../../expression';
import { emptyGraph, type Objective, type ProblemGraph, type Quantity, type VariableId } from '../../graph';
import { quantitiesOf } from '../../quantities';
import { overlaps } from '../../read/spans';
import type { Input } from '../input';
import { numberAt } from '../source';

/** What speaks of money that goes away. */
const COST =
  /\b(?:costs?|costing|pay|paid|pays|paying|wages?|expenses?|spend|spent|materials?|ingredients?|chemicals|fuel|feed|seeds?|rent|buy|bought|purchase[ds]?)\b/iu;
/** What speaks of money that comes in as well. */
const GAIN =
  /\b(?:profits?|margins?|earns?|earnings|sells?|selling|sold|revenue|incomes?|net|gross|brings?|customers?)\b/iu;
/** The aim that asks for what is left of the money. */
const LEFT =
  /\b(?:profits?|margins?|earn|earnings|leaves?|left|net|best|contribution|surplus|gain|takings|money|most)\b/iu;

/** What is paid whatever is done. */
const FIXED = [
  /\bfixed\b[^.;]{0,25}\b(?:costs?|charges?|expenses?|fees?|salar(?:y|ies))\b|\boverheads\b/iu,
  /\brents?\b[^.;\d]{0,30}\b(?:is|are|comes? to|costs?|runs? to|amounts? to)\b[^.;\d]{0,3}[\d,.]+[^.;\d]{0,9}\b(?:an?|per|every|each) (?:day|week|month|quarter|season|year)\b/iu,
  /\bafter paying\b[^.;]*\brent\b/iu,
  /\b(?:costs?|pay|paid|fees?|rents?|charges?)\b[^.;]*\b(?:in any case|anyway|either way|regardless|independent(?:ly)? of|no matter|whatever (?:we|i|they|you|he|she))\b/iu,
  /\bindependent(?:ly)? of\b[^.;]*\bcosts?\b|\brents?\b[^.;]*\bwhatever (?:we|i|they) do\b/iu,
];
/** What makes of it something else: a condition, a limit, or no part of the question. */
const ELSE =
  /\b(?:if|when|once|unless|whether|at most|at least|up to|no more|budget|total|may|can|cannot|leave|left out|separately|ignore|already|each|needs?|least|most)\b/iu;
const CHEAP = /\b(?:costs?|costing|cheap\w*|bill|expens\w+|spend\w*|pay\w*)\b/iu;

/**
 * A graph with money as its aim means it: prices less costs with each difference turned so that something is left, less costs
 * that are told for each of the amounts and that nothing uses ("materials run to 1.50 an hour for cleaning and 4 for windows"),
 * less what is paid whatever is done ("the fixed costs are $4,000"), which is no limit. Any other graph is left as it is.
 */
export function withMargins(graph: ProblemGraph, input: Input): ProblemGraph {
  const { objective, tables } = graph;
  if (!objective) return graph;
  const isGain = objective.direction === 'maximize';
  const turned = isGain && objective.value ? { ...objective, value: withGains(objective.value, tables) } : objective;
  const less = isGain && !turned.value ? lessCosts(turned, graph, input) : turned;
  return lessFixed({ ...graph, objective: less }, less, input);
}

/** A graph with what is paid in any case in its aim, and in no limit. */
function lessFixed(
  graph: ProblemGraph,
  objective: Objective,
  { text, sentences, numberPositions, ...input }: Input,
): ProblemGraph {
  const isGain = objective.direction === 'maximize';
  const asked = sentences.spans.find((each) => overlaps(each, objective.span)) ?? objective.span;
  if (!(isGain ? LEFT : CHEAP).test(text.slice(asked.start, asked.end))) return graph;
  const inAim = quantitiesOf({ ...graph, constraints: [] });
  const fixed = sentences.spans.flatMap((sentence) => {
    const words = text.slice(sentence.start, sentence.end);
    if (!FIXED.some((each) => each.test(words)) || ELSE.test(words)) return [];
    const told = numberPositions.flatMap((place) => {
      const number = numberAt({ input: { text, sentences, numberPositions, ...input } }, place, false);
      return number && number.span.start >= sentence.start && number.span.end <= sentence.end ? [number] : [];
    });
    const [only, ...others] = told.filter(({ value }) => value !== 1);
    const isUsed = only && inAim.some(({ span }) => overlaps(span, only.span));
    return only?.kind === 'number' && others.length === 0 && !isUsed ? [only] : [];
  });
  const isFixed = ({ span }: Quantity): boolean => fixed.some((each) => overlaps(each.span, span));
  const constraints = graph.constraints.filter(
    (each) => !quantitiesOf({ ...emptyGraph, constraints: [each] }).some(isFixed),
  );
  if (fixed.length === 0) return graph;
  const paid = fixed.map((quantity): Expression => ({ kind: 'quantity', quantity }));
  const value: Expression = {
    kind: 'operation',
    operator: isGain ? '-' : '+',
    operands: [valueOf(objective), ...paid],
  };
  return { ...graph, constraints, objective: { ...objective, terms: [], value } };
}

/** An aim as an expression. */
function valueOf({ terms, value }: Objective): Expression {
  if (value) return value;
  const operands = terms.map(({ variable, coefficient }): Expression => {
    const amount: Expression = { kind: 'variable', variable, index: [] };
    if (!coefficient) return amount;
    return { kind: 'operation', operator: '*', operands: [{ kind: 'quantity', quantity: coefficient }, amount] };
  });
  const [only] = operands;
  return operands.length === 1 && only ? only : { kind: 'operation', operator: '+', operands };
}

/** An expression with each "2 - 15" times an amount turned. */
function withGains(value: Expression, tables: readonly Table[]): Expression {
  if (value.kind === 'over') return { ...value, body: withGains(value.body, tables) };
  if (value.kind !== 'operation' || !/^[+*]$/u.test(value.operator)) return value;
  if (value.operator === '+') return { ...value, operands: value.operands.map((each) => withGains(each, tables)) };
  const isAmount = value.operands.some(({ kind }) => kind === 'variable');
  return isAmount ? { ...value, operands: value.operands.map((each) => positive(each, tables)) } : value;
}

function positive(difference: Expression, tables: readonly Table[]): Expression {
  if (difference.kind !== 'operation' || difference.operator !== '-' || difference.operands.length !== 2)
    return difference;
  const [left, right] = difference.operands;
  const [less, more] = [left, right].map((each) => each && numbersOf(each, tables));
  if (!left || !right || !less || !more || less.length !== more.length) return difference;
  const isLoss = less.every((each, at) => each < (more[at] ?? each));
  return isLoss ? { ...difference, operands: [right, left] } : difference;
}

/** The numbers that a number or a table of the text stands for. */
function numbersOf(expression: Expression, tables: readonly Table[]): number[] | undefined {
  if (expression.kind === 'quantity') return [expression.quantity.value];
  if (expression.kind !== 'table') return undefined;
  const cells = tables[expression.table]?.cells ?? [];
  const numbers = cells.flatMap((cell) =>
    typeof cell === 'object' && cell.kind === 'quantity' ? [cell.quantity.value] : [],
  );
  return numbers.length === cells.length && cells.length > 0 ? numbers : undefined;
}

function lessCosts(objective: Objective, graph: ProblemGraph, input: Input): Objective {
  const { terms, span } = objective;
  const gains = new Map(terms.flatMap(({ variable, coefficient }) => (coefficient ? [[variable, coefficient]] : [])));
  if (terms.length < 2 || gains.size !== terms.length || !LEFT.test(input.text.slice(span.start, span.end)))
    return objective;
  const costs = costsOf([...gains.keys()], graph, input);
  const isLeft = [...gains].every(([variable, gain]) => (costs?.get(variable)?.value ?? Infinity) < gain.value);
  if (!costs || !isLeft) return objective;
  const quantity = (each: Quantity): Expression => ({ kind: 'quantity', quantity: each });
  const operands = [...gains].map(([variable, gain]): Expression => {
    const cost = costs.get(variable);
    const margin: Expression = {
      kind: 'operation',
      operator: '-',
      operands: [quantity(gain), ...(cost ? [quantity(cost)] : [])],
    };
    return { kind: 'operation', operator: '*', operands: [margin, { kind: 'variable', variable, index: [] }] };
  });
  return { ...objective, terms: [], value: { kind: 'operation', operator: '+', operands } };
}

/** By variable: the one number that nothing uses in what the text says of costs; undefined where not each has one. */
function costsOf(
  wanted: readonly VariableId[],
  graph: ProblemGraph,
  input: Input,
): ReadonlyMap<VariableId, Quantity> | undefined {
  const used = quantitiesOf(graph).map(({ span }) => span);
  const free = input.numberPositions.flatMap((place) => {
    const number = numberAt({ input }, place, false);
    return number && !used.some((span) => overlaps(span, number.span)) ? [number] : [];
  });
  const found = new Map<VariableId, Quantity>();
  for (const sentence of input.sentences.spans) {
    const inside = (span: Span): boolean => span.start >= sentence.start && span.end <= sentence.end;
    const told = free.filter(({ span, kind }) => kind === 'number' && inside(span));
    const words = input.text.slice(sentence.start, sentence.end);
    if (told.length === 0 || !COST.test(words) || GAIN.test(words)) continue;
    const named = wanted
      .flatMap((variable) => (graph.variables[variable]?.mentions ?? []).map((span) => ({ span, variable })))
      .filter(({ span }) => inside(span))
      .sort((a, b) => a.span.start - b.span.start);
    const of = inTurn(told, named) ?? (named.length === 0 && told.length === wanted.length ? wanted : undefined);
    if (!of) return undefined;
    for (const [at, variable] of of.entries()) {
      const cost = told[at];
      if (!cost || found.has(variable)) return undefined;
      found.set(variable, cost);
    }
  }
  return wanted.every((variable) => found.has(variable)) ? found : undefined;
}

/** Which amount each number is told of, where names and numbers stand in turns. */
function inTurn(
  told: readonly Quantity[],
  named: readonly { readonly span: Span; readonly variable: VariableId }[],
): readonly VariableId[] | undefined {
  for (const isBehind of [true, false]) {
    const of = told.map(({ span }, at) => {
      const [from, to] = isBehind
        ? [span.end, told[at + 1]?.span.start ?? Infinity]
        : [told[at - 1]?.span.end ?? 0, span.start];
      const here = named.filter((each) => each.span.start >= from && each.span.end <= to);
      return (isBehind ? here[0] : here.at(-1))?.variable;
    });
    const known = of.flatMap((each) => each ?? []);
    if (known.length === told.length && new Set(known).size === known.length) return known;
  }
  return undefined;
}
