import type { Binder, Expression, SetId } from '../expression';
import type { Constraint, ProblemGraph } from '../graph';
import { linearForms } from '../linear';
import { Things } from '../things';
import { called, operated } from './operations';
import {
  constant,
  itemsOf,
  NotLinear,
  numberOf,
  plus,
  sumOf,
  times,
  total,
  truthOf,
  type Sum,
  type Truth,
  type Value,
} from './values';

/** More things of one set, or cases of one rule, are not looked at. */
const mostThings = 200;
const mostCases = 4000;

type Indices = ReadonlyMap<string, number>;

/** Rows that every solution of a graph satisfies, over its ground variables by name. */
export class Relaxation {
  /** Names of what is yes (1) or no (0). */
  readonly binaries = new Set<string>();
  /** Names of amounts that may be less than nothing. */
  readonly free = new Set<string>();
  private readonly asserted: Sum[] = [];
  /** Of what is decided. */
  private readonly domains: Sum[] = [];
  private readonly ground = new Map<string, Value>();
  private readonly things: Things;
  private cases = 0;

  constructor(private readonly graph: ProblemGraph) {
    this.things = new Things(graph.sets, (each) => numberOf(this.value(each, new Map())), mostThings);
  }

  /** Each at most 0. */
  get rows(): readonly Sum[] {
    return [...this.asserted, ...this.domains];
  }

  /** Adds what is linear of a constraint. */
  add(constraint: Constraint): void {
    const before = this.asserted.length;
    try {
      this.cases = 0;
      if (constraint.kind === 'relation') this.assert(truthOf(this.value(constraint.body, new Map())));
      else
        for (const { coefficients, constant: number } of linearForms(constraint, this.graph.variables.length) ?? [])
          this.asserted.push(
            [...coefficients].reduce(
              (sum, [variable, factor]) => plus(sum, sumOf(this.variable(variable, [])), factor),
              constant(number),
            ),
          );
    } catch (error) {
      if (!(error instanceof NotLinear)) throw error;
      this.asserted.length = before;
    }
  }

  private assert(truth: Truth): void {
    switch (truth.kind) {
      case 'literal':
        this.asserted.push(plus(constant(1), truth.sum, -1));
        break;
      case 'rows':
        this.asserted.push(...truth.rows);
        break;
      case 'all':
        for (const part of truth.parts) this.assert(part);
        break;
      case 'any': {
        const literals = truth.parts.flatMap((part) => (part.kind === 'literal' ? [part.sum] : []));
        if (literals.length === truth.parts.length) this.asserted.push(plus(constant(1), total(literals), -1));
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
        return number(expression.member + this.things.firstOf(expression.set));
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
        if (at.length === index.length) return this.variable(expression.variable, at);
        if (at.length > 0) throw new NotLinear();
        return { kind: 'many', items: this.everyOf(index).map((each) => this.variable(expression.variable, each)) };
      }
      case 'definition': {
        const definition = this.graph.definitions[expression.definition];
        if (!definition) throw new NotLinear();
        return this.value(definition.value, new Map());
      }
      case 'over':
        return this.over(expression, indices);
      case 'operation':
        return operated(
          expression.operator,
          expression.operands.map((each) => this.value(each, indices)),
        );
      case 'call':
        return called(
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

  /** A single variable, or one of a family. */
  private variable(variable: number, at: readonly number[]): Value {
    const name = `${String(variable)}_${at.join('_')}`;
    const known = this.ground.get(name);
    if (known) return known;
    const made = this.grounded(variable, name);
    this.ground.set(name, made);
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
      const first = this.things.firstOf(set);
      return {
        kind: 'sum',
        sum: total([...only.of].map(([number, is]) => times(is, numberOf(valueOf(cells[number - first]))))),
      };
    }
    const place = this.things.placeOf(index, at.map(numberOf));
    return valueOf(place === undefined ? undefined : cells[place]);
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
    const things = this.things.of(set);
    if (!things) throw new NotLinear();
    return things;
  }
}
