import type { GLPK } from 'glpk.js/node';
import { isNamed, type Binder, type Expression, type SetId } from './expression';
import type { Constraint, ProblemGraph } from './graph';
import { linearForms } from './linear';

/** Longest that one question may take, in seconds; models that a text tells take some thousandths. */
const tmlim = 0.2;
/** With more yes and no than this, they may be anything between. */
const mostBinaries = 200;
/** Larger models are not looked at. */
const mostRows = 1500;
const mostCases = 4000;

/**
 * Whether no solution can satisfy all constraints, as far as it shows in a mixed-integer relaxation of the graph: sums,
 * choices, members and places in a row are exact, amounts may be fractions, and what is not linear (tasks that must not
 * overlap, products of decisions) is left out. So "true" is certain, and "false" is not.
 */
export function isContradictory(graph: ProblemGraph, glpk: GLPK): boolean {
  if (graph.constraints.some(({ penalty }) => penalty)) return false;
  const relaxation = new Relaxation(graph);
  for (const constraint of graph.constraints) relaxation.add(constraint);
  return relaxation.isInfeasible(glpk);
}

/** What cannot be said in rows. */
class NotLinear extends Error {}

/** A sum of ground variables by name, times numbers, and a number. */
interface Sum {
  readonly terms: ReadonlyMap<string, number>;
  readonly constant: number;
}

/** What an expression comes to. A sum is a number, or yes (1) or no (0) where it is `exact`. */
type Value =
  | { readonly kind: 'sum'; readonly sum: Sum }
  /** One of these numbers (things are numbered): by number whether it is that. */
  | { readonly kind: 'one'; readonly of: ReadonlyMap<number, Sum> }
  /** One less another. */
  | { readonly kind: 'between'; readonly one: ReadonlyMap<number, Sum>; readonly other: ReadonlyMap<number, Sum> }
  | { readonly kind: 'size'; readonly of: Value }
  | { readonly kind: 'most' | 'least'; readonly of: readonly Value[] }
  | { readonly kind: 'many'; readonly items: readonly Value[] }
  | { readonly kind: 'truth'; readonly truth: Truth };

type Truth =
  /** Yes where the sum is 1, no where it is 0. */
  | { readonly kind: 'literal'; readonly sum: Sum }
  /** All of these are at most 0. */
  | { readonly kind: 'rows'; readonly rows: readonly Sum[] }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Truth[] }
  | { readonly kind: 'unknown' };

const unknown: Truth = { kind: 'unknown' };
type Indices = ReadonlyMap<string, number>;

function constant(value: number): Sum {
  return { terms: new Map(), constant: value };
}

function plus(one: Sum, two: Sum, factor = 1): Sum {
  const terms = new Map(one.terms);
  for (const [name, value] of two.terms) terms.set(name, (terms.get(name) ?? 0) + factor * value);
  return { terms, constant: one.constant + factor * two.constant };
}

function times(sum: Sum, factor: number): Sum {
  return plus(constant(0), sum, factor);
}

function total(sums: Iterable<Sum>): Sum {
  let all = constant(0);
  for (const sum of sums) all = plus(all, sum);
  return all;
}

function sumOf(value: Value): Sum {
  if (value.kind === 'sum') return value.sum;
  if (value.kind === 'one') return total([...value.of].map(([number, is]) => times(is, number)));
  if (value.kind === 'between')
    return plus(sumOf({ kind: 'one', of: value.one }), sumOf({ kind: 'one', of: value.other }), -1);
  if (value.kind === 'truth' && value.truth.kind === 'literal') return value.truth.sum;
  throw new NotLinear();
}

function numberOf(value: Value): number {
  const { terms, constant: number } = sumOf(value);
  if (terms.size > 0) throw new NotLinear();
  return number;
}

function truthOf(value: Value): Truth {
  if (value.kind === 'truth') return value.truth;
  // A table that says of each pair whether it is so.
  if (value.kind === 'sum') return { kind: 'literal', sum: value.sum };
  throw new NotLinear();
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind !== 'many') throw new NotLinear();
  return value.items;
}

function not(truth: Truth): Truth {
  switch (truth.kind) {
    case 'literal':
      return { kind: 'literal', sum: plus(constant(1), truth.sum, -1) };
    case 'all':
      return { kind: 'any', parts: truth.parts.map(not) };
    case 'any':
      return { kind: 'all', parts: truth.parts.map(not) };
    default:
      return unknown;
  }
}

/** Rows by which a number goes with one that fits it: a thing can only be in a room where a fitting one is in another. */
function supported(
  one: ReadonlyMap<number, Sum>,
  other: ReadonlyMap<number, Sum>,
  fits: (a: number, b: number) => boolean,
): Truth {
  const rows = [
    ...[...one].map(([a, is]) => plus(is, total([...other].flatMap(([b, each]) => (fits(a, b) ? [each] : []))), -1)),
    ...[...other].map(([b, is]) => plus(is, total([...one].flatMap(([a, each]) => (fits(a, b) ? [each] : []))), -1)),
  ];
  return { kind: 'rows', rows };
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};
const turned: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function compared(operator: string, left: Value, right: Value): Truth {
  const holds = comparisons[operator] ?? (() => true);
  if (left.kind === 'one' && right.kind === 'one') return supported(left.of, right.of, holds);
  if (left.kind === 'sum' && left.sum.terms.size === 0 && right.kind !== 'sum')
    return compared(turned[operator] ?? operator, right, left);
  const isNumber = right.kind === 'sum' && right.sum.terms.size === 0;
  if (isNumber) {
    const number = right.sum.constant;
    if (left.kind === 'one')
      return { kind: 'literal', sum: total([...left.of].flatMap(([at, is]) => (holds(at, number) ? [is] : []))) };
    if (left.kind === 'between') return supported(left.one, left.other, (a, b) => holds(a - b, number));
    if (left.kind === 'size' && left.of.kind === 'between')
      return supported(left.of.one, left.of.other, (a, b) => holds(Math.abs(a - b), number));
  }
  if (left.kind === 'size') {
    if (!/^[<=]/u.test(operator)) return unknown;
    const inner = sumOf(left.of);
    const most = sumOf(right);
    return { kind: 'rows', rows: [plus(inner, most, -1), plus(times(inner, -1), most, -1)] };
  }
  if (left.kind === 'most' || left.kind === 'least') {
    const isOfEach = left.kind === 'most' ? /^[<=]/u.test(operator) : /^[>=]/u.test(operator);
    if (!isOfEach) return unknown;
    const each = operator === '=' ? (left.kind === 'most' ? '<=' : '>=') : operator;
    return { kind: 'all', parts: left.of.map((item) => compared(each, item, right)) };
  }
  if (right.kind === 'most' || right.kind === 'least' || right.kind === 'size')
    return compared(turned[operator] ?? operator, right, left);
  const over = plus(sumOf(left), sumOf(right), -1);
  if (over.terms.size === 0) return { kind: 'literal', sum: constant(Number(holds(over.constant, 0))) };
  switch (operator) {
    case '<':
    case '<=':
      return { kind: 'rows', rows: [over] };
    case '>':
    case '>=':
      return { kind: 'rows', rows: [times(over, -1)] };
    case '=':
      return { kind: 'rows', rows: [over, times(over, -1)] };
    default:
      return unknown;
  }
}

class Relaxation {
  /** Each at most 0. */
  private readonly rows: Sum[] = [];
  /** Of the domains of what is decided; each at most 0. */
  private readonly domains: Sum[] = [];
  private readonly binaries = new Set<string>();
  private readonly free = new Set<string>();
  private readonly known = new Map<string, Value>();
  private cases = 0;

  constructor(private readonly graph: ProblemGraph) {}

  add(constraint: Constraint): void {
    const before = this.rows.length;
    try {
      this.cases = 0;
      if (constraint.kind === 'relation') this.assert(truthOf(this.value(constraint.body, new Map())));
      else
        for (const { coefficients, constant: number } of linearForms(constraint, this.graph.variables.length) ?? [])
          this.rows.push(
            [...coefficients].reduce(
              (sum, [variable, factor]) => plus(sum, sumOf(this.ground(variable, [])), factor),
              constant(number),
            ),
          );
    } catch (error) {
      if (!(error instanceof NotLinear)) throw error;
      this.rows.length = before;
    }
  }

  isInfeasible(glpk: GLPK): boolean {
    const all = [...this.rows, ...this.domains];
    if (all.some(({ terms, constant: number }) => terms.size === 0 && number > 1e-9)) return true;
    const rows = all.filter(({ terms }) => terms.size > 0);
    const names = [...new Set(rows.flatMap(({ terms }) => [...terms.keys()]))];
    if (rows.length === 0 || rows.length > mostRows) return false;
    const isExact = this.binaries.size <= mostBinaries;
    const begin = performance.now();
    const { result } = glpk.solve(
      {
        name: 'contradiction',
        objective: { direction: glpk.GLP_MIN, name: 'none', vars: names.map((name) => ({ name, coef: 0 })) },
        subjectTo: rows.map(({ terms, constant: number }, at) => ({
          name: `r${String(at)}`,
          vars: [...terms].map(([name, coef]) => ({ name, coef })),
          bnds: { type: glpk.GLP_UP, lb: 0, ub: -number },
        })),
        bounds: names.map((name) => {
          if (this.binaries.has(name)) return { name, type: glpk.GLP_DB, lb: 0, ub: 1 };
          return { name, type: this.free.has(name) ? glpk.GLP_FR : glpk.GLP_LO, lb: 0, ub: 0 };
        }),
        ...(isExact ? { binaries: names.filter((name) => this.binaries.has(name)) } : {}),
      },
      { msglev: glpk.GLP_MSG_OFF, presol: true, tmlim },
    );
    const isSolved = result.status === glpk.GLP_OPT || result.status === glpk.GLP_FEAS;
    return !isSolved && performance.now() - begin < 500 * tmlim;
  }

  private assert(truth: Truth): void {
    switch (truth.kind) {
      case 'literal':
        this.rows.push(plus(constant(1), truth.sum, -1));
        break;
      case 'rows':
        this.rows.push(...truth.rows);
        break;
      case 'all':
        for (const part of truth.parts) this.assert(part);
        break;
      case 'any': {
        const literals = truth.parts.flatMap((part) => (part.kind === 'literal' ? [part.sum] : []));
        if (literals.length === truth.parts.length) this.rows.push(plus(constant(1), total(literals), -1));
        break;
      }
      case 'unknown':
    }
  }

  /** @throws NotLinear */
  private value(expression: Expression, indices: Indices): Value {
    const number = (value: number): Value => ({ kind: 'sum', sum: constant(value) });
    switch (expression.kind) {
      case 'quantity':
        return number(expression.quantity.value);
      case 'constant':
        return number(expression.value);
      case 'truth':
        return { kind: 'truth', truth: { kind: 'literal', sum: constant(Number(expression.value)) } };
      case 'member':
        return number(expression.member + this.firstOf(expression.set));
      case 'set':
        return { kind: 'many', items: this.thingsOf(expression.set).map(number) };
      case 'index': {
        const value = indices.get(expression.name);
        if (value === undefined) throw new NotLinear();
        return number(value);
      }
      case 'table':
        return this.cell(
          expression.table,
          expression.index.map((each) => this.value(each, indices)),
        );
      case 'variable': {
        const at = expression.index.map((each) => numberOf(this.value(each, indices)));
        const index = this.graph.variables[expression.variable]?.index ?? [];
        if (at.length === index.length) return this.ground(expression.variable, at);
        if (at.length > 0) throw new NotLinear();
        return { kind: 'many', items: this.everyOf(index).map((each) => this.ground(expression.variable, each)) };
      }
      case 'definition': {
        const definition = this.graph.definitions[expression.definition];
        if (!definition) throw new NotLinear();
        return this.value(definition.value, new Map());
      }
      case 'over':
        return this.over(expression, indices);
      case 'operation':
        return this.operation(expression, indices);
      case 'call':
        return this.call(
          expression.name,
          expression.operands.map((each) => this.value(each, indices)),
        );
      case 'list':
        return { kind: 'many', items: expression.items.map((each) => this.value(each, indices)) };
    }
  }

  private over(expression: Expression & { kind: 'over' }, indices: Indices): Value {
    const { where, body, quantifier } = expression;
    const values = this.casesOf(expression.binders, indices)
      .filter((each) => !where || numberOf(this.value(where, each)) !== 0)
      .map((each) => this.value(body, each));
    switch (quantifier) {
      case 'sum':
      case 'count':
        return { kind: 'sum', sum: total(values.map(sumOf)) };
      case 'forall':
        return { kind: 'truth', truth: { kind: 'all', parts: values.map(truthOf) } };
      case 'exists':
        return { kind: 'truth', truth: { kind: 'any', parts: values.map(truthOf) } };
      case 'max':
        return { kind: 'most', of: values };
      case 'min':
        return { kind: 'least', of: values };
      case 'list':
        return { kind: 'many', items: values };
    }
  }

  private operation({ operator, operands }: Expression & { kind: 'operation' }, indices: Indices): Value {
    const values = operands.map((each) => this.value(each, indices));
    const [left, right] = values;
    if (!left) throw new NotLinear();
    const truth = (of: Truth): Value => ({ kind: 'truth', truth: of });
    switch (operator) {
      case '+':
        return this.added(values);
      case '-':
        if (left.kind === 'one' && right?.kind === 'one') return { kind: 'between', one: left.of, other: right.of };
        return { kind: 'sum', sum: values.slice(1).reduce((sum, each) => plus(sum, sumOf(each), -1), sumOf(left)) };
      case 'negative':
        return { kind: 'sum', sum: times(sumOf(left), -1) };
      case '*': {
        const sums = values.map(sumOf);
        const parts = sums.filter(({ terms }) => terms.size > 0);
        if (parts.length > 1) throw new NotLinear();
        const factor = sums.reduce((product, each) => (each.terms.size > 0 ? product : product * each.constant), 1);
        return { kind: 'sum', sum: times(parts[0] ?? constant(1), factor) };
      }
      case '/':
        return { kind: 'sum', sum: times(sumOf(left), 1 / numberOf(right ?? left)) };
      case 'div':
        return { kind: 'sum', sum: constant(Math.trunc(numberOf(left) / numberOf(right ?? left))) };
      case 'mod':
        return { kind: 'sum', sum: constant(numberOf(left) % numberOf(right ?? left)) };
      case '..': {
        const [first, last] = [numberOf(left), numberOf(right ?? left)];
        const size = Math.max(0, Math.min(mostCases, last - first + 1));
        return {
          kind: 'many',
          items: Array.from({ length: size }, (_, at): Value => ({ kind: 'sum', sum: constant(first + at) })),
        };
      }
      case 'in':
        return truth({ kind: 'literal', sum: total(itemsOf(right).map((item) => this.isIt(left, numberOf(item)))) });
      case 'not':
        return truth(not(truthOf(left)));
      case '/\\':
        return truth({ kind: 'all', parts: values.map(truthOf) });
      case '\\/':
        return truth({ kind: 'any', parts: values.map(truthOf) });
      case '->':
        return truth({ kind: 'any', parts: [not(truthOf(left)), truthOf(right ?? left)] });
      case '<->':
      case 'xor': {
        const [one, other] = [truthOf(left), truthOf(right ?? left)];
        if (one.kind !== 'literal' || other.kind !== 'literal' || values.length > 2) return truth(unknown);
        const both = operator === 'xor' ? plus(plus(one.sum, other.sum), constant(-1)) : plus(one.sum, other.sum, -1);
        return truth({ kind: 'rows', rows: [both, times(both, -1)] });
      }
      default:
        return truth(compared(operator, left, right ?? left));
    }
  }

  private added(values: readonly Value[]): Value {
    const [one, ...others] = [...values].sort((a, b) => Number(b.kind === 'one') - Number(a.kind === 'one'));
    if (one?.kind === 'one' && others.every((each) => each.kind === 'sum' && each.sum.terms.size === 0)) {
      const by = others.reduce((sum, each) => sum + numberOf(each), 0);
      return { kind: 'one', of: new Map([...one.of].map(([number, is]) => [number + by, is])) };
    }
    return { kind: 'sum', sum: total(values.map(sumOf)) };
  }

  private call(name: string, operands: readonly Value[]): Value {
    const [first, second, third] = operands;
    if (!first) throw new NotLinear();
    const truth = (of: Truth): Value => ({ kind: 'truth', truth: of });
    const counted = (list: Value | undefined, of: Value | undefined): Sum => {
      const number = numberOf(of ?? first);
      return total(itemsOf(list).map((item) => this.isIt(item, number)));
    };
    switch (name) {
      case 'abs':
        return { kind: 'size', of: first };
      case 'max':
      case 'min':
        return {
          kind: name === 'max' ? 'most' : 'least',
          of: operands.length === 1 ? itemsOf(first) : operands,
        };
      case 'sum':
        return { kind: 'sum', sum: total(itemsOf(first).map(sumOf)) };
      case 'bool2int':
      case 'enum2int':
        return first.kind === 'one' ? first : { kind: 'sum', sum: sumOf(first) };
      case 'count':
        return { kind: 'sum', sum: counted(first, second) };
      case 'at_most':
      case 'at_least':
      case 'exactly': {
        const operator = name === 'at_most' ? '<=' : name === 'at_least' ? '>=' : '=';
        return truth(compared(operator, { kind: 'sum', sum: counted(second, third) }, first));
      }
      case 'all_different': {
        const all = itemsOf(first).map((item) => {
          if (item.kind !== 'one') throw new NotLinear();
          return item.of;
        });
        const numbers = new Set(all.flatMap((of) => [...of.keys()]));
        const rows = [...numbers].map((number) => plus(total(all.flatMap((of) => of.get(number) ?? [])), constant(-1)));
        return truth({ kind: 'rows', rows });
      }
      default:
        throw new NotLinear();
    }
  }

  /** Whether a value is this number. */
  private isIt(value: Value, number: number): Sum {
    if (value.kind === 'one') return value.of.get(number) ?? constant(0);
    if (value.kind === 'truth' && value.truth.kind === 'literal')
      return number === 1 ? value.truth.sum : plus(constant(1), value.truth.sum, -1);
    return constant(Number(numberOf(value) === number));
  }

  /** A variable, or one of a family. */
  private ground(variable: number, at: readonly number[]): Value {
    const name = `${String(variable)}_${at.join('_')}`;
    const known = this.known.get(name);
    if (known) return known;
    const made = this.grounded(variable, name);
    this.known.set(name, made);
    return made;
  }

  private grounded(variable: number, name: string): Value {
    const { domain, index } = this.graph.variables[variable] ?? { domain: 'integer', index: [] };
    const alone: Sum = { terms: new Map([[name, 1]]), constant: 0 };
    if (domain === 'choice') {
      this.binaries.add(name);
      return { kind: 'truth', truth: { kind: 'literal', sum: alone } };
    }
    if (domain === 'free integer' || domain === 'free continuous') this.free.add(name);
    if (typeof domain === 'object' && domain.kind === 'range') {
      const [first, last] = [domain.first, domain.last].map((each) => numberOf(this.value(each, new Map())));
      this.domains.push(plus(constant(first ?? 0), alone, -1), plus(alone, constant(-(last ?? 0))));
      if ((first ?? 0) < 0) this.free.add(name);
      return { kind: 'sum', sum: alone };
    }
    if (domain !== 'position' && typeof domain !== 'object') return { kind: 'sum', sum: alone };
    const numbers = domain === 'position' ? this.everyOf(index).map((_, k) => k + 1) : this.thingsOf(domain.set);
    const of = new Map(
      numbers.map((number): [number, Sum] => {
        const is = `${name}=${String(number)}`;
        this.binaries.add(is);
        return [number, { terms: new Map([[is, 1]]), constant: 0 }];
      }),
    );
    const once = plus(total(of.values()), constant(-1));
    this.domains.push(once, times(once, -1));
    return { kind: 'one', of };
  }

  private cell(table: number, at: readonly Value[]): Value {
    const { index, cells } = this.graph.tables[table] ?? { index: [], cells: [] };
    const valueOf = (cell: Expression | boolean | undefined): Value => {
      if (cell === undefined) throw new NotLinear();
      return typeof cell === 'boolean' ? { kind: 'sum', sum: constant(Number(cell)) } : this.value(cell, new Map());
    };
    if (at.length === 0 && index.length > 0) return { kind: 'many', items: cells.map(valueOf) };
    if (at.length < index.length) throw new NotLinear();
    const [only] = at;
    const [set] = index;
    if (at.length === 1 && only?.kind === 'one' && set !== undefined) {
      const first = this.firstOf(set);
      return {
        kind: 'sum',
        sum: total([...only.of].map(([number, is]) => times(is, numberOf(valueOf(cells[number - first]))))),
      };
    }
    const place = index.reduce((row, each, axis) => {
      const column = numberOf(at[axis] ?? { kind: 'sum', sum: constant(0) }) - this.firstOf(each);
      const size = this.thingsOf(each).length;
      if (column < 0 || column >= size) throw new NotLinear();
      return row * size + column;
    }, 0);
    return valueOf(cells[place]);
  }

  private casesOf(binders: readonly Binder[], indices: Indices): Indices[] {
    return binders.reduce<Indices[]>(
      (all, { name, over }) =>
        all.flatMap((each) => {
          const numbers =
            typeof over === 'number' ? this.thingsOf(over) : itemsOf(this.value(over, each)).map(numberOf);
          return numbers.map((number) => {
            if (++this.cases > mostCases) throw new NotLinear();
            return new Map([...each, [name, number]]);
          });
        }),
      [indices],
    );
  }

  /** Every combination of things of these sets. */
  private everyOf(sets: readonly SetId[]): number[][] {
    return sets.reduce<number[][]>(
      (all, set) => all.flatMap((each) => this.thingsOf(set).map((thing) => [...each, thing])),
      [[]],
    );
  }

  private thingsOf(set: SetId): readonly number[] {
    const members = this.graph.sets[set]?.members ?? [];
    const first = this.firstOf(set);
    const last = isNamed(members) ? first + members.length - 1 : numberOf(this.value(members.last, new Map()));
    if (last - first > 200) throw new NotLinear();
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  }

  /** Things with names are numbered from 1. */
  private firstOf(set: SetId): number {
    const members = this.graph.sets[set]?.members ?? [];
    return isNamed(members) ? 1 : numberOf(this.value(members.first, new Map()));
  }
}
