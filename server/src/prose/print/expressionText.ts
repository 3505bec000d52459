import { within, type Binder, type Expression, type Operator } from '../expression';
import type { Quantity } from '../graph';
import { fractionOf, leastCommonMultiple, literalOf } from './fraction';

/** A piece of MiniZinc: text as it stands, or a number of the text, whose place in the model is wanted. */
export type Piece =
  | string
  | {
      readonly quantity: Quantity;
      readonly literal: string;
      /** The quantity is the literal divided by this. */
      readonly denominator: number;
    };

/** What an expression may name, as identifiers of the model. */
export interface ModelNames {
  readonly set: (set: number) => string;
  readonly member: (set: number, member: number) => string;
  readonly table: (table: number) => string;
  readonly variable: (variable: number) => string;
  readonly definition: (definition: number) => string;
  /** The parameter that holds a number elsewhere in the model; undefined: it is written where it is used. */
  readonly parameter: (quantity: Quantity) => string | undefined;
  /** Whether all amounts are whole, so that proportions must be exact. */
  readonly isWhole: (expression: Expression) => boolean;
}

/** How tightly operators bind, loosest first (MiniZinc 2.10 grammar, "Operators"); all but `->` associate to the left. */
const levels: readonly (readonly Operator[])[] = [
  ['<->'],
  ['->'],
  ['\\/', 'xor'],
  ['/\\'],
  ['<', '<=', '=', '!=', '>=', '>'],
  ['in'],
  ['..'],
  ['+', '-'],
  ['*', '/', 'div', 'mod'],
  ['not', 'negative'],
];
const tightness = new Map(levels.flatMap((level, at) => level.map((operator) => [operator, at] as const)));
const associative: ReadonlySet<Operator> = new Set(['\\/', '/\\', '+', '*']);
const comparisons: ReadonlySet<Operator> = new Set(['<', '<=', '=', '!=', '>=', '>']);
const ATOM = levels.length;
/** Globals that take whole numbers only. */
const wholeArguments: ReadonlySet<string> = new Set(['disjunctive', 'cumulative']);

function own(operator: Operator): number {
  return tightness.get(operator) ?? 0;
}

/** An expression as MiniZinc an expert would write: no parentheses but those it needs. */
export function expressionText(expression: Expression, names: ModelNames): Piece[] {
  return text(expression, 0);

  /** Parentheses where `outer` binds tighter than what is inside. */
  function text(inner: Expression, outer: number): Piece[] {
    switch (inner.kind) {
      case 'quantity':
        return number(inner.quantity, outer);
      case 'constant':
        return [literalOf(inner.value).text];
      case 'truth':
        return [String(inner.value)];
      case 'member':
        return [names.member(inner.set, inner.member)];
      case 'set':
        return [names.set(inner.set)];
      case 'index':
        return [inner.name];
      case 'table':
        return [names.table(inner.table), ...indices(inner.index)];
      case 'variable':
        return [names.variable(inner.variable), ...indices(inner.index)];
      case 'definition':
        return [names.definition(inner.definition)];
      case 'over': {
        const where = inner.where ? [' where ', ...text(inner.where, 0)] : [];
        const binders = inner.binders.flatMap(binder);
        if (inner.quantifier === 'list') {
          // With the members as its index, as `cumulative` wants all its arrays to have one index set; of some alone there is none.
          const [only, second] = inner.binders;
          const index = only && !second && !inner.where ? [`${only.name}: `] : [];
          return ['[', ...index, ...text(inner.body, 0), ' | ', ...binders, ...where, ']'];
        }
        const head = [`${inner.quantifier} (`, ...binders, ...where, ') '];
        return [...head, '(', ...text(inner.body, 0), ')'];
      }
      case 'operation':
        return operation(inner.operator, inner.operands, outer);
      case 'call':
        return [`${inner.name}(`, ...list(inner.operands, wholeArguments.has(inner.name)), ')'];
      case 'list':
        return ['[', ...list(inner.items), ']'];
    }
  }

  function operation(operator: Operator, operands: readonly Expression[], outer: number): Piece[] {
    const level = own(operator);
    const [first] = operands;
    if (comparisons.has(operator)) {
      const exact = comparison(operator, operands);
      if (exact) return wrap(exact, level < outer);
    }
    if (operator === 'not' || operator === 'negative') {
      const inner = first ? text(first, ATOM) : [];
      return wrap([operator === 'not' ? 'not ' : '-', ...inner], level < outer);
    }
    const pieces = operands.flatMap((operand, at) => {
      const isFirst = at === 0;
      // a - (b + c), but a + b + c; comparisons and arrows never chain.
      const isTight = comparisons.has(operator) || operator === '->' || operator === '<->' || operator === 'in';
      const bound = isTight || (!isFirst && !associative.has(operator)) ? level + 1 : level;
      return [...(isFirst ? [] : [operator === '..' ? '..' : ` ${operator} `]), ...text(operand, bound)];
    });
    return wrap(pieces, level < outer);
  }

  /**
   * A comparison of whole amounts with percentages and parts, multiplied out: `100 * teas >= 25 * (teas + cakes)`. A
   * rounded third could otherwise decide what fits. undefined where that cannot be written simply, or need not be.
   */
  function comparison(operator: Operator, operands: readonly Expression[]): Piece[] | undefined {
    const scale = scaleOf({ kind: 'operation', operator, operands }, names);
    if (scale === 1) return undefined;
    const [left, right] = operands.map((side) => times(scale, side, own('+')));
    return left && right ? [...left, ` ${operator} `, ...right] : undefined;
  }

  /** An expression times a whole number that makes all its proportions whole. */
  function times(scale: number, inner: Expression, outer: number): Piece[] | undefined {
    if (!hasProportion(inner)) {
      return inner.kind === 'constant'
        ? [literalOf(inner.value * scale).text]
        : wrap([`${String(scale)} * `, ...text(inner, own('*'))], own('*') < outer);
    }
    if (inner.kind === 'quantity') {
      const { quantity } = inner;
      const { text: literal } = literalOf(Number((quantity.value * scale).toPrecision(15)));
      return [{ quantity, literal, denominator: scale }];
    }
    if (inner.kind !== 'operation') return undefined;
    const { operator, operands } = inner;
    if (operator === '*') {
      const scaled = operands.map((operand) =>
        hasProportion(operand) ? times(scale, operand, own('*')) : text(operand, own('*')),
      );
      if (operands.filter(hasProportion).length !== 1 || scaled.some((piece) => piece === undefined)) return undefined;
      return wrap(
        scaled.flatMap((pieces, at) => [...(at === 0 ? [] : [' * ']), ...(pieces ?? [])]),
        own('*') < outer,
      );
    }
    if (operator !== '+' && operator !== '-') return undefined;
    const terms = operands.map((operand, at) =>
      times(scale, operand, at === 0 || operator === '+' ? own('+') : own('*')),
    );
    if (terms.some((term) => term === undefined)) return undefined;
    return wrap(
      terms.flatMap((term, at) => [...(at === 0 ? [] : [` ${operator} `]), ...(term ?? [])]),
      own('+') < outer,
    );
  }

  function number(quantity: Quantity, outer: number): Piece[] {
    const parameter = names.parameter(quantity);
    if (parameter !== undefined) return [parameter];
    const fraction = quantity.kind === 'fraction' ? fractionOf(quantity.value) : undefined;
    if (fraction && fraction.denominator > 1 && 1000 % fraction.denominator !== 0) {
      const { numerator, denominator } = fraction;
      const pieces = [{ quantity, literal: String(numerator), denominator }, ` / ${String(denominator)}`];
      return wrap(pieces, own('/') < outer);
    }
    return [{ quantity, literal: literalOf(quantity.value).text, denominator: 1 }];
  }

  function indices(index: readonly Expression[]): Piece[] {
    return index.length === 0 ? [] : ['[', ...list(index), ']'];
  }

  function list(items: readonly Expression[], mustBeWhole = false): Piece[] {
    return items.flatMap((item, at) => [...(at === 0 ? [] : [', ']), ...(mustBeWhole ? whole(item) : text(item, 0))]);
  }

  /** An argument in whole numbers: an hour and a half is 90 minutes, and of what is no whole number the next one is kept free. */
  function whole(argument: Expression): Piece[] {
    if (names.isWhole(argument) && !hasProportion(argument)) return text(argument, 0);
    const rounded = (inner: Expression): Expression => ({ kind: 'call', name: 'ceil', operands: [inner] });
    if (argument.kind === 'over') return text({ ...argument, body: rounded(argument.body) }, 0);
    if (argument.kind === 'list') return text({ ...argument, items: argument.items.map(rounded) }, 0);
    // No name of the text ends so.
    if (argument.kind !== 'table' || argument.index.length > 0) return text(rounded(argument), 0);
    const table = names.table(argument.table);
    return [`[task_: ceil(${table}[task_]) | task_ in index_set(${table})]`];
  }

  function binder({ name, over }: Binder, at: number): Piece[] {
    const set = typeof over === 'number' ? [names.set(over)] : text(over, 0);
    return [...(at === 0 ? [] : [', ']), `${name} in `, ...set];
  }
}

function wrap(pieces: readonly Piece[], isWrapped: boolean): Piece[] {
  return isWrapped ? ['(', ...pieces, ')'] : [...pieces];
}

/** The least whole number that makes all proportions of a comparison whole; 1 where that is not wanted. */
function scaleOf(expression: Expression, names: ModelNames): number {
  if (!names.isWhole(expression)) return 1;
  let scale = 1;
  for (const part of within(expression)) {
    if (part.kind === 'quantity') scale = leastCommonMultiple(scale, denominatorOf(part.quantity));
  }
  return scale > 1e6 ? 1 : scale;
}

function denominatorOf(quantity: Quantity): number {
  const fraction = fractionOf(quantity.value);
  if (!fraction || fraction.denominator === 1) return 1;
  return quantity.kind === 'percent' && 100 % fraction.denominator === 0 ? 100 : fraction.denominator;
}

function hasProportion(expression: Expression): boolean {
  for (const part of within(expression)) {
    if (part.kind === 'quantity' && denominatorOf(part.quantity) > 1) return true;
  }
  return false;
}
