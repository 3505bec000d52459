import type {
  Constraint,
  DecisionVariable,
  Domain,
  Expression,
  IndexSet,
  Objective,
  ProblemGraph,
  Quantity,
  Table,
} from '../../server/src/prose';
import type { Span } from '../../server/src/text';
import type { Annotated, AnnotatedStatement } from '../annotated';
import { numbersOf, type TextNumber } from '../../server/src/prose/cited/words';
import type { Change } from './edits';

/** The mentions of things that are named: members, and variables told one by one. Numbers in them count nothing. */
export function namesOf({ sets, variables }: ProblemGraph): Span[] {
  const members = sets.flatMap((set) => ('first' in set.members ? [] : set.members));
  const singles = variables.filter((variable) => variable.index.length === 0);
  return [...members, ...singles].flatMap(({ mentions }) => mentions);
}

/** The mentions whose words name something at another place too: one of them cannot be changed alone. */
export function recurring({ text, graph }: Annotated): Span[] {
  const mentions = mentionsOf(graph);
  const wordsOf = ({ start, end }: Span): string => text.slice(start, end).toLowerCase().replace(/\s+/gu, ' ');
  return mentions.filter((one) => mentions.some((two) => two.start !== one.start && wordsOf(two) === wordsOf(one)));
}

/** The mentions of everything in a graph. */
export function mentionsOf(graph: ProblemGraph): Span[] {
  const { sets, tables, definitions, variables } = graph;
  const named = [...sets, ...tables, ...definitions, ...variables].flatMap(({ mentions }) => mentions);
  return [...named, ...namesOf(graph)];
}

/**
 * An annotated text after a change of its words: every span moved, every number with its new value.
 * @returns undefined where a span was cut, or where rules now find other numbers than those that moved
 */
export function moved(source: Annotated, change: Change): Annotated | undefined {
  try {
    return new Mover(source, change).annotated();
  } catch (error) {
    if (error instanceof Lost) return undefined;
    throw error;
  }
}

/** A span or a number that is no longer there. */
class Lost extends Error {}

const keyOf = ({ start, end }: Span): string => `${String(start)}:${String(end)}`;

class Mover {
  private readonly expressions = new Map<Expression, Expression>();
  /** By the old span: the number before and after. */
  private readonly pairs = new Map<string, readonly [before: TextNumber, after: TextNumber]>();
  private readonly numbers: readonly TextNumber[];

  constructor(
    private readonly source: Annotated,
    private readonly change: Change,
  ) {
    const names = namesOf(source.graph).map((span) => this.span(span));
    this.numbers = numbersOf(change.text, names);
    const found = new Map(this.numbers.map((number) => [keyOf(number.span), number]));
    if (found.size !== source.numbers.length) throw new Lost();
    for (const before of source.numbers) {
      const after = found.get(keyOf(this.span(before.span)));
      if (after?.kind !== before.kind) throw new Lost();
      // "a third" may be a place as well, "a quarter" may not; what is used of a fraction is its first value.
      if (after.values.length !== before.values.length && after.kind !== 'fraction') throw new Lost();
      if (this.words(before.span, source.text) === this.words(after.span, change.text) && !sameValues(before, after))
        throw new Lost();
      this.pairs.set(keyOf(before.span), [before, after]);
    }
  }

  annotated(): Annotated {
    const statements = this.source.statements.map((statement) => this.statement(statement));
    return { ...this.source, text: this.change.text, graph: this.graph(), statements, numbers: this.numbers };
  }

  private words({ start, end }: Span, text: string): string {
    return text.slice(start, end);
  }

  private span(span: Span): Span {
    const there = this.change.move(span);
    if (!there) throw new Lost();
    return there;
  }

  private spans(spans: readonly Span[]): Span[] {
    return spans.map((span) => this.span(span));
  }

  /** The mentions in their new order, and the name, which is the first of them. */
  private named<T extends { readonly name: string; readonly mentions: readonly Span[] }>(thing: T): T {
    const mentions = this.spans(thing.mentions).sort((a, b) => a.start - b.start);
    const [first] = mentions;
    const name = first ? this.words(first, this.change.text).replace(/\s+/gu, ' ') : thing.name;
    return { ...thing, name, mentions };
  }

  private graph(): ProblemGraph {
    const { sets, tables, definitions, variables, objective, constraints } = this.source.graph;
    return {
      sets: sets.map((set) => this.set(set)),
      tables: tables.map((table) => ({ ...this.named(table), cells: this.cells(table) })),
      definitions: definitions.map((each) => ({ ...this.named(each), value: this.expression(each.value) })),
      variables: variables.map((variable) => this.variable(variable)),
      objective: objective && this.objective(objective),
      constraints: constraints.map((constraint) => this.constraint(constraint)),
    };
  }

  private set(set: IndexSet): IndexSet {
    const { members } = set;
    if ('first' in members) {
      const range = { first: this.expression(members.first), last: this.expression(members.last) };
      return { ...this.named(set), members: range };
    }
    return { ...this.named(set), members: members.map((member) => this.named(member)) };
  }

  private cells({ cells }: Table): Table['cells'] {
    return cells.map((cell) => (typeof cell === 'boolean' ? cell : this.expression(cell))) as Table['cells'];
  }

  private variable(variable: DecisionVariable): DecisionVariable {
    return { ...this.named(variable), domain: this.domain(variable.domain) };
  }

  private domain(domain: Domain): Domain {
    if (typeof domain === 'string' || domain.kind !== 'range') return domain;
    return { ...domain, first: this.expression(domain.first), last: this.expression(domain.last) };
  }

  private objective(objective: Objective): Objective {
    const { value, span } = objective;
    return { ...objective, span: this.span(span), ...(value ? { value: this.expression(value) } : {}) };
  }

  private constraint(constraint: Constraint): Constraint {
    if (constraint.kind !== 'relation') throw new Lost();
    const span = this.span(constraint.span);
    return { ...constraint, body: this.expression(constraint.body), span, sentence: span };
  }

  private statement(statement: AnnotatedStatement): AnnotatedStatement {
    const spans = this.spans(statement.spans);
    switch (statement.kind) {
      case 'objective':
        return { ...statement, spans, value: this.expression(statement.value) };
      case 'constraint':
        return { ...statement, spans, body: this.expression(statement.body) };
      case 'missing':
        return { ...statement, spans };
    }
  }

  private expression(expression: Expression): Expression {
    const known = this.expressions.get(expression);
    if (known) return known;
    const made = transformed(expression, (each) =>
      each.kind === 'quantity' ? { kind: 'quantity', quantity: this.quantity(each.quantity) } : each,
    );
    this.expressions.set(expression, made);
    return made;
  }

  private quantity(quantity: Quantity): Quantity {
    const span = this.span(quantity.span);
    const text = this.words(span, this.change.text);
    const pair = this.pairs.get(keyOf(quantity.span));
    if (!pair) throw new Lost();
    const [before, after] = pair;
    if (sameValues(before, after)) return { ...quantity, span, text };
    const value = after.values[before.values.findIndex((each) => isSame(each, quantity.value))];
    if (value === undefined) throw new Lost();
    return { ...quantity, value, span, text };
  }
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function sameValues(a: TextNumber, b: TextNumber): boolean {
  return a.values.every((value, at) => value === b.values[at]);
}

/** An expression with each part changed, the innermost first. */
export function transformed(expression: Expression, change: (each: Expression) => Expression): Expression {
  const all = (list: readonly Expression[]): Expression[] => list.map((each) => transformed(each, change));
  switch (expression.kind) {
    case 'table':
    case 'variable':
      return change({ ...expression, index: all(expression.index) });
    case 'over': {
      const { binders, where, body } = expression;
      return change({
        ...expression,
        binders: binders.map(({ name, over }) => ({
          name,
          over: typeof over === 'number' ? over : transformed(over, change),
        })),
        where: where && transformed(where, change),
        body: transformed(body, change),
      });
    }
    case 'operation':
    case 'call':
      return change({ ...expression, operands: all(expression.operands) });
    case 'list':
      return change({ ...expression, items: all(expression.items) });
    default:
      return change(expression);
  }
}
