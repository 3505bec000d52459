import type { Expression, Operator, Quantity } from '../server/src/prose';
import type { Span } from '../server/src/text';
import type { Annotated, AnnotatedStatement } from './annotated';
import type { LabelledRow, LabelledText, Slot } from './labelled';

/** What rows say of a problem. */
export interface RowsOf {
  readonly labelled: LabelledText;
  /** Whether they say all of it. */
  readonly isAll: boolean;
  /** Words of what no row says: whether one stands there is not taught. */
  readonly unsaid: readonly Span[];
}

/**
 * A problem of the corpus over single amounts as rows: the other way round than `annotatedOfLabelled`. Where a coefficient
 * or a limit is computed of several numbers, the row is told of these, though it does not say all.
 * @returns undefined where a problem has other variables than single ones
 */
export function rowsOf(annotated: Annotated): RowsOf | undefined {
  const { graph, statements, text, problem } = annotated;
  if (!problem) return { labelled: { ...nothing, text }, isAll: false, unsaid: [] };
  const { sets, tables, variables } = graph;
  if (sets.length + tables.length > 0 || variables.length === 0 || variables.some(({ index }) => index.length > 0))
    return undefined;
  const divisible = variables.map(({ domain }) =>
    domain === 'continuous' ? true : domain === 'integer' ? false : undefined,
  );
  const reader = new Rows(annotated);
  const rows = statements.flatMap((statement) => reader.row(statement));
  const asked = statements.find((statement) => statement.kind === 'objective');
  const objective = asked && reader.objective(asked.value);
  const labelled: LabelledText = {
    text,
    tags: reader.tags(rows, objective ?? []),
    mentions: variables.flatMap(({ mentions }, variable) => mentions.map((span) => ({ ...span, variable }))),
    variables: variables.length,
    linked: true,
    rows,
    objective,
    direction: asked?.direction,
    problem,
    divisible,
  };
  const isAll = reader.isAll && !divisible.includes(undefined);
  return { labelled, isAll, unsaid: [...reader.unsaid, ...(asked?.spans ?? [])] };
}

const nothing: LabelledText = {
  text: '',
  tags: [],
  mentions: [],
  variables: 0,
  linked: false,
  rows: [],
  objective: undefined,
  direction: undefined,
  problem: false,
  divisible: [],
};

/** It is no row over single amounts. */
class NoRow extends Error {}

/** A sum of single variables, each alone or times numbers of the text; or numbers. */
interface Side {
  readonly terms: ReadonlyMap<number, readonly Quantity[]>;
  readonly numbers: readonly Quantity[];
}

const operators: Readonly<Partial<Record<Operator, LabelledRow['operator']>>> = {
  '<=': 'at-most',
  '>=': 'at-least',
  '=': 'equal',
};
const turned: Readonly<Record<LabelledRow['operator'], LabelledRow['operator']>> = {
  'at-most': 'at-least',
  'at-least': 'at-most',
  equal: 'equal',
};

class Rows {
  isAll = true;
  readonly unsaid: Span[] = [];
  private readonly count: number;

  constructor(private readonly annotated: Annotated) {
    this.count = annotated.graph.variables.length;
  }

  row(statement: AnnotatedStatement): LabelledRow[] {
    if (statement.kind !== 'constraint') return [];
    try {
      const [words] = statement.spans;
      if (statement.force !== 'asked' || !words) throw new NoRow();
      return this.rowsIn(statement.body, words);
    } catch (error) {
      if (!(error instanceof NoRow)) throw error;
      this.isAll = false;
      this.unsaid.push(...statement.spans);
      return [];
    }
  }

  objective(value: Expression): Slot[] | undefined {
    try {
      const { terms, numbers } = this.side(value);
      if (numbers.length > 0 || terms.size === 0) throw new NoRow();
      return this.slots(terms);
    } catch (error) {
      if (!(error instanceof NoRow)) throw error;
      this.isAll = false;
      return undefined;
    }
  }

  private rowsIn(body: Expression, words: Span): LabelledRow[] {
    if (body.kind !== 'operation') throw new NoRow();
    const { operands } = body;
    if (body.operator === '/\\') return this.each(operands, words);
    const operator = operators[body.operator];
    const [left, right] = operands;
    if (!operator || !left || !right) throw new NoRow();
    return [
      this.share(left, operator, right) ??
        this.share(right, turned[operator], left) ??
        this.plain(left, operator, right, words),
    ];
  }

  /** `a >= 5 /\ b >= 5`, the number told once; else so many rows. */
  private each(operands: readonly Expression[], words: Span): LabelledRow[] {
    const found = operands.flatMap((operand) => this.rowsIn(operand, words));
    const [first] = found;
    const isOne = found.every(
      (row) => row.class === 'bound' && row.operator === first?.operator && row.anchor.start === first.anchor.start,
    );
    if (!first || !isOne) {
      if (new Set(found.map(({ anchor }) => anchor.start)).size < found.length) throw new NoRow();
      return found;
    }
    const slots = Array.from({ length: this.count }, (_, variable): Slot =>
      found.some((row) => row.slots?.[variable] === 'one') ? 'one' : 'zero',
    );
    return [{ ...first, class: 'each', slots }];
  }

  /** `a >= 30% * (a + b + c)` over all variables. */
  private share(left: Expression, operator: LabelledRow['operator'], right: Expression): LabelledRow | undefined {
    if (right.kind !== 'operation' || right.operator !== '*' || right.operands.length !== 2) return undefined;
    const factor = right.operands.map(fractionOf).find((each) => each !== undefined);
    const whole = right.operands.find((each) => fractionOf(each) === undefined);
    if (!factor || !whole) return undefined;
    const of = this.side(whole);
    const one = this.side(left);
    const [variable] = one.terms.keys();
    if (of.terms.size !== this.count || this.count < 2 || !isPlain(of)) return undefined;
    if (variable === undefined || one.terms.size !== 1 || !isPlain(one)) return undefined;
    return { anchor: factor.span, class: 'share', operator, left: variable };
  }

  private plain(first: Expression, operator: LabelledRow['operator'], second: Expression, words: Span): LabelledRow {
    const [left, right] = [this.side(first), this.side(second)];
    if (right.terms.size === 0 && left.terms.size > 0) return this.limited(left, operator, right);
    if (left.terms.size === 0 && right.terms.size > 0) return this.limited(right, turned[operator], left);
    const [[a = 0, of = []] = [], [b = 0, times = []] = []] = [[...left.terms][0], [...right.terms][0]];
    const isOne = left.terms.size === 1 && right.terms.size === 1 && left.numbers.length + right.numbers.length === 0;
    if (!isOne || of.length + times.length > 1) throw new NoRow();
    if (times[0]) return { anchor: times[0].span, class: 'multiple', operator, left: a, right: b };
    if (of[0]) return { anchor: of[0].span, class: 'multiple', operator: turned[operator], left: b, right: a };
    return { anchor: words, class: 'comparison', operator, left: a, right: b };
  }

  private limited({ terms, numbers: other }: Side, operator: LabelledRow['operator'], { numbers }: Side): LabelledRow {
    const number = numbers.at(-1);
    if (!number || other.length > 0) throw new NoRow();
    if (numbers.length > 1) this.isAll = false;
    const isAlone = [...terms.values()].every((each) => each.length === 0);
    const name = isAlone && terms.size === 1 ? 'bound' : isAlone && terms.size === this.count ? 'total' : 'linear';
    return { anchor: number.span, class: name, operator, slots: this.slots(terms) };
  }

  private slots(terms: Side['terms']): Slot[] {
    return Array.from({ length: this.count }, (_, variable): Slot => {
      const coefficients = terms.get(variable);
      if (!coefficients) return 'zero';
      if (coefficients.length > 1) this.isAll = false;
      return coefficients.length === 0 ? 'one' : coefficients.map(({ span }) => span);
    });
  }

  private side(expression: Expression): Side {
    switch (expression.kind) {
      case 'quantity':
        return { terms: new Map(), numbers: [expression.quantity] };
      case 'constant':
        this.isAll = false;
        return { terms: new Map(), numbers: [] };
      case 'variable':
        return { terms: new Map([[expression.variable, []]]), numbers: [] };
      case 'definition': {
        const definition = this.annotated.graph.definitions[expression.definition];
        if (!definition) throw new NoRow();
        return this.side(definition.value);
      }
      case 'operation':
        return this.sideOf(expression.operator, expression.operands);
      default:
        throw new NoRow();
    }
  }

  private sideOf(operator: Operator, operands: readonly Expression[]): Side {
    const parts = operands.map((operand) => this.side(operand));
    const sums = parts.filter(({ terms }) => terms.size > 0);
    const numbers = parts.flatMap((part) => part.numbers);
    if (sums.length === 0) {
      if (numbers.length > 1) this.isAll = false;
      return { terms: new Map(), numbers };
    }
    if (operator === '+') {
      const all = sums.flatMap(({ terms }) => [...terms]);
      const terms = new Map(all);
      if (terms.size < all.length || numbers.length > 0) throw new NoRow();
      return { terms, numbers: [] };
    }
    const [sum] = sums;
    if (!sum || sums.length > 1 || (operator !== '*' && operator !== '/')) throw new NoRow();
    if (operator === '/') this.isAll = false;
    return { terms: new Map([...sum.terms].map(([variable, own]) => [variable, [...own, ...numbers]])), numbers: [] };
  }

  tags(rows: readonly LabelledRow[], objective: readonly Slot[]): LabelledText['tags'] {
    const { graph, statements } = this.annotated;
    const coefficients = [...rows.flatMap(({ slots }) => slots ?? []), ...objective].flatMap((slot) =>
      typeof slot === 'string' ? [] : slot,
    );
    const limits = rows.flatMap((row) => (row.class === 'comparison' ? [] : [row.anchor]));
    const names = graph.variables.flatMap(({ mentions }) => mentions);
    const directions = limits.flatMap((limit): Span[] => {
      const words = statements
        .flatMap(({ spans }) => spans)
        .find(({ start, end }) => start < limit.start && limit.end <= end);
      if (!words) return [];
      const named = names.filter(({ end }) => end > words.start && end <= limit.start).map(({ end }) => end);
      return [{ start: Math.max(words.start, ...named), end: limit.start }];
    });
    const tag = (spans: readonly Span[], label: LabelledText['tags'][number]['label']): LabelledText['tags'] =>
      spans.map(({ start, end }) => ({ start, end, label }));
    return [
      ...tag(directions, 'CONST_DIR'),
      ...tag(coefficients, 'PARAM'),
      ...tag(limits, 'LIMIT'),
      ...tag(names, 'VAR'),
    ];
  }
}

function isPlain({ terms, numbers }: Side): boolean {
  return numbers.length === 0 && [...terms.values()].every((each) => each.length === 0);
}

/** 30%, or 30/100. */
function fractionOf(expression: Expression): Quantity | undefined {
  if (expression.kind === 'quantity') return expression.quantity;
  if (expression.kind !== 'operation' || expression.operator !== '/') return undefined;
  const [number, by] = expression.operands;
  return number?.kind === 'quantity' && by?.kind === 'constant' && by.value === 100 ? number.quantity : undefined;
}
