import { isNamed, partsOf, within, type Expression, type IndexSet, type Table } from '../expression';
import type { DecisionVariable, Domain, ProblemGraph, Quantity } from '../graph';
import { expressionsOf, quantitiesOf } from '../quantities';
import type { TraceEntry } from '../types';
import { expressionText, type ModelNames, type Piece } from './expressionText';
import { literalOf } from './fraction';
import { type TakeName } from './identifiers';
import { commentWords, type ModelText } from './modelText';
import { keyOf } from './uses';

/** Identifiers of everything in a graph that is not told one by one. */
export interface StructureNames {
  readonly sets: readonly string[];
  readonly members: readonly (readonly string[])[];
  readonly tables: readonly string[];
  readonly definitions: readonly string[];
}

/** Takes a name for each set, member, table and definition, by the user's words for it. */
export function structureNames(graph: ProblemGraph, take: TakeName): StructureNames {
  return {
    sets: graph.sets.map(({ name }, at) => capital(take(name, `set_${String(at + 1)}`, 32))),
    members: graph.sets.map(({ members }) =>
      isNamed(members) ? members.map(({ name }, at) => take(name, `thing_${String(at + 1)}`, 32)) : [],
    ),
    tables: graph.tables.map(({ name }, at) => take(name, `table_${String(at + 1)}`, 32)),
    definitions: graph.definitions.map(({ name }, at) => take(name, `total_${String(at + 1)}`, 32)),
  };
}

/** Sets begin with a capital, as is usual for types in MiniZinc. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Whether a graph uses global constraints, so that the library of them is included. */
export function usesGlobals(graph: ProblemGraph): boolean {
  const plain = new Set([
    'abs',
    'max',
    'min',
    'sum',
    'card',
    'enum_prev',
    'enum_next',
    'enum2int',
    'bool2int',
    'ceil',
    'floor',
  ]);
  return expressionsOf(graph).some((expression) =>
    [...within(expression)].some((part) => part.kind === 'call' && !plain.has(part.name)),
  );
}

/**
 * Writes an expression and says where each number of the text stands in it.
 * @returns the entries of its numbers; each is narrower than the item that `write` makes, and belongs before it
 */
export function writePieces(out: ModelText, pieces: readonly Piece[]): TraceEntry[] {
  return pieces.flatMap((piece): TraceEntry[] => {
    if (typeof piece === 'string') {
      out.write(piece);
      return [];
    }
    const model = out.write(piece.literal);
    const { quantity, denominator } = piece;
    return [
      { role: 'parameter', prose: quantity.span, model, class: 'parameter', quantity, literal: model, denominator },
    ];
  });
}

export function writeSets(out: ModelText, graph: ProblemGraph, own: StructureNames, names: ModelNames): TraceEntry[] {
  const trace: TraceEntry[] = [];
  for (const [at, { name, mentions, members }] of graph.sets.entries()) {
    const identifier = own.sets[at] ?? '';
    const start = out.write(isNamed(members) ? `enum ${identifier} = {` : `set of int: ${identifier} = `).start;
    if (isNamed(members)) out.write(`${(own.members[at] ?? []).join(', ')}}`);
    else {
      trace.push(...writePieces(out, expressionText(members.first, names)));
      out.write('..');
      trace.push(...writePieces(out, expressionText(members.last, names)));
    }
    const { end } = out.write(';');
    out.write(`  % ${commentWords(name)}\n`);
    trace.push({ role: 'parameter', prose: mentions[0], model: { start, end }, class: 'set' });
  }
  return trace;
}

export function writeTables(out: ModelText, graph: ProblemGraph, own: StructureNames, names: ModelNames): TraceEntry[] {
  const trace: TraceEntry[] = [];
  for (const [at, table] of graph.tables.entries()) {
    const type = typeOf(table);
    const index = table.index.map((set) => own.sets[set] ?? '');
    // MiniZinc takes a plain list to be counted from one.
    const isFromOne = table.index.every((set) => startsAtOne(graph.sets[set]));
    const head = index.length === 0 ? type : `array [${index.join(', ')}] of ${type}`;
    const isMatrix = table.index.length === 2 && isFromOne;
    const { start } = out.write(`${head}: ${own.tables[at] ?? ''} =${isMatrix ? '' : ' '}`);
    const cells = table.cells.map((cell): Piece[] => {
      if (typeof cell === 'boolean') return [String(cell)];
      return expressionText(cell, { ...names, parameter: () => undefined });
    });
    const width = table.index.length === 2 ? widthOf(graph.sets[table.index[1] ?? 0], cells.length) : cells.length;
    if (index.length === 0) trace.push(...writePieces(out, cells[0] ?? []));
    else if (index.length === 1 && isFromOne) trace.push(...writePieces(out, ['[', ...joined(cells), ']']));
    else if (isMatrix) trace.push(...writePieces(out, matrix(cells, width)));
    else {
      const dimensions = `array${String(index.length)}d(${index.join(', ')}, [`;
      trace.push(...writePieces(out, [dimensions, ...joined(cells), '])']));
    }
    const { end } = out.write(';');
    out.write(`  % ${commentWords(table.name)}\n`);
    trace.push({ role: 'parameter', prose: table.mentions[0], model: { start, end }, class: 'table' });
  }
  return trace;
}

function typeOf({ cells }: Table): 'bool' | 'int' | 'float' {
  if (cells.some((cell) => typeof cell === 'boolean')) return 'bool';
  const isWhole = (value: number): boolean => literalOf(value).type === 'int';
  const all = cells.every(
    (cell) =>
      typeof cell === 'boolean' ||
      [...within(cell)].every(
        (part) =>
          (part.kind !== 'quantity' || isWhole(part.quantity.value)) &&
          (part.kind !== 'constant' || isWhole(part.value)) &&
          !(part.kind === 'operation' && part.operator === '/'),
      ),
  );
  return all ? 'int' : 'float';
}

function startsAtOne(set: IndexSet | undefined): boolean {
  return set === undefined || isNamed(set.members) || valueOf(set.members.first) === 1;
}

/** How many cells a row of a table has, where its columns are the members of a set. */
function widthOf(columns: IndexSet | undefined, cells: number): number {
  if (!columns) return cells;
  if (isNamed(columns.members)) return Math.max(1, columns.members.length);
  const [first, last] = [valueOf(columns.members.first), valueOf(columns.members.last)];
  return first === undefined || last === undefined ? cells : Math.max(1, last - first + 1);
}

function valueOf(expression: Expression): number | undefined {
  if (expression.kind === 'constant') return expression.value;
  return expression.kind === 'quantity' ? expression.quantity.value : undefined;
}

function joined(cells: readonly Piece[][]): Piece[] {
  return cells.flatMap((cell, at) => [...(at === 0 ? [] : [', ']), ...cell]);
}

function matrix(cells: readonly Piece[][], width: number): Piece[] {
  const rows: Piece[] = [];
  for (let from = 0; from < cells.length; from += width) {
    rows.push(from === 0 ? '\n  [| ' : '\n   | ', ...joined(cells.slice(from, from + width)));
  }
  return [...rows, ' |]'];
}

/** The type of a variable as MiniZinc; `horizon` is the identifier of the last moment there can be. */
export function domainText(
  { domain, index }: Pick<DecisionVariable, 'domain' | 'index'>,
  own: StructureNames,
  names: ModelNames,
  horizon: string,
): Piece[] {
  if (typeof domain === 'object') {
    if (domain.kind === 'member') return [own.sets[domain.set] ?? 'int'];
    return [...expressionText(domain.first, names), '..', ...expressionText(domain.last, names)];
  }
  switch (domain) {
    case 'integer':
      return ['0..infinity'];
    case 'continuous':
      return ['0.0..infinity'];
    case 'free integer':
      return ['int'];
    case 'free continuous':
      return ['float'];
    case 'choice':
      return ['bool'];
    case 'moment':
      return [`0..${horizon}`];
    case 'position':
      return [`1..card(${own.sets[index[0] ?? 0] ?? ''})`];
  }
}

export function hasMoments(graph: ProblemGraph): boolean {
  return graph.variables.some(({ domain }) => domain === 'moment');
}

/**
 * A moment that no sensible plan passes: all numbers of the text that the model uses, one after the other, each in the
 * unit that the model counts moments in (`60 * hours[t]`), and as often as it can apply: half an hour for each of five
 * buses is five times that, and so are the minutes of a stage that five batches go through. The hour of a clock is once.
 */
export function horizonOf(graph: ProblemGraph): number {
  const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
  const moments = graph.variables
    .filter(({ domain }) => domain === 'moment')
    .reduce((sum, { index }) => sum + product(index.map((set) => sizeOf(graph.sets[set]))), 0);
  const amounts = new Map<string, { readonly value: number; readonly times: number }>();
  const add = (quantity: Quantity, scale: number, times: number): void => {
    const known = amounts.get(keyOf(quantity)) ?? { value: 0, times: 0 };
    amounts.set(keyOf(quantity), {
      value: Math.max(known.value, Math.abs(quantity.value) * scale),
      times: quantity.kind === 'clock' ? 1 : Math.min(Math.max(moments, 1), known.times + times),
    });
  };
  const cells = new Map<string, { readonly quantity: Quantity; readonly scale: number; readonly times: number }>();
  const collect = (expression: Expression, scale: number, times: number): void => {
    const constants = expression.kind === 'operation' && expression.operator === '*' ? expression.operands : [];
    const factor = constants.reduce(
      (all, each) => (each.kind === 'constant' ? all * Math.abs(each.value) : all),
      scale,
    );
    if (expression.kind === 'quantity') add(expression.quantity, factor, times);
    if (expression.kind === 'table') {
      const all = graph.tables[expression.table]?.cells ?? [];
      for (const cell of all.flatMap((each) => (typeof each === 'object' ? [...within(each)] : []))) {
        if (cell.kind !== 'quantity') continue;
        const known = cells.get(keyOf(cell.quantity))?.scale ?? 0;
        const share = Math.max(1, Math.ceil(moments / all.length));
        cells.set(keyOf(cell.quantity), { quantity: cell.quantity, scale: Math.max(known, factor), times: share });
      }
    }
    const binders = expression.kind === 'over' ? expression.binders : [];
    const inside = product(binders.map(({ over }) => (typeof over === 'number' ? sizeOf(graph.sets[over]) : moments)));
    for (const part of partsOf(expression)) collect(part, factor, times * inside);
  };
  for (const expression of statedIn(graph)) collect(expression, 1, 1);
  for (const { quantity, scale, times } of cells.values()) add(quantity, scale, times);
  const ofRows = quantitiesOf({ ...graph, sets: [], tables: [], variables: [] });
  for (const quantity of ofRows) if (!amounts.has(keyOf(quantity))) add(quantity, 1, moments);
  const sum = [...amounts.values()].reduce((total, { value, times }) => total + value * times, 0);
  return Math.min(1_000_000, Math.max(24, Math.ceil(sum)));
}

/** What a graph says of its moments: definitions, the objective, relations. */
function statedIn({ definitions, objective, constraints }: ProblemGraph): Expression[] {
  return [
    ...definitions.map(({ value }) => value),
    ...(objective?.value ? [objective.value] : []),
    ...constraints.flatMap((each) => (each.kind === 'relation' ? [each.body] : [])),
  ];
}

/** How many things a set has; 1 where that is not known. */
function sizeOf(set: IndexSet | undefined): number {
  if (!set) return 1;
  if (isNamed(set.members)) return set.members.length;
  const [first, last] = [valueOf(set.members.first), valueOf(set.members.last)];
  return first === undefined || last === undefined ? 1 : Math.max(1, last - first + 1);
}

/** Whether all amounts of an expression are whole; the data too, since 2.6 euros are no whole number. */
export function isWholeExpression(expression: Expression, graph: ProblemGraph): boolean {
  for (const part of within(expression)) {
    if (part.kind === 'variable' && !isWholeDomain(graph.variables[part.variable]?.domain)) return false;
    if (part.kind === 'table' && typeOfTable(graph, part.table) === 'float') return false;
    if (part.kind === 'definition') {
      const definition = graph.definitions[part.definition];
      if (definition && !isWholeExpression(definition.value, graph)) return false;
    }
    if (part.kind === 'operation' && part.operator === '/') return false;
  }
  return true;
}

function typeOfTable(graph: ProblemGraph, table: number): string {
  const found = graph.tables[table];
  return found ? typeOf(found) : 'int';
}

function isWholeDomain(domain: Domain | undefined): boolean {
  return domain !== 'continuous' && domain !== 'free continuous';
}
