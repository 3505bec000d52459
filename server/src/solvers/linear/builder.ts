import { domainBounds, type FlatZinc, type Value, type Variable } from '../../flatzinc';
import type { Column, Row, Term } from './program';

/** A coefficient and what it multiplies, as FlatZinc gives it. */
export type Product = readonly [coefficient: number, factor: Value | undefined];

/** A model that linear rows cannot express; the message is a sentence for the user. */
export class NotLinearError extends Error {}

/** Collects the columns and rows of one model. */
export interface Builder {
  readonly columns: Column[];
  readonly rows: Row[];
  readonly columnOf: Map<string, number>;
  /** low <= sum of products <= high. */
  addRow(products: readonly Product[], low: number, high: number): void;
  addColumn(column: Column): Value;
  /** The constraint the next rows are for. */
  setConstraint(index: number | undefined): void;
  /** A sum with its constants apart. */
  sum(products: readonly Product[]): { readonly terms: readonly Term[]; readonly constant: number };
  /** No assignment satisfies the rows, as a constant row already shows. */
  contradictory: boolean;
}

/** A builder with a column for every variable, where aliased variables share one. */
export function openBuilder(model: FlatZinc): Builder {
  const columns: Column[] = [];
  const rows: Row[] = [];
  const columnOf = new Map<string, number>();
  /** Names of columns that lowering added; their factors are looked up like variables. */
  const aliases = findAliases(model);
  let constraint: number | undefined;

  const groups = new Map<string, Variable[]>();
  for (const variable of model.variables.values()) {
    const representative = aliases(variable.name);
    const group = groups.get(representative);
    if (group === undefined) groups.set(representative, [variable]);
    else group.push(variable);
  }

  const builder: Builder = {
    columns,
    rows,
    columnOf,
    contradictory: false,
    addRow(products, low, high) {
      const { terms, constant } = builder.sum(products);
      if (terms.length === 0) {
        if (constant < low || constant > high) builder.contradictory = true;
        return;
      }
      rows.push({ terms, low: low - constant, high: high - constant, constraint });
    },
    addColumn(column) {
      columnOf.set(column.name, columns.length);
      columns.push(column);
      return { kind: 'variable', name: column.name };
    },
    setConstraint(index) {
      constraint = index;
    },
    sum(products) {
      const coefficients = new Map<number, number>();
      let constant = 0;
      for (const [coefficient, factor] of products) {
        const known = constantOf(factor);
        if (known !== undefined) {
          constant += coefficient * known;
          continue;
        }
        const column = factor?.kind === 'variable' ? columnOf.get(factor.name) : undefined;
        if (column === undefined)
          throw new TypeError(`expected a number or a variable, found ${factor?.kind ?? 'nothing'}`);
        coefficients.set(column, (coefficients.get(column) ?? 0) + coefficient);
      }
      const terms: Term[] = [];
      for (const [column, coefficient] of coefficients) if (coefficient !== 0) terms.push({ column, coefficient });
      return { terms, constant };
    },
  };

  for (const [name, group] of groups) {
    const column = columnFor(name, group);
    if (column.low > column.high) builder.contradictory = true;
    const reference = builder.addColumn(column);
    for (const variable of group) columnOf.set(variable.name, columns.length - 1);
    for (const variable of group) addHoles(builder, variable, reference);
  }
  for (const variable of model.variables.values()) {
    if (variable.value === undefined) continue;
    builder.addRow(
      [
        [1, { kind: 'variable', name: variable.name }],
        [-1, variable.value],
      ],
      0,
      0,
    );
  }
  return builder;
}

/** The number a constant stands for, Booleans as 0 and 1; undefined for anything else. */
export function constantOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'int' || value?.kind === 'float') return value.value;
  if (value?.kind === 'bool') return value.value ? 1 : 0;
  return undefined;
}

/** `int2float` and `bool2int` only change the type: their two variables are one number. */
function findAliases(model: FlatZinc): (name: string) => string {
  const parent = new Map<string, string>();
  const find = (name: string): string => {
    let root = name;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  for (const { id, args } of model.constraints) {
    if (id !== 'int2float' && id !== 'bool2int') continue;
    const [from, to] = args;
    if (from?.kind !== 'variable' || to?.kind !== 'variable') continue;
    const root = find(from.name);
    if (root !== find(to.name)) parent.set(find(to.name), root);
  }
  return find;
}

function columnFor(name: string, group: readonly Variable[]): Column {
  const integer = group.some(({ type }) => type !== 'float');
  let low = -Infinity;
  let high = Infinity;
  for (const { type, domain } of group) {
    if (type === 'set of int') throw new NotLinearError('Set variables cannot be written as linear constraints.');
    // An empty domain has no bounds and no values.
    const bounds = domainBounds(domain) ?? { low: Infinity, high: -Infinity };
    low = Math.max(low, type === 'bool' ? 0 : -Infinity, bounds.low);
    high = Math.min(high, type === 'bool' ? 1 : Infinity, bounds.high);
  }
  return { name, low: integer ? Math.ceil(low) : low, high: integer ? Math.floor(high) : high, integer };
}

/** A domain of several ranges: one binary says which range holds the value. */
function addHoles(builder: Builder, { name, domain }: Variable, reference: Value): void {
  if (domain === undefined || domain.length < 2) return;
  if (domain.some(({ low, high }) => !Number.isFinite(low) || !Number.isFinite(high))) {
    throw new NotLinearError(`The domain of "${name}" has holes and no bounds: give the variable bounds.`);
  }
  const choices = domain.map((_, index) =>
    builder.addColumn({ name: `${name}_range_${index + 1}`, low: 0, high: 1, integer: true }),
  );
  const sumOf = (pick: (index: number) => number): Product[] => choices.map((choice, index) => [pick(index), choice]);
  const end = (index: number, side: 'low' | 'high'): number => domain[index]?.[side] ?? 0;
  builder.addRow(
    sumOf(() => 1),
    1,
    1,
  );
  builder.addRow([[1, reference], ...sumOf((index) => -end(index, 'low'))], 0, Infinity);
  builder.addRow([[1, reference], ...sumOf((index) => -end(index, 'high'))], -Infinity, 0);
}
