import type { Binder, Expression, Quantifier, SetId } from './expression';
import type { Constraint, ProblemGraph, VariableId } from './graph';
import { linearForms, linearObjective, type Linear } from './linear';
import { Things } from './things';

/** What is not evaluated: functions that only solvers know, things out of reach. */
class Unknown extends Error {}

/** A number, a truth (1 or 0), the number of a thing in its set, or several of these. */
type Value = number | readonly Value[];
type Indices = ReadonlyMap<string, Value>;

/** Values of all variables, each family with one value for all its members. */
export type Assignment = (variable: VariableId) => number;

/** More cases than this are not tried. */
const mostCases = 20_000;

/** Whether all constraints hold under an assignment; undefined where that cannot be told without a solver. */
export function allHold(graph: ProblemGraph, assignment: Assignment): boolean | undefined {
  return known(() => graph.constraints.every((constraint) => holds(graph, constraint, assignment)));
}

/** The value of the objective under an assignment; undefined without one, or where it cannot be told without a solver. */
export function objectiveAt(graph: ProblemGraph, assignment: Assignment): number | undefined {
  const { objective } = graph;
  if (!objective) return undefined;
  return known(() => {
    const { value } = objective;
    if (value) return one(new Evaluation(graph, assignment).value(value, new Map()));
    const sum = linearObjective(objective);
    if (!sum) throw new Unknown();
    return sumAt(sum, assignment);
  });
}

function known<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

function holds(graph: ProblemGraph, constraint: Constraint, assignment: Assignment): boolean {
  if (constraint.kind === 'relation')
    return one(new Evaluation(graph, assignment).value(constraint.body, new Map())) !== 0;
  const forms = linearForms(constraint, graph.variables.length);
  if (!forms) throw new Unknown();
  return forms.every((form) => sumAt(form, assignment) <= 1e-9);
}

function sumAt({ coefficients, constant }: Linear, assignment: Assignment): number {
  return [...coefficients].reduce((sum, [variable, factor]) => sum + factor * assignment(variable), constant);
}

function one(value: Value | undefined): number {
  if (typeof value !== 'number') throw new Unknown();
  return value;
}

function many(value: Value): readonly Value[] {
  if (typeof value === 'number') throw new Unknown();
  return value;
}

class Evaluation {
  private readonly things: Things;
  private cases = 0;

  constructor(
    private readonly graph: ProblemGraph,
    private readonly assignment: Assignment,
  ) {
    this.things = new Things(graph.sets, (each) => one(this.value(each, new Map())), mostCases);
  }

  /** @throws Unknown */
  value(expression: Expression, indices: Indices): Value {
    switch (expression.kind) {
      case 'quantity':
        return expression.quantity.value;
      case 'constant':
        return expression.value;
      case 'truth':
        return Number(expression.value);
      case 'member':
        return expression.member + this.things.firstOf(expression.set);
      case 'set':
        return this.thingsOf(expression.set);
      case 'index': {
        const value = indices.get(expression.name);
        if (value === undefined) throw new Unknown();
        return value;
      }
      case 'table':
        return this.cell(
          expression.table,
          expression.index.map((each) => one(this.value(each, indices))),
        );
      case 'variable':
        return this.ofVariable(expression.variable, expression.index.length);
      case 'definition': {
        const definition = this.graph.definitions[expression.definition];
        if (!definition) throw new Unknown();
        return this.value(definition.value, new Map());
      }
      case 'over':
        return quantified(
          expression.quantifier,
          this.casesOf(expression.binders, indices)
            .filter((each) => !expression.where || one(this.value(expression.where, each)) !== 0)
            .map((each) => this.value(expression.body, each)),
        );
      case 'operation':
        return this.operation(expression, indices);
      case 'call':
        return called(
          expression.name,
          expression.operands.map((each) => this.value(each, indices)),
        );
      case 'list':
        return expression.items.map((each) => this.value(each, indices));
    }
  }

  private operation({ operator, operands }: Extract<Expression, { kind: 'operation' }>, indices: Indices): Value {
    const values = operands.map((each) => this.value(each, indices));
    if (operator === 'in') return Number(many(values[1] ?? 0).includes(values[0] ?? 0));
    const [first = 0, ...rest] = values.map(one);
    const [second = 0] = rest;
    switch (operator) {
      case '+':
        return rest.reduce((sum, each) => sum + each, first);
      case '-':
        return rest.reduce((sum, each) => sum - each, first);
      case '*':
        return rest.reduce((product, each) => product * each, first);
      case '/':
        return first / second;
      case 'div':
        return Math.trunc(first / second);
      case 'mod':
        return first % second;
      case 'negative':
        return -first;
      case 'not':
        return Number(first === 0);
      case '/\\':
        return Number([first, ...rest].every((each) => each !== 0));
      case '\\/':
        return Number([first, ...rest].some((each) => each !== 0));
      case 'xor':
        return Number(rest.reduce((odd, each) => odd !== (each !== 0), first !== 0));
      case '->':
        return Number(first === 0 || second !== 0);
      case '<->':
        return Number((first === 0) === (second === 0));
      case '<':
        return Number(first < second);
      case '<=':
        return Number(first <= second);
      case '=':
        return Number(first === second);
      case '!=':
        return Number(first !== second);
      case '>=':
        return Number(first >= second);
      case '>':
        return Number(first > second);
      case '..':
        return Array.from({ length: Math.max(0, Math.min(mostCases, second - first + 1)) }, (_, at) => first + at);
    }
  }

  private ofVariable(variable: VariableId, indexed: number): Value {
    const value = this.assignment(variable);
    const index = this.graph.variables[variable]?.index ?? [];
    if (indexed === index.length) return value;
    return Array.from({ length: index.reduce((size, set) => size * this.thingsOf(set).length, 1) }, () => value);
  }

  private cell(table: number, at: readonly number[]): Value {
    const { index, cells } = this.graph.tables[table] ?? { index: [], cells: [] };
    const valueOf = (cell: Expression | boolean | undefined): Value => {
      if (cell === undefined) throw new Unknown();
      return typeof cell === 'boolean' ? Number(cell) : this.value(cell, new Map());
    };
    if (at.length < index.length) return cells.map(valueOf);
    const place = this.things.placeOf(index, at);
    return valueOf(place === undefined ? undefined : cells[place]);
  }

  private casesOf(binders: readonly Binder[], indices: Indices): Indices[] {
    return binders.reduce<Indices[]>(
      (all, { name, over }) =>
        all.flatMap((each) =>
          (typeof over === 'number' ? this.thingsOf(over) : many(this.value(over, each))).map((value) => {
            if (++this.cases > mostCases) throw new Unknown();
            return new Map([...each, [name, value]]);
          }),
        ),
      [indices],
    );
  }

  private thingsOf(set: SetId): readonly number[] {
    const things = this.things.of(set);
    if (!things) throw new Unknown();
    return things;
  }
}

function quantified(quantifier: Quantifier, values: readonly Value[]): Value {
  if (quantifier === 'list') return values;
  const numbers = values.map(one);
  switch (quantifier) {
    case 'sum':
      return numbers.reduce((sum, each) => sum + each, 0);
    case 'count':
      return numbers.filter((each) => each !== 0).length;
    case 'forall':
      return Number(numbers.every((each) => each !== 0));
    case 'exists':
      return Number(numbers.some((each) => each !== 0));
    case 'max':
    case 'min':
      if (numbers.length === 0) throw new Unknown();
      return Math[quantifier](...numbers);
  }
}

function called(name: string, operands: readonly Value[]): Value {
  const [first = 0, second = 0] = operands;
  const numbers = (): number[] => (operands.length === 1 ? many(first) : operands).map(one);
  switch (name) {
    case 'abs':
      return Math.abs(one(first));
    case 'ceil':
      return Math.ceil(one(first));
    case 'floor':
      return Math.floor(one(first));
    case 'bool2int':
    case 'enum2int':
      return one(first);
    case 'sum':
      return many(first).reduce<number>((sum, each) => sum + one(each), 0);
    case 'max':
    case 'min': {
      const all = numbers();
      if (all.length === 0) throw new Unknown();
      return Math[name](...all);
    }
    case 'count':
      return many(first).filter((each) => each === second).length;
    case 'card':
      return many(first).length;
    default:
      throw new Unknown();
  }
}
