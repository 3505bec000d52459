import {
  isNamed,
  within,
  type Binder,
  type Call,
  type Expression,
  type IndexSet,
  type SetId,
  type Table,
} from '../expression';
import type { DecisionVariable } from '../graph';

/** What an expression stands for; `many` is an array or a set of such, with the sets that an array runs over. */
export type Type =
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'truth' }
  | { readonly kind: 'member'; readonly set: SetId }
  | { readonly kind: 'many'; readonly of: Type; readonly form: 'set' | 'array'; readonly axes: readonly SetId[] };

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

const whole: Type = { kind: 'number', isWhole: true };
const divided: Type = { kind: 'number', isWhole: false };
const truth: Type = { kind: 'truth' };

/**
 * The type of an expression.
 * @throws Mistyped
 */
export function typeOf(expression: Expression, declared: Declarations): Type {
  return new Typing(declared).of(expression);
}

/** Whether an expression has a type, and one that is wanted. */
export function isTyped(expression: Expression, wanted: (type: Type) => boolean, declared: Declarations): boolean {
  try {
    return wanted(typeOf(expression, declared));
  } catch (error) {
    if (error instanceof Mistyped) return false;
    throw error;
  }
}

class Typing {
  private readonly bound = new Map<string, Type>();

  constructor(private readonly declared: Declarations) {}

  of(each: Expression): Type {
    switch (each.kind) {
      case 'quantity':
        return Number.isInteger(each.quantity.value) ? whole : divided;
      case 'constant':
        return Number.isInteger(each.value) ? whole : divided;
      case 'truth':
        return truth;
      case 'member':
        return { kind: 'member', set: each.set };
      case 'set':
        return { kind: 'many', of: this.elementOf(each.set), form: 'set', axes: [] };
      case 'index':
        return this.bound.get(each.name) ?? fail(`no index ${each.name}`);
      case 'table':
        return this.table(each);
      case 'variable': {
        const variable = this.declared.variables[each.variable] ?? fail('no variable');
        return this.accessed(variable.index, each.index, this.valueOf(variable));
      }
      case 'definition':
        return this.declared.definitions[each.definition] ?? fail('no definition');
      case 'over':
        return this.over(each);
      case 'list': {
        const [first, ...rest] = each.items.map((item) => this.of(item));
        if (!first || first.kind === 'many') return fail('a list of values expected');
        const of = rest.reduce((type, other) => this.common(type, other), first);
        return { kind: 'many', of, form: 'array', axes: [-1] };
      }
      case 'operation':
        return this.operation(each);
      case 'call':
        return this.call(each.name, each.operands);
    }
  }

  private table({ table, index }: Expression & { readonly kind: 'table' }): Type {
    const found = this.declared.tables[table] ?? fail('no table');
    const isWhole = found.cells.every(
      (cell) => typeof cell === 'boolean' || (this.of(cell).kind === 'number' && this.isWhole(cell)),
    );
    const cell: Type = typeof found.cells[0] === 'boolean' ? truth : isWhole ? whole : divided;
    return this.accessed(found.index, index, cell);
  }

  private isWhole(expression: Expression): boolean {
    const type = this.of(expression);
    return type.kind === 'truth' || (type.kind === 'number' && type.isWhole);
  }

  private valueOf({ domain, index }: DecisionVariable): Type {
    if (typeof domain === 'object') return domain.kind === 'member' ? this.elementOf(domain.set) : whole;
    if (domain === 'choice') return truth;
    if (domain === 'position' && index.length !== 1) return fail('positions of no set');
    return domain === 'continuous' || domain === 'free continuous' ? divided : whole;
  }

  /** The things of a set; of one that is only counted, numbers. */
  private elementOf(set: SetId): Type {
    const found = this.declared.sets[set] ?? fail('no set');
    return Array.isArray(found.members) ? { kind: 'member', set } : whole;
  }

  private accessed(axes: readonly SetId[], index: readonly Expression[], value: Type): Type {
    if (index.length === 0 && axes.length > 0) return { kind: 'many', of: value, form: 'array', axes };
    if (index.length !== axes.length) fail(`${String(index.length)} indices for ${String(axes.length)} sets`);
    index.forEach((each, at) => this.fits(this.of(each), this.elementOf(axes[at] ?? -1)));
    return value;
  }

  /** Whether a value may stand where one of a set's things is wanted. */
  private fits(given: Type, wanted: Type): void {
    if (wanted.kind === 'member') {
      if (given.kind !== 'member' || given.set !== wanted.set) fail('a thing of another set');
    } else this.integer(given);
  }

  private over({ quantifier, binders, where, body }: Expression & { readonly kind: 'over' }): Type {
    const before = new Map(this.bound);
    for (const { name, over } of binders) {
      if (typeof over !== 'number') this.fixed(over);
      this.bound.set(name, typeof over === 'number' ? this.elementOf(over) : this.elements(over));
    }
    if (where) {
      this.fixed(where);
      this.truthOf(where);
    }
    const inside = this.of(body);
    this.bound.clear();
    for (const [name, type] of before) this.bound.set(name, type);
    switch (quantifier) {
      case 'forall':
      case 'exists':
        return inside.kind === 'truth' ? truth : fail('a truth expected');
      case 'count':
        return inside.kind === 'truth' ? whole : fail('a truth expected');
      case 'sum':
      case 'max':
      case 'min':
        return this.numeric(inside);
      case 'list':
        return inside.kind === 'many'
          ? fail('one value expected')
          : { kind: 'many', of: inside, form: 'array', axes: [where ? -1 : this.axisOf(binders)] };
    }
  }

  /** The set that a list of all its things runs over: that of its one index; else the numbers of its places. */
  private axisOf([only, second]: readonly Binder[]): SetId {
    return only && !second && typeof only.over === 'number' ? only.over : -1;
  }

  /** What chooses indices may not hang on what is to be decided. */
  private fixed(expression: Expression): void {
    for (const each of within(expression))
      if (each.kind === 'variable' || each.kind === 'definition') fail('a condition of what is to be decided');
  }

  private elements(expression: Expression): Type {
    const type = this.of(expression);
    return type.kind === 'many' && type.axes.length <= 1 ? type.of : fail('a set expected');
  }

  private truthOf(expression: Expression): void {
    if (this.of(expression).kind !== 'truth') fail('a truth expected');
  }

  private numeric(type: Type): Type {
    if (type.kind === 'truth') return whole;
    return type.kind === 'number' ? type : fail('a number expected');
  }

  private integer(type: Type): void {
    const number = this.numeric(type);
    if (number.kind === 'number' && !number.isWhole) fail('a whole number expected');
  }

  /** The type of values that may stand beside each other. */
  private common(one: Type, two: Type): Type {
    if (one.kind === 'truth' && two.kind === 'truth') return truth;
    if (one.kind === 'member' || two.kind === 'member') {
      const same = one.kind === 'member' && two.kind === 'member' && one.set === two.set;
      return same ? one : fail('values of two kinds');
    }
    const [a, b] = [this.numeric(one), this.numeric(two)];
    return a.kind === 'number' && a.isWhole ? b : a;
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
        // Always true or always false: nobody says so.
        if (isSame(one, two) || decidesNothing(one, two)) return fail('a thing compared with itself');
        this.common(this.of(one), this.of(two));
        return truth;
      case 'in': {
        if (!one || !two) return fail('two sides expected');
        const range = this.of(two);
        // A list stands for a set here.
        if (range.kind !== 'many' || (range.form === 'array' && two.kind !== 'list')) return fail('a set expected');
        this.fixed(two);
        this.fits(this.of(one), range.of.kind === 'member' ? range.of : whole);
        return truth;
      }
      case '..':
        for (const each of operands) this.integer(this.of(each));
        return { kind: 'many', of: whole, form: 'set', axes: [] };
      case 'div':
      case 'mod':
        for (const each of operands) this.integer(this.of(each));
        return whole;
      case '/':
        for (const each of operands) this.numeric(this.of(each));
        return divided;
      default: {
        const types = operands.map((each) => this.numeric(this.of(each)));
        return types.every((type) => type.kind === 'number' && type.isWhole) ? whole : divided;
      }
    }
  }

  private call(name: Call, operands: readonly Expression[]): Type {
    const types = operands.map((operand) => this.of(operand));
    const array = (at: number): Type & { readonly kind: 'many' } => {
      const type = types[at];
      return type?.kind === 'many' && type.form === 'array' && type.axes.length === 1
        ? type
        : fail('an array expected');
    };
    const discrete = (at: number): Type => {
      const { of } = array(at);
      if (of.kind !== 'member') this.integer(of);
      return of;
    };
    const integers = (at: number): void => this.integer(array(at).of);
    /** What is counted is one of the values that may stand there. */
    const counted = (of: Type, each: Type): void => {
      this.common(of, each);
      if (each.kind !== 'member') this.integer(each);
    };
    const value = (at: number): Type => {
      const type = types[at];
      return !type || type.kind === 'many' ? fail('one value expected') : type;
    };
    switch (name) {
      case 'all_different':
      case 'all_equal':
        discrete(0);
        return truth;
      case 'circuit':
      case 'subcircuit':
        this.successors(array(0), operands[0]);
        return truth;
      case 'increasing':
      case 'strictly_increasing':
      case 'decreasing':
        integers(0);
        return truth;
      case 'inverse':
        this.inverses([array(0), array(1)], operands);
        return truth;
      case 'disjunctive':
        [0, 1].forEach(integers);
        this.moments(operands[0]);
        this.parallel(operands, [array(0), array(1)]);
        return truth;
      case 'cumulative':
        [0, 1, 2].forEach(integers);
        this.moments(operands[0]);
        this.parallel(operands, [array(0), array(1), array(2)]);
        this.integer(value(3));
        return truth;
      case 'at_most':
      case 'at_least':
      case 'exactly':
        this.integer(value(0));
        if (operands[0]) this.fixed(operands[0]);
        counted(discrete(1), value(2));
        if (operands[2]) this.fixed(operands[2]);
        return truth;
      case 'global_cardinality':
      case 'global_cardinality_low_up':
        this.common(discrete(0), discrete(1));
        if (operands[1]) this.fixed(operands[1]);
        types.slice(2).forEach((_, at) => integers(at + 2));
        this.parallel(
          operands.slice(1),
          types.slice(1).map((_, at) => array(at + 1)),
        );
        return truth;
      case 'count':
        counted(discrete(0), value(1));
        return whole;
      case 'among':
        return fail('among is not read');
      case 'nvalue':
        integers(0);
        return whole;
      case 'card': {
        const [type] = types;
        return type?.kind === 'many' && type.form === 'set' ? whole : fail('a set expected');
      }
      case 'sum':
        return this.numeric(array(0).of);
      case 'max':
      case 'min':
        return types.length === 1 ? this.numeric(array(0).of) : this.numeric(this.common(value(0), value(1)));
      case 'enum_prev':
      case 'enum_next': {
        const [type] = types;
        if (type?.kind !== 'many' || type.form !== 'set' || type.of.kind !== 'member') return fail('an enum expected');
        this.fits(value(1), type.of);
        return type.of;
      }
      case 'enum2int':
        return value(0).kind === 'member' ? whole : fail('a thing expected');
      case 'bool2int':
        return value(0).kind === 'truth' ? whole : fail('a truth expected');
      case 'abs':
        return this.numeric(value(0));
      case 'ceil':
      case 'floor':
        this.numeric(value(0));
        if (operands[0]) this.fixed(operands[0]);
        return whole;
    }
  }

  /** What begins is a moment (in all 4,758 such constraints of the corpus); of other numbers none is the last. */
  private moments(begins: Expression | undefined): void {
    for (const each of begins ? within(begins) : [])
      if (each.kind === 'variable' && this.declared.variables[each.variable]?.domain !== 'moment')
        fail('moments expected');
  }

  /** Arrays that run over the same things; a list may stand for one if it is as long. */
  private parallel(operands: readonly Expression[], arrays: readonly (Type & { readonly kind: 'many' })[]): void {
    const sets = new Set(arrays.flatMap(({ axes }) => axes.filter((set) => set >= 0)));
    const lengths = arrays.map(({ axes: [set = -1] }, at) => {
      const operand = operands[at];
      const members = this.declared.sets[set]?.members ?? [];
      return operand?.kind === 'list' ? operand.items.length : isNamed(members) ? members.length : 'counted';
    });
    if (sets.size > 1 || new Set(lengths).size > 1) fail('arrays of the same things expected');
  }

  /** Each thing's next one, of the same set. */
  /** The set whose things an array of decisions has as values; those of a set that is only counted are numbers. */
  private valuesOf({ of }: Type & { readonly kind: 'many' }, operand: Expression | undefined): SetId | undefined {
    if (of.kind === 'member') return of.set;
    const domain = operand?.kind === 'variable' ? this.declared.variables[operand.variable]?.domain : undefined;
    return typeof domain === 'object' && domain.kind === 'member' ? domain.set : undefined;
  }

  private successors(array: Type & { readonly kind: 'many' }, operand: Expression | undefined): void {
    if (array.axes[0] === undefined || this.valuesOf(array, operand) !== array.axes[0]) fail('successors expected');
  }

  private inverses(
    [one, two]: readonly [Type & { readonly kind: 'many' }, Type & { readonly kind: 'many' }],
    operands: readonly Expression[],
  ): void {
    const values = [this.valuesOf(one, operands[0]), this.valuesOf(two, operands[1])];
    const isKnown = values.every((set) => set !== undefined);
    if (!isKnown || values[0] !== two.axes[0] || values[1] !== one.axes[0]) fail('arrays that are inverse expected');
  }
}

function fail(reason: string): never {
  throw new Mistyped(reason);
}

/** Whether two expressions are one, read from the same places. */
function isSame(one: Expression, two: Expression): boolean {
  return one.kind !== 'constant' && JSON.stringify(one) === JSON.stringify(two);
}

/** Whether nothing that is to be decided is left of a comparison once what stands on both sides is gone. */
function decidesNothing(one: Expression, two: Expression): boolean {
  const isDecided = (each: Expression): boolean =>
    [...within(each)].some(({ kind }) => kind === 'variable' || kind === 'definition');
  const [left, right] = [summandsOf(one), summandsOf(two)].map((side) =>
    side.map(({ sign, of }) => ({ key: `${sign} ${JSON.stringify(of)}`, isDecided: isDecided(of) })),
  );
  if (!left?.some((each) => each.isDecided)) return false;
  if (isDecided(one) && JSON.stringify(withoutFactors(one)) === JSON.stringify(withoutFactors(two))) return true;
  const rest = [...(right ?? [])];
  const leftOver = left.filter(({ key }) => {
    const at = rest.findIndex((each) => each.key === key);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return ![...leftOver, ...rest].some((each) => each.isDecided);
}

/** What is multiplied by plain numbers. */
function withoutFactors(expression: Expression): Expression {
  if (expression.kind !== 'operation' || expression.operator !== '*') return expression;
  const others = expression.operands.filter(({ kind }) => kind !== 'quantity' && kind !== 'constant');
  const [only] = others;
  return only && others.length === 1 ? only : expression;
}

/** What is added up, and what taken away. */
function summandsOf(
  expression: Expression,
  sign: '+' | '-' = '+',
): { readonly sign: '+' | '-'; readonly of: Expression }[] {
  const isSum = expression.kind === 'operation' && (expression.operator === '+' || expression.operator === '-');
  if (!isSum) return [{ sign, of: expression }];
  const other = sign === '+' ? '-' : '+';
  return expression.operands.flatMap((each, at) =>
    summandsOf(each, expression.operator === '-' && at > 0 ? other : sign),
  );
}
