import type { Span } from '../text';
import type { Quantity, VariableId } from './graph';

/** Identifies an index set inside its graph: its index in `ProblemGraph.sets`. */
export type SetId = number;
/** Identifies a table inside its graph: its index in `ProblemGraph.tables`. */
export type TableId = number;

/** Something of the text that has a name: "Lyon", "the night shift". */
export interface Member {
  readonly name: string;
  /** Every place that names it; none where the text only implies it ("Monday to Friday"). */
  readonly mentions: readonly Span[];
}

/** Things of one kind: the depots, the days. */
export interface IndexSet {
  /** The user's word for them: "depots". */
  readonly name: string;
  readonly mentions: readonly Span[];
  /** By name, or only counted: `first` to `last`. */
  readonly members: readonly Member[] | { readonly first: Expression; readonly last: Expression };
}

/** Whether the things of a set have names; those of another one are only counted. */
export function isNamed(members: IndexSet['members']): members is Extract<IndexSet['members'], readonly unknown[]> {
  return Array.isArray(members);
}

/** What the text tells of each thing, or each pair of things: the need of a shop, the cost of a way. */
export interface Table {
  readonly name: string;
  readonly mentions: readonly Span[];
  /** None: a single number with a name. */
  readonly index: readonly SetId[];
  /** Row by row, the last set fastest; booleans say which pairs hold. */
  readonly cells: readonly Expression[] | readonly boolean[];
}

/** An expression with a name, used more than once: the moment when all is done. */
export interface Definition {
  readonly name: string;
  readonly mentions: readonly Span[];
  readonly value: Expression;
}

/** An index that runs over a set, or over the numbers of an expression ("2..4", "months without the first"). */
export interface Binder {
  readonly name: string;
  readonly over: SetId | Expression;
}

export const operators = [
  '<->',
  '->',
  '\\/',
  'xor',
  '/\\',
  '<',
  '<=',
  '=',
  '!=',
  '>=',
  '>',
  'in',
  '..',
  '+',
  '-',
  '*',
  '/',
  'div',
  'mod',
  'not',
  'negative',
] as const;
/** `not` and `negative` take one operand, the others two or more (which then stand from left to right). */
export type Operator = (typeof operators)[number];

export const quantifiers = ['sum', 'forall', 'exists', 'max', 'min', 'count'] as const;
/** `list` makes an array of what stands inside; the others are MiniZinc's functions of that name. */
export type Quantifier = (typeof quantifiers)[number] | 'list';

/** Functions and global constraints of MiniZinc's library that a problem graph may use, with the numbers of arguments. */
export const calls = {
  all_different: [1, 1],
  all_equal: [1, 1],
  abs: [1, 1],
  max: [1, 2],
  min: [1, 2],
  sum: [1, 1],
  count: [2, 2],
  card: [1, 1],
  cumulative: [4, 4],
  disjunctive: [2, 2],
  circuit: [1, 1],
  subcircuit: [1, 1],
  inverse: [2, 2],
  increasing: [1, 1],
  strictly_increasing: [1, 1],
  decreasing: [1, 1],
  at_most: [3, 3],
  at_least: [3, 3],
  exactly: [3, 3],
  among: [3, 3],
  nvalue: [1, 1],
  global_cardinality: [3, 3],
  global_cardinality_low_up: [4, 4],
  enum_prev: [2, 2],
  enum_next: [2, 2],
  enum2int: [1, 1],
  bool2int: [1, 1],
  ceil: [1, 1],
  floor: [1, 1],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;
export type Call = keyof typeof calls;

/** Whether a name is a function that a graph may call. */
export function isCall(name: string): name is Call {
  return Object.hasOwn(calls, name);
}

/** What a constraint or an objective says, over the names of its graph. */
export type Expression =
  /** A number of the text. */
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  /** What the text need not say: 0, 1, sixty minutes, the size of a set that was counted. */
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'member'; readonly set: SetId; readonly member: number }
  /** All things of a set. */
  | { readonly kind: 'set'; readonly set: SetId }
  | { readonly kind: 'index'; readonly name: string }
  /** Without an index: the whole table, the whole family of variables. */
  | { readonly kind: 'table'; readonly table: TableId; readonly index: readonly Expression[] }
  | { readonly kind: 'variable'; readonly variable: VariableId; readonly index: readonly Expression[] }
  | { readonly kind: 'definition'; readonly definition: number }
  | {
      readonly kind: 'over';
      readonly quantifier: Quantifier;
      readonly binders: readonly Binder[];
      readonly where: Expression | undefined;
      readonly body: Expression;
    }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly operands: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: Call; readonly operands: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] };

/** The parts an expression is made of, from left to right. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'quantity':
    case 'constant':
    case 'truth':
    case 'member':
    case 'set':
    case 'index':
    case 'definition':
      return [];
    case 'table':
    case 'variable':
      return expression.index;
    case 'over': {
      const { binders, where, body } = expression;
      const over = binders.flatMap((binder) => (typeof binder.over === 'number' ? [] : [binder.over]));
      return [...over, ...(where ? [where] : []), body];
    }
    case 'operation':
    case 'call':
      return expression.operands;
    case 'list':
      return expression.items;
  }
}

/** An expression and everything inside it, outermost first. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}

/** An expression with each of its parts, innermost first, replaced by what is made of it. */
export function mapped(expression: Expression, change: (part: Expression) => Expression): Expression {
  const one = (part: Expression): Expression => mapped(part, change);
  switch (expression.kind) {
    case 'quantity':
    case 'constant':
    case 'truth':
    case 'member':
    case 'set':
    case 'index':
    case 'definition':
      return change(expression);
    case 'table':
    case 'variable':
      return change({ ...expression, index: expression.index.map(one) });
    case 'over': {
      const binders = expression.binders.map(({ name, over }) => ({
        name,
        over: typeof over === 'number' ? over : one(over),
      }));
      const where = expression.where && one(expression.where);
      return change({ ...expression, binders, where, body: one(expression.body) });
    }
    case 'operation':
    case 'call':
      return change({ ...expression, operands: expression.operands.map(one) });
    case 'list':
      return change({ ...expression, items: expression.items.map(one) });
  }
}
