import type { Call, Expression, IndexSet, SetId, Table } from '../expression';
import type { DecisionVariable } from '../graph';

/** What an expression stands for. `member`: a thing of a set; `many`: an array or a set of such. */
export type Type =
  | { readonly kind: 'number' | 'truth' }
  | { readonly kind: 'member'; readonly set: SetId }
  | { readonly kind: 'many'; readonly of: Type; readonly axes: number };

/** What is declared, as far as types need it. */
export interface Declarations {
  readonly sets: readonly IndexSet[];
  readonly tables: readonly Table[];
  readonly variables: readonly DecisionVariable[];
  /** By definition, as far as they are known. */
  readonly definitions: readonly (Type | undefined)[];
}

/** An expression that MiniZinc would refuse, with the reason. */
export class Mistyped extends Error {}

const number: Type = { kind: 'number' };
const truth: Type = { kind: 'truth' };

/**
 * The type of an expression.
 * @throws Mistyped
 */
export function typeOf(expression: Expression, declared: Declarations): Type {
  return new Typing(declared).of(expression);
}

class Typing {
  private readonly bound = new Map<string, Type>();

  constructor(private readonly declared: Declarations) {}

  of(each: Expression): Type {
    switch (each.kind) {
      case 'quantity':
      case 'constant':
        return number;
      case 'truth':
        return truth;
      case 'member':
        return { kind: 'member', set: each.set };
      case 'set':
        return { kind: 'many', of: this.elementOf(each.set), axes: 1 };
      case 'index':
        return this.bound.get(each.name) ?? fail(`no index ${each.name}`);
      case 'table': {
        const table = this.declared.tables[each.table] ?? fail('no table');
        const cell = typeof table.cells[0] === 'boolean' ? truth : number;
        return this.accessed(table.index, each.index, cell);
      }
      case 'variable': {
        const variable = this.declared.variables[each.variable] ?? fail('no variable');
        return this.accessed(variable.index, each.index, this.valueOf(variable));
      }
      case 'definition':
        return this.declared.definitions[each.definition] ?? fail('no definition');
      case 'over':
        return this.over(each);
      case 'list': {
        const [first = number, ...rest] = each.items.map((item) => this.of(item));
        for (const other of rest) this.comparable(first, other);
        return { kind: 'many', of: first, axes: 1 };
      }
      case 'operation':
        return this.operation(each);
      case 'call':
        return this.call(each.name, each.operands);
    }
  }

  private valueOf({ domain, index }: DecisionVariable): Type {
    if (domain === 'choice') return truth;
    if (typeof domain === 'string') return domain === 'position' && index.length !== 1 ? fail('positions of no set') : number;
    return domain.kind === 'member' ? this.elementOf(domain.set) : number;
  }

  /** The things of a set; of one that is only counted, numbers. */
  private elementOf(set: SetId): Type {
    const found = this.declared.sets[set] ?? fail('no set');
    return Array.isArray(found.members) ? { kind: 'member', set } : number;
  }

  private accessed(axes: readonly SetId[], index: readonly Expression[], value: Type): Type {
    if (index.length === 0 && axes.length > 0) return { kind: 'many', of: value, axes: axes.length };
    if (index.length !== axes.length) fail(`${String(index.length)} indices for ${String(axes.length)} sets`);
    index.forEach((each, at) => {
      const wanted = this.elementOf(axes[at] ?? -1);
      const given = this.of(each);
      if (given.kind === 'many' || given.kind !== wanted.kind) fail('an index of another kind');
      if (given.kind === 'member' && wanted.kind === 'member' && given.set !== wanted.set) fail('an index of another set');
    });
    return value;
  }

  private over({ quantifier, binders, where, body }: Expression & { readonly kind: 'over' }): Type {
    const before = new Map(this.bound);
    for (const { name, over } of binders) {
      const range = typeof over === 'number' ? this.elementOf(over) : this.elements(over);
      this.bound.set(name, range);
    }
    if (where) this.truthOf(where);
    const inside = this.of(body);
    this.bound.clear();
    for (const [name, type] of before) this.bound.set(name, type);
    switch (quantifier) {
      case 'forall':
      case 'exists':
        return inside.kind === 'truth' ? truth : fail('a truth expected');
      case 'count':
        return inside.kind === 'truth' ? number : fail('a truth expected');
      case 'sum':
        return this.numeric(inside);
      case 'max':
      case 'min':
        return inside.kind === 'many' ? fail('one value expected') : inside;
      case 'list':
        return inside.kind === 'many' ? fail('one value expected') : { kind: 'many', of: inside, axes: 1 };
    }
  }

  private elements(expression: Expression): Type {
    const type = this.of(expression);
    return type.kind === 'many' ? type.of : fail('a set expected');
  }

  private truthOf(expression: Expression): void {
    if (this.of(expression).kind !== 'truth') fail('a truth expected');
  }

  private numeric(type: Type): Type {
    return type.kind === 'number' || type.kind === 'truth' ? number : fail('a number expected');
  }

  private comparable(one: Type, two: Type): void {
    const isNumeric = (type: Type): boolean => type.kind === 'number' || type.kind === 'truth';
    if (isNumeric(one) && isNumeric(two)) return;
    const same = one.kind === 'member' && two.kind === 'member' && one.set === two.set;
    if (!same) fail('values of two kinds are compared');
  }

  private operation({ operator, operands }: Expression & { readonly kind: 'operation' }): Type {
    const [one, two] = operands;
    switch (operator) {
      case '/\\':
      case '\\/':
      case '->':
      case '<->':
      case 'xor':
      case 'not':
        for (const each of operands) this.truthOf(each);
        return truth;
      case '<':
      case '<=':
      case '=':
      case '!=':
      case '>=':
      case '>':
        if (!one || !two) return fail('two sides expected');
        this.comparable(this.of(one), this.of(two));
        return truth;
      case 'in':
        if (!one || !two) return fail('two sides expected');
        this.comparable(this.of(one), this.elements(two));
        return truth;
      case '..':
        for (const each of operands) this.numeric(this.of(each));
        return { kind: 'many', of: number, axes: 1 };
      default:
        for (const each of operands) this.numeric(this.of(each));
        return number;
    }
  }

  private call(name: Call, operands: readonly Expression[]): Type {
    const types = operands.map((operand) => this.of(operand));
    const many = (at: number): Type => {
      const type = types[at];
      return type?.kind === 'many' && type.axes === 1 ? type.of : fail('an array expected');
    };
    const value = (at: number): Type => {
      const type = types[at];
      return !type || type.kind === 'many' ? fail('one value expected') : type;
    };
    const numbers = (at: number): void => void this.numeric(many(at));
    switch (name) {
      case 'all_different':
      case 'all_equal':
        many(0);
        return truth;
      case 'circuit':
      case 'subcircuit':
        many(0);
        return truth;
      case 'increasing':
      case 'strictly_increasing':
      case 'decreasing':
        numbers(0);
        return truth;
      case 'inverse':
        many(0);
        many(1);
        return truth;
      case 'disjunctive':
        numbers(0);
        numbers(1);
        return truth;
      case 'cumulative':
        [0, 1, 2].forEach(numbers);
        this.numeric(value(3));
        return truth;
      case 'at_most':
      case 'at_least':
      case 'exactly':
        this.numeric(value(0));
        this.comparable(many(1), value(2));
        return truth;
      case 'global_cardinality':
      case 'global_cardinality_low_up':
        types.forEach((_, at) => many(at));
        return truth;
      case 'count':
        this.comparable(many(0), value(1));
        return number;
      case 'among':
        many(1);
        return number;
      case 'nvalue':
      case 'card':
        many(0);
        return number;
      case 'sum':
        numbers(0);
        return number;
      case 'max':
      case 'min':
        if (types.length === 1) return many(0);
        return this.numeric(value(0));
      case 'enum_prev':
      case 'enum_next':
        return value(1);
      case 'enum2int':
      case 'bool2int':
        value(0);
        return number;
      case 'abs':
      case 'ceil':
      case 'floor':
        return this.numeric(value(0));
    }
  }
}

function fail(reason: string): never {
  throw new Mistyped(reason);
}
