import type { Span } from '../../../text';
import type { Expression, Operator, SetId, Table } from '../../expression';
import type { DecisionVariable, ProblemGraph, RelationConstraint } from '../../graph';
import { idleTables } from '../../implausible';

/** What is told of each thing under such a name is wanted of it at the least. */
const needs =
  /\b(?:need(?:s|ed)?|demands?|require(?:s|d|ments?)?|wants?|wanted|expects?|expected|order(?:s|ed)|asks?|minimum|at least)\b/iu;
/** And under such a name there is no more than that. */
const haves =
  /\b(?:capacit(?:y|ies)|available|stocks?|suppl(?:y|ies)|max(?:imum)?|at most|limits?|can \p{L}+|holds?|offers?|markets?|up to)\b/iu;

/** Surer than this no limit is that no statement tells of. */
const sureness = 0.3;

/**
 * The limits that tables mean which nothing uses: under "demand" what is decided of each thing reaches its number, under
 * "capacity" it stays within it. Only where one family of amounts is decided, over the things of the table; beside choices only a need. (Of 329 tables
 * of the corpus with such a name for a need, 250 bear out exactly this; of 251 with one for a capacity 233.)
 */
export function idleLimits(
  graph: ProblemGraph,
  text: string,
  sentenceOf: (span: Span) => Span,
): readonly RelationConstraint[] {
  const families = graph.variables.flatMap((variable, at) => (variable.index.length > 0 ? [{ variable, at }] : []));
  const isAmount = ({ variable }: (typeof families)[number]): boolean =>
    variable.domain === 'integer' || variable.domain === 'continuous';
  const [family, second] = families.filter(isAmount);
  if (!family || second) return [];
  // Beside choices a capacity may depend on them; a need does not.
  const hasChoices = families.length > 1;
  if (!families.every((each) => isAmount(each) || each.variable.domain === 'choice')) return [];
  return idleTables(graph).flatMap((at): RelationConstraint[] => {
    const table = graph.tables[at];
    const [set, other] = table?.index ?? [];
    const [span] = table?.mentions ?? [];
    if (!table || set === undefined || other !== undefined || !span) return [];
    const operator = means(table, text);
    const amount = amountOf(family, set);
    if (!operator || !amount || (hasChoices && operator === '<=')) return [];
    const limit: Expression = { kind: 'table', table: at, index: [{ kind: 'index', name: 'i' }] };
    const body = forEach(set, compared(amount, operator, limit));
    return [{ kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness }];
  });
}

/** Whether the name of a table tells a need or a capacity. */
export function means({ mentions }: Table, text: string): '>=' | '<=' | undefined {
  const words = mentions.map(({ start, end }) => text.slice(start, end)).join(' ');
  if (needs.test(words)) return haves.test(words) ? undefined : '>=';
  return haves.test(words) ? '<=' : undefined;
}

/** What is decided of thing `i` of a set, altogether. */
function amountOf(
  { variable, at }: { readonly variable: DecisionVariable; readonly at: number },
  set: SetId,
): Expression | undefined {
  if (variable.index.filter((each) => each === set).length !== 1) return undefined;
  const others = variable.index.filter((each) => each !== set);
  const names = ['j', 'k', 'l', 'm'];
  if (others.length > names.length) return undefined;
  const nameOf = (each: SetId): string => (each === set ? 'i' : (names[others.indexOf(each)] ?? ''));
  const index = variable.index.map((each): Expression => ({ kind: 'index', name: nameOf(each) }));
  const amount: Expression = { kind: 'variable', variable: at, index };
  if (others.length === 0) return amount;
  const binders = others.map((over) => ({ name: nameOf(over), over }));
  return { kind: 'over', quantifier: 'sum', binders, where: undefined, body: amount };
}

function compared(one: Expression, operator: Operator, two: Expression): Expression {
  return { kind: 'operation', operator, operands: [one, two] };
}

function forEach(set: SetId, body: Expression): Expression {
  return { kind: 'over', quantifier: 'forall', binders: [{ name: 'i', over: set }], where: undefined, body };
}
